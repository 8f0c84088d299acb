"""What docs/lists.md says: what is read from a list, how much of it, and what every code means."""

from __future__ import annotations

import dataclasses
import re

from dodomu.formats.codes import CODES
from dodomu.formats.limits import Limits
from dodomu.text import Text

HEAD = """\
# Списки · Lists

Записано командою `make docs` з `formats/codes.py` та `formats/limits.py`. Файл або текст читають сторінка *Новий
список* і `dodomu read-list FILE [--kind list|pfif|json|paste] [--json]` (без бази; коди виходу: `--help`).

Written by `make docs` from `formats/codes.py` and `formats/limits.py`. A file or text is read by the page *New list*
and by `dodomu read-list FILE [--kind list|pfif|json|paste] [--json]` (without a database; exit codes: `--help`).

Прийнято + відхилено + «не людина» = прочитано записів. Через зіпсовану клітинку поруч з іменем нікого не втрачено:
клітинка порожня, її текст збережено, рядок має застереження. Частина дати лишається частиною: `1990`, `1990-03`.

Accepted + refused + “not a person” = records read. Nobody is lost for a bad cell beside a name: the cell becomes empty,
its text is kept, the line has a warning. A part of a date stays a part: `1990`, `1990-03`.
"""
AFTER_LIMITS = """\
Що читається довше або займає більше, ніж дозволено, відхилено з `too_many_rows`, завеликий файл – з `bad_request`.
DTD в XML не буває. Таблицю, стиснуту більш ніж у сто разів, відхилено з `zip_bomb`, хай який чесний її вміст
(наприклад, той самий рядок десятки тисяч разів): її зберігають як CSV.

What takes longer or more than is allowed is refused with `too_many_rows`, a file too large with `bad_request`.
XML has no DTD. A workbook packed more than a hundred times is refused with `zip_bomb`, however honest it is (the same
row tens of thousands of times, say): it is saved as CSV.
"""
FOOT = """\
Поза іменем `mojibake`, `control_characters`, `formula_without_value`, а в таблицях XLSX та ODS і `too_many_cells` –
лише застереження.

Beside a name `mojibake`, `control_characters`, `formula_without_value`, and in XLSX and ODS `too_many_cells` too, are
warnings alone.
"""
FORMS = {
    "CSV, TSV, TXT": Text(
        "роздільник `,` `;` табуляція `|` або названий рядком `sep=`; кінці рядків CR, LF, CRLF; лапки. "
        "Заголовок серед перших десяти непорожніх записів, українською, російською або англійською. "
        "UTF-8, UTF-16, cp1251; KOI8-U та cp866, якщо це певно. "
        "Файл, який відкрили в чужій кодовій сторінці й так зберегли, відновлюється "
        "із заголовком, кожен рядок має `mojibake_repaired`",
        "separator `,` `;` tab `|`, or the one that a line `sep=` names; line ends CR, LF, CRLF; quotation marks. "
        "The header among the first ten records that are not empty, in Ukrainian, Russian or English. "
        "UTF-8, UTF-16, cp1251; KOI8-U and cp866 where that is certain. "
        "A file that was opened in a wrong code page and saved so "
        "is brought back with its header, each row with `mojibake_repaired`",
    ),
    "XLSX, XLSM, ODS": Text(
        "усі аркуші, що мають заголовок, приховані теж; дати обох систем Excel. "
        "Формул, макросів, посилань не виконуємо",
        "all sheets that have a header, hidden ones too; dates of both systems of Excel. "
        "No formula, macro or link is run",
    ),
    "PFIF 1.4": Text("особи та нотатки до них", "persons and the notes about them"),
    "JSON": Text("список об’єктів або об’єкт із таким списком", "a list of objects, or an object with such a list"),
    "текст · text": Text(
        "людина в рядку, з номером, позначкою чи без: звання, ім’я, дата, частина в будь-якому порядку; "
        "або клітинки таблиці",
        "one person a line, numbered, bulleted or plain: rank, name, date, unit in any order; or the cells of a sheet",
    ),
}
LEVELS = {
    "file": Text("Файл відхилено цілком", "The whole file is refused"),
    "record": Text(
        "Запис відхилено; він лишається рядком, який вписують вручну",
        "The record is refused; it stays a line to be entered by hand",
    ),
    "nobody": Text("Запис нікого не називає; це не помилка", "The record names nobody, which is no fault"),
    "warning": Text("Людину прийнято, із застереженням", "The person is taken, with a warning"),
    "note": Text("Застереження до файлу", "A warning about the file"),
}
MEASURES = {
    "upload": Text("байтів у файлі", "bytes of a file"),
    "unpacked": Text("байтів після розпакування", "bytes once unpacked"),
    "ratio": Text("у стільки разів файл може бути стиснуто", "times that a file may be packed"),
    "entries": Text("файлів в архіві", "entries in an archive"),
    "rows": Text("записів", "records"),
    "columns": Text("стовпців", "columns"),
    "cell": Text("знаків у клітинці", "letters in a cell"),
    "name": Text("літер в імені", "letters in a name"),
    "json_depth": Text("рівнів у JSON", "levels of JSON"),
    "xml_depth": Text("рівнів у XML", "levels of XML"),
    "seconds": Text("секунд на читання", "seconds of reading"),
    "memory": Text("байтів пам’яті", "bytes of memory"),
}


def lists() -> str:
    """The page, from the codes and limits of the code."""
    limits = dataclasses.asdict(Limits())
    if unsaid := set(limits) ^ set(MEASURES):
        raise SystemExit(f"tools/lists.py, MEASURES: {', '.join(unsaid)}.")
    parts = [
        HEAD,
        _table([(f"`{one}`", text) for one, text in FORMS.items()]),
        "## Межі · Limits\n",
        _table([(f"{limits[name]:,.0f}", text) for name, text in MEASURES.items()]),
        AFTER_LIMITS,
    ]
    for level, text in LEVELS.items():
        codes = [(f"`{one.code}`", one.text) for one in CODES.values() if one.level == level]
        parts += [f"## {text.uk} · {text.en}\n", _table(codes)]
    return "\n".join([*parts, FOOT])


def _table(rows: list[tuple[str, Text]]) -> str:
    lines = ["| | Українською | English |", "|---|---|---|"]
    lines += [f"| {one} | {_shown(text.uk)} | {_shown(text.en)} |" for one, text in rows]
    return "\n".join(lines) + "\n"


def _shown(sentence: str) -> str:
    """A sentence in a table; what each case fills in is three dots."""
    return re.sub(r"\{\w+\}", "…", sentence).replace("|", "&#124;")
