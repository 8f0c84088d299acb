"""Good lists spoilt in every way by a seed, each read in this process, which is held to the memory of the contract.

    python -m tests.formats.mutants --seed 1 --count 1500

Prints one line of JSON: outcomes by kind, the slowest, what broke a promise. Its users are a test and a bench.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import resource
import signal
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from dodomu.formats.characters import clean
from dodomu.formats.codes import CODES
from dodomu.formats.limits import Limits
from dodomu.formats.naming import is_a_name
from dodomu.formats.verdict import Verdict, judge
from tests.formats.files import TODAY, archive, as_json, ods, person, pfif, xlsx

MOST_SECONDS = 10
LEVELS = {"file": {"file"}, "record": {"record", "nobody"}, "warning": {"record", "warning"}, "note": {"note"}}

HEAD = ["№", "ПІБ", "Дата народження", "Звання", "Підрозділ", "Примітка"]
PEOPLE = [
    ["1", "Коваль Іван Петрович", "05.03.1990", "солдат", "36 ОБрМП", "поранений; ліва рука"],
    ["2", "Їжаченко-Ґудзь Марʼяна", "1991", "матрос", "в/ч А1234", ""],
    ["3", "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ", "14/03/91", "ст. сержант", "полк «Азов»", "call sign Кіт"],
    ["4", "Koval Ivan", "5 March 1990", "private", "", ""],
    ["", "Всього: 4", "", "", "", ""],
]
NASTY = [
    b"\x00", b"\xff", b'"', b"'", b";", b",", b"\t", b"\n", b"\r", b"\xef\xbb\xbf", b"<!DOCTYPE a>", b"&b;", b"]]>", b"<![CDATA[",
    b"sep=,\n", b"{", b"[", b"}", b"NaN", b"\\u0000", b"1e999", b"=1+1", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xcc\x81" * 5,
    b"PK\x03\x04", b"9" * 400, b"[" * 40, b"<a>" * 70, b'r="XFD1048576"', b'number-rows-repeated="99999999"', b"\x1b[2J", "К".encode() * 300,
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-u", "cp866", "cp1252", "iso8859-5"]


def good_files() -> dict[str, tuple[str, str, bytes]]:
    """A good list of every kind: the name of the file, the kind asked for, the bytes."""
    text = "\n".join(";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in [HEAD, *PEOPLE])
    keys = ["n", "name", "dob", "rank", "unit", "note"]
    books = [[date(1990, 3, 5) if cell == "05.03.1990" else cell for cell in row] for row in PEOPLE]
    lines = "\n".join(f"{n}. {row[3]} {row[1]}, {row[2]}, {row[4]}" for n, row in enumerate(PEOPLE[:4], start=1))
    persons = [person(n, row[1], date_of_birth="1990-03-05", description=row[5]) for n, row in enumerate(PEOPLE[:4])]
    strings = ["Коваль Іван", "Бойко Петро"]
    return {
        "csv": ("a.csv", "", text.encode()),
        "csv, commas": ("a.csv", "list", text.replace('"', "").replace("; ", " – ").replace(";", ",").encode("utf-8-sig")),
        "tabs": ("a.txt", "", "\r\n".join("\t".join(row) for row in [HEAD, *PEOPLE]).encode("utf-16")),
        "cp1251": ("a.csv", "", text.replace("ʼ", "'").encode("cp1251")),
        "xlsx": ("a.xlsx", "", xlsx(HEAD, *books)),
        "xlsx, two sheets": ("a.xlsx", "list", xlsx(sheets=[("А", [["Список"], HEAD, *books]), ("Б", [HEAD, *books])], strings=strings)),
        "ods": ("a.ods", "", ods(HEAD, *books)),
        "pfif": ("a.xml", "pfif", pfif(*persons)),
        "json": ("a.json", "json", as_json([dict(zip(keys, row, strict=True)) for row in PEOPLE])),
        "paste": ("a.txt", "paste", lines.encode()),
    }  # fmt: skip


def spoilt(data: bytes, chance: random.Random, others: list[bytes]) -> tuple[str, bytes]:
    """The bytes changed once in one way; the name of the way comes first."""
    ways = ["flip", "cut", "remove", "double", "splice", "put", "encode", "swap"]
    if b"</" in data:
        ways += ["words"] * 6
    if data[:2] == b"PK":
        ways += ["inside"] * 8
    way = chance.choice(ways)
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice([1, 2, 7, 40, 300]))
    if way == "inside":
        return way, _spoilt_inside(data, chance, others)
    if way == "words":
        return way, _spoilt_words(data, chance)
    if way == "flip":
        changed = bytearray(data)
        for _time in range(chance.choice([1, 1, 3, 20])):
            changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return way, bytes(changed)
    if way == "cut":
        return way, data[:start] if chance.random() < 0.7 else data[start:]
    if way == "remove":
        return way, data[:start] + data[end:]
    if way == "double":
        return way, data[:start] + data[start:end] * chance.choice([2, 3, 50]) + data[end:]
    if way == "splice":
        other = chance.choice(others)
        at = chance.randrange(len(other))
        return way, data[:start] + other[at : at + chance.choice([5, 60, 4_000])] + data[end:]
    if way == "put":
        return way, data[:start] + chance.choice(NASTY) * chance.choice([1, 1, 2, 30]) + data[start:]
    if way == "swap":
        at = chance.randrange(len(data))
        first, second = sorted((start, at))
        return way, data[:first] + data[second:] + data[first:second]
    text = data.decode(chance.choice(ENCODINGS), "ignore")
    return way, text.encode(chance.choice(ENCODINGS), "ignore")


def _spoilt_inside(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """One entry of an archive spoilt, packed again so that its checksum is right."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [(name, packed.read(name)) for name in packed.namelist()]
    except Exception:  # it was spoilt from outside before
        return data[: len(data) // 2]
    if not entries:
        return data
    sheets = [n for n, (name, _content) in enumerate(entries) if "sheet" in name or "content" in name]
    place = chance.choice(sheets) if sheets and chance.random() < 0.7 else chance.randrange(len(entries))
    name, content = entries[place]
    for _time in range(chance.choice([1, 1, 2])):
        content = spoilt(content or b" ", chance, others)[1]
    entries[place] = (name, content)
    return archive(entries)


def _spoilt_words(data: bytes, chance: random.Random) -> bytes:
    """One text or value inside markup put in the place of another, so that the markup stays whole."""
    words = list(re.finditer(rb">([^<>]+)<|=\"([^\"<>]*)\"", data))
    if not words:
        return data
    kept, other = chance.choice(words), chance.choice(words)
    said = (other[1] or other[2] or b"").decode("utf-8", "ignore")
    put = chance.choice([said, said[: len(said) // 2], said * 60, *(one.decode("utf-8", "ignore") for one in NASTY)])
    place = 1 if kept[1] is not None else 2
    return data[: kept.start(place)] + escape(put, {'"': "&quot;"}).encode() + data[kept.end(place) :]


def broken_promises(found: Verdict) -> list[str]:
    """What an answer promises and does not hold; none is the only right answer."""
    broken = []
    answer = found.as_json()
    json.dumps(answer, ensure_ascii=False).encode()
    if not found.is_accepted:
        if found.records or found.text is None or CODES[found.code].level not in LEVELS["file"]:
            broken.append(f"a refused file with records, or {found.code} on the wrong level")
        return broken
    accepted = [row for row in answer["rows"] if row["status"] == "accepted"]
    refused = [row for row in answer["rows"] if row["status"] == "rejected" and row["code"] != "not_a_person"]
    nobody = [row for row in answer["rows"] if row["status"] == "rejected" and row["code"] == "not_a_person"]
    if not answer["rows"] or len(accepted) + len(refused) + len(nobody) != len(answer["rows"]):
        broken.append("the sums of rule 1")
    numbers = [(row.get("sheet", ""), row["line"]) for row in answer["rows"]]
    if len(set(numbers)) != len(numbers):
        broken.append("one number for two records")
    for row in accepted:
        name = row["name"]
        if (
            row["code"]
            or not is_a_name(name)
            or len(name) > 200
            or clean(name).text != name
            or not unicodedata.is_normalized("NFC", name)
        ):
            broken.append(f"accepted, and no canonical name: {name!r}")
        if not ("1900" <= row.get("date", "1900") <= TODAY.isoformat()):
            broken.append(f"a date that cannot be: {row['date']}")
    for row in refused + nobody:
        if CODES[row["code"]].level not in LEVELS["record"]:
            broken.append(f"{row['code']} refuses a record")
    for row in answer["rows"]:
        broken += [f"{code} warns" for code in row["warnings"] if CODES[code].level not in LEVELS["warning"]]
    broken += [f"{code} on the file" for code in answer["warnings"] if CODES[code].level not in LEVELS["note"]]
    return broken  # fmt: skip


def run(seed: int, count: int) -> dict[str, Any]:
    """So many spoilt lists read, and what came of them."""
    chance = random.Random(seed)
    good = good_files()
    whole = [data for _name, _kind, data in good.values()]
    outcomes: Counter[str] = Counter()
    records: Counter[str] = Counter()
    faults: list[str] = []
    slowest = (0.0, "")
    for number in range(count):
        form = chance.choice(list(good))
        name, kind, data = good[form]
        for _time in range(chance.choice([1, 1, 1, 2, 4])):
            way, data = spoilt(data or b" ", chance, whole)
        if chance.random() < 0.1:
            name, kind = chance.choice([(one, asked) for one, asked, _data in good.values()])
        begun = time.perf_counter()
        signal.alarm(MOST_SECONDS)
        try:
            found = judge(data, filename=name, kind=kind, latest=TODAY)
            broken = broken_promises(found)
        except Exception as fault:  # the promise is that there is none
            faults.append(f"{number} {form} {way}: {type(fault).__name__} {fault}"[:300])
            continue
        finally:
            signal.alarm(0)
        slowest = max(slowest, (time.perf_counter() - begun, f"{number} {form} {way}"))
        outcomes[f"{form}|{found.code or 'read'}"] += 1
        records.update(one.refused or "accepted" for one in found.records)
        faults += [f"{number} {form} {way}: {one}"[:300] for one in broken]
    return {
        "seed": seed,
        "count": count,
        "outcomes": outcomes,
        "records": records,
        "faults": faults,
        "slowest": slowest,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Reads in a process with no more memory than one file may take."""
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=1_500)
    given = options.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (Limits().memory, Limits().memory))
    json.dump(run(given.seed, given.count), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
