"""Twelve mixed lines of a list decided by physical keys alone on a Ukrainian layout, signed by two, then arrived.

Every key of the desk is used: digits, Enter, 0, the arrows, J and K, Backspace, / for the search and ? for the help.
"""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from dodomu.exchanges.models import Decision, Line
from dodomu.families.models import Call
from dodomu.ledger.models import Entry
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_homecoming, cast

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = [
    ("Шевчук", "Андрій", "Миколайович", date(1991, 3, 14)),
    ("Гнатюк", "Олег", "Петрович", date(1988, 11, 2)),
    ("Яремчук", "Богдан", "Іванович", date(1996, 4, 21)),
    ("Цимбал", "Роман", "Васильович", date(1979, 9, 30)),
    ("Кучер", "Іван", "Петрович", date(1983, 11, 20)),
    ("Кучер", "Іван", "Петрович", date(1983, 11, 20)),
    ("Ґудзь", "Олексій", "Петрович", date(1986, 6, 30)),
    ("Левченко", "Сергій", "Юрійович", date(1990, 1, 3)),
    ("Федорчук", "Дмитро", "Васильович", date(1985, 9, 27)),
    ("Зінченко", "Петро", "Ілліч", date(1977, 9, 3)),
]
LIST = """ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991
Hnatiuk Oleh 02.11.1988
Яремчук Богдан Іванович 21.04.1996
Цимбал Р.В. 1979 р.н.
Кучер Іван Петрович 20.11.1983
Гудзь Алексей Петрович 30.06.1986
Левченко С.
Федорчук Дмитро Васильович 27.09.1985
Zinchenko Petro 03.09.1977
Невідомий Устим Гордійович 01.01.2002
Олійник Матвій 05.05.1995
Всього: 11"""

# What a Ukrainian layout types on the physical keys of the letters.
TYPED = {"KeyJ": ("о", 74), "KeyK": ("л", 75), "Slash": (".", 191)}


