"""A relative is entered by one person, shown by a document and verified by another; contacts stay sealed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.families import actions, queries
from dodomu.families.actions import Contact, phones, relatives
from dodomu.families.models import ContactLog, Relative
from dodomu.ledger.models import Entry
from tests import build, cast
from tests.build_exchanges import captive
from tests.build_families import officers, relative, released

pytestmark = pytest.mark.django_db


def enter(person, by, now, **changes):
    given = {"name": "Шевчук Ірина", "kin": "wife", "contact": Contact("067 111 22 33")} | changes
    return relatives.add_relative(person, by=by, now=now, **given)


def refusal_of(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.field or refusal.value.code


def test_the_one_who_entered_cannot_verify_nor_the_one_who_saw_the_document(now):
    person = captive("Шевчук", now=now)
    first, second = officers(now)
    third = build.account(cast.Officer("family3", "Ніна Рудь", "Nina Rud", "family_liaison"), now=now)
    entered = enter(person, first, now)
    assert refusal_of(lambda: relatives.verify(entered, by=second, now=now)) == "no_proof"
    relatives.receive_proof(entered, kind="marriage", seen_on=date(2023, 1, 1), by=second, now=now)
    assert refusal_of(lambda: relatives.verify(entered, by=first, now=now)) == "same_person"
    assert refusal_of(lambda: relatives.verify(entered, by=second, now=now)) == "same_person"
    relatives.verify(entered, by=third, now=now)
    assert (entered.state, entered.decided_by) == ("verified", third)


def test_of_a_document_only_the_end_of_its_number_is_kept(now):
    first, _second = officers(now)
    entered = enter(captive("Шевчук", now=now), first, now)
    proof = relatives.receive_proof(
        entered, kind="birth", seen_on=date(2023, 1, 1), hint="І-БК № 123456", by=first, now=now
    )
    assert proof.hint == "3456"


def test_two_who_decide_at_once_do_not_both_decide(now):
    first, second = officers(now)
    entered = relative(captive("Шевчук", now=now), is_verified=False, now=now)
    relatives.receive_proof(entered, kind="marriage", seen_on=date(2023, 1, 1), by=first, now=now)
    seen = Relative.objects.get(pk=entered.pk)
    relatives.refuse(entered, reason="документ чужий", by=second, now=now)
    with pytest.raises(StaleView):
        relatives.verify(seen, by=second, now=now)
    assert Relative.objects.get(pk=entered.pk).state == "refused"


def test_a_new_document_opens_a_refused_claim_again(now):
    first, second = officers(now)
    entered = relative(captive("Шевчук", now=now), is_verified=False, now=now)
    relatives.receive_proof(entered, kind="other", seen_on=date(2023, 1, 1), by=first, now=now)
    relatives.refuse(entered, reason="документ чужий", by=second, now=now)
    relatives.receive_proof(entered, kind="marriage", seen_on=date(2023, 2, 1), by=first, now=now)
    relatives.verify(entered, by=second, now=now)
    assert entered.state == "verified"


def test_a_changed_number_has_to_be_verified_again_before_anybody_calls_it(now):
    person = captive("Шевчук", now=now)
    first, second = officers(now)
    wife = relative(person, now=now)
    [call] = released(person, now=now)
    relatives.change_contact(wife, contact=Contact("050 999 88 77"), by=second, now=now)
    assert wife.state == "proof_received"
    assert list(queries.calls_to_make(first)) == []
    assert refusal_of(lambda: actions.log_outcome(call, "told", by=first, now=now)) == "unverified"
    assert refusal_of(lambda: relatives.verify(wife, by=second, now=now)) == "same_person"
    relatives.receive_proof(wife, kind="marriage", seen_on=date(2024, 7, 18), by=second, now=now)
    assert refusal_of(lambda: relatives.verify(wife, by=second, now=now)) == "same_person"
    relatives.verify(wife, by=first, now=now)
    assert list(queries.calls_to_make(first)) == [call]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "я" * 201}, "name"),
        ({"kin": "neighbour"}, "kin"),
        ({"contact": Contact()}, "phone"),
        ({"contact": Contact("сто одинадцять")}, "phone"),
        ({"contact": Contact("12")}, "phone"),
        ({"contact": Contact(email="пошта")}, "email"),
        ({"contact": Contact("0671112233", address="я" * 301)}, "address"),
        ({"language": "de"}, "language"),
        ({"place": 100}, "place"),
        ({"may_be_told": "everything"}, "may_be_told"),
        ({"note": "я" * 1001}, "note"),
    ],
)
def test_what_cannot_be_entered_says_which_field(now, changes, field):
    person = captive("Шевчук", now=now)
    first, _second = officers(now)
    assert refusal_of(lambda: enter(person, first, now, **changes)) == field
    assert Relative.objects.count() == 0


def test_the_same_number_is_not_entered_twice_for_one_person(now):
    person = captive("Шевчук", now=now)
    first, _second = officers(now)
    enter(person, first, now)
    assert refusal_of(lambda: enter(person, first, now, name="Інша", contact=Contact("+380671112233"))) == "phone"


def test_a_person_is_found_by_the_exact_number_of_a_relative_if_the_reader_may_see_it(now):
    ours = build.unit("NGU")
    person = captive("Шевчук", unit="NGU", now=now)
    relative(person, phone="067 111 22 33", now=now)
    registrar = build.account(cast.REGISTRAR, unit=ours, now=now)
    stranger = build.account(cast.SECOND_REGISTRAR, unit=build.unit("AFU"), now=now)
    assert queries.people_by_phone(registrar, "+38 (067) 111-22-33") == [person.pk]
    assert queries.people_by_phone(registrar, "067 111 22 34") == []
    assert queries.people_by_phone(registrar, "не номер") == []
    assert queries.people_by_phone(stranger, "067 111 22 33") == []


def test_nothing_of_a_contact_stands_in_the_database_in_clear(now):
    person = captive("Бондар", now=now)
    first, _second = officers(now)
    secret = Contact("067 111 22 33", "iryna@приклад.ua", "Полтава, вулиця Тиха, 5")
    entered = enter(person, first, now, contact=secret, note="матері й дружині повідомляємо окремо")
    actions.log_talk(entered, way="phone", note="плакала, просила не казати свекрусі", by=first, now=now)
    stored = ""
    with connection.cursor() as cursor:
        for table in ("families_relative", "families_contactlog", "ledger_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            stored += repr(cursor.fetchall())
    for word in ("Ірина", "1112233", "iryna", "Тиха", "окремо", "свекрусі"):
        assert word not in stored
    [shown] = queries.opened([entered])
    assert (shown.name, shown.phone, shown.email) == ("Шевчук Ірина", "+380671112233", "iryna@приклад.ua")
    assert queries.log_of(person.pk)[0].note == "плакала, просила не казати свекрусі"


def test_the_contact_log_refuses_change_and_deletion(now):
    first, _second = officers(now)
    entered = enter(captive("Шевчук", now=now), first, now)
    row = actions.log_talk(entered, way="meeting", note="розмова", by=first, now=now)
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactLog.objects.filter(pk=row.pk).update(outcome="told")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactLog.objects.filter(pk=row.pk).delete()


def test_the_liaison_of_the_unit_sees_a_relative_and_that_of_another_unit_does_not(now):
    ours = build.unit("NGU")
    person = captive("Шевчук", unit="NGU", now=now)
    first = build.account(cast.FAMILY_LIAISON, unit=ours, now=now)
    second = build.account(cast.SECOND_FAMILY_LIAISON, unit=ours, now=now)
    stranger = build.account(
        cast.Officer("family3", "Ніна Рудь", "Nina Rud", "family_liaison"), unit=build.unit("AFU"), now=now
    )
    entered = enter(person, first, now)
    assert queries.get_relative(second, entered.pk) == entered
    with pytest.raises(NotVisible):
        queries.get_relative(stranger, entered.pk)
    relatives.withdraw(entered, reason="не родич", by=second, now=now)
    with pytest.raises(NotVisible):
        queries.get_relative(second, entered.pk)


def test_every_act_on_a_relative_is_in_the_ledger_without_names(now):
    relative(captive("Шевчук", now=now), now=now)
    acts = list(Entry.objects.filter(detail__contains="relative").order_by("seq").values_list("act", flat=True))
    assert acts == ["add_relative", "receive_proof", "verify_relative"]


def test_the_order_can_be_changed_while_calls_wait(now):
    person = captive("Шевчук", now=now)
    first, _second = officers(now)
    relative(person, now=now)
    mother = relative(person, name="Шевчук Галина", kin="mother", now=now)
    released(person, now=now)
    relatives.arrange(
        mother, place=2, is_told_apart=True, may_be_told="contact", note="не спілкуються", by=first, now=now
    )
    calls = queries.calls_of(person.pk)
    assert [call.state for call in calls] == ["released", "released"]


def test_who_may_be_told_nothing_any_more_is_not_called(now):
    person = captive("Шевчук", now=now)
    first, _second = officers(now)
    wife = relative(person, now=now)
    released(person, now=now)
    relatives.arrange(wife, place=1, is_told_apart=False, may_be_told="nothing", note="", by=first, now=now)
    assert [call.state for call in queries.calls_of(person.pk)] == ["withdrawn"]
    relatives.arrange(wife, place=1, is_told_apart=False, may_be_told="news", note="", by=first, now=now)
    assert [call.state for call in queries.calls_of(person.pk)] == ["released"]


def test_a_relative_verified_months_later_is_not_called_about_an_old_return(now):
    person = captive("Шевчук", now=now)
    first, second = officers(now)
    released(person, now=now)
    late = now + timedelta(days=60)
    entered = enter(person, first, late)
    relatives.receive_proof(entered, kind="marriage", seen_on=date(2024, 8, 1), by=first, now=late)
    relatives.verify(entered, by=second, now=late)
    assert list(queries.calls_of(person.pk)) == []


def test_numbers_that_are_none_are_not_taken():
    for written in ("номер", "abc", "12345", "+0671112233", "067 111 22 33 44 55 66"):
        with pytest.raises(ValueError, match=re.escape(written)):
            phones.normal(written)
