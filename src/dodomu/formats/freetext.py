"""One person in one run of words: rank, name, date, unit and place in whatever order they stand."""

import re
from datetime import date
from typing import NamedTuple

from dodomu.formats.characters import clean
from dodomu.formats.dates import ReadDate, read_date
from dodomu.formats.ranks import rank_span
from dodomu.names.given import father_keys, known_keys

_MONTH_WORDS = (
    "січ(?:ень|ня)? бер(?:езень|езня)? квіт?(?:ень|ня)? трав(?:ень|ня)? черв(?:ень|ня)? лип(?:ень|ня)? "
    "серп(?:ень|ня)? вер(?:есень|есня)? жовт?(?:ень|ня)? лист(?:опада?)? груд(?:ень|ня)? янв(?:арь|аря)? "
    "фев(?:р|раль|раля)? март?а? апр(?:ель|еля)? июн[ья]? июл[ья]? авг(?:уста?)? сент?(?:ябрь|ября)? окт(?:ябрь|ября)? "
    "нояб?(?:рь|ря)? дек(?:абрь|абря)? jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? june? july? aug(?:ust)? "
    "sept?(?:ember)? oct(?:ober)? nov(?:ember)? dec(?:ember)?"
).split()
_ALSO_SURNAMES = ["лют(?:ий|ого)?", "ма[йя]", "may"]  # months that need their day
_MONTH_ALONE = rf"(?:{'|'.join(_MONTH_WORDS)})(?![^\W\d_])\.?"
_MONTHS = rf"(?:{'|'.join(_MONTH_WORDS + _ALSO_SURNAMES)})(?![^\W\d_])\.?"
_AFTER = r"(?:\s*(?:року\s+народження|года\s+рождения|р\.?\s?н\.?|г\.?\s?р\.?|року|года|р\.|г\.)(?![^\W_]))?"
_BEFORE = (
    r"(?:(?:нар(?:\.|одивс[яь]\w*|одилас[яь]\w*)|род(?:\.|илс[яь]|илас[ья])|д\.\s?[нр]\."
    r"|born(?:\s+on)?|dob|date of birth|дата народження|дата рождения)\s*:?\s*)?"
)
_DATE = re.compile(
    rf"(?<![^\W_]){_BEFORE}(?<![\w/.-])(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?(?:\d{{4}}|\d{{2}})(?![\d.]\d)(?!\d)"
    rf"|\d{{2}} \d{{2}} (?:19|20)\d{{2}}(?!\d)|\d{{1,2}}\s+{_MONTHS}\s+\d{{4}}|{_MONTHS}\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|{_MONTH_ALONE}\s+(?:19|20)\d{{2}}|\d{{1,2}}[./]\d{{4}}"
    rf"|(?<![\w-])(?:19\d\d|20[0-2]\d)(?:(?=\s?(?:р|г)\.?\s?(?:н|р)?(?![^\W_]))|(?![\w-]|\.\d))){_AFTER}",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"[(,]?\s*(?<![^\W_])(?:взят\w*\s+(?:у|в)\s+полон|взят\w*\s+в\s+плен|потрапи\w+\s+(?:у|в)\s+полон|(?:у\s+|в\s+)?пол[оі]н\w*|(?:в\s+)?плен\w*"
    r"|зник\w*(?:\s+безвісти)?|пропа\w+(?:\s+без\s+вести)?|загину\w+|загибл\w+|помер\w*|умер\w*|погиб\w*|звільнен\w*|освобожд\w+"
    r"|обмін\w*|обмен\w*|captured|missing(?:\s+since)?|died|killed|released|exchanged)\s*(?:on|in|since|з|із|с|від|от)?\s*[:–-]?\s*$",
    re.IGNORECASE,
)  # what stands before a date that is none of birth
_FIGURE = re.compile(r"\d")
_NEAR = 40  # letters between such a word and its date, the word included
_CODE = re.compile(
    r"(?<![^\W_])(?:в[./]?\s?ч\.?|військов[аоі][йї]?\s+частин[аиі]|войсков(?:ая|ой)\s+част[ьи]|military\s+unit|m/u)\s*(?:№\s*)?[А-ЯA-ZІ]?[-\s]?\d{3,5}(?!\d)"
    r"|(?<![^\W_])(?:\d{1,3}\s+)?(?:полк[уа]?|бригад[аиі]|батальйон[уа]?|загін|загон[уа]|regiment|brigade)\s+[«\"][^»\"]{2,40}[»\"](?:\s+(?:НГУ|ЗСУ))?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:-?[а-яіїєa-z]{1,3})?\s+(?:окрем\w+\s+|отдельн\w+\s+|separate\s+)?(?:\w+\s+){0,3}?"
    r"(?:ОМБр|ОДШБр|БрТрО|ОБрТрО|ОБМП|БрМП|ОБрМП|ОМПБр|ОТБр|ТБр|ОАБр|бр\.?\s?НГУ|бр\b\.?|бригад\w+|полк\w*|батальйон\w*"
    r"|батальон\w*|бат\b\.?|загін|загон\w*|отряд\w*|рот[аи]\b|brigade|regiment|battalion)"
    r"(?:\s+(?:НГУ|ТрО|ЗСУ|МП|імені\s+\S+(?:\s+\S+)?))?)"
    r"|(?<!\w)[А-ЯІЇЄҐ][а-яіїєґ’]+ий\s+ПЗ\s+ДПСУ\b|\bДПСУ\b|\bНГУ\b|\bВМС(?:\s+ЗСУ)?\b|\bЗСУ\b"
    r"|Патрульна поліція|Національна гвардія",
    re.IGNORECASE,
)
_UNIT_HINT = re.compile(r"\d|дпсу|нгу|вмс|зсу|патрульн|національн", re.IGNORECASE)
CODE_ALONE = re.compile(r"в/ч [А-ЯA-ZІ]?\d{3,5}")
_UPPER = "А-ЯІЇЄҐ"
_PLACE = re.compile(
    rf"(?<![\w.])(?:м\.|місто|с\.|смт\.?|село|г\.|город|пгт\.?)\s?[{_UPPER}][\w’'-]+(?:\s+[{_UPPER}][\w’'-]+)?"
    rf"|\b[{_UPPER}][\w’'-]+(?:ська|ская)\s+обл(?:\.|асть)"
)
_LABEL = re.compile(
    r"(?<![^\W_])(?:прізвище|ім’я|піб|п\.і\.б\.|фио|name|звання|підрозділ|звание|rank|unit|частина)\s*[:=]\s*",
    re.IGNORECASE,
)
_CALL_SIGN = re.compile(
    r"\(?,?\s*(?<![^\W_])(?:позивн\w*|позывн\w*|псевдо|call\s?sign)(?![^\W_])\s*[:–-]?\s*(?:[«„“\"][^«»“”„\"]{1,40}[»”“\"]|\w+)\s*\)?"
    r"|\(?\s*(?:«[^«»]{1,40}»|„[^„“”]{1,40}[“”]|“[^“”]{1,40}”|(?<!\w)\"[^\"]{1,40}\"(?!\w))\s*\)?",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<![\w.])(\d{1,2})\s*(?:років|роки|рік|лет|года|год|р\.|y\.?o\.?(?!\w)|years?(?:\s+old)?)(?![^\W_])",
    re.IGNORECASE,
)
_NUMBERS = (
    r"(?<!\w)\+?\d[\d ()-]{7,}\d(?!\w)"  # a telephone
    r"|(?<!\w)(?:%sтел\.?:?|tel\.?:?|phone:?|іпн|инн|рнокпп)\s*[A-ZА-ЯІЇЄҐ]{0,3}[-\d]{1,14}(?!\w)"
    r"|(?<!\w)[A-ZА-ЯІЇЄҐ]{1,3}[- ]?\d{4,}(?!\w)|(?<!\w)\d{5,}(?!\w)"
)
_NUMBER = re.compile(_NUMBERS % r"№|no\.?|", re.IGNORECASE)
_CELL_NUMBER = re.compile(_NUMBERS % "", re.IGNORECASE)
_ROLE = re.compile(
    r"(?<![^\W_])(?:(?:перший\s+)?(?:заступник|заст\.)\s+)?(?:командир\w*|начальник\w*|головн\w+\s+сержант)\s+"
    r"(?:\w+\s+)?(?:рот[аи]|взводу|взвода|відділення|отделения|батальйону|батальона|групи|группы|штабу|штаба|полку|полка"
    r"|бригади|екіпажу|гармати|розрахунку|батареї|служби)(?![^\W_])",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?<![^\W_])(?:гр\.|гр-(?:н|ка|нин|нка)|громадян(?:ин|ка)|граждан(?:ин|ка)|mr\.?|mrs\.?|ms\."
    r"|(?-i:прикордонни(?:к|ця)|морпіх|азовець|нацгвардієць|військовослужбов(?:ець|иця)|військовополонен(?:ий|а)|захисни(?:к|ця)"
    r"|военнослужащ(?:ий|ая)|военнопленн(?:ый|ая)))\s+(?=[^\W\d_]{2})",
    re.IGNORECASE,
)
_YEAR = r"(?!(?:19\d\d|20[0-2]\d)\b)"  # 1990 before a name is no number of a line
NUMBERING = re.compile(
    r"^\s*\(?(?:(?:№|#)\s*)?\d{1,6}\s*[.):\]](?!\s?\d)\s*|^\s*\d{1,3}(?:\.\d{1,3}){1,2}\.?\s+(?=[^\W\d_])"
    rf"|^\s*(?:(?:№|#)\s*)?{_YEAR}\d{{1,6}}\s*(?:[-–—/]\s+|\s)(?=[^\W\d_])|^\s*(?:\d\ufe0f?\u20e3)+\s*"
    r"|^\s*[a-zа-яіїєґ]\)\s+|^\s*[IVXІХ]{2,4}[.)]\s+|^o\s+(?=[А-ЯІЇЄҐ])|^\s*(?:[-•*–—·▪◦●○■□‣➤✓✔]+\s*)+(?=\S)"
)
_FOLDED = str.maketrans("‘ʼ`´ʹ′'‐‑‒–—−", "’’’’’’’------")
_CALLED = ("озив", "ОЗИВ", "озыв", "ОЗЫВ", "севдо", "СЕВДО", "ign", "IGN")
_LEADING = ("оманд", "ОМАНД", "ачальн", "АЧАЛЬН", "оловн", "ОЛОВН")
ADDRESSED = (
    "гр",
    "Гр",
    "ГР",
    "Mr",
    "MR",
    "mr",
    "Ms",
    "MS",
    "ms",
    "прик",
    "морп",
    "азов",
    "нацг",
    "війс",
    "захи",
    "воен",
)
_PAGE = re.compile(r"(?<!\S)\S*https?://\S+|(?<!\S)@\w{3,}|(?<!\S)\S+@[\w-]+\.[\w.-]+\w", re.IGNORECASE)
_NO_DATE = ReadDate()
MOST_LETTERS = 2_000


