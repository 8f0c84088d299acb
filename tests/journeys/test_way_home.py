"""The whole way of a list of 95 people, by keyboard alone, in both languages: decided, reviewed, signed by two, arrived.

Then statuses, cases, calls and the round page agree with each other, and «returned» has moved by exactly the verified.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, datetime

import pytest

from dodomu.exchanges import actions as exchanges
from dodomu.exchanges import queries
from dodomu.exchanges.models import NameList
from dodomu.families.models import Call
from dodomu.flows.work import HANDLERS
from dodomu.formats.columns import guess_columns, lines
from dodomu.formats.tables import read_paste
from dodomu.jobs.actions import run_due
from dodomu.people import counting, projection
from dodomu.people.models import Person, PersonNow
from dodomu.reintegration.models import Case
from dodomu.synthetic.lists import MadeLine, make_list
from dodomu.synthetic.names import Invented, invent
from tests import build, build_exchanges, build_homecoming, cast

pytestmark = pytest.mark.django_db(transaction=True)

LINES, STRANGERS, OTHERS, WITH_MOTHER = 95, 3, 120, 6
JULY, YESTERDAY, TODAY = date(2024, 7, 17), date(2024, 7, 17), date(2024, 7, 18)
PHYSICAL = {"ArrowDown": 40, "ArrowRight": 39, "Enter": 13, "Tab": 9, "Space": 32, "Backspace": 8}


class Keyboard:
    """Presses physical keys as a Ukrainian layout reports them: the code stays, the letter is another."""

    LETTERS = {"KeyJ": "о", "KeyK": "л"}  # noqa: RUF012

    def __init__(self, page, is_ukrainian: bool) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page) if is_ukrainian else None

    def press(self, code: str) -> None:
        """One key by its physical code."""
        letter = self.LETTERS.get(code)
        if self._session is None or letter is None:
            self.page.keyboard.press(code)
            return
        self._session.send("Input.dispatchKeyEvent", {"type": "keyDown", "code": code, "key": letter, "text": letter})
        self._session.send("Input.dispatchKeyEvent", {"type": "keyUp", "code": code, "key": letter})

    def tab_to(self, words: str, *, most: int = 220) -> None:
        """Tabs until what has the focus says these words."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            said = self.page.evaluate("() => (document.activeElement.innerText || '').trim()")
            if re.search(words, said):
                return
        raise AssertionError(f"nothing that says {words!r} can be reached by Tab")


def people_and_list(now: datetime) -> tuple[list[Person], list[MadeLine]]:
    """Captives of whom 92 are on the list, and 95 lines in three spellings with errors."""
    chance = random.Random(20240717)
    invented: list[Invented] = []
    while len(invented) < LINES - STRANGERS + OTHERS:
        one = invent(chance)
        if all((one.surname, one.given, one.born_on) != (o.surname, o.given, o.born_on) for o in invented):
            invented.append(one)
    people = build_exchanges.captives([(o.surname, o.given, o.patronymic, o.born_on) for o in invented], now=now)
    chosen = [(person.pk, one, "") for person, one in zip(people, invented, strict=True)][: LINES - STRANGERS]
    return people, make_list(chosen, strangers=STRANGERS, seed=7)


def take(made: list[MadeLine], officer, second, *, now: datetime) -> NameList:
    """The list, pasted, with candidates found."""
    july = build_exchanges.round_of_july(officer, second, announced=LINES, now=now)
    text = "\n".join(line.text for line in made)
    table = read_paste(text)
    name_list = exchanges.take_list(
        july.stages.get(),
        lines(table, guess_columns(table), latest=JULY),
        received=text.encode(),
        kind="paste",
        by=officer,
        now=now,
    )
    run_due(HANDLERS, clock=lambda: now)
    name_list.refresh_from_db()
    return name_list


