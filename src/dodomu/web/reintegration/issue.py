"""One question of social protection: its rule, its deadline line by line, its papers, its moves, its letters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.letters.addressed import phrase
from dodomu.letters.cases import Case as Grammar
from dodomu.letters.letter import Head, Letter, long_date
from dodomu.letters.pdf import as_pdf
from dodomu.reference.entitlements import rules
from dodomu.reference.entitlements.complaint import Complaint
from dodomu.reference.entitlements.complaint import complaint as write
from dodomu.reference.entitlements.words import BEGINS, BODIES, PAPERS
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Issue
from dodomu.reintegration.queries import deadlines, entitlements, letters, record, rows
from dodomu.reintegration.queries.issues import basis_of, missing, outcome_of, paid_of, papers_of, title_of
from dodomu.reintegration.queries.words import moves_of
from dodomu.web.doors import door
from dodomu.web.reintegration.frame import case_for, case_page, doer, now_of
from dodomu.web.reintegration.letters import as_file
from dodomu.web.reintegration.sentences import mark_of
from dodomu.web.reintegration.social_forms import Dated, NewPaper, RefusedBy, Settled
from dodomu.web.sending import done, posted
from dodomu.web.words import local_day

FORMS: dict[str, Any] = {"apply": Dated, "appeal": Dated, "settle": Settled, "refuse": RefusedBy}
"""What is asked for a move; the others are buttons alone."""


def issue_page(request: HttpRequest, number: int, key: int) -> dict[str, Any]:
    """What every page of one question shows."""
    context = case_page(request, number, part="social")
    one = context["case"]
    row = rows.get_issue(one, key)
    rule = entitlements.rule_of(row.entitlement) if row.entitlement else None
    papers = papers_of(row, one)
    kind, label = mark_of(record.issue_timed(row, one, now=now_of(request)), kind="issue", now=now_of(request))
    return context | {
        "row": row,
        "rule": rule,
        "what": title_of(row),
        "basis": basis_of(row),
        "begins": BEGINS[rule.begins] if rule else "",
        "body": BODIES[rule.body] if rule else "",
        "amount": rules.amount(rule, entitlements.facts_of(one)) if rule else None,
        "mark": {"kind": kind, "label": label},
        "note": record.opened(row.note, case=one, place="issue.note") or "",
        "outcome": outcome_of(row, one),
        "paid": paid_of(row, one),
        "counts": deadlines.counts_of(row, one),
        "moved": deadlines.moved(row, one),
        "papers": papers,
        "missing": len(missing(papers)),
        "back_url": reverse("person-social", args=[context["person"].number]),
    }


@door(Act.READ_CASE, methods=("GET",))
def issue(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """One question; with what can be done, for whoever works on the case."""
    context = issue_page(request, number, key)
    newer = entitlements.newer(context["row"], on=local_day(now_of(request)))
    may_renew = context["may_work"] and context["row"].state in RENEWED
    context |= {
        "moves": _moves(request, context["row"]),
        "new_paper": NewPaper(),
        "newer": newer if may_renew else None,
        "newer_rule": entitlements.rule_of(newer) if newer else None,
    }
    return render(request, "reintegration/issue.html", context)


RENEWED = ("open", "in_work", "applied", "appealed", "refused")
"""The states in which a question is moved to the version of its rule that is in force."""


@door(Act.WORK_CASE, methods=("POST",))
def renew(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Moves a question to the version of its rule that is in force today."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_issue(one, key)
    actions.renew_issue(row, **doer(request))
    messages.success(request, _("Питання спирається на чинну редакцію."))
    return redirect("person-social-issue", person.number, row.pk)


def _moves(request: HttpRequest, row: Issue, bound: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Every move that is possible now, with its form; a complaint only once there is something to complain of."""
    now = now_of(request)
    given = bound or {}
    found = []
    for act, word in moves_of("issue", row.state):
        if act == "appeal" and row.state == "applied" and row.due_at >= now:
            continue
        blank = FORMS[act](initial={"on": local_day(now)}, prefix=act) if act in FORMS else None
        found.append({"act": act, "label": word, "form": given.get(act, blank)})
    return found


