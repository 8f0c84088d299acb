"""One person's way from the bus to the end of the follow-up year, in a real browser and in both languages.

The clock is moved by argument: each day is a sign-in of its own, on the day that the story names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from dodomu.clock import KYIV
from dodomu.exchanges.models import Line
from dodomu.families.models import Relative
from dodomu.ledger.queries import verify_chain
from dodomu.reintegration.models import Appointment, Case, Contact, Decision, Invitation, Meeting, Task
from dodomu.reintegration.models.vocabulary import INFORMED_ABOUT
from tests import build, build_exchanges, build_homecoming, cast
from tests import build_reintegration as support

pytestmark = pytest.mark.django_db(transaction=True)

ARRIVAL = datetime(2024, 7, 17, 19, 30, tzinfo=KYIV)
WORDS = {
    "uk": {
        "until": "Час на адаптацію: до суботи, 20 липня, 21:30",
        "over": "Рік минув",
        "meeting": "Зустріч",
        "role": "соціальний супровід",
        "told": "Що людині розповіли",
    },
    "en": {
        "until": "Time to adapt: until Saturday, 20 July, 21:30",
        "over": "The year is over",
        "meeting": "Meeting",
        "role": "social support",
        "told": "What the",
    },
}


class Walk:
    """Whoever works on a day of the story, and the page that is open before them."""

    def __init__(
        self, as_user: Callable, monkeypatch: pytest.MonkeyPatch, language: str, complaints: list[str]
    ) -> None:
        self._as_user, self._patch, self._heard = as_user, monkeypatch, complaints
        self.locale, self.prefix = f"{language}-UA", "/en" if language == "en" else ""
        self.words = WORDS[language]

    def on(self, instant: datetime, user) -> Walk:
        """The clock stands at an instant, and somebody signs in."""
        self._patch.setenv("DODOMU_NOW", instant.isoformat())
        self.page = self._as_user(user, locale=self.locale)
        return self

    def open(self, path: str) -> str:
        """What a page says."""
        answer = self.page.goto(f"{self.prefix}{path}")
        assert answer.status == 200, path
        return str(self.page.locator("main").inner_text())

    def page_of_today(self) -> str:
        """Where the first page leads to."""
        self.open("/today")
        return str(self.page.locator("main").inner_html())

    def fill(self, path: str, *, refused: bool = False, **values) -> None:
        """Opens a page with a form, fills in what is named and sends it."""
        self.open(path)
        form = self.page.locator("main form").filter(has=self.page.locator(f'[name="{next(iter(values))}"]')).first
        for name, value in values.items():
            field = form.locator(f'[name="{name}"]')
            kind = field.first.evaluate("one => one.type || ''")
            if kind in ("radio", "checkbox"):
                for one in value if isinstance(value, list) else [value]:
                    form.locator(f'[name="{name}"]' + ("" if one is True else f'[value="{one}"]')).check()
            elif kind == "select-one":
                field.select_option(value)
            else:
                field.fill(value)
        self.send(form.locator("button[type=submit]").first, refused=refused)

    def send(self, button, *, refused: bool = False) -> None:
        """Presses a button that leads to another page; a refusal is loud in the console, and meant."""
        with self.page.expect_navigation() as led:
            button.click()
        assert led.value.status == (422 if refused else 200)
        if refused:
            assert "422" in self._heard.pop()


def typed(instant: datetime) -> str:
    """An instant as people type it."""
    return instant.astimezone(KYIV).strftime("%d.%m.%Y %H:%M")


def written(day: date) -> str:
    """A day as people type it."""
    return day.strftime("%d.%m.%Y")


@pytest.fixture
def stage(now):
    """Four captives on a list that two people have signed on the day of the exchange."""
    stage = build_homecoming.set_stage(now=ARRIVAL - timedelta(hours=6), is_decided=False)
    build_exchanges.decide_all(
        stage.list, stage.people, by=stage.officer, second=stage.second, now=ARRIVAL - timedelta(hours=5)
    )
    build_homecoming.sign(stage, now=ARRIVAL - timedelta(hours=4))
    support.facility("svitanok", now=ARRIVAL - timedelta(days=30))
    stage.colleague = build.account(cast.SOCIAL, now=ARRIVAL - timedelta(days=30))
    return stage


@pytest.mark.parametrize("language", ["uk", "en"])
def test_one_person_goes_from_the_bus_to_the_end_of_the_year(stage, as_user, monkeypatch, complaints, language):
    walk = Walk(as_user, monkeypatch, language, complaints)
    colleague, person = stage.colleague, stage.people[0]
    record = f"/people/{person.number}"

    # Off the bus: the person is recognised, and only then a case opens.
    line = stage.line(1)
    walk.on(ARRIVAL, stage.officer).open(f"/exchanges/{stage.round.pk}/arrivals")
    walk.send(walk.page.locator(f'button[name="only"][value="{line.pk}"]'))
    confirm = walk.page.locator("main form button[type=submit]")
    if Line.objects.get(pk=line.pk).arrival != "arrived":
        walk.send(confirm.last)
    case = Case.objects.get(person=person)
    assert (Line.objects.get(pk=line.pk).arrival, case.state) == ("arrived", "open")

    # An officer takes the case on; the facility takes the person in, and the time to adapt begins.
    evening = ARRIVAL + timedelta(hours=2)
    walk.on(evening, colleague).open("/cases?officer=none")
    walk.send(walk.page.locator(f'form[action$="/cases/{case.pk}/accept"] button'))
    walk.fill(f"{record}/case/place", facility="svitanok", at=typed(evening))
    assert walk.words["until"] in walk.open(f"{record}/case")

    # Inside it no interview and no talk about the choice; somebody close, because the person wants it.
    morning = evening + timedelta(hours=12)
    walk.on(morning, colleague)
    hour = {"starts_at": typed(morning + timedelta(hours=4)), "minutes": "60"}
    walk.fill(f"{record}/case/appointments/new", refused=True, matter="interview", **hour)
    everything = {"about": list(INFORMED_ABOUT), "leaflet": "2024-05"}
    walk.fill(f"{record}/next/talk", refused=True, **everything, on=written(morning.date()))
    walk.fill(f"{record}/case/appointments/new", matter="contact", **hour, place="сад", is_wanted=True)
    assert [one.matter for one in Appointment.objects.all()] == ["contact"]

    # Four days on: told about everything, with the leaflet in hand; decided in the person's own words; ordered.
    later = evening + timedelta(days=4)
    walk.on(later, colleague)
    today = written(later.date())
    walk.fill(f"{record}/next/decision", refused=True, option="discharge", words="Додому", on=today)
    assert walk.words["told"] in walk.open(f"{record}/next")
    walk.fill(f"{record}/next/talk", **everything, on=today, told_by="юрист Савченко")
    walk.fill(f"{record}/next/decision", option="undecided", words="Ще думаю", on=today)
    walk.fill(f"{record}/next/decision", option="discharge", words="Поїду додому, до дітей", on=today)
    walk.fill(f"{record}/next/order", number="117-ос", on=today)
    shown = walk.open(f"{record}/next")
    assert shown.index("Поїду додому") < shown.index("Ще думаю")
    assert "117-ос" in shown

    # From here on the person says what the mother may be told; the command is met because they want it.
    mother = Relative.objects.get(person=person)
    walk.fill(f"{record}/consents/hand-over", **{f"level_{mother.pk}": "contact"})
    walk.fill(f"{record}/consents/new", about="command:meet", answer="given", on=today)
    after = later + timedelta(hours=15)
    walk.fill("/meetings/new", led_by="генерал Б. Коваль", starts_at=typed(after), minutes="60", place="зала 1")
    meeting = Meeting.objects.get()
    walk.fill(f"/meetings/{meeting.pk}", case=str(case.pk))
    days = walk.open(f"{record}/days")
    assert ("зала 1" in days, walk.words["meeting"] in days, "117-ос" in days) == (True, True, False)
    invited = Invitation.objects.get()
    home = after + timedelta(hours=2)
    walk.on(home, colleague)
    term = typed(after + timedelta(days=7))
    walk.fill(f"/meetings/people/{invited.pk}", came="yes", wishes="Квартира для матері", due_at=term)
    wish = Task.objects.get(kind="meeting_wish")
    walk.fill(f"{record}/case/tasks/{wish.pk}", outcome="Заяву подано")
    mother.refresh_from_db()
    assert (mother.may_be_told, Task.objects.get(pk=wish.pk).state) == ("contact", "done")

    # Home: a year of follow-up begins, and every contact of it is made on its day.
    walk.open(f"{record}/case")
    walk.send(walk.page.locator('form[action$="/case/move/follow_up"] button'))
    for contact in Contact.objects.order_by("due_on"):
        day = datetime.combine(contact.due_on, evening.timetz())
        walk.on(day, colleague)
        assert f"{record}/followup/{contact.pk}" in walk.page_of_today()
        walk.fill(
            f"{record}/followup/{contact.pk}", way="phone", on=written(day.date()), outcome="Живе вдома, усе добре"
        )

    # Whoever asks reads who saw the record, by role and without a name.
    seen = walk.open(f"{record}/access")
    assert (walk.words["role"] in seen, colleague.name in seen) == (True, False)

    # The year is over: the officer is told so, and ends the support.
    end = datetime.combine(Contact.objects.order_by("-due_on")[0].due_on, evening.timetz())
    walk.on(end, colleague)
    assert walk.words["over"] in walk.open(f"{record}/followup")
    walk.fill(f"{record}/case/close", reason="рік минув, людина вдома")
    case.refresh_from_db()
    assert (case.state, case.ended_at.date() - home.date()) == ("closed", timedelta(days=365))
    assert [one.option for one in Decision.objects.order_by("pk")] == ["undecided", "discharge"]
    assert Contact.objects.exclude(state="held").count() == 0
    assert verify_chain().broken_at is None
