"""The largest lists that may be read, in every form, by `dodomu read-list`: seconds and memory of each.

    .venv/bin/python bench/lists.py --rows 100000

The files are made in build/bench/lists. Every one is read by the command itself, with its guard; time is that of the
whole command, memory the most of the reading process. Exit 1 when one took
over ten seconds or 512 MB, or was not read.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "bench" / "lists"
SECONDS, MEGABYTES = 10.0, 512
SURNAMES = ("Коваль", "Бойко", "Їжаченко", "Дзензерський", "Гнатюк", "М’ясоїд", "Щербань-Коваль", "Лисенко")
GIVEN = ("Іван", "Марія", "Олексій", "В’ячеслав", "Наталія", "Степан", "Тарас")
FATHERS = ("Петрович", "Іванівна", "Євгенович", "Григорович", "Олегівна")


def people(count: int) -> Iterator[tuple[str, str, str, str]]:
    """So many invented people: name, date, rank, unit."""
    for n in range(count):
        name = f"{SURNAMES[n % 8]}{'аеиоу'[n // 56 % 5]} {GIVEN[n % 7]} {FATHERS[n // 7 % 5]}"
        yield name, f"{n % 28 + 1:02}.{n // 28 % 12 + 1:02}.{1960 + n // 336 % 45}", "солдат", f"в/ч А{n % 9000 + 1000}"


def packed(entries: dict[str, str]) -> bytes:
    """A ZIP file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return kept.getvalue()


def workbook(rows: Iterator[list[str]]) -> bytes:
    """An XLSX file of texts in cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = "".join(
        f'<row r="{n}">' + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    tab = '<sheet name="А" sheetId="1" r:id="rId1"/>'
    relation = f'<Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{tab}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relation}</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
        }
    )


def document(rows: Iterator[list[str]]) -> bytes:
    """An ODS file of texts in cells."""
    body = "".join(
        "<r:table-row>"
        + "".join(f'<r:table-cell o:value-type="string"><t:p>{escape(cell)}</t:p></r:table-cell>' for cell in row)
        + "</r:table-row>"
        for row in rows
    )
    spaces = ' xmlns:o="urn:o" xmlns:r="urn:r" xmlns:t="urn:t"'
    sheet = f'<o:spreadsheet><r:table r:name="А">{body}</r:table></o:spreadsheet>'
    content = f"<o:document-content{spaces}><o:body>{sheet}</o:body></o:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def files(count: int) -> Iterator[tuple[str, str, bytes]]:
    """The largest files: name, kind asked for, bytes."""
    head = ["ПІБ", "Дата народження", "Звання", "Частина"]

    def rows() -> Iterator[list[str]]:
        yield head
        yield from map(list, people(count))

    yield "list.csv", "", "".join(";".join(row) + "\n" for row in rows()).encode()
    yield "list-1251.csv", "", "".join(";".join(row) + "\n" for row in rows()).replace("’", "'").encode("cp1251")
    yield "list.xlsx", "", workbook(rows())
    yield "list.ods", "", document(rows())
    yield (
        "list.json",
        "",
        json.dumps(
            [dict(zip(("name", "dob", "rank"), row, strict=False)) for row in people(count)], ensure_ascii=False
        ).encode(),
    )
    yield (
        "list.xml",
        "",
        (
            '<pfif xmlns="http://zesty.ca/pfif/1.4">'
            + "".join(
                f"<person><person_record_id>a/{n}</person_record_id><full_name>{row[0]}</full_name></person>"
                for n, row in enumerate(people(count))
            )
            + "</pfif>"
        ).encode(),
    )
    yield (
        "list.txt",
        "paste",
        "".join(
            f"{n}. {row[2]} {row[0]}, {row[1]}, {row[3]}\n" for n, row in enumerate(people(count), start=1)
        ).encode(),
    )
    wide = ["ПІБ", *(f"поле {n}" for n in range(199))]
    few, values = count // 12, [f"{n * 7919 % 1000}" for n in range(199)]
    yield (
        "wide.csv",
        "",
        "".join(";".join(row) + "\n" for row in [wide, *([row[0], *values] for row in people(few))]).encode(),
    )
    yield "wide.xlsx", "", workbook(iter([wide, *([row[0], *values] for row in people(few))]))
    yield (
        "long.csv",
        "",
        ("ПІБ;Примітка\n" + "".join(f"{row[0]};{'слово ' * 1_600}\n" for row in people(count // 100))).encode(),
    )
    yield (
        "words.csv",
        "",
        ("ПІБ;Примітка\n" + "".join(f"{row[0]};{'кk' * 4_000}\n" for row in people(count // 100))).encode(),
    )
    yield "names.csv", "", ("ПІБ\n" + "".join(f"{row[0]} {'слово' * 60}\n" for row in people(count // 4))).encode()
    yield "lines.csv", "", b"\n" * 19_000_000 + "ПІБ\nКоваль Іван\n".encode()
    yield "quotes.csv", "", "ПІБ;x\n".encode() + b'"a;\n' * 99_000


def written(count: int) -> list[tuple[str, str]]:
    """Writes the files in a process of its own, whose memory would be counted as that of its children."""
    reading, writing = os.pipe()
    if not os.fork():
        with os.fdopen(writing, "w") as pipe:
            for name, kind, data in files(count):
                (FOLDER / name).write_bytes(data)
                print(name, kind, sep="|", file=pipe, flush=True)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        made = [line.rstrip("\n").split("|") for line in pipe]
    os.wait()
    return [(name, kind) for name, kind in made]


def measured(path: Path, kind: str) -> tuple[float, int, int, str]:
    """The seconds and megabytes that the command took; how many records it answered, and the code of a refusal."""
    command = [
        sys.executable,
        "-c",
        "from dodomu.config.cli import main; main()",
        "read-list",
        str(path),
        "--json",
        *(["--kind", kind] if kind else []),
    ]
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    said = child.stdout.read()
    usage = os.wait4(child.pid, 0)[2]
    code = re.search(rb'"code": (?:null|"(\w+)")', said)  # not read as JSON, which would take more memory than reading
    assert code is not None
    return time.perf_counter() - begun, usage.ru_maxrss // 1024, said.count(b'{"line"'), (code[1] or b"read").decode()


def main() -> int:
    """Makes, reads, prints; 1 when a limit was broken."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=100_000)
    given = options.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    is_broken = False
    made = written(given.rows)
    print(f"{'file':<16}{'MB':>6}{'records':>10}{'s':>8}{'MB of memory':>14}  answer")
    for name, kind in made:
        path = FOLDER / name
        seconds, megabytes, records, answer = measured(path, kind)
        is_broken |= seconds > SECONDS or megabytes > MEGABYTES or answer != "read"
        size = f"{path.stat().st_size / 1e6:.1f}"
        print(f"{name:<16}{size:>6}{records:>10}{seconds:>8.1f}{megabytes:>14}  {answer}", flush=True)
        path.unlink()
    return int(is_broken)


if __name__ == "__main__":
    raise SystemExit(main())
