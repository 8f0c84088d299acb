"""One stage for the tests that hold every page at once: the story of the demo, and a small list walked home.

Whatever stands in an address is kept by name in `Stage.keys`; `standing` puts it up for a module.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from dodomu.access.models import User
from dodomu.access.roles import ROLES
from dodomu.clock import KYIV
from dodomu.commands.demo import story
from dodomu.commands.demo.telling import Telling
from dodomu.enquiries import actions as enquiries
from dodomu.enquiries.models import Enquiry
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.actions.quality import ask_to_measure
from dodomu.exchanges.models import Line, NameList, Round
from dodomu.families import actions as families
from dodomu.families.models import Call, Relative
from dodomu.figures import actions as figures
from dodomu.figures.models import Correction, Figure, Request, Statement
from dodomu.figures.models import Document as Published
from dodomu.figures.queries.findings import findings
from dodomu.figures.queries.receipts import receipt_of
from dodomu.flows import changes, conflicts, homecoming, tree
from dodomu.flows.answers import learn_from_answer
from dodomu.flows.work import HANDLERS
from dodomu.formats.columns import guess_columns, lines
from dodomu.formats.tables import read_paste
from dodomu.jobs.actions import run_due
from dodomu.jobs.models import Job
from dodomu.notices.models import Notice
from dodomu.people import pairs, vocabulary
from dodomu.people.models import Group, Person, PersonNow, Place
from dodomu.reference.entitlements.published import published
from dodomu.reintegration import actions as support
from dodomu.reintegration.actions.calendar import make_address
from dodomu.reintegration.models import Case, Document, Goal
from dodomu.reintegration.queries.entitlements import proposals
from dodomu.text import Text
from dodomu.units.models import Unit
from tests import build, build_exchanges, build_people, cast
from tests.journeys import stage_after

NOW = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
JUNE = date(2024, 6, 25)
PEOPLE = 400


@dataclass
class Stage:
    """The accounts by login, and what the addresses name, by a word for it."""

    users: dict[str, User] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def set_stage() -> Stage:
    """Builds everything, in one transaction because it is quicker so."""
    with redirect_stdout(io.StringIO()):
        story.tell(Telling("uk"), people=PEOPLE, now=NOW)
    stage = Stage({user.login: user for user in User.objects.all()})
    _add_strangers(stage)
    _walk_lists(stage)
    _call_families(stage)
    _ask_departments(stage)
    _pair_records(stage)
    _name_people(stage)
    _support(stage)
    stage_after.follow(stage.users, stage.keys, now=NOW)
    _name_public(stage)
    _set_up(stage)
    return stage


def _add_strangers(stage: Stage) -> None:
    """An account of each role for a unit that has no people, let in to nothing; and one without a role at all."""
    nowhere = build.unit("NOWHERE")
    for role in ROLES:
        officer = cast.Officer(f"stranger-{role}", "Чужа Людина", "Somebody Else", role)
        stage.users[officer.login] = build.account(officer, unit=nowhere, now=NOW)
    nobody = build.account(cast.Officer("nobody", "Без Ролі", "Without Role", "admin"), now=NOW)
    nobody.memberships.update(until_at=NOW)
    stage.users["nobody"] = nobody
    stage.keys["account"] = stage.users["suprovid"].pk


def _captives(number: int) -> Iterator[list[PersonNow]]:
    """Captives on no list so far, in groups of so many."""
    free = PersonNow.objects.filter(status__startswith="CAPTIVE", joined_to=None)
    taken = Line.objects.filter(candidates__person__isnull=False).values("candidates__person")
    rows = list(free.exclude(person__in=taken).select_related("person").order_by("pk"))
    for start in range(0, len(rows), number):
        yield rows[start : start + number]


def _list_of(people: Sequence[PersonNow], round: Round, *, by: User, is_matched: bool = True) -> NameList:
    """A pasted list of these people, spelt as in the register."""
    text = "\n".join(f"{one.surname} {one.given} {one.patronymic} {one.birth_on:%d.%m.%Y}" for one in people)
    table = read_paste(text)
    read = lines(table, guess_columns(table))
    stage = round.stages.get(on=JUNE)
    made = exchanges.take_list(stage, read, received=text.encode(), kind="paste", by=by, now=NOW)
    if is_matched:
        run_due(HANDLERS, clock=lambda: NOW)
        made.refresh_from_db()
    return made


def _sign(name_list: NameList, *signers: User) -> None:
    for by in signers:
        name_list.refresh_from_db()
        homecoming.sign_list(name_list, digest=exchanges.decisions_digest(name_list), by=by, now=NOW)
    name_list.refresh_from_db()


def _walk_lists(stage: Stage) -> None:
    """Lists of the round of 25 June in every state, and the arrivals of the one that is signed."""
    one, two = stage.users["zvirka"], stage.users["zvirka2"]
    june = Round.objects.get(stages__on=JUNE)
    exchanges.assign_officers(june, [one, two], now=NOW)
    groups = _captives(6)
    home, once, back = ([now.person for now in next(groups)] for _ in range(3))
    for person in home[:2]:
        _add_mother(stage, person)

    signed = _list_of([person.now for person in home], june, by=one)
    build_exchanges.decide_all(signed, home, by=one, second=two, now=NOW)
    _sign(signed, one, two)
    rows = list(signed.lines.order_by("number"))
    homecoming.verify_arrival(rows[:3], by=one, now=NOW)
    homecoming.miss_arrival(rows[3:4], reason="не було серед переданих", by=one, now=NOW)
    stage.keys |= {"signed_list": signed.pk, "arrived_line": rows[1].pk, "expected_line": rows[4].pk}
    stage.keys |= {"missed_line": rows[3].pk}
    call = Call.objects.get(relative__person=home[0])
    families.log_outcome(call, "told", by=stage.users["rodyny"], now=NOW, note="чекатиме на дзвінок")
    homecoming.undo_arrival(rows[:1], reason="прибув тезка, не він", by=one, now=NOW)
    stage.keys["mend_call"] = Call.objects.get(relative__person=home[0], state="mend").pk

    half = _list_of([person.now for person in once], june, by=one)
    build_exchanges.decide_all(half, once, by=one, second=two, now=NOW)
    _sign(half, two)
    stage.keys["half_signed_list"] = half.pk

    open_again = _list_of([person.now for person in back], june, by=one)
    build_exchanges.decide_all(open_again, back, by=one, second=two, now=NOW)
    _sign(open_again, one, two)
    stranger = open_again.lines.order_by("number").first()
    assert stranger is not None
    homecoming.find_another(stranger, kind="stranger", reason="прибула інша людина", by=one, now=NOW)
    stage.keys["opened_list"] = open_again.pk

    waiting = _list_of(next(groups)[:2], june, by=one, is_matched=False)
    upload = exchanges.keep_upload(june, _TABLE.encode(), filename="spysok.csv", by=one, now=NOW)
    july = NameList.objects.get(round__ordinal=54)
    stage.keys |= {
        "june": june.pk,
        "january": Round.objects.get(stages__on=date(2024, 1, 3)).pk,
        "july": july.round_id,
        "list": july.pk,
        "weak_line": july.lines.filter(chosen=None).order_by("number")[0].number,
        "waiting_list": waiting.pk,
        "waiting_job": Job.objects.get(kind="match_list", key=waiting.pk).pk,
        "job": Job.objects.get(kind="match_list", key=july.pk).pk,
        "upload": upload.pk,
    }


_TABLE = """№;ПІБ;Дата народження;Звання;Підрозділ
1;Шевчук Андрій Миколайович;14.03.1991;солдат;1-ша бригада
2;Hnatiuk Oleh;02.11.1988;;
3;;;;
"""


def _enter_relative(stage: Stage, person: Person, kin: str, phone: str) -> Relative:
    """A relative who says to be one."""
    contact = families.Contact(phone=phone)
    return families.add_relative(
        person, name="Гончар Марія", kin=kin, contact=contact, by=stage.users["rodyny"], now=NOW
    )


def _add_mother(stage: Stage, person: Person) -> None:
    """A mother, verified by the second officer."""
    mother = _enter_relative(stage, person, "mother", "+380 00 555 0101")
    families.receive_proof(mother, kind="birth", seen_on=date(2023, 1, 10), by=stage.users["rodyny"], now=NOW)
    mother.refresh_from_db()
    families.verify(mother, by=stage.users["rodyny2"], now=NOW)


_MORE = (("sister", "+380 00 555 0102"), ("other", "+380 00 555 0103"))


def _call_families(stage: Stage) -> None:
    """Calls released, told and waiting; messages that wait, went and failed; relatives in every state."""
    rodyny = stage.users["rodyny"]
    calls = list(Call.objects.filter(state="released").select_related("relative__person").order_by("pk"))
    told, missed, open_call = calls[0], calls[1], calls[2]
    families.log_outcome(told, "told", by=rodyny, now=NOW, note="плаче, попросила передзвонити")
    families.log_outcome(missed, "no_answer", by=rodyny, now=NOW)
    families.log_talk(told.relative, way="phone", note="спитала про документи", by=rodyny, now=NOW)
    sister, cousin = (_enter_relative(stage, told.relative.person, kin, phone) for kin, phone in _MORE)
    families.receive_proof(sister, kind="birth", seen_on=date(2023, 1, 10), by=rodyny, now=NOW)
    notice = Notice.objects.order_by("pk").last()
    assert notice is not None
    stage.keys |= {
        "call": open_call.pk,
        "told_call": told.pk,
        "relative": told.relative_id,
        "unproved_relative": cousin.pk,
        "proved_relative": sister.pk,
        "family_person": told.relative.person.number,
        "notice": notice.pk,
    }


def _ask_departments(stage: Stage) -> None:
    """An enquiry in each state: drafted, sent, reminded and given more days, answered with a fact, withdrawn."""
    zapyty, clerk = stage.users["zapyty"], stage.users["reiestrator"]
    sent = list(Enquiry.objects.select_related("department").order_by("pk"))
    person = _asked(sent[0])
    options: dict[str, Any] = {
        "subject": sent[0].subject,
        "text": "Просимо повідомити стан справи.",
        "by": zapyty,
        "now": NOW,
    }
    drafted = enquiries.draft(sent[0].department, [person], **options)
    enquiries.remind(sent[0], by=zapyty, now=NOW)
    enquiries.extend(sent[1], working_days=20, reason="просили почекати", by=zapyty, now=NOW)
    answered = sent[2]
    enquiries.answer(answered, dated_on=NOW.date(), text="Підтверджуємо.", reference="7/12", by=zapyty, now=NOW)
    known: dict[str, Any] = {"true_from": date(2022, 3, 1), "by": clerk, "now": NOW}
    learn_from_answer(answered, _asked(answered), "call_sign", "Явір", **known)
    stage.keys |= {
        "department": sent[0].department.code,
        "drafted_enquiry": drafted.pk,
        "enquiry": sent[0].pk,
        "sent_enquiry": sent[3].pk,
        "answered_enquiry": answered.pk,
    }


def _asked(enquiry: Enquiry) -> Person:
    """The first person an enquiry asks about."""
    return Person.objects.filter(enquiries__enquiry=enquiry).order_by("pk")[0]


def _pair_records(stage: Stage) -> None:
    """Two records that may be one person's, two that are proposed to be joined, two that are."""
    one, two = stage.users["reiestrator"], stage.users["reiestrator2"]
    twins = [build_people.people(*[build_people.record(name)] * 2, now=NOW) for name in _TWINS]
    pairs.propose_merge(twins[1][1], into=twins[1][0], reason="той самий паспорт", by=two, now=NOW)
    build_people.joined(twins[2][1], into=twins[2][0], by=one, second=two, now=NOW)
    stage.keys |= {
        "twin": twins[0][0].number,
        "other_twin": twins[0][1].number,
        "joined": twins[2][1].number,
        "join": twins[2][0].number,
    }


