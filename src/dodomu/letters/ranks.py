"""Ranks and posts in their cases: closed lists of adjectives and nouns, so that no form is ever computed wrong.

Women's ranks and posts stay masculine in official letters (старшому сержанту Петренко Марії). What a noun governs
(командир *взводу*, медичної служби) does not change. A word outside the lists makes the whole phrase uncertain.
"""

from __future__ import annotations

from dodomu.letters.cases import Declined, Forms, joined, sure, unsure, written

# Adjectives that may stand before a rank or post.
ADJECTIVES = (
    "старший молодший головний бойовий бригадний корабельний військовий черговий перший другий командний технічний "
    "медичний провідний оперативний польовий чатовий стройовий начальний"
).split()

# Masculine nouns of the hard group: -а, -у, -а.
_HARD = (
    "рекрут солдат капрал сержант штаб-сержант майстер-сержант лейтенант капітан майор підполковник полковник генерал "
    "матрос прапорщик мічман капітан-лейтенант генерал-майор генерал-лейтенант контр-адмірал адмірал "
    "командир заступник помічник начальник навідник кулеметник гранатометник розвідник радник оператор "
    "санітар механік інструктор офіцер психолог снайпер сапер майстер діловод технік інженер радист фельдшер "
    "механізатор кінолог електрик коригувальник топогеодезист номер інспектор контролер прикордонник комендант "
    "спеціаліст хірург парамедик капелан юрист бухгалтер"
).split()
_BY_HAND: dict[str, Forms] = {
    "старшина": ("старшини", "старшині", "старшину"),
    "штаб-старшина": ("штаб-старшини", "штаб-старшині", "штаб-старшину"),
    "майстер-старшина": ("майстер-старшини", "майстер-старшині", "майстер-старшину"),
    "стрілець": ("стрільця", "стрільцю", "стрільця"),
    "гвардієць": ("гвардійця", "гвардійцю", "гвардійця"),
    "військовослужбовець": ("військовослужбовця", "військовослужбовцю", "військовослужбовця"),
    "фахівець": ("фахівця", "фахівцю", "фахівця"),
    "зв’язківець": ("зв’язківця", "зв’язківцю", "зв’язківця"),
    "водій": ("водія", "водію", "водія"),
    "лікар": ("лікаря", "лікарю", "лікаря"),
    "писар": ("писаря", "писарю", "писаря"),
    "кухар": ("кухаря", "кухарю", "кухаря"),
    "санінструктор": ("санінструктора", "санінструктору", "санінструктора"),
}
NOUNS: dict[str, Forms] = {word: (word + "а", word + "у", word + "а") for word in _HARD} | _BY_HAND


def decline_post(text: str) -> Declined:
    """A rank or a post in its cases: adjectives, the noun they belong to, and what it governs unchanged.

    >>> decline_post("старший сержант медичної служби").dative
    'старшому сержанту медичної служби'
    >>> decline_post("механік-водій").genitive, decline_post("командир відділення – командир машини").dative
    ('механіка-водія', 'командиру відділення – командиру машини')
    >>> decline_post("віцесержант").is_sure
    False
    """
    text = written(text)
    for mark in (" – ", " — ", " - "):
        if mark in text:
            return joined([_phrase(part) for part in text.split(mark)], mark)
    return _phrase(text) if text else sure("", ("", "", ""))


decline_rank = decline_post


def _phrase(text: str) -> Declined:
    words = text.split(" ")
    head: list[Declined] = []
    for number, word in enumerate(words):
        noun = _noun(word)
        if noun is not None:
            tail = words[number + 1 :]
            # A second noun in the nominative (водій санітар) is no government: then a person says it.
            if any(_noun(one) is not None for one in tail):
                break
            whole = joined([*head, noun], " ")
            return joined([whole, sure(" ".join(tail), (" ".join(tail),) * 3)], " ") if tail else whole
        if word.lower() not in ADJECTIVES:
            break
        stem = word[:-2]
        head.append(sure(word, (stem + "ого", stem + "ому", stem + "ого")))
    return unsure(text)


def _noun(word: str) -> Declined | None:
    """A noun of the lists, also two of them joined by a hyphen (стрілець-помічник); None for anything else."""
    low = word.lower()
    if low in NOUNS:
        return sure(word, _cased(word, NOUNS[low]))
    parts = word.split("-")
    if len(parts) == 2 and all(part.lower() in NOUNS for part in parts):
        return joined([sure(part, _cased(part, NOUNS[part.lower()])) for part in parts], "-")
    return None


def _cased(word: str, forms: Forms) -> Forms:
    if not word[:1].isupper():
        return forms
    genitive, dative, accusative = (form[:1].upper() + form[1:] for form in forms)
    return genitive, dative, accusative
