"""Two records, one person or two: likely pairs, both side by side, and what waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.flows import register
from dodomu.ledger import actions as ledger
from dodomu.names.compare import Mark, compare_given, compare_patronymic, compare_surname
from dodomu.names.normalise import fold
from dodomu.people import duplicates, queries
from dodomu.people import pairs as acts
from dodomu.people.models import Person, PersonNow
from dodomu.timeline.statuses import group_of
from dodomu.web.doors import door
from dodomu.web.marks import mark
from dodomu.web.pages import keyset
from dodomu.web.people.forms import MergeReason, Reason
from dodomu.web.people.record import page_of
from dodomu.web.people.sayings import KINDS, SOURCES, stated_status
from dodomu.web.sending import form_page, posted
from dodomu.web.words import language, said, short_day

SALT = "dodomu.people.pairs"


@door(Act.PROPOSE_MERGE)
def duplicate_pairs(request: HttpRequest) -> HttpResponse:
    """Shows pairs of records that may be one person's."""
    found = duplicates.pairs(request.user, after=_after(request))
    ledger.record(
        "read_duplicates",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"people": sorted({one.pk for pair in found.rows for one in (pair.first, pair.second)})},
    )
    next_url = ""
    if found.after:
        query = QueryDict(mutable=True)
        query["page"] = signing.Signer(salt=SALT).sign_object(found.after, compress=True)
        next_url = f"?{query.urlencode()}"
    rows = [
        {"pair": pair, "father_mark": _result(pair.patronymic), "birth_mark": _result(pair.birth)}
        for pair in found.rows
    ]
    context = {"section": "people", "rows": rows, "next_url": next_url, "is_first": "page" not in request.GET}
    return render(request, "people/duplicates.html", context)


def _after(request: HttpRequest) -> tuple[int, int]:
    """The pair named by the cursor; the first page where there is none or it was forged."""
    try:
        one, two = signing.Signer(salt=SALT).unsign_object(request.GET.get("page", ""))
    except (signing.BadSignature, ValueError, TypeError):
        return (0, 0)
    return (int(one), int(two))


@dataclass(frozen=True, slots=True)
class Row:
    """One field of two records: both values, and how alike they are (`same`, `similar`, `differs`, `none`)."""

    label: str
    left: str
    right: str
    result: str
    note: Any = ""


@door(Act.PROPOSE_MERGE, methods=("GET", "POST"))
def merge(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Lays two records side by side; a POST proposes to join them, or remembers that they are two people's."""
    one = queries.get_person(request.user, number, Act.PROPOSE_MERGE)
    two = queries.get_person(request.user, other, Act.PROPOSE_MERGE)
    if one.pk == two.pk:
        raise NotVisible
    numbers = [(record.number, record.number) for record in (one, two)]
    form = MergeReason(request.POST or None, initial={"into": min(one, two, key=lambda record: record.pk).number})
    form.fields["into"].choices = numbers  # type: ignore[attr-defined]
    form.fields["into"].required = request.POST.get("act") != "apart"
    if request.method == "POST" and form.is_valid():
        try:
            word = _decide(request, form, one, two)
        except StaleView:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word)
            return redirect("people-duplicates" if request.POST.get("act") == "apart" else "people-proposals")
    by, now = cast(User, request.user), cast(Any, request).now
    ledger.record_many(
        [
            ("read_person", "person", record.pk, {"part": "merge", "beside": beside.pk})
            for record, beside in ((one, two), (two, one))
        ],
        by=by,
        now=now,
    )
    context = {
        "section": "people",
        "one": one,
        "two": two,
        "rows": compared(one, two),
        "form": form,
        "apart": queries.found_apart(one.pk, two.pk),
        "is_joined": bool(one.joined_to_id or two.joined_to_id),
        "is_proposed": queries.is_merge_proposed(one.pk, two.pk),
    }
    return render(request, "people/merge.html", context, status=422 if form.is_bound else 200)


def _decide(request: HttpRequest, form: MergeReason, one: PersonNow, two: PersonNow) -> str:
    by, now, reason = cast(User, request.user), cast(Any, request).now, form.cleaned_data["reason"]
    if request.POST.get("act") == "apart":
        acts.say_not_same(Person(pk=one.pk), Person(pk=two.pk), reason=reason, by=by, now=now)
        return _("Записано: це різні люди. Цю пару більше не пропонуватимемо.")
    into, joined = (one, two) if form.cleaned_data["into"] == one.number else (two, one)
    acts.propose_merge(joined.person, into=into.person, reason=reason, by=by, now=now)
    return _("Запропоновано об’єднати. Записи об’єднаються, коли це схвалить друга людина.")