_TWINS = ("Щур’єв Захар Юхимович", "Ґалаґан Гнат Зіновійович", "Їжаченко Євген Якимович")


def _name_people(stage: Stage) -> None:
    """A person with a case, and a fact of theirs that can be replaced."""
    case = Case.objects.filter(officer=stage.users["suprovid"]).order_by("pk").first()
    assert case is not None
    fact = case.person.facts.filter(about="rank").order_by("-seq").first() or case.person.facts.earliest("seq")
    stage.keys |= {
        "person": case.person.now.number,
        "person_key": 10000 + case.person_id,
        "case": case.pk,
        "fact": fact.seq,
    }


def _support(stage: Stage) -> None:
    """The case of somebody home for weeks, with work of every kind; and somebody in the time to adapt."""
    suprovid, likar = stage.users["suprovid"], stage.users["likar"]
    given: dict[str, Any] = {"by": suprovid, "now": NOW}
    case = Case.objects.get(pk=stage.keys["case"])
    morning = NOW + timedelta(days=1)
    appointment = support.plan_appointment(
        case, "talk", starts_at=morning, ends_at=morning + timedelta(hours=1), place="кабінет 12", **given
    )
    issue = support.open_issue(case, "housing", note="чекає на довідку", **given)
    aid = next(one.row for one in proposals(case, now=NOW) if one.answer.key == "legal_aid")
    assert aid is not None
    refused = support.accept_entitlements(case, [aid], **given)[0]
    support.set_proof(refused, "application", is_here=True, **given)
    support.move_issue(refused, "refuse", outcome="немає витягу", **given)
    leave = published()[[rule.key for rule in published()].index("leave")]
    support.propose_entitlement(replace(leave, valid_from=date(2024, 9, 1)), by=stage.users["yakist"], now=NOW)
    adapting = Case.objects.filter(occasion__startswith="outside", officer=suprovid).order_by("pk")[0]
    exception = support.ask_override(
        adapting,
        "talk",
        starts_at=NOW + timedelta(hours=2),
        ends_at=NOW + timedelta(hours=3),
        reason_kind="wish",
        reason="сам просить поговорити про навчання",
        approver=likar,
        **given,
    )
    document = Document.objects.filter(case=case, state__in=("needed", "applied")).order_by("pk")[0]
    asked = support.ask_for_letters(adapting.occasion, kinds=["sim"], dated_on=NOW.date(), **given)
    run_due(HANDLERS, clock=lambda: NOW, only=asked.pk)
    stage.keys |= {
        "copy": support.add_copy(document, b"%PDF-1.7 invented %%EOF", **given).pk,
        "category": "officer",
        "letter_batch": asked.key,
        "letter": support.write_letter(document, dated_on=NOW.date(), **given).pk,
        "service": Unit.objects.filter(parent=None).order_by("path")[0].pk,
        "task": support.add_task(case, "photo", due_at=morning, note="світлий одяг", **given).pk,
        "document": document.pk,
        "appointment": appointment.pk,
        "issue": issue.pk,
        "goal": Goal.objects.filter(plan__case=case, state="pursued").order_by("pk")[0].pk,
        "refused_issue": refused.pk,
        "proposed_right": next(one.row.pk for one in proposals(adapting, now=NOW) if one.row),
        "right": "leave",
        "other_right": "pay",
        "override": exception.pk,
        "calendar": make_address(**given),
        "adapting": adapting.person.now.number,
        "facility": "svitanok",
    }


