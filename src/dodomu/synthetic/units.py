"""An invented tree of units under the real services. The numbers of brigades and battalions are made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeUnit:
    """A unit with its parent's code ("" for a service) and how many of a hundred people belong to it."""

    code: str
    parent: str
    name_uk: str
    name_en: str
    share: int = 0


SERVICES = (
    MadeUnit("NGU", "", "Національна гвардія України", "National Guard of Ukraine"),
    MadeUnit("AFU", "", "Збройні сили України", "Armed Forces of Ukraine"),
    MadeUnit("BG", "", "Державна прикордонна служба України", "State Border Guard Service of Ukraine"),
    MadeUnit("NP", "", "Національна поліція України", "National Police of Ukraine"),
    MadeUnit("SSTS", "", "Державна спеціальна служба транспорту", "State Special Transport Service"),
)


_ENDINGS = {1: ("ша", "st"), 2: ("га", "nd"), 3: ("тя", "rd")}


def _ordinal(number: int) -> tuple[str, str]:
    """The number of a brigade as it is read: сто перша, сто друга.

    >>> [_ordinal(number) for number in (101, 203, 204, 111)]
    [('101-ша', '101st'), ('203-тя', '203rd'), ('204-та', '204th'), ('111-та', '111th')]
    """
    uk, en = ("та", "th") if 10 < number % 100 < 20 else _ENDINGS.get(number % 10, ("та", "th"))
    return f"{number}-{uk}", f"{number}{en}"


def _brigade(service: str, number: int, share: int) -> list[MadeUnit]:
    code = f"{service}-{number}"
    uk, en = _ordinal(number)
    top = MadeUnit(code, service, f"{uk} бригада (вигадана)", f"{en} Brigade (invented)")
    parts = [
        MadeUnit(
            f"{code}-{part}",
            code,
            f"{uk} бригада, {part}-й батальйон",
            f"{en} Brigade, Battalion {part}",
            share // 3 + (share % 3 if part == 1 else 0),
        )
        for part in (1, 2, 3)
    ]
    return [top, *parts]


UNITS: tuple[MadeUnit, ...] = (
    *SERVICES,
    *_brigade("NGU", 101, 15),
    *_brigade("NGU", 102, 9),
    *_brigade("NGU", 103, 6),
    *_brigade("AFU", 201, 14),
    *_brigade("AFU", 202, 12),
    *_brigade("AFU", 203, 12),
    *_brigade("AFU", 204, 9),
    *_brigade("BG", 301, 8),
    MadeUnit("AFU-N1", "AFU", "1-й батальйон морської піхоти (вигаданий)", "1st Marine Battalion (invented)", 10),
    MadeUnit("NP-1", "NP", "Полк поліції № 1 (вигаданий)", "Police Regiment 1 (invented)", 2),
    MadeUnit("SSTS-1", "SSTS", "Загін № 1 (вигаданий)", "Detachment 1 (invented)", 3),
)

PLACES = (
    ("mariupol", "Маріуполь", "Mariupol", 46),
    ("azovstal", "Маріуполь, «Азовсталь»", "Mariupol, Azovstal", 14),
    ("bakhmut", "Бахмут", "Bakhmut", 12),
    ("izium", "Ізюм", "Izium", 7),
    ("kherson", "Херсон", "Kherson", 7),
    ("severodonetsk", "Сєвєродонецьк", "Severodonetsk", 6),
    ("chornobyl", "Чорнобильська АЕС", "Chornobyl NPP", 3),
    ("avdiivka", "Авдіївка", "Avdiivka", 5),
)
"""Code, name in both languages, and how many of a hundred were captured there."""

GROUPS = (
    (
        "azovstal",
        "Оборонці «Азовсталі»",
        "Defenders of Azovstal",
        "Усі, хто обороняв завод «Азовсталь» і вийшов із нього 16–20 травня 2022 року, незалежно від підрозділу. "
        "У словах командувача НГУ 25 липня 2024 року саме їх названо «азовцями».",
        "All who defended the Azovstal plant and left it on 16–20 May 2022, whatever their unit. "
        "In the words of the commander of the National Guard on 25 July 2024 they are the “Azovites”.",
        "https://www.pravda.com.ua/eng/news/2024/07/25/7467354/",
    ),
    (
        "mariupol",
        "Оборонці Маріуполя",
        "Defenders of Mariupol",
        "Усі, хто обороняв Маріуполь від 24 лютого до 20 травня 2022 року. Ширша група, ніж оборонці «Азовсталі».",
        "All who defended Mariupol from 24 February to 20 May 2022. A wider group than the defenders of Azovstal.",
        "https://news.liga.net/en/politics/news/ukraine-returned-95-defenders-from-captivity-photo",
    ),
)
"""Code, names, definitions, and the publication that the definition follows."""
