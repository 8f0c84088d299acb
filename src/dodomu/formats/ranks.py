"""Military ranks as lists write them: full, shortened, in three languages; each has one Ukrainian form."""

import re
from functools import lru_cache

from dodomu.names.normalise import fold

# Ranks of the Armed Forces, National Guard and border service (law 2232-XII, article 5); then Russian, English and
# short forms.
_TABLE = """
рекрут|recruit
солдат|рядовий, рядовой, ряд, сол, private, pvt, soldier
старший солдат|ст солдат, ст солд, ст сол, старший рядовий, senior soldier, private first class, pfc
матрос|матр, sailor, seaman
старший матрос|ст матрос, ст матр, senior sailor
молодший сержант|мол сержант, мол с-т, мл сержант, мл с-т, мол сер, младший сержант, junior sergeant
сержант|серж, с-т, сер, sergeant, sgt
старший сержант|ст сержант, ст с-т, ст сер, старший с-т, senior sergeant
головний сержант|гол сержант, гол с-т, главный сержант, chief sergeant, master sergeant
штаб-сержант|штаб сержант, staff sergeant
майстер-сержант|майстер сержант, мастер-сержант
старший майстер-сержант|ст майстер-сержант
головний майстер-сержант|гол майстер-сержант
старшина|ст-на, starshyna, petty officer
старшина 1 статті|старшина 1 ст, старшина першої статті, старшина 1-ї статті, старшина 1 статьи, petty officer 1
старшина 2 статті|старшина 2 ст, старшина другої статті, старшина 2-ї статті, старшина 2 статьи, petty officer 2
головний старшина|гол старшина, главный старшина, chief petty officer
прапорщик|пр-к, прап, praporshchyk, ensign, warrant officer
старший прапорщик|ст прапорщик, ст пр-к
мічман|мичман, michman, midshipman
старший мічман|старший мичман
молодший лейтенант|мол лейтенант, мл лейтенант, мол л-т, мл л-т, младший лейтенант, junior lieutenant, second lieutenant
лейтенант|л-т, лейт, lieutenant, lt
старший лейтенант|ст лейтенант, ст л-т, ст лейт, стлейтенант, senior lieutenant, first lieutenant
капітан|капитан, к-н, кап, captain, cpt
капітан-лейтенант|капитан-лейтенант, кап-лейт, captain lieutenant
капітан 3 рангу|капитан 3 ранга, к3р, captain 3 rank
капітан 2 рангу|капитан 2 ранга, к2р, captain 2 rank
капітан 1 рангу|капитан 1 ранга, к1р, captain 1 rank
майор|м-р, major
підполковник|підп-к, п-п-к, подполковник, lieutenant colonel, lt col
полковник|полк-к, п-к, полк, colonel, col
бригадний генерал|бригадный генерал, brigadier general
генерал-майор|major general
цивільний|цив, цивільна, цивільна особа, гражданский, гражданское лицо, civilian
"""


def _words(text: str) -> str:
    return " ".join(re.sub(r"[.\s]+", " ", fold(text)).split())


_RANKS: dict[str, str] = {}
for _line in _TABLE.strip().splitlines():
    _rank, _, _others = _line.partition("|")
    for _form in (_rank, *_others.split(",")):
        _RANKS.setdefault(_words(_form), _rank)

_ONLY_ALONE = frozenset({"ряд", "сол", "сер", "кап", "полк", "прап", "цив", "лейт", "матр", "серж", "col", "lt", "pvt"})
_FORMS = sorted(_RANKS, key=len, reverse=True)
_IN_TEXT = re.compile(
    r"(?<![\w’'-])(?:"
    + "|".join(
        re.escape(form).replace(r"\ ", r"[.\s]+").replace(r"\-", r"\s?-\s?")
        for form in _FORMS
        if form not in _ONLY_ALONE
    )
    + r")\.?(?![\w’'-])",
    re.IGNORECASE,
)
_SHORT_IN_TEXT = re.compile(r"^(?:" + "|".join(sorted(_ONLY_ALONE)) + r")\.(?=\s*\w)", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def rank_of(text: str) -> str:
    """The Ukrainian rank that a cell names, "" when it names none.

    >>> rank_of("Ст. с-т"), rank_of("рядовой"), rank_of("captain"), rank_of("водій")
    ('старший сержант', 'солдат', 'капітан', '')
    """
    return _RANKS.get(_words(text[:80]), "")


_FIRST_WORDS = frozenset(re.split(r"[ -]", form)[0] for form in _FORMS)


def first_words_of_ranks() -> frozenset[str]:
    """The words with which a rank may begin.

    >>> {"старший", "sergeant"} <= first_words_of_ranks()
    True
    """
    return _FIRST_WORDS


def may_hold_rank(text: str) -> bool:
    """A quick look that never misses: does any word begin a rank?

    >>> may_hold_rank("Коваль Іван ст. солдат"), may_hold_rank("Коваль Іван")
    (True, False)
    """
    return any(word.split("-")[0] in _FIRST_WORDS for word in re.split(r"[\s.,;()]+", text.casefold()))


@lru_cache(maxsize=20_000)
def rank_span(text: str) -> tuple[int, int] | None:
    """Where a rank stands in a longer text, None where there is none.

    >>> rank_span("старший солдат ШЕВЧУК Андрій"), rank_span("Коваль Іван")
    ((0, 14), None)
    """
    if not may_hold_rank(text):
        return None
    found = _IN_TEXT.search(text) or _SHORT_IN_TEXT.search(text)
    return found.span() if found else None


def rank_step(text: str) -> int:
    """The place of a rank from low to high, 0 when it is not known: promotions move it up, seldom down.

    >>> rank_step("солдат") < rank_step("сержант") < rank_step("капітан")
    True
    """
    ladder = list(dict.fromkeys(_RANKS.values()))
    rank = rank_of(text)
    return ladder.index(rank) + 1 if rank else 0