def compared(one: PersonNow, two: PersonNow) -> list[Row]:
    """Field by field; a name is compared by its sound, everything else as it stands."""
    birth, birth_note = duplicates.compare_birth(one, two)
    fathers = compare_patronymic(one.patronymic, two.patronymic)
    lang = language()
    names = {person: ", ".join(queries.spellings(person)) for person in (one.pk, two.pk)}
    rows = [
        _part(_("Прізвище"), one.surname, two.surname, compare_surname(one.surname, two.surname).mark),
        _part(_("Ім’я"), one.given, two.given, compare_given(one.given, two.given).mark),
        _part(_("По батькові"), one.patronymic, two.patronymic, fathers.mark),
        Row(_("Усі написання"), names[one.pk], names[two.pk], ""),
        Row(_("Дата народження"), _day(one, "birth"), _day(two, "birth"), _result(birth), birth_note),
        _plain(_("Стать"), _sex(one), _sex(two)),
        _plain(_("Звання"), one.rank, two.rank),
        _plain(_("Позивний"), one.call_sign, two.call_sign),
        _plain(_("Підрозділ на час полонення"), *(_unit(record.unit_at_capture, lang) for record in (one, two))),
        _plain(_("Підрозділ зараз"), *(_unit(record.unit, lang) for record in (one, two))),
        Row(_("Статус"), _status(one), _status(two), _statuses(one, two)),
        _plain(_("Полонено"), _day(one, "captured"), _day(two, "captured")),
        _plain(_("Місце полонення"), *(_unit(record.captured_at, lang) for record in (one, two))),
        _plain(_("Місце утримання"), one.held_at, two.held_at),
        Row(_("Останнє підтвердження"), _confirmed(one), _confirmed(two), ""),
    ]
    return [row for row in rows if row.left or row.right]


def _sex(one: PersonNow) -> str:
    return {"m": _("чоловік"), "f": _("жінка")}.get(one.sex, "")


def _result(result: Mark) -> str:
    return "none" if result == "nodata" else result


def _part(label: str, left: str, right: str, result: Mark) -> Row:
    return Row(label, left, right, _result(result))


def _plain(label: str, left: str, right: str) -> Row:
    if not left or not right:
        return Row(label, left, right, "none")
    return Row(label, left, right, "same" if fold(left) == fold(right) else "differs")


def _status(one: PersonNow) -> str:
    return said(mark(one.status, one.sex).word)


def _statuses(one: PersonNow, two: PersonNow) -> str:
    if not one.status or not two.status:
        return "none"
    if one.status == two.status:
        return "same"
    return "similar" if group_of(one.status) == group_of(two.status) else "differs"


def _day(one: PersonNow, name: str) -> str:
    on = getattr(one, f"{name}_on")
    return short_day(on, getattr(one, f"{name}_precision", "day")) if on else ""


def _unit(one: Any, lang: str) -> str:
    return one.name(lang) if one else ""


def _confirmed(one: PersonNow) -> str:
    if not one.confirmed_on:
        return ""
    return f"{short_day(one.confirmed_on)}, {said(SOURCES.get(one.confirmed_by, one.confirmed_by))}"


@door(Act.PROPOSE_MERGE, methods=("GET", "POST"))
def part(request: HttpRequest, number: int) -> HttpResponse:
    """Proposes to part a joined record from the one that speaks for it."""
    context = page_of(request, number, part="part", act=Act.PROPOSE_MERGE)
    one: PersonNow = context["person"]
    form = Reason(posted(request))
    speaker = queries.row_of(one.joined_to_id)
    return form_page(
        request,
        "people/part.html",
        context | {"form": form, "speaker": speaker},
        lambda: acts.propose_part(
            one.person,
            reason=form.cleaned_data["reason"],
            by=cast(User, request.user),
            now=cast(Any, request).now,
        ),
        said_after=_("Запропоновано роз’єднати. Це станеться, коли схвалить друга людина."),
        to=("people-proposals",),
    )


@door(Act.APPROVE_PROPOSAL)
def proposals(request: HttpRequest) -> HttpResponse:
    """Shows what waits for a second person."""
    return _proposals_page(request)


def _proposals_page(request: HttpRequest, *, refused: tuple[int, Any] = (0, ""), status: int = 200) -> HttpResponse:
    page = keyset(queries.open_proposals(request.user), request=request, order=("pk",))
    ledger.record(
        "read_proposals",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"people": sorted({one.person_id for one in page.rows})},
    )
    mine = cast(User, request.user).pk
    cards = [
        {
            "proposal": one,
            "kind": KINDS[one.kind],
            "status": stated_status(one) if one.kind == "override" else None,
            "is_mine": one.proposed_by_id == mine,
            "beside_url": reverse("people-merge", args=[one.person.number, one.other.number])
            if one.kind == "merge" and one.other
            else "",
            "refused": refused[1] if refused[0] == one.pk else "",
        }
        for one in page.rows
    ]
    context = {"section": "people", "cards": cards, "page": page}
    return render(request, "people/proposals.html", context, status=status)


@door(Act.APPROVE_PROPOSAL, methods=("POST",))
def proposal(request: HttpRequest, key: int) -> HttpResponse:
    """Approves or refuses a proposal of another person, or withdraws one's own."""
    found = queries.get_proposal(request.user, key)
    by, now = cast(User, request.user), cast(Any, request).now
    try:
        if request.POST.get("act") == "approve":
            register.approve_proposal(found, by=by, now=now)
            word = _("Схвалено. Зміна набула чинності.")
        else:
            acts.refuse(found, by=by, now=now)
            word = _("Відкликано.") if found.proposed_by_id == by.pk else _("Відхилено.")
    except StaleView:
        raise
    except Refused as refusal:
        return _proposals_page(request, refused=(key, refusal.message), status=422)
    messages.success(request, word)
    return redirect("people-proposals")
