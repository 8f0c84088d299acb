"""How a letter names a person in a case: rank, surname, names and post; whatever is not certain stays as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dodomu.letters.cases import OBLIQUE, Case, Declined
from dodomu.letters.people import decline_name, sex_by_name
from dodomu.letters.ranks import decline_post, decline_rank

PARTS = ("surname", "given", "patronymic", "rank", "post")

# What stands before «на ім’я» where neither a rank nor the declined name can.
HEADS: dict[str, Declined] = {
    "m": Declined("громадянин", "громадянина", "громадянину", "громадянина"),
    "f": Declined("громадянка", "громадянки", "громадянці", "громадянку"),
    "": Declined("особа", "особи", "особі", "особу"),
}


@dataclass(frozen=True, slots=True)
class Addressed:
    """A person as letters name them; each part in its cases."""

    surname: Declined
    given: Declined
    patronymic: Declined
    rank: Declined
    post: Declined
    sex: str = ""

    @property
    def unsure_parts(self) -> tuple[str, ...]:
        """The parts whose forms are not certain, so that somebody should write them by hand."""
        return tuple(part for part in PARTS if not getattr(self, part).is_sure)


def addressed(
    surname: str,
    given: str,
    patronymic: str,
    *,
    sex: str = "",
    rank: str = "",
    post: str = "",
    by_hand: Mapping[str, str] | None = None,
) -> Addressed:
    """A person in every case. `by_hand` holds words that somebody wrote (`surname.dative`): they go before any rule.

    >>> addressed("Швидкий", "Огли", "", by_hand={"given.dative": "Огли"}).given.is_sure
    False
    >>> who = {f"given.{case}": "Огли" for case in ("genitive", "dative", "accusative")}
    >>> addressed("Швидкий", "Огли", "", sex="m", by_hand=who).unsure_parts
    ()
    """
    name = decline_name(surname, given, patronymic, sex)
    words = by_hand or {}
    parts = {
        "surname": name.surname,
        "given": name.given,
        "patronymic": name.patronymic,
        "rank": decline_rank(rank),
        "post": decline_post(post),
    }
    mended = {part: _by_hand(part, one, words) for part, one in parts.items()}
    return Addressed(**mended, sex=sex or sex_by_name(given, patronymic))


def _by_hand(part: str, one: Declined, words: Mapping[str, str]) -> Declined:
    forms = {case: words.get(f"{part}.{case.value}", "") for case in OBLIQUE}
    if not any(forms.values()):
        return one
    genitive, dative, accusative = (forms[case] or one.in_case(case) for case in OBLIQUE)
    is_sure = one.is_sure or all(forms.values())
    return Declined(one.nominative, genitive, dative, accusative, is_sure=is_sure)


def phrase(who: Addressed, case: Case, *, is_full: bool = True) -> str:
    """The person in a case, as one phrase of a sentence; the post, and a rank that stands apart, only when `is_full`.

    What is not certain is not guessed: the name follows «на ім’я» in the nominative, a rank or post follows a dash.

    >>> phrase(addressed("Мельник", "Іван", "Петрович", rank="старший сержант"), Case.DATIVE)
    'старшому сержанту МЕЛЬНИКУ Івану Петровичу'
    >>> phrase(addressed("Мамедов", "Рашид", "Гасан огли", rank="солдат"), Case.GENITIVE)
    'солдата на ім’я МАМЕДОВ Рашид Гасан огли'
    >>> phrase(addressed("Гончарок", "Ольга", "Петрівна", rank="віцесержант"), Case.DATIVE)
    'ГОНЧАРОК Ользі Петрівні, військове звання – віцесержант'
    """
    named = (who.surname, who.given, who.patronymic)
    is_named = all(one.is_sure for one in named)
    rank = who.rank.in_case(case) if who.rank.is_sure else ""
    if is_named or case is Case.NOMINATIVE:
        said = [rank, *_name(who, case)]
    else:
        said = [rank or HEADS[who.sex].in_case(case), "на ім’я", *_name(who, Case.NOMINATIVE)]
    text = " ".join(part for part in said if part)
    if is_full and not who.rank.is_sure:
        text += f", військове звання – {who.rank.nominative}"
    if is_full and who.post.nominative:
        post = who.post.in_case(case) if who.post.is_sure else f"посада – {who.post.nominative}"
        text += f", {post}"
    return text


def _name(who: Addressed, case: Case) -> list[str]:
    return [who.surname.in_case(case).upper(), who.given.in_case(case), who.patronymic.in_case(case)]