@door(Act.WORK_CASE, methods=("POST",))
def move(request: HttpRequest, number: int, key: int, act: str) -> HttpResponse:
    """Makes one move of a question, or comes back to its page with what is to be mended."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_issue(one, key)
    if act not in FORMS:
        actions.move_issue(row, act, **doer(request))
    else:
        form = FORMS[act](posted(request), prefix=act)
        if not done(form, lambda: actions.move_issue(row, act, **form.cleaned_data, **doer(request))):
            context = issue_page(request, number, key)
            context |= {
                "moves": _moves(request, context["row"], {act: form}),
                "refused": form,
                "new_paper": NewPaper(),
            }
            return render(request, "reintegration/issue.html", context, status=422)
    messages.success(request, _("Збережено."))
    return redirect("person-social-issue", person.number, row.pk)


@door(Act.WORK_CASE, methods=("POST",))
def paper(request: HttpRequest, number: int, key: int, paper: str, act: str) -> HttpResponse:
    """Records that a paper is here, or is not; another one (`other`) is named by its note."""
    person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_issue(one, key)
    if paper not in PAPERS or act not in ("here", "missing"):
        raise NotVisible
    note = request.POST.get("note", "") if paper == "other" else ""
    actions.set_proof(row, paper, note=note, is_here=act == "here", **doer(request))
    messages.success(request, _("Збережено."))
    return redirect("person-social-issue", person.number, row.pk)


def _record_print(request: HttpRequest, one: Case, key: int, *, act: str) -> None:
    detail = {"case": one.pk, "issue": key}
    ledger.record(act, kind="person", key=one.person_id, detail=detail, **doer(request))


@door(Act.WORK_CASE)
def pack(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The evidence pack on paper: what is needed, what is here, what is missing."""
    context = issue_page(request, number, key)
    _record_print(request, context["case"], key, act="print_pack")
    return render(request, "reintegration/pack.html", context)


def _complaint(request: HttpRequest, number: int, key: int) -> Complaint:
    """The letter of complaint, whose making stands in the ledger; NotVisible before there is what to complain of."""
    _person, one = case_for(request, number, Act.WORK_CASE)
    row = rows.get_issue(one, key)
    is_late = row.state == "applied" and row.due_at < now_of(request)
    if not (is_late or row.state in ("refused", "appealed")):
        raise NotVisible
    _record_print(request, one, key, act="print_complaint")
    return write(
        title_of(row).uk,
        sender=f"від {phrase(letters.about(one).who, Grammar.GENITIVE, is_full=False)}",
        on=local_day(now_of(request)),
        rule=entitlements.rule_of(row.entitlement) if row.entitlement else None,
        applied_on=row.applied_on,
        refused_on=row.answered_on,
        refused_with=outcome_of(row, one),
        late=deadlines.counts_of(row, one)[0].deadline if is_late else None,
        enclosed=[paper.note or paper.label.uk for paper in papers_of(row, one) if paper.is_here],
    )


@door(Act.WORK_CASE)
def complaint(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The letter of complaint, in the language of the state's offices; the person signs it."""
    letter = _complaint(request, number, key)
    context = {"section": "people", "number": f"D-{number}", "key": key, "letter": letter}
    return render(request, "reintegration/complaint.html", context)


@door(Act.WORK_CASE)
def complaint_pdf(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The same letter as PDF/UA, without a letterhead: it is the person's own."""
    said, now = _complaint(request, number, key), now_of(request)
    head = Head((), signer_post="Підпис ____________________")
    dated = long_date(local_day(now))
    made = Letter(head, f"{said.to}, {said.sender}", said.heading, said.whole(), "б/н", dated=dated)
    return as_file(as_pdf([made], title=said.heading, at=now), name=f"skarga-{key}.pdf")
