"""An enquiry about people is sent, counted in working days, reminded of, extended, answered, and becomes a fact."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from dodomu.access.models import Conflict
from dodomu.clock import day
from dodomu.enquiries import actions, queries
from dodomu.enquiries.models import Answer, Enquiry, Reminder
from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.notices.actions import send_due
from dodomu.notices.carriers import FileCarrier
from dodomu.notices.models import Notice
from dodomu.reference import terms
from tests import build, cast
from tests.build_enquiries import department, enquiry, liaison
from tests.build_exchanges import captive, captives

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


def refusal_of(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.field or refusal.value.code


def two(now):
    return captives([("Шевчук", "Іван", "", BORN), ("Бондар", "Олег", "", BORN)], now=now)


def test_the_answer_is_due_ten_working_days_after_the_day_of_sending(now):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    assert (asked.state, asked.asked_on, asked.due_on) == ("sent", date(2024, 7, 18), date(2024, 8, 1))
    [term] = queries.term(asked)
    assert [(skipped.on, skipped.why.uk) for skipped in term.skipped] == [
        (date(2024, 7, 20), "вихідний"),
        (date(2024, 7, 21), "вихідний"),
        (date(2024, 7, 27), "вихідний"),
        (date(2024, 7, 28), "вихідний"),
    ]


def test_under_martial_law_a_holiday_counts_and_the_count_says_why():
    term = terms.count(date(2024, 7, 12), 1)
    assert term.due_on == date(2024, 7, 15)
    assert [(remark.on, remark.why) for remark in term.remarks if remark.number] == [
        (date(2024, 7, 15), terms.WORKED_HOLIDAY)
    ]


def test_before_martial_law_a_holiday_did_not_count():
    assert terms.count(date(2021, 10, 13), 1).due_on == date(2021, 10, 15)


def test_an_extension_counts_on_from_the_day_that_was_due_and_keeps_both(now):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    by = liaison(now)
    actions.extend(asked, working_days=5, reason="архів переїжджає", by=by, now=now)
    actions.extend(asked, working_days=1, reason="ще один день", by=by, now=now)
    assert asked.due_on == date(2024, 8, 9)
    assert list(asked.extensions.order_by("pk").values_list("due_before_on", "due_on")) == [
        (date(2024, 8, 1), date(2024, 8, 8)),
        (date(2024, 8, 8), date(2024, 8, 9)),
    ]
    assert [part.due_on for part in queries.term(asked)] == [date(2024, 8, 1), date(2024, 8, 8), date(2024, 8, 9)]


def test_each_reminder_is_one_message_without_a_name(now, tmp_path):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    by = liaison(now)
    actions.remind(asked, by=by, now=now)
    actions.remind(asked, by=by, now=now)
    assert list(Notice.objects.order_by("pk").values_list("idempotency_key", flat=True)) == [
        f"enquiry:{asked.pk}:reminder:1",
        f"enquiry:{asked.pk}:reminder:2",
    ]
    assert send_due(FileCarrier(tmp_path), clock=lambda: now) == 2
    texts = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "Шевчук" not in texts
    assert texts.count(asked.number) == 2


def test_two_reminders_at_once_are_one(now):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    seen = Enquiry.objects.get(pk=asked.pk)
    actions.remind(asked, by=liaison(now), now=now)
    with pytest.raises(StaleView):
        actions.remind(seen, by=liaison(now), now=now)
    assert (Reminder.objects.count(), Notice.objects.count()) == (1, 1)


def test_a_department_without_an_address_is_reminded_by_hand_and_it_is_said_how(now):
    department(now=now, code="tcc", email="")
    asked = enquiry(captive("Шевчук", now=now), code="tcc", now=now)
    assert refusal_of(lambda: actions.remind(asked, by=liaison(now), now=now)) == "note"
    asked.refresh_from_db()
    assert asked.reminders_sent == 0
    actions.remind(asked, note="телефоном, черговому", by=liaison(now), now=now)
    assert (asked.reminders_sent, Notice.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "weather"}, "subject"),
        ({"text": "  "}, "text"),
        ({"text": "я" * 5001}, "text"),
        ({"working_days": 0}, "working_days"),
        ({"working_days": 251}, "working_days"),
    ],
)
def test_what_cannot_be_asked_says_which_field(now, changes, field):
    person = captive("Шевчук", now=now)
    assert refusal_of(lambda: enquiry(person, now=now, **changes)) == field
    assert Enquiry.objects.count() == 0


def test_an_enquiry_names_somebody(now):
    assert refusal_of(lambda: enquiry(now=now)) == "people"


def test_no_answer_before_the_question_nor_from_the_future(now):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    for wrong in (date(2024, 7, 17), date(2024, 7, 19)):
        assert refusal_of(lambda: actions.answer(asked, dated_on=wrong, text="так", by=liaison(now), now=now)) == (  # noqa: B023
            "dated_on"
        )
    assert Answer.objects.count() == 0


def test_the_moves_of_an_enquiry(now):
    asked = enquiry(captive("Шевчук", now=now), is_sent=False, now=now)
    by = liaison(now)
    assert refusal_of(lambda: actions.remind(asked, by=by, now=now)) == "state"
    assert refusal_of(lambda: actions.extend(asked, working_days=3, reason="чекаємо", by=by, now=now)) == "state"
    actions.send(asked, by=by, now=now, reference="77/1")
    actions.remind(asked, by=by, now=now)
    actions.answer(asked, dated_on=day(now), text="так", by=by, now=now)
    assert refusal_of(lambda: actions.withdraw(asked, reason="не треба", by=by, now=now)) == "state"
    actions.close(asked, by=by, now=now)
    assert (asked.state, asked.reference) == ("closed", "77/1")


def test_question_and_answer_stand_nowhere_in_clear(now):
    one, other = two(now)
    for people in ([one], [one, other]):
        asked = enquiry(*people, text="Чи був у Світлому?", now=now)
        actions.answer(asked, dated_on=day(now), text="Лікувався в Затишному.", by=liaison(now), now=now)
        assert queries.text_of(asked) == "Чи був у Світлому?"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM enquiries_enquiry")
        stored = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM enquiries_answer")
        stored += repr(cursor.fetchall())
    assert [word in stored for word in ("Світлому", "Затишному")] == [False, False]


def test_the_liaison_is_let_in_to_the_people_while_the_enquiry_is_open(now):
    asked = enquiry(captive("Шевчук", now=now), now=now)
    by = liaison(now)
    assert queries.get_enquiry(by, asked.pk) == asked
    actions.withdraw(asked, reason="відповідь уже є", by=by, now=now)
    with pytest.raises(NotVisible):
        queries.get_enquiry(liaison(now), asked.pk)


def test_a_reader_sees_of_an_enquiry_about_many_only_his_own_people(now):
    ours = build.unit("NGU")
    mine = captive("Шевчук", unit="NGU", now=now)
    theirs = captive("Бондар", unit=build.unit("AFU").code, now=now)
    asked = enquiry(mine, theirs, now=now)
    registrar = build.account(cast.REGISTRAR, unit=ours, now=now)
    about = queries.about(registrar, [asked])[asked.pk]
    assert ([row.person for row in about.shown], about.hidden, about.is_whole) == ([mine], 1, False)


def test_nobody_reads_an_enquiry_about_himself(now):
    person = captive("Шевчук", now=now)
    asked = enquiry(person, captive("Бондар", now=now), now=now)
    by = liaison(now)
    Conflict.objects.create(user=by, person=person.pk, why="self")
    with pytest.raises(NotVisible):
        queries.get_enquiry(by, asked.pk)


def test_the_list_holds_what_has_work_left_and_marks_the_overdue(now):
    person = captive("Шевчук", now=now)
    late = enquiry(person, now=now)
    answered = enquiry(person, now=now)
    actions.answer(answered, dated_on=day(now), text="так", by=liaison(now), now=now)
    gone = enquiry(person, now=now)
    actions.withdraw(gone, reason="не потрібно", by=liaison(now), now=now)
    by, today = liaison(now), date(2024, 8, 5)
    assert set(queries.listed(by, today=today)) == {late, answered}
    assert list(queries.listed(by, today=today, only_overdue=True)) == [late]
    assert list(queries.listed(by, today=today, department="nib", state="answered")) == [answered]
    assert queries.count_overdue(by, today) == 1
