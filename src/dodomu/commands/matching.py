"""`dodomu match` and `dodomu match-quality`: lines of a file against a register in a file, and how good that is."""

from __future__ import annotations

import argparse
import csv
import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dodomu.commands.speech import add_language, chosen
from dodomu.matching import quality
from dodomu.matching.measure import Measured, measure
from dodomu.matching.register import SAVED, Register, UnfitError, read_lines
from dodomu.matching.taken import shared_out
from dodomu.text import Text

HELP_MATCH = "Match the lines of a file with the people of a register in a file, with a probability for each."
MOST_SAID = 10
HELP_QUALITY = "How good the matching is on invented lines: found, missed, wrong, and how far probabilities hold."


def match(arguments: Sequence[str]) -> int:
    """`dodomu match`; 0 when done, 2 when a file cannot be used."""
    parser = argparse.ArgumentParser("dodomu match", description=HELP_MATCH)
    parser.add_argument("--register", required=True, type=Path, help=f"CSV, .csv.gz, or a saved index ({SAVED})")
    parser.add_argument("--lines", type=Path, help="CSV with line_id,name,birth_date,rank,unit")
    parser.add_argument("--out", type=Path, help="CSV with line_id,candidate_id,score,rank; else the terminal")
    parser.add_argument("--top", type=int, default=5, help="candidates a line at most (5)")
    parser.add_argument("--once", action="store_true", help="give nobody to a second line")
    parser.add_argument("--save", type=Path, help=f"keep the index of the register as FILE{SAVED}")
    add_language(parser)
    options = parser.parse_args(arguments)
    language = chosen(options.language)
    if not options.lines and not options.save:
        parser.error("--lines / --save")
    try:
        register = Register().load(options.register)
        gc.freeze()  # the register stays to the end
        if options.save:
            register.save(options.save)
        if options.lines:
            twice = _write(register, options.lines, options.out, top=max(1, options.top), once=options.once)
            if twice:
                few = ", ".join(twice[:MOST_SAID]) + (" …" if len(twice) > MOST_SAID else "")
                text = Text(
                    f"Та сама людина першою ще й на іншому рядку (оцінку зменшено), рядків: {len(twice)}: {few}",
                    f"The same person is first on another line too (the score goes down), lines: {len(twice)}: {few}",
                )
                print(text.in_language(language), file=sys.stderr)
    except UnfitError as error:
        text = Text(f"Немає стовпця: {error}", f"A column is missing: {error}")
        print(text.in_language(language), file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        name = getattr(error, "filename", None) or str(error)
        text = Text(f"Файл не вдалося прочитати: {name}", f"The file could not be read: {name}")
        print(text.in_language(language), file=sys.stderr)
        return 2
    return 0


def _write(register: Register, lines: Path, out: Path | None, *, top: int, once: bool) -> list[str]:
    """Writes the candidates of every line; «line = line» for each that has a person first whom the other line holds."""
    ids, answers = [], []
    for line_id, candidates in register.match(read_lines(lines), top=top):
        ids.append(line_id)
        answers.append([(person, round(one.probability, 6)) for person, one in candidates])
    shared = shared_out(answers, once=once)
    file = out.open("w", encoding="utf-8", newline="") if out else sys.stdout
    try:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line_id", "candidate_id", "score", "rank"])
        for line_id, one in zip(ids, shared, strict=True):
            for place, (person, score) in enumerate(one.candidates, start=1):
                writer.writerow([line_id, person, f"{score:.6f}", place])
    finally:
        if out:
            file.close()
    return [f"{ids[n]} = {ids[one.held_by]}" for n, one in enumerate(shared) if one.held_by is not None]


_TITLES = {
    "spelling": Text("Написання", "Spelling"),
    "fault": Text("Вада", "Fault"),
    "date": Text("Дата", "Date"),
    "stranger": Text("Чужі", "Strangers"),
}


def match_quality(arguments: Sequence[str]) -> int:
    """`dodomu match-quality`."""
    parser = argparse.ArgumentParser("dodomu match-quality", description=HELP_QUALITY)
    parser.add_argument("--people", type=int, default=20_000, help="size of the invented register (20000)")
    parser.add_argument("--lines", type=int, default=2_000, help="invented lines (2000)")
    parser.add_argument("--seed", type=int, default=quality.SEED_JUDGE, help="another seed, other people and lines")
    parser.add_argument("--hard", action="store_true", help="every line damaged, no date fully right")
    parser.add_argument("--learn", type=Path, metavar="FILE", help="learn the weights anew and write them to FILE")
    add_language(parser)
    options = parser.parse_args(arguments)
    language = chosen(options.language)
    if options.learn:
        content = quality.learnt_anew()
        options.learn.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(Text(f"Ваги записано: {options.learn}", f"Weights written: {options.learn}").in_language(language))
        return 0
    measured = measure(people=options.people, lines=options.lines, seed=options.seed, is_hard=options.hard)
    print("\n".join(report(measured, language)))
    return 0


def report(measured: Measured, language: str) -> list[str]:
    """The tables as lines of text."""

    def say(uk: str, en: str) -> str:
        return Text(uk, en).in_language(language)

    whole = measured.whole
    out = [
        say("Рядків", "Lines")
        + f": {whole.lines}, "
        + say("з них чужих", "strangers among them")
        + f": {measured.strangers}",
        say("Перший кандидат правильний", "First candidate right") + f": {_percent(whole.first)}",
        say("… де рядок підходить одній людині", "… where the line fits one person")
        + f": {_percent(whole.first_clear)}",
        say("Серед п’яти перших", "Among the first five") + f": {_percent(whole.among_five)}",
        say("Знайдено за точності 99 %", "Found at a precision of 99 %") + f": {_percent(measured.recall_at_99)}",
        say("Чужих прив’язано (понад 0,5)", "Strangers linked (over 0.5)") + f": {measured.wrong_links}",
        say("Похибка ймовірностей", "Error of the probabilities") + f": {measured.calibration_error or 0:.3f}",
    ]
    columns = (
        say("рядків", "lines"),
        say("перший", "first"),
        say("ясні", "clear"),
        say("у п’яти", "in five"),
        say("з них вірно", "precision"),
    )
    head = "{:>8} {:>9} {:>9} {:>9} {:>12}".format(*columns)
    for by in ("spelling", "fault", "date"):
        out += ["", f"{_TITLES[by].in_language(language):14} {head}"]
        for one in measured.groups[by]:
            row = (_percent(one.first), _percent(one.first_clear), _percent(one.among_five))
            cells = " ".join(f"{cell:>9}" for cell in row)
            out.append(f"{one.kind:14} {one.lines:>8} {cells} {_percent(one.precision):>12}")
    title = f"{_TITLES['stranger'].in_language(language):14}"
    out += ["", f"{title} {say('рядків', 'lines'):>8} {say('прив’язано', 'linked'):>10}"]
    out += [f"{kind:14} {lines:>8} {linked:>10}" for kind, lines, linked in measured.stranger_kinds]
    out += ["", f"{say('Сказано', 'Said'):>8} {say('було', 'true'):>8} {say('рядків', 'lines'):>8}"]
    out += [f"{said:>8.3f} {true:>8.3f} {count:>8}" for count, said, true in measured.bins]
    heads = (say("Поріг", "Limit"), say("зв’язків", "links"), say("хибних", "wrong"), say("без зв’язку", "missed"))
    out += ["", "{:>8} {:>9} {:>8} {:>12}".format(*heads)]
    out += ["{:>8} {:>9} {:>8} {:>12}".format(*row) for row in measured.thresholds]
    return out


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.2f} %"
