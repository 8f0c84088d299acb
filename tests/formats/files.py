"""Files of every kind, made by the tests themselves, and what is read from them as a few lines of text."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from dodomu.formats.limits import Limits
from dodomu.formats.verdict import judge

TODAY = date(2026, 11, 25)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def told(data, filename="list.csv", *, kind="", limits=None, today=TODAY):
    """What is read: `!code` or `+note` of the file, then each record: number, name, date, +warnings, or !code."""
    data = data.encode() if isinstance(data, str) else data
    found = judge(data, filename=filename, kind=kind, latest=today, limits=limits or Limits())
    if not found.is_accepted:
        assert found.text.uk and found.text.en
        return [f"!{found.code}"]
    said = [f"+{warning.code}" for warning in found.warnings]
    for one in found.records:
        words = [f"{one.sheet}:{one.number}" if one.sheet else str(one.number)]
        words += [f"!{one.refused}"] if one.refused else [one.name]
        words += [one.birth.written] if one.birth.written and not one.refused else []
        words += [f"+{code}" for code in one.codes]
        said.append(" ".join(filter(None, words)))
    return said


def archive(entries, *, stored=False):
    """A ZIP file of names and contents, in the order given; the same bytes at whatever hour it is made."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as target:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, (2024, 7, 18, 0, 0, 0))
            target.writestr(entry, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def repacked(data, changed=(), *, without=()):
    """The same archive with some entries put in the place of others, added, or left out."""
    changed = dict(changed)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        entries = [(name, changed.pop(name, old.read(name))) for name in old.namelist() if name not in without]
    return archive([*entries, *changed.items()])


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


class Raw(str):
    """A cell that stands in the file exactly as it is written here."""


def column(place):
    """The letters of a column.

    >>> column(0), column(26)
    ('A', 'AA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(place, row, value):
    """One cell of a sheet: text inline, numbers as they are, dates as serials in the style of dates."""
    at = f'r="{column(place)}{row}"'
    if isinstance(value, Raw):
        return value.replace("AT", at)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c {at} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c {at} s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c {at}><v>{value}</v></c>"
    return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows, hidden=(), start=1):
    """The XML of a sheet; rows are lists of cells, None is a row that is not there."""
    body = []
    for number, row in enumerate(rows, start=start):
        if row is not None:
            unseen = ' hidden="1"' if number in hidden else ""
            cells = "".join(cell(place, number, value) for place, value in enumerate(row))
            body.append(f'<row r="{number}"{unseen}>{cells}</row>')
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(body)}</sheetData></worksheet>'


def xlsx(
    *rows, sheets=None, hidden_rows=(), states=(), is_1904=False, extra=(), strings=None, macro=False, stored=False
):
    """A workbook with one sheet of rows, or several as (name, rows)."""
    sheets = sheets or [("Аркуш1", rows)]
    tabs = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{_state(states, n)}/>'
        for n, (name, _rows) in enumerate(sheets, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{LINKS}/styles" Target="styles.xml"/>'
    if strings is not None:
        links += f'<Relationship Id="rIdT" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    kind = "ms-excel.sheet.macroEnabled" if macro else "openxmlformats-officedocument.spreadsheetml.sheet"
    entries = [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.{kind}.main+xml"/></Types>'),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><workbookPr date1904="{int(is_1904)}"/><sheets>{tabs}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'),
        ("xl/styles.xml", f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>'),
    ]  # fmt: skip
    if strings is not None:
        items = "".join(f"<si>{one if one.startswith('<') else f'<t>{escape(one)}</t>'}</si>" for one in strings)
        entries.append(("xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'))
    for n, (_name, own) in enumerate(sheets, start=1):
        text = own if isinstance(own, str) else sheet_xml(own, hidden_rows if n == 1 else ())
        entries.append((f"xl/worksheets/sheet{n}.xml", text))
    return archive([*entries, *extra], stored=stored)


def _state(states, number):
    return f' state="{states[number - 1]}"' if len(states) >= number and states[number - 1] else ""


def ods(
    *rows, sheets=None, hidden=(), before="", encrypted=False, mimetype="application/vnd.oasis.opendocument.spreadsheet"
):
    """An open document with one table of rows, or several as (name, rows); a cell may be ready XML."""
    sheets = sheets or [("Аркуш1", rows)]
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    unseen = '<style:style style:name="ta9" style:family="table"><style:table-properties table:display="false"/></style:style>'
    tables = "".join(
        f'<table:table table:name={quoteattr(name)} table:style-name="{"ta9" if name in hidden else "ta1"}">'
        + "".join(own if isinstance(own, Raw) else f"<table:table-row>{''.join(map(ods_cell, own))}</table:table-row>" for own in own_rows)
        + "</table:table>"
        for name, own_rows in sheets
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2">'
        f"<office:automatic-styles>{unseen}</office:automatic-styles><office:body><office:spreadsheet>{before}{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entry = '<manifest:file-entry manifest:full-path="content.xml">{}</manifest:file-entry>'
    locked = entry.format('<manifest:encryption-data manifest:checksum="x"/>' if encrypted else "")
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{locked}</manifest:manifest>'
    return archive([("mimetype", mimetype), ("content.xml", content), ("META-INF/manifest.xml", manifest)])


def ods_cell(value):
    """One cell of a table."""
    if isinstance(value, Raw):
        return str(value)
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value:%d.%m.%y}</text:p></table:table-cell>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def pfif(*persons, version="1.4", before="", notes="", space="http://zesty.ca/pfif/"):
    """A PFIF document; each person is a dict of fields or ready XML."""
    body = "".join(
        one
        if isinstance(one, str)
        else "<pfif:person>" + "".join(f"<pfif:{key}>{escape(value)}</pfif:{key}>" for key, value in one.items()) + "</pfif:person>"
        for one in persons
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<pfif:pfif xmlns:pfif="{space}{version}">{body}{notes}</pfif:pfif>'.encode()


def person(number, name, **fields):
    """The fields of a PFIF person."""
    return {"person_record_id": f"example.org/{number}", "full_name": name, **fields}


def as_json(value):
    """JSON as programs write it."""
    return json.dumps(value, ensure_ascii=False).encode()
