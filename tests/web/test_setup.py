"""The setup of a service on its pages: units, places, groups, facilities; who may, and what is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dodomu.errors import Refused
from dodomu.flows import tree
from dodomu.ledger.models import Entry
from dodomu.people import actions, vocabulary
from dodomu.people.models import FormerDefinition, Group, Place
from dodomu.reintegration import actions as support
from dodomu.reintegration import queries
from dodomu.reintegration.models import Facility
from dodomu.units.models import FormerName, Unit
from dodomu.web.people.fact_forms import FactForm
from tests import build, build_people, build_reintegration, cast

pytestmark = pytest.mark.django_db

GROUP = {
    "name_uk": "Азовсталь",
    "name_en": "Azovstal",
    "definition_uk": "Хто вийшов із «Азовсталі» 16–20 травня 2022 року.",
    "definition_en": "Those who left Azovstal on 16–20 May 2022.",
    "defined_by": "наказ № 1",
    "defined_on": "17.07.2024",
}
FACILITY = {
    "code": "svitanok",
    "name_uk": "Центр «Світанок»",
    "name_en": "Svitanok centre",
    "kind": "rehabilitation",
    "level": "1",
    "places": "30",
    "unit": "",
}
PARTS = ("setup", "setup/units", "setup/places", "setup/groups", "setup/facilities")


@pytest.fixture
def admin(now, client_for):
    return client_for(build.account(cast.ADMIN, now=now))


@pytest.fixture
def steward(now, client_for):
    return client_for(build.account(cast.STEWARD, now=now))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def acts():
    return list(Entry.objects.exclude(act="sign_in").order_by("seq").values_list("act", flat=True))


def test_an_empty_service_says_what_is_missing_and_where_to_begin(admin):
    page = words(admin.get("/setup"))
    assert page.count("ще немає") == 6
    assert "Адміністраторів: 1." in page
    empty = {part: words(admin.get(f"/{part}")) for part in PARTS[1:]}
    assert [part for part, text in empty.items() if "ще немає" not in text] == []
    assert "no service yet" in words(admin.get("/en/setup/units"))


def test_the_setup_is_read_by_three_roles_and_by_nobody_else(now, client_for):
    readers = {
        officer.role
        for officer in cast.OFFICERS
        for client in [client_for(build.account(officer, now=now))]
        if {client.get(f"/{part}").status_code for part in PARTS} == {200}
    }
    assert readers == {"admin", "steward", "auditor"}


def test_a_steward_keeps_words_and_no_units_or_facilities(steward, now):
    unit = build.unit("NGU")
    typed = {"code": "x", "name_uk": "Х", "name_en": "X"}
    forbidden = ("units/new", f"units/{unit.pk}", f"units/{unit.pk}/close", f"units/{unit.pk}/move", "facilities/new")
    assert [steward.post(f"/setup/{path}", typed).status_code for path in forbidden] == [404] * 5
    assert steward.post(f"/setup/units/{unit.pk}/reopen").status_code == 404
    assert steward.post("/setup/places/new", typed).status_code == 302
    assert "Додати службу" not in words(steward.get("/setup/units"))
    page = words(steward.get(f"/setup/units/{unit.pk}"))
    assert ("Де стоїть" in page, "Назва й вид" in page) == (True, False)


def test_a_tree_grows_from_its_pages(admin, now):
    top = {"parent": "", "kind": "service", "code": "NGU", "name_uk": "Нацгвардія", "name_en": "National Guard"}
    assert admin.post("/setup/units/new", top).headers["Location"] == "/setup/units"
    ngu = Unit.objects.get(code="NGU")
    assert admin.get(f"/setup/units/new?under={ngu.pk}").context["form"].initial["parent"] == str(ngu.pk)
    below = {"parent": str(ngu.pk), "kind": "brigade", "code": "NGU-12", "name_uk": "12 бригада", "name_en": "12th"}
    admin.post("/setup/units/new", below | {"valid_from": "01.02.2023"})
    brigade = Unit.objects.get(code="NGU-12")
    assert (brigade.parent, brigade.kind, brigade.valid_from) == (ngu, "brigade", date(2023, 2, 1))
    assert brigade.path.startswith(ngu.path)
    assert acts() == ["add_unit", "add_unit"]
    page = words(admin.get("/setup/units"))
    assert page.index("NGU") < page.index("NGU-12")
    assert "12 бригада" in page
    assert "бригада" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "НГУ"}, "Код – до 40 латинських літер"),
        ({"code": "ngu"}, "Підрозділ із таким кодом уже є."),
        ({"code": "A B"}, "Код – до 40 латинських літер"),
        ({"name_en": "  "}, "Заповніть: Назва англійською."),
        ({"kind": "brigade"}, "Служба стоїть нагорі дерева"),
        ({"kind": "horde"}, "Виберіть зі списку"),
        ({"parent": "999"}, "Виберіть зі списку"),
        ({"valid_from": "31.02.2023"}, "Такої дати немає"),
        ({"code": "x" * 41}, ""),
    ],
)
def test_a_unit_that_is_none_is_refused_at_its_field(admin, typed, sentence):
    build.unit("NGU")
    right = {"parent": "", "kind": "service", "code": "AFU", "name_uk": "ЗСУ", "name_en": "AFU"}
    answer = admin.post("/setup/units/new", right | typed)
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert Unit.objects.count() == 1


def test_another_name_leaves_the_one_before_with_its_day(admin, now):
    unit = build.unit("NGU-12", parent=build.unit("NGU"))
    typed = {"kind": "brigade", "name_uk": "12 бригада «Азов»", "name_en": "12th Brigade Azov", "on": "01.02.2023"}
    assert admin.post(f"/setup/units/{unit.pk}", typed).status_code == 302
    former = FormerName.objects.get()
    assert (former.name_uk, former.until_on) == ("Частина NGU-12", date(2023, 2, 1))
    page = words(admin.get(f"/setup/units/{unit.pk}"))
    assert "Як звався раніше Частина NGU-12 до 01.02.2023" in page
    admin.post(f"/setup/units/{unit.pk}", typed | {"kind": "regiment"})
    assert (FormerName.objects.count(), Unit.objects.get(pk=unit.pk).kind) == (1, "regiment")
    late = admin.post(f"/setup/units/{unit.pk}", typed | {"on": "01.01.2025", "name_uk": "Інша"})
    assert (late.status_code, "Цей день ще не настав." in words(late)) == (422, True)


def test_closing_says_how_many_people_belong_there_and_small_numbers_only_as_small(admin, now):
    ngu = build.unit("NGU")
    unit = build.unit("NGU-12", parent=ngu)
    people = build_people.crowd(3, unit="NGU-12", now=now)
    page = admin.post(f"/setup/units/{unit.pk}/close", {"on": "18.07.2024"})
    assert (page.status_code, "До нього належать люди: менше ніж 5." in words(page)) == (422, True)
    build_people.crowd(4, unit="NGU-12", now=now)
    assert "До нього належать люди: 7." in words(admin.post(f"/setup/units/{unit.pk}/close", {"on": "18.07.2024"}))
    assert "Людей у ньому й нижче є" in words(admin.get(f"/setup/units/{unit.pk}"))
    assert "Спершу закрийте підрозділи під ним: 1." in words(
        admin.post(f"/setup/units/{ngu.pk}/close", {"on": "18.07.2024"})
    )
    assert all(person.number not in words(admin.get(f"/setup/units/{unit.pk}")) for person in people)


def test_a_unit_is_closed_when_nobody_belongs_to_it_and_offered_no_more(admin, now):
    unit = build.unit("NGU-12", parent=build.unit("NGU"))
    officer = build.account(cast.SOCIAL, now=now, unit=unit)
    refused = admin.post(f"/setup/units/{unit.pk}/close", {"on": "18.07.2024"})
    assert "Для нього надано ролі: 1." in words(refused)
    officer.memberships.update(until_at=now)
    assert admin.post(f"/setup/units/{unit.pk}/close", {"on": "18.07.2024"}).status_code == 302
    offered = admin.get("/setup/units/new").context["form"].fields["parent"].choices
    assert [key for key, _label in offered if key == str(unit.pk)] == []
    assert "NGU-12" in words(admin.get("/setup/units"))
    assert admin.post(f"/setup/units/{unit.pk}/close", {"on": "18.07.2024"}).status_code == 422
    assert admin.post(f"/setup/units/{unit.pk}/reopen").status_code == 302
    assert Unit.objects.get(pk=unit.pk).valid_to is None
    assert acts() == ["close_unit", "reopen_unit"]


def test_what_was_entered_in_the_wrong_place_is_moved_as_long_as_nobody_names_it(admin, now):
    ngu, afu = build.unit("NGU"), build.unit("AFU")
    brigade = build.unit("B-12", parent=ngu)
    battalion = build.unit("B-12-1", parent=brigade)
    assert admin.get(f"/setup/units/{brigade.pk}/move").status_code == 200
    assert admin.post(f"/setup/units/{brigade.pk}/move", {"parent": str(afu.pk)}).status_code == 302
    battalion.refresh_from_db()
    assert battalion.path == f"/{afu.pk:05d}/{brigade.pk:05d}/{battalion.pk:05d}/"
    assert admin.post(f"/setup/units/{brigade.pk}/move", {"parent": str(battalion.pk)}).status_code == 422
    assert admin.post(f"/setup/units/{ngu.pk}/move", {"parent": str(afu.pk)}).status_code == 422
    build_people.person("Шевчук Андрій", unit="B-12-1", now=now)
    refused = admin.post(f"/setup/units/{brigade.pk}/move", {"parent": str(ngu.pk)})
    assert (refused.status_code, "Перемістити вже не можна" in words(refused)) == (422, True)


def test_the_tree_goes_out_as_the_table_that_the_terminal_takes_in(admin, now):
    build.unit("NGU-12", parent=build.unit("NGU"))
    text = admin.get("/setup/units?form=csv").content.decode("utf-8-sig").splitlines()
    assert text[0] == "code,parent,kind,name_uk,name_en,valid_from"
    assert text[2] == "NGU-12,NGU,unit,Частина NGU-12,Unit NGU-12,"
    assert admin.get("/setup/units?under=AFU").context["rows"][0]["unit"].code == "NGU"
    assert len(admin.get("/setup/units?under=NGU-12").context["rows"]) == 1


def test_a_place_is_added_mended_closed_and_opened(steward, now):
    typed = {"code": "olenivka", "name_uk": "Оленівка", "name_en": "Olenivka"}
    assert steward.post("/setup/places/new", typed).status_code == 302
    again = steward.post("/setup/places/new", typed | {"code": "Olenivka"})
    assert again.status_code == 422
    assert steward.post("/setup/places/new", typed).status_code == 422
    steward.post("/setup/places/olenivka/mend", {"name_uk": "смт Оленівка", "name_en": "Olenivka"})
    place = Place.objects.get()
    assert (place.code, place.name_uk, place.closed_on) == ("olenivka", "смт Оленівка", None)
    steward.post("/setup/places/olenivka/close")
    assert Place.objects.get().closed_on == now.date()
    assert steward.post("/setup/places/olenivka/close").status_code == 422
    steward.post("/setup/places/olenivka/reopen")
    assert Place.objects.get().closed_on is None
    assert [steward.post(f"/setup/places/{path}").status_code for path in ("olenivka/burn", "nowhere/close")] == [
        404,
        404,
    ]
    assert acts() == ["add_place", "mend_place", "close_place", "reopen_place"]


def test_a_closed_place_is_not_offered_for_a_new_fact_but_stays_where_it_is_named(now, client_for, steward):
    for code in ("olenivka", "taganrog"):
        vocabulary.add_place(code, name_uk="Місце", name_en="Place", by=None, now=now)
    steward.post("/setup/places/olenivka/close")
    person = build_people.person("Шевчук Андрій", now=now)
    named = actions.state(
        person, "captured", "olenivka", true_from=date(2022, 5, 17), source=build_people.source(), by=None, now=now
    )

    def offered(replaced):
        form = FactForm(code="captured", label="місце", today=now.date(), replaced=replaced)
        return [key for key, _label in form.fields["value"].choices if key]

    assert (offered(None), offered(named)) == (["taganrog"], ["olenivka", "taganrog"])


def test_a_group_keeps_its_definition_and_every_one_before(steward, now):
    assert steward.post("/setup/groups/new", GROUP | {"code": "azovstal"}).status_code == 302
    group = Group.objects.get()
    assert (group.code, group.defined_by, group.defined_on) == ("azovstal", "наказ № 1", date(2024, 7, 17))
    other = GROUP | {"definition_uk": "Хто вийшов 16–20 травня, без цивільних.", "defined_on": "18.07.2024"}
    assert steward.post("/setup/groups/azovstal/mend", other).status_code == 302
    former = FormerDefinition.objects.get()
    assert (former.definition_uk, former.until_on) == (GROUP["definition_uk"], date(2024, 7, 18))
    page = words(steward.get("/setup/groups"))
    assert "17.07.2024 – 18.07.2024 : Хто вийшов із «Азовсталі»" in page
    steward.post("/setup/groups/azovstal/mend", other)
    assert FormerDefinition.objects.count() == 1
    early = steward.post("/setup/groups/azovstal/mend", other | {"defined_by": "x y z", "defined_on": "01.01.2020"})
    assert (early.status_code, "Не раніше, ніж почало діяти" in words(early)) == (422, True)
    steward.post("/setup/groups/azovstal/close")
    steward.post("/setup/groups/azovstal/reopen")
    assert acts() == ["add_group", "mend_group", "close_group", "reopen_group"]


@pytest.mark.parametrize(
    "typed",
    [{"code": "Азов"}, {"code": "a" * 35}, {"definition_uk": "усі"}, {"defined_by": ""}, {"defined_on": "19.07.2024"}],
)
def test_a_group_without_a_meaning_is_refused(steward, typed):
    answer = steward.post("/setup/groups/new", {"code": "azovstal"} | GROUP | typed)
    assert (answer.status_code, Group.objects.count()) == (422, 0)


def test_a_facility_is_added_mended_and_closed_when_the_last_person_has_left(admin, now):
    unit = build.unit("NGU")
    assert admin.post("/setup/facilities/new", FACILITY).status_code == 302
    assert admin.post("/setup/facilities/new", FACILITY).status_code == 422
    mended = FACILITY | {"places": "12", "unit": str(unit.pk), "kind": "hospital"}
    assert admin.post("/setup/facilities/svitanok/mend", mended).status_code == 302
    facility = Facility.objects.get()
    assert (facility.places, facility.unit, facility.kind) == (12, unit, "hospital")
    build_reintegration.case(now=now, unit=unit, admitted_at=now)
    refused = admin.post("/setup/facilities/svitanok/close")
    assert (refused.status_code, "У закладі зараз людей: 1." in words(refused)) == (422, True)
    assert admin.post("/setup/facilities/svitanok/mend", mended | {"places": "0"}).status_code == 422


def test_a_closed_facility_admits_nobody_and_is_not_offered(admin, now, client_for):
    facility = build_reintegration.facility(now=now)
    assert admin.post("/setup/facilities/svitanok/close").status_code == 302
    assert list(queries.facilities()) == []
    case = build_reintegration.case(now=now, unit=build.unit("NGU"))
    with pytest.raises(Refused) as refused:
        support.admit(case, facility=facility, at=now, by=None, now=now)
    assert refused.value.code == "closed"
    doctor = client_for(build.account(cast.MEDICAL, now=now))
    assert "svitanok" not in doctor.get("/facilities").content.decode()
    admin.post("/setup/facilities/svitanok/reopen")
    assert queries.facilities().get() == facility
    assert admin.post("/setup/facilities/svitanok/reopen").status_code == 422


def test_lists_of_the_setup_cost_the_same_for_few_rows_and_for_many(admin, now, counted_queries):
    def cost():
        return [counted_queries(lambda part=part: admin.get(f"/{part}")) for part in PARTS]

    def grow(prefix, number):
        top = build.unit(f"{prefix}-S")
        for n in range(number):
            build.unit(f"{prefix}-{n}", parent=top)
            vocabulary.add_place(f"{prefix.lower()}-{n}", name_uk="Місце", name_en="Place", by=None, now=now)
            build_reintegration.facility(f"{prefix.lower()}-{n}", now=now, unit=top)
            Group.objects.create(code=f"{prefix.lower()}-{n}", name_uk="Г", name_en="G")

    grow("A", 2)
    cost()
    few = cost()
    grow("B", 20)
    assert cost() == few


def test_a_rename_of_a_unit_is_found_by_nobody_who_may_not(now, client_for):
    unit = build.unit("NGU")
    client = client_for(build.account(cast.AUDITOR, now=now))
    typed = {"kind": "service", "name_uk": "Інша", "name_en": "Other", "on": "18.07.2024"}
    assert client.post(f"/setup/units/{unit.pk}", typed).status_code == 404
    assert client.get("/setup/units/99999").status_code == 404
    assert tree.belonging(unit) == tree.Belonging()
