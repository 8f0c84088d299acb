"""Given names: the forms of one name in both languages, whose name it is, and the fathers' names in patronymics."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dodomu.names.given_table import ODD_FATHERS, TABLE
from dodomu.names.latin import romanise
from dodomu.names.normalise import fold
from dodomu.names.short_forms import SHORT_FORMS
from dodomu.names.sounds import sound

_SPELT: dict[str, list[str]] = {}  # folded spelling -> keys
_SOUNDS: dict[str, list[str]] = {}  # sound -> keys
_SEX: dict[str, str] = {}
_UKRAINIAN: dict[str, tuple[str, ...]] = {}
_RUSSIAN: dict[str, tuple[str, ...]] = {}
_INITIALS: dict[str, set[str]] = {}
_SHORT: dict[str, tuple[str, ...]] = {}
_FULL: set[str] = set()  # sounds of full forms, without the short ones


def _enter(spelling: str, key: str) -> None:
    for table, entry in ((_SPELT, fold(spelling)), (_SOUNDS, sound(spelling))):
        keys = table.setdefault(entry, [])
        if key not in keys:
            keys.append(key)


def _read_table(lines: Iterable[str]) -> None:
    short: list[tuple[str, str]] = []
    for line in lines:
        ours, sex, theirs, others = (field.split() for field in line.split("|"))
        key = fold(romanise(ours[0]))
        _SEX[key] = sex[0]
        _UKRAINIAN[key] = tuple(form.replace("'", "’") for form in ours)
        _RUSSIAN[key] = tuple(theirs)
        _SHORT[key] = tuple(others)
        for form in ours + theirs:
            _enter(form, key)
            _enter(romanise(form), key)
            _FULL.add(sound(form))
        _INITIALS[key] = {sound(form)[:1] for form in (*ours, *theirs, *others)} - {""}
        short += [(form, key) for form in others]
    for form, key in short:  # after all full forms, so that a full form is always the first answer
        _enter(form, key)


_read_table(TABLE.strip().splitlines())


def _read_more(lines: Iterable[str]) -> None:
    """Further short forms; after everything else, so that they never come before an answer of the table."""
    for line in lines:
        name, *short = line.split()
        key = fold(romanise(name))
        if key in _SEX:
            _SHORT[key] = tuple(dict.fromkeys((*_SHORT[key], *short)))
            for form in short:
                _enter(form, key)


_read_more(SHORT_FORMS.strip().splitlines())


@lru_cache(maxsize=50_000)
def known_keys(part: str) -> tuple[str, ...]:
    """The names a spelling may stand for, likeliest first; empty when the table does not know it.

    >>> known_keys("Николай"), known_keys("Mykola"), known_keys("Женя")
    (('mykola',), ('mykola',), ('yevhen', 'yevheniia'))
    """
    return tuple(_SPELT.get(fold(part)) or _SOUNDS.get(sound(part)) or ())


def is_full_form(part: str) -> bool:
    """Is it a name as documents write it, not a short form?

    >>> is_full_form("Олександр"), is_full_form("Сашко")
    (True, False)
    """
    return sound(part) in _FULL


def sex_of(part: str) -> str:
    """ "m" or "f" as the given name says, "" when it does not (Саша, Женя, an unknown name).

    >>> sex_of("Олександра"), sex_of("Nikolai"), sex_of("Женя")
    ('f', 'm', '')
    """
    sexes = {_SEX[key] for key in known_keys(part)}
    return sexes.pop() if len(sexes) == 1 else ""


def initials_of(key: str) -> frozenset[str]:
    """The first sounds under which a name may be shortened: О. and А. for Олександр, Александр.

    >>> sorted(initials_of("oleksandr") & {"o", "a", "s"})
    ['a', 'o', 's']
    """
    return frozenset(_INITIALS.get(key, ()))


def ukrainian_of(part: str) -> str:
    """The usual Ukrainian form of a known given name or patronymic, "" when it is not known.

    >>> ukrainian_of("Дмитрий"), ukrainian_of("Николаевич"), ukrainian_of("Іванівна"), ukrainian_of("Ткач")
    ('Дмитро', 'Миколайович', 'Іванівна', '')
    """
    keys = known_keys(part) if is_full_form(part) else ()
    if keys:
        own = {fold(form): form for form in _UKRAINIAN[keys[0]]}
        return own.get(fold(part)) or _UKRAINIAN[keys[0]][0]
    return _PATRONYMIC_UKRAINIAN.get(sound(part), "")


def russian_of(part: str) -> str:
    """The usual Russian form of a known given name, "" when it is not known.

    >>> russian_of("Дмитро"), russian_of("Ткач")
    ('Дмитрий', '')
    """
    keys = known_keys(part) if is_full_form(part) else ()
    return _RUSSIAN[keys[0]][0] if keys and _RUSSIAN[keys[0]] else ""


# --- patronymics, derived from the names of men -----------------------------------------------------------------


def _sons(name: str) -> list[str]:
    if name in ODD_FATHERS:
        return ODD_FATHERS[name].split()
    body, last = name[:-1], name[-1]
    if name.endswith("ий"):
        return [name[:-2] + "ьевич", name[:-2] + "иевич"]
    if name.endswith("ій"):
        return [body + "йович"]
    if name.endswith(("ей", "ай")):
        return [body + "евич", body + "йович"]
    if last == "ь":
        return [name + "ович", body + "евич"]
    if last in "оеа":
        return [body + "ович"]
    return [name + "ович"] if last not in "яиіїю" else []


def _daughter(son: str) -> list[str]:
    if son.endswith("йович"):
        return [son[:-5] + "ївна"]
    if son.endswith("ович"):
        return [son[:-4] + "івна", son[:-4] + "овна"]
    if son.endswith("евич"):
        return [son[:-4] + "евна"]
    return [son[:-2] + "івна", son + "на", son[:-2] + "инична"]


_FATHERS: dict[str, list[str]] = {}  # sound of a patronymic -> keys of the father's name
_PATRONYMIC_UKRAINIAN: dict[str, str] = {}


def _derive() -> None:
    for key, sex in _SEX.items():
        if sex != "m":
            continue
        ours = [son for name in _UKRAINIAN[key] for son in _sons(name.replace("’", "'"))]
        for son in ours + [son for name in _RUSSIAN[key] for son in _sons(name)]:
            for form in (son, *_daughter(son)):
                keys = _FATHERS.setdefault(sound(form), [])
                if key not in keys:
                    keys.append(key)
                if ours:
                    usual = ours[0] if form == son else _daughter(ours[0])[0]
                    _PATRONYMIC_UKRAINIAN.setdefault(sound(form), usual.replace("'", "’"))


_derive()


def father_keys(patronymic: str) -> tuple[str, ...]:
    """Whose child: the given names a patronymic may come from, empty when no known name gives it.

    >>> father_keys("Николаевна"), father_keys("Mykolaiovych"), father_keys("Ильич"), father_keys("Ткаченко")
    (('mykola',), ('mykola',), ('illia',), ())
    """
    return tuple(_FATHERS.get(_mended(sound(patronymic)), ()))


def _mended(heard: str) -> str:
    return heard[:-3] + "ich" if heard.endswith("its") else heard


FULL_SOUNDS: tuple[str, ...] = tuple(sorted(s for s in _FULL if len(s) > 3))
PATRONYMIC_SOUNDS: tuple[str, ...] = tuple(sorted(_FATHERS))
FATHER_ROOTS: tuple[str, ...] = tuple(
    sorted({re.sub(r"(?:a?[oei]vich|ich)$", "", s) for s in _FATHERS if s.endswith("ich")})
)


def language_of(part: str) -> str:
    """ "uk" or "ru" when only one of the two languages writes a given name or patronymic so, otherwise "".

    >>> language_of("Андрей"), language_of("Николаевич"), language_of("Сергій"), language_of("Роман")
    ('ru', 'ru', 'uk', '')
    """
    small = fold(part)
    ours, theirs = small in _SPELT_UK, small in _SPELT_RU
    return "uk" if ours and not theirs else "ru" if theirs and not ours else ""


def _spelt(forms: dict[str, tuple[str, ...]]) -> frozenset[str]:
    names = [(form.replace("’", "'"), _SEX[key]) for key, group in forms.items() for form in group]
    sons = [son for name, sex in names if sex == "m" for son in _sons(name)]
    return frozenset(
        fold(form) for form in [name for name, _ in names] + sons + [d for son in sons for d in _daughter(son)]
    )


_SPELT_UK, _SPELT_RU = _spelt(_UKRAINIAN), _spelt(_RUSSIAN)

OFFICIAL: frozenset[str] = frozenset(
    [fold(form) for group in (_UKRAINIAN, _RUSSIAN) for forms in group.values() for form in forms]
    + [fold(romanise(form)) for group in (_UKRAINIAN, _RUSSIAN) for forms in group.values() for form in forms]
)
"""Given names as documents write them, folded."""


def official_forms(key: str) -> tuple[str, ...]:
    """The forms of a name that documents carry: the Ukrainian ones and the usual Russian one.

    >>> official_forms("mykola")
    ('Микола', 'Миколай', 'Николай')
    """
    return (*_UKRAINIAN.get(key, ()), *_RUSSIAN.get(key, ())[:1])


def patronymic_of(father: str) -> str:
    """The usual Ukrainian patronymic of a man's son.

    >>> patronymic_of("Микола"), patronymic_of("Сергій")
    ('Миколайович', 'Сергійович')
    """
    sons = _sons(father.replace("’", "'"))
    return sons[0].replace("'", "’") if sons else ""


@lru_cache(maxsize=1)
def forms_of_givens() -> Mapping[str, tuple[str, ...]]:
    """Every spelling of the table by key of the name, full forms and short ones.

    >>> "Микола" in forms_of_givens()["mykola"] and "Коля" in forms_of_givens()["mykola"]
    True
    """
    return {key: (*_UKRAINIAN[key], *_RUSSIAN[key], *_SHORT[key]) for key in _UKRAINIAN}


@lru_cache(maxsize=1)
def forms_of_patronymics() -> Mapping[str, tuple[str, ...]]:
    """Every patronymic, sons' and daughters', by key of the father's name.

    >>> {"Миколайович", "Николаевна"} <= set(forms_of_patronymics()["mykola"])
    True
    """
    found: dict[str, tuple[str, ...]] = {}
    for key, sex in _SEX.items():
        if sex == "m":
            sons = [son for name in _UKRAINIAN[key] for son in _sons(name.replace("’", "'"))]
            sons += [son for name in _RUSSIAN[key] for son in _sons(name)]
            forms = [form for son in sons for form in (son, *_daughter(son))]
            found[key] = tuple(dict.fromkeys(form.replace("'", "’") for form in forms))
    return found
