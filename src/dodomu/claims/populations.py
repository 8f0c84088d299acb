"""The groups of people that figures speak of: their names, which lies inside which, and their words in two languages.

The name of a group in a text reader's answer is ``name`` ("National Guard"); in a figure it is ``code`` ("ngu").
Unit membership and place of defence are independent: Azovstal defenders come from many units, so they are no part
of Azov and Azov is no part of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Noun:
    """A Ukrainian noun phrase by number: 1 військовослужбовець, 2 військовослужбовці, 5 військовослужбовців.

    ``one_object`` is the form after «звільнено»: 1 військовослужбовця. ``genitive`` stands after «близько» with a
    number in one; left out, it is the same word. From two on the object of a living noun is ``many``.
    """

    one: str
    few: str
    many: str
    one_object: str
    genitive: str = ""
    is_living: bool = True

    @property
    def genitive_one(self) -> str:
        return self.genitive or self.one_object

    def with_tail(self, tail: str) -> "Noun":
        """The same noun followed by words that do not change with its number."""
        return Noun(
            f"{self.one} {tail}",
            f"{self.few} {tail}",
            f"{self.many} {tail}",
            f"{self.one_object} {tail}",
            f"{self.genitive_one} {tail}",
            is_living=self.is_living,
        )


@dataclass(frozen=True)
class Population:
    """Of whom a number speaks: the words for them in both languages, and the larger populations they are part of."""

    code: str
    name: str
    part_of: tuple[str, ...]
    uk: Noun
    en: tuple[str, str]
    aliases: tuple[str, ...] = ()


_SERVICE_MEMBER = Noun("військовослужбовець", "військовослужбовці", "військовослужбовців", "військовослужбовця")
_DEFENDER = Noun("оборонець", "оборонці", "оборонців", "оборонця")
_POLICE = Noun("поліцейський", "поліцейські", "поліцейських", "поліцейського")
_RESCUER = Noun("рятувальник", "рятувальники", "рятувальників", "рятувальника")
_WORKER = Noun("працівник", "працівники", "працівників", "працівника")


def _of(tail_uk: str, tail_en: str) -> tuple[Noun, tuple[str, str]]:
    return _SERVICE_MEMBER.with_tail(tail_uk), (f"service member of {tail_en}", f"service members of {tail_en}")


def _branch(code: str, name: str, tail_uk: str, tail_en: str, part_of: tuple[str, ...], *aliases: str) -> Population:
    uk, en = _of(tail_uk, tail_en)
    return Population(code, name, part_of, uk, en, aliases)


_ROWS = (
    Population(
        "all",
        "all",
        (),
        Noun("людина", "людини", "людей", "людину", "людини"),
        ("person", "people"),
        ("everyone", "people"),
    ),
    Population(
        "military", "military", ("all",), _SERVICE_MEMBER, ("service member", "service members"), ("servicemen",)
    ),
    Population(
        "civilians",
        "civilians",
        ("all",),
        Noun("цивільна особа", "цивільні особи", "цивільних осіб", "цивільну особу", "цивільної особи"),
        ("civilian", "civilians"),
    ),
    Population("women", "women", ("all",), Noun("жінка", "жінки", "жінок", "жінку", "жінки"), ("woman", "women")),
    Population("men", "men", ("all",), Noun("чоловік", "чоловіки", "чоловіків", "чоловіка"), ("man", "men")),
    Population(
        "officers", "officers", ("military",), Noun("офіцер", "офіцери", "офіцерів", "офіцера"), ("officer", "officers")
    ),
    Population(
        "other_ranks",
        "privates and sergeants",
        ("military",),
        _SERVICE_MEMBER.with_tail("рядового і сержантського складу"),
        ("private or sergeant", "privates and sergeants"),
        ("other ranks", "soldiers and sergeants"),
    ),
    Population(
        "mia_system",
        "Ministry of Internal Affairs system",
        ("all",),
        _WORKER.with_tail("системи Міністерства внутрішніх справ України"),
        (
            "member of the system of the Ministry of Internal Affairs",
            "members of the system of the Ministry of Internal Affairs",
        ),
        ("other: Ministry of Internal Affairs system",),
    ),
    _branch(
        "ngu",
        "National Guard",
        "Національної гвардії України",
        "the National Guard of Ukraine",
        ("military", "mia_system"),
    ),
    _branch("azov", "Azov", "«Азову»", "Azov", ("ngu",)),
    Population(
        "chornobyl_guard",
        "Chornobyl NPP guards",
        ("ngu",),
        _SERVICE_MEMBER.with_tail("з охорони Чорнобильської АЕС"),
        ("guard of the Chornobyl nuclear power plant", "guards of the Chornobyl nuclear power plant"),
    ),
    _branch(
        "border_guard",
        "Border Guard",
        "Державної прикордонної служби України",
        "the State Border Guard Service of Ukraine",
        ("military", "mia_system"),
        "BorderGuard",
    ),
    Population(
        "police",
        "National Police",
        ("mia_system",),
        _POLICE,
        ("police officer", "police officers"),
        ("Police",),
    ),
    Population(
        "ses",
        "State Emergency Service",
        ("mia_system",),
        _RESCUER,
        ("rescuer of the State Emergency Service", "rescuers of the State Emergency Service"),
    ),
    Population(
        "mariupol_defenders",
        "Mariupol defenders",
        ("all",),
        _DEFENDER.with_tail("Маріуполя"),
        ("defender of Mariupol", "defenders of Mariupol"),
    ),
    Population(
        "azovstal_defenders",
        "Azovstal defenders",
        ("mariupol_defenders",),
        _DEFENDER.with_tail("«Азовсталі»"),
        ("defender of Azovstal", "defenders of Azovstal"),
    ),
    Population(
        "snake_island",
        "Snake Island",
        ("all",),
        _DEFENDER.with_tail("острова Зміїний"),
        ("defender of Snake Island", "defenders of Snake Island"),
    ),
    _branch("afu", "Armed Forces", "Збройних сил України", "the Armed Forces of Ukraine", ("military",)),
    _branch("navy", "Navy", "Військово-Морських Сил України", "the Navy of Ukraine", ("military",)),
    _branch(
        "tdf", "Territorial Defence", "Сил територіальної оборони", "the Territorial Defence Forces", ("military",)
    ),
    _branch("air_force", "Air Force", "Повітряних Сил України", "the Air Force of Ukraine", ("military",), "AirForce"),
    _branch(
        "ssts",
        "State Special Transport Service",
        "Державної спеціальної служби транспорту",
        "the State Special Transport Service",
        ("military",),
    ),
    _branch(
        "sof", "Special Operations Forces", "Сил спеціальних операцій", "the Special Operations Forces", ("military",)
    ),
    Population(
        "volunteers",
        "volunteer formation",
        ("all",),
        Noun("доброволець", "добровольці", "добровольців", "добровольця").with_tail("територіальної громади"),
        ("member of a volunteer formation", "members of volunteer formations"),
        ("Volunteer",),
    ),
    Population(
        "russian_military",
        "Russian service members",
        (),
        Noun(
            "російський військовослужбовець",
            "російські військовослужбовці",
            "російських військовослужбовців",
            "російського військовослужбовця",
        ),
        ("Russian service member", "Russian service members"),
    ),
)

POPULATIONS: dict[str, Population] = {row.code: row for row in _ROWS}
_CODES = {word.casefold(): row.code for row in _ROWS for word in (row.code, row.name, *row.aliases)}


def population_code(name: str) -> str:
    """The code of a group from any spelling of its name; a group that we do not know keeps its own words.

    >>> population_code("National Guard"), population_code("NGU"), population_code("other: mothers")
    ('ngu', 'ngu', 'other: mothers')
    """
    return _CODES.get(name.strip().casefold(), name.strip().casefold())


def is_inside(part: str, whole: str) -> bool:
    """Whether everyone of one group belongs to the other (a group is inside itself).

    >>> is_inside("Azov", "National Guard"), is_inside("Azov", "Azovstal defenders")
    (True, False)
    """
    part, whole = population_code(part), population_code(whole)
    if part == whole:
        return True
    return part in POPULATIONS and any(is_inside(parent, whole) for parent in POPULATIONS[part].part_of)