def _name_public(stage: Stage) -> None:
    """Figures and corrections: those of the public record, and one of each being prepared."""
    presa = stage.users["presa"]
    issued = Correction.objects.get(state="issued")
    figure = Figure.objects.filter(state="published").order_by("-as_of").first()
    assert figure is not None
    said = figures.Said(NOW.date(), "day", NOW.date(), 760)
    drafted = figures.draft(figure.definition, said, by=presa, now=NOW)
    explained = figures.explain(findings()[-1], Text("Різне.", "Different things."), by=presa, now=NOW)
    assert issued.statement_id is not None
    statement = Statement.objects.exclude(pk=issued.statement_id).order_by("pk")[0]
    mended = figures.Mended(
        field="value",
        was_uk="Було 750.",
        was_en="It was 750.",
        correct_uk="Правильно 755.",
        correct_en="The right number is 755.",
        why_uk="Описка.",
        why_en="A slip of the pen.",
        wrong_since_on=date(2024, 7, 16),
    )
    waiting = Request.objects.filter(state="to_tell").order_by("pk")[0]
    told = figures.tell(waiting, address="editors@example.org", body="Виправлення", language="uk", by=presa, now=NOW)
    stage.keys |= {
        "slug": figure.slug,
        "version": figure.number,
        "figure": figure.pk,
        "drafted_figure": drafted.pk,
        "correction": issued.pk,
        "drafted_correction": figures.draft_correction(statement, mended, by=presa, now=NOW).pk,
        "request": Request.objects.order_by("pk")[0].pk,
        "published_document": Published.objects.get(statements__key="ngu-755-espreso-en").pk,
        "unread_document": Published.objects.filter(versions=None).order_by("pk")[0].pk,
        "receipt": receipt_of(told),
        "finding": explained.key,
        "statement": Statement.objects.exclude(pk=statement.pk).order_by("pk")[0].key,
    }