class Desk:
    """An officer at the keyboard: keys are pressed by their physical code, the letters come as the layout has them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wire = page.context.new_cdp_session(page)

    def press(self, code: str, *, shift: bool = False) -> None:
        """One physical key."""
        if code not in TYPED:
            self.page.keyboard.press(code)
            return
        letter, number = TYPED[code]
        letter = "," if code == "Slash" and shift else letter
        key = {"code": code, "key": letter, "windowsVirtualKeyCode": number, "modifiers": 8 if shift else 0}
        self.wire.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
        self.wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})

    def at(self, number: int) -> None:
        """The line that is on the screen."""
        expect(self.page.locator("#line")).to_have_attribute("data-n", str(number))

    def said(self, sentence: str) -> None:
        """What the status line says."""
        expect(self.page.locator("#said")).to_have_text(sentence)


@pytest.fixture
def officers(now):
    return build.account(cast.EXCHANGE, now=now), build.account(cast.SECOND_EXCHANGE, now=now)


@pytest.fixture
def people(now):
    return build_exchanges.captives(PEOPLE, unit=build.unit("NGU").code, now=now)


@pytest.fixture
def name_list(officers, people, now):
    july = build_exchanges.round_of_july(*officers, announced=11, now=now)
    return build_exchanges.take(july, LIST, by=officers[0], now=now)


def candidate(page: Page, person) -> str:
    """The digit under which a person is offered."""
    keys = [one.get_attribute("value") for one in page.locator("#line input[name=person]").all()]
    return f"Digit{keys.index(str(person.pk)) + 1}"


def test_twelve_mixed_lines_by_physical_keys(officers, people, name_list, as_user, now):
    officer, second = officers
    build_homecoming.add_mother(people[0], phone="+38 000 555 0001", now=now)
    page = as_user(officer, viewport={"width": 1366, "height": 768})
    page.goto(f"/exchanges/lists/{name_list.pk}/match")
    desk = Desk(page)
    desk.at(1)

    # Looking around changes nothing: down and up, by arrows and by letters of any layout.
    for code, number in (("ArrowDown", 2), ("KeyJ", 3), ("KeyK", 2), ("ArrowUp", 1)):
        desk.press(code)
        desk.at(number)
    desk.press("Slash", shift=True)
    expect(page.locator("#keys")).to_be_visible()
    desk.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()

    # A plain line, offered in advance: one key.
    desk.press("Enter")
    desk.said("Рядок 1: підтверджено.")
    desk.at(2)
    desk.press("Enter")
    desk.at(3)

    # Undone, and confirmed again.
    desk.press("Backspace")
    desk.said("Рядок 2: рішення скасовано.")
    desk.at(2)
    desk.press("Digit1")
    desk.press("Enter")
    desk.at(3)

    # Put off: it comes again at the end.
    desk.press("ArrowRight")
    desk.said("Рядок 3: відкладено.")
    desk.at(4)

    # Initials and a year alone: a person is chosen by hand, and a second one has to agree where it is weak.
    desk.press("Enter")
    desk.said("Спершу виберіть кандидата: 1, 2 або 3.")
    desk.at(4)
    desk.press(candidate(page, people[3]))
    desk.press("Enter")
    desk.at(5)

    # Namesakes: nobody is chosen in advance.
    expect(page.locator("#line")).to_contain_text("є повний тезка: нікого не вибрано наперед")
    desk.press(candidate(page, people[5]))
    desk.press("Enter")
    desk.at(6)
    desk.press(candidate(page, people[6]))
    desk.press("Enter")
    desk.at(7)

    # Weak evidence waits for a second person.
    desk.press(candidate(page, people[7]))
    desk.press("Enter")
    desk.said("Рядок 7: вибрано, тепер потрібна друга людина.")
    desk.at(8)
    desk.press("Enter")
    desk.at(9)
    desk.press(candidate(page, people[9]))
    desk.press("Enter")
    desk.at(10)

    # Nobody: left without a record. The next one is looked for by hand, not found, and gets a new record by Tab.
    desk.press("Digit0")
    desk.said("Рядок 10: жоден не підходить.")
    desk.at(11)
    desk.press("Slash")
    box = page.locator("#find")
    expect(box).to_be_visible()
    page.keyboard.type("Олійник Матвій")
    desk.press("Enter")
    expect(box).to_contain_text("нікого не знайдено")
    desk.press("Escape")
    expect(box).to_be_hidden()
    desk.press("Tab")
    while page.evaluate("() => document.activeElement.innerText") != "Новий запис, уточнюється":
        desk.press("Tab")
    desk.press("Enter")
    desk.said("Рядок 11: новий запис, статус уточнюється.")

    # What was put off.
    desk.at(3)
    desk.press("Enter")
    expect(page.locator("#line")).to_contain_text("Чекають на другу людину")

    # The second person agrees with every choice that needs it.
    other = Desk(as_user(second, viewport={"width": 1366, "height": 768}))
    other.page.goto(f"/exchanges/lists/{name_list.pk}/match?show=second")
    for line in name_list.lines.filter(state="second").order_by("number"):
        other.at(line.number)
        other.press("Enter")
        other.said(f"Рядок {line.number}: підтверджено двома людьми.")
    expect(other.page.locator("#line")).to_contain_text("Усі рядки вирішено. Перевірте й підпишіть.")

    wanted = [people[0], people[1], people[2], people[3], people[5], people[6], people[7], people[8], people[9], None]
    assert [line.person for line in name_list.lines.order_by("number")[:10]] == wanted
    assert Line.objects.get(number=11).state == "new"
    assert set(Decision.objects.exclude(act="add_new").values_list("how", flat=True)) == {"key"}
    assert PersonNow.objects.filter(status="HANDED_OVER").count() == 0

    sign_and_arrive(desk, other, name_list)
    assert PersonNow.objects.filter(status="RETURNED_EXCHANGE").count() == 10
    assert (Case.objects.filter(state="open").count(), Call.objects.filter(state="released").count()) == (10, 1)
    page.goto(f"/exchanges/{name_list.round_id}")
    expect(page.locator(".x-way")).to_contain_text("10Підписано двома людьми")
    expect(page.locator(".x-way")).to_contain_text("10Прибули, особу підтверджено")
    assert Entry.objects.filter(act="take_effect").count() == 1


def press_on(desk: Desk, words: str) -> None:
    """Tabs to what says these words, and presses Enter."""
    for _step in range(200):
        desk.press("Tab")
        if words in desk.page.evaluate("() => document.activeElement.innerText || ''"):
            break
    with desk.page.expect_navigation():
        desk.press("Enter")


def sign_and_arrive(desk: Desk, other: Desk, name_list) -> None:
    """Two signatures by two accounts, then everybody who is expected is verified."""
    for one, words in ((desk, "Поставити перший підпис: людей 10"), (other, "Поставити другий підпис: людей 10")):
        one.page.goto(f"/exchanges/lists/{name_list.pk}/review")
        press_on(one, words)
    expect(other.page.locator("main")).to_contain_text("Передано, особу перевіряють: 10")
    press_on(other, "Далі: прибуття")
    other.page.locator("[data-all]").focus()
    other.press("Enter")
    other.press("Shift+Tab")
    with other.page.expect_navigation():
        other.press("Enter")
    press_on(other, "Підтвердити прибуття: людей 10")
    expect(other.page.locator("#news")).to_contain_text("Прибуття підтверджено: 10.")