def decide(page, keys: Keyboard, name_list: NameList, made: list[MadeLine]) -> None:
    """Line after line: 1–3 and Enter for the right person, 0 for a stranger; the page leads on by itself."""
    page.goto(f"{page.prefix}/exchanges/lists/{name_list.pk}/match")
    decided = 0
    keys.press("KeyJ")  # a look at the next line and back, by letters
    page.wait_for_function("() => document.querySelector('#line')?.dataset.n === '2'")
    keys.press("KeyK")
    page.wait_for_function("() => document.querySelector('#line')?.dataset.n === '1'")
    while decided < LINES:
        form = page.locator("#line")
        number = form.get_attribute("data-n")
        assert number, "the desk ended before every line was decided"
        truth = made[int(number) - 1].truth
        offered = [int(radio.get_attribute("value")) for radio in page.locator("#line input[name=person]").all()]
        if truth is None:
            keys.press("Digit0")
        else:
            assert truth in offered, f"line {number}: {made[int(number) - 1].text} is not offered"
            keys.press(f"Digit{offered.index(truth) + 1}")
            keys.press("Enter")
        decided += 1
        page.wait_for_function("n => document.querySelector('#line')?.dataset.n !== n", arg=number)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_ninety_five_lines_come_home_by_keyboard_alone(as_user: Callable, now: datetime, language: str):
    officer, second = build.account(cast.EXCHANGE, now=now), build.account(cast.SECOND_EXCHANGE, now=now)
    _people, made = people_and_list(now)
    name_list = take(made, officer, second, now=now)
    truth = [line.truth for line in made if line.truth is not None]
    for place, key in enumerate(truth[:WITH_MOTHER]):
        build_homecoming.add_mother(Person.objects.get(pk=key), phone=f"+38 000 555 {place:04d}", now=now)
    words = {
        "uk": (
            "Перевірити й підписати",
            "Поставити перший підпис",
            "Поставити другий підпис",
            "Позначити всіх",
            "Підтвердити",
            "^Погоджуюся",
        ),
        "en": (
            "Review and sign",
            "Sign as the first",
            "Sign as the second",
            "Tick everybody|Select all|Mark all",
            "Verify|Confirm",
            "^I agree|^Agree",
        ),
    }[language]
    first_page, second_page = (as_user(one, locale=f"{language}-UA") for one in (officer, second))
    for page in (first_page, second_page):
        page.prefix = "/en" if language == "en" else ""

    keys = Keyboard(first_page, language == "uk")
    decide(first_page, keys, name_list, made)
    agree(second_page, name_list)
    assert [line.person_id for line in name_list.lines.order_by("number")] == [line.truth for line in made]
    assert PersonNow.objects.filter(status="HANDED_OVER").count() == 0

    for page, button in ((first_page, words[1]), (second_page, words[2])):
        page.goto(f"{page.prefix}/exchanges/lists/{name_list.pk}/review")
        own = Keyboard(page, language == "uk")
        own.tab_to(button)
        with page.expect_navigation():
            own.press("Enter")
    name_list.refresh_from_db()
    assert name_list.state == "signed"
    assert PersonNow.objects.filter(status="HANDED_OVER").count() == len(truth)
    assert (Case.objects.filter(state="expected").count(), Call.objects.count()) == (len(truth), 0)

    verified = verify(first_page, keys, name_list, words)
    assert verified == len(truth)
    agree_with_each_other(first_page, name_list, truth, language)


def agree(page, name_list: NameList) -> None:
    """The second person agrees, by Enter, with every choice that needs one."""
    waiting = name_list.lines.filter(state="second").count()
    page.goto(f"{page.prefix}/exchanges/lists/{name_list.pk}/match?show=second")
    for left in range(waiting, 0, -1):
        number = page.locator("#line").get_attribute("data-n")
        page.keyboard.press("Enter")
        page.wait_for_function("n => document.querySelector('#line')?.dataset.n !== n", arg=number)
        assert name_list.lines.filter(state="second").count() == left - 1


def verify(page, keys: Keyboard, name_list: NameList, words: tuple[str, ...]) -> int:
    """Everybody on each page of the arrivals board is ticked and verified, by Tab and Enter."""
    while name_list.lines.filter(arrival="expected").exists():
        before = name_list.lines.filter(arrival="arrived").count()
        page.goto(f"{page.prefix}/exchanges/{name_list.round_id}/arrivals?show=expected")
        keys.tab_to(words[3], most=600)
        keys.press("Enter")
        page.keyboard.press("Shift+Tab")
        with page.expect_navigation():
            keys.press("Enter")
        keys.tab_to(words[4])
        with page.expect_navigation():
            keys.press("Enter")
        assert name_list.lines.filter(arrival="arrived").count() > before
    return name_list.lines.filter(arrival="arrived").count()


def agree_with_each_other(page, name_list: NameList, truth: list[int], language: str) -> None:
    """Statuses, cases, calls, counts and the round page tell the same story."""
    number = len(truth)
    assert set(PersonNow.objects.filter(pk__in=truth).values_list("status", flat=True)) == {"RETURNED_EXCHANGE"}
    assert Case.objects.filter(state="open").count() == Case.objects.count() == number
    assert Call.objects.filter(state="released").count() == Call.objects.count() == WITH_MOTHER
    july = counting.Question(true_on=JULY, known_on=TODAY, status="returned")
    assert counting.count(july) == number
    assert counting.count(counting.Question(true_on=JULY, known_on=YESTERDAY, status="returned")) == 0
    gap = queries.gap(name_list.round)
    assert (gap.announced, gap.lines, gap.decided, gap.signed, gap.arrived) == (LINES, LINES, LINES, number, number)
    page.goto(f"{page.prefix}/exchanges/{name_list.round_id}")
    shown = page.locator("main").inner_text()
    for figure in (LINES, number):
        assert re.search(rf"\b{figure}\b", shown)
    assert list(projection.differences()) == []