def _set_up(stage: Stage) -> None:
    """Units, a place and a group by name; a role that waits for a second administrator; somebody kept from a record."""
    admin = stage.users["admin"]
    given: dict[str, Any] = {"by": admin, "now": NOW}
    unit = Unit.objects.exclude(parent=None).order_by("path")[0]
    tree.rename_unit(unit, kind=unit.kind, name_uk=f"{unit.name_uk} (нова)", name_en=f"{unit.name_en} (new)", **given)
    group = Group.objects.order_by("code")[0]
    said = {name: getattr(group, name) for name in ("name_uk", "name_en", "definition_uk", "definition_en")}
    vocabulary.mend_group(group, **said, defined_by="наказ № 2", defined_on=NOW.date(), **given)
    changes.propose_role(stage.users["suprovid"], "press", unit=None, **given)
    ask_to_measure(people=300, lines=60, by=stage.users["yakist"], now=NOW)
    run_due(HANDLERS, clock=lambda: NOW)
    barred = stage.users["presa"]
    twin = Person.objects.get(now__pk=int(stage.keys["twin"].removeprefix("D-")) - 10000)
    conflict = conflicts.declare(barred, person=twin.pk, why="relative", **given)[0]
    led = Case.objects.filter(officer=stage.users["suprovid"], state="open", protected_until__lt=NOW)
    case = led.exclude(pk=stage.keys["case"]).order_by("-pk")[0]
    clerk: dict[str, Any] = {"by": stage.users["suprovid"], "now": NOW}
    support.decide(case, "training", words="Хоче вчитися.", on=NOW.date(), **clerk)
    support.begin_follow_up(case, **clerk)
    stage.keys |= {
        "unit": unit.pk,
        "group": group.code,
        "place": Place.objects.order_by("code")[0].code,
        "barred_account": barred.pk,
        "conflict": conflict.pk,
        "closed_case": support.close_case(case, reason="рік минув", **clerk).pk,
    }