class Found(NamedTuple):
    """What one run of words says; the name stands as it was written, `rest` is all that is no other field."""

    name: str
    birth: ReadDate
    rank: str = ""
    unit: str = ""
    place: str = ""
    note: str = ""
    age: str = ""
    rest: str = ""
    further: tuple[ReadDate, ...] = ()  # dates beside that of birth


class _Rest:
    """What is left of a text while fields are taken out of it; read with one apostrophe and dash, kept as written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_FOLDED)  # sign for sign, so that places are the same

    def cut(self, start: int, end: int, put: str = ", ") -> str:
        taken = self.text[start:end]
        self.text = f"{self.text[:start]}{put}{self.text[end:]}"
        self.plain = f"{self.plain[:start]}{put}{self.plain[end:]}"
        return taken.strip(" ,;()")

    def take(self, pattern: re.Pattern[str], *hints: str, put: str = ", ") -> str:
        """Cuts out what fits a pattern; looked for only where one of the hints stands, if any are given."""
        for hint in hints:
            if hint in self.plain:
                break
        else:
            if hints:
                return ""
        found = pattern.search(self.plain)
        return self.cut(*found.span(), put) if found else ""


def find_fields(text: str, *, latest: date | None = None, is_cell: bool = False, may_have_rank: bool = True) -> Found:
    """The fields of one person in a line of text; what fits none is a note.

    `is_cell`: the text stands under the head of a name, so that only what is plainly something else is taken out;
    without `may_have_rank` it was put together from the parts of a name, and a surname may sound like a rank.

    >>> found = find_fields("солдат ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991, в/ч 3057")
    >>> found.rank, found.name, found.birth.written, found.unit
    ('солдат', 'ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ', '1991-03-14', 'в/ч 3057')
    """
    rest = _Rest(NUMBERING.sub("", clean(text[:MOST_LETTERS]).text))
    while (":" in rest.plain or "=" in rest.plain) and (label := _LABEL.search(rest.plain)):
        rest.cut(*label.span(), "; ")
    has_figures = bool(_FIGURE.search(rest.plain))
    code = rest.take(_CODE, *("«", '"') if not has_figures else ())
    call_sign = rest.take(_CALL_SIGN, *'«„“"', *_CALLED, put=" ")
    page = "" if is_cell else rest.take(_PAGE, "@", "://")
    birth, further, event = _take_dates(rest, latest) if has_figures else (_NO_DATE, (), "")
    unit = ", ".join(filter(None, (code, rest.take(_UNIT) if _UNIT_HINT.search(rest.plain) else "")))
    place = "" if is_cell else rest.take(_PLACE, ".", "обл", "істо", "ело", "ород")
    has_figures = bool(_FIGURE.search(rest.plain))
    age = rest.take(_AGE) if has_figures else ""
    number = rest.take(_CELL_NUMBER if is_cell else _NUMBER) if has_figures else ""
    role = rest.take(_ROLE, *_LEADING)
    rest.take(ADDRESS, *ADDRESSED)
    rank, whole = "", rest.text
    if may_have_rank and (span := rank_span(rest.plain)):
        is_inside = bool(rest.text[: span[0]].strip(" ,") and rest.text[span[1] :].strip(" ,"))
        rank = rest.cut(*span, ", " if is_inside else " ")
    name, others = _name_of(rest.text)
    if rank[:1].isupper() and " " not in rank.strip(".") and not rank.endswith(".") and _is_surnameless(name.split()):
        rank = ""
        name, others = _name_of(whole)  # a surname that is also a rank
    notes = [note for note in (*others, call_sign, number, role, event, page) if note]
    left = rest.text if rank else whole
    return Found(name, birth, rank, unit, place, ", ".join(notes), age, left.strip(" ,;"), further)


def _name_of(text: str) -> tuple[str, list[str]]:
    """The name, and what stood beside it: the first piece that holds a known name, with those that continue it."""
    text = re.sub(r"[(\[][\s,;.]*[)\]]", " ", text)
    pieces = [piece.strip(" .-–—:/") + _stop(piece) for piece in re.split(r"[;|\t,]|(?<=\w)\s+/\s+(?=\w)", text)]
    pieces = [piece for piece in pieces if any(c.isalpha() for c in piece)]
    if not pieces:
        return "", []
    if len(pieces) == 1:
        return pieces[0], []
    first = next((n for n, piece in enumerate(pieces) if _has_known(piece)), 0)
    if first and len(pieces[first].split()) <= 2 and len(pieces[first - 1].split()) == 1:
        first -= 1  # Коваль, Іван
    name, others = pieces[first], pieces[:first] + pieces[first + 1 :]
    if len(name.split()) == 1 and len(others) > first and len(others[first].split()) <= 2 and re.search("[,;]", text):
        name = f"{name} {others.pop(first)}"
        if len(name.split()) == 2 and len(others) > first and len(others[first].split()) == 1:
            name = f"{name} {others.pop(first)}"  # Коваль, Іван, Петрович
    return name, others


def _has_known(piece: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'ʼ-]*\.?", piece)
    return any(known_keys(word) or father_keys(word) or re.fullmatch(r"\w\.", word) for word in words[:6])


def _stop(piece: str) -> str:
    """The full stop of an initial or of a shortened word stays; that of a sentence goes.

    >>> _stop("Коваль І. П. "), _stop("Коваль Іван.")
    ('.', '')
    """
    return "." if re.search(r"(?:^|[\s.])[^\W\d_]{1,2}\.\s*[-–—:]?\s*$", piece) else ""


def _is_surnameless(words: list[str]) -> bool:
    """A given name alone, or with a patronymic: the surname must be the word that looked like a rank."""
    if len(words) < 2:
        return not words or bool(known_keys(words[0]))
    return len(words) == 2 and bool(known_keys(words[0])) and bool(father_keys(words[1]))


def _take_dates(rest: _Rest, latest: date | None) -> tuple[ReadDate, tuple[ReadDate, ...], str]:
    """The date of birth, other dates, and what is told of the day on which something else happened.

    Of several dates the earliest is that of birth: everything else happens to grown people.
    """
    told: list[ReadDate] = []
    events: list[str] = []
    for found in reversed(list(_DATE.finditer(rest.plain))):
        read = read_date(found.group(), latest=latest)
        if not (read.on or read.warning):
            continue
        near = max(0, found.start() - _NEAR)
        words = rest.plain[near : found.start()].rstrip()
        is_told = bool(words) and (words[-1].isalpha() or words[-1] in ":-")
        if is_told and (before := _EVENT.search(words)):
            events.append(rest.cut(near + before.start(), found.end()))
        else:
            told.insert(0, ReadDate(read.on, read.precision, read.warning, rest.cut(*found.span())))
    event = ", ".join(reversed(events))
    if len(told) < 2:
        return told[0] if told else _NO_DATE, (), event
    birth = min(told, key=lambda one: (one.on is None, one.on or date.max, -len(one.precision)))
    return birth, tuple(one for one in told if one is not birth), event
