"""Writes the documents that are tables of the code: docs/permissions.md, states.md, settings.md, lists.md.

python tools/docs.py            writes them
python tools/docs.py --check    names each one that differs from the code, and then ends with exit code 1
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import runpy
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from dodomu import process
from dodomu.process import Process
from dodomu.text import Text

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dodomu"

ACTIONS = {
    "f": Text("знайти", "find"),
    "r": Text("читати", "read"),
    "c": Text("створити", "create"),
    "w": Text("змінити", "change"),
    "k": Text("підтвердити, схвалити", "confirm, approve"),
    "x": Text("вивантажити", "export"),
}
SCOPES = {
    "A": Text("усе", "all"),
    "U": Text("свій підрозділ", "own unit"),
    "C": Text("доручена справа або обмін", "assigned case or round"),
    "R": Text("перевірений родич (сторінка родини)", "verified relative (family page)"),
    "O": Text("власний обліковий запис, власні звернення", "own account, own submissions"),
    "S": Text("власний запис", "own record"),
    "P": Text("лише оприлюднене", "published only"),
    "G": Text("лише підсумки", "totals only"),
}
MARKS = {
    "2": Text("потрібна друга людина", "a second person is needed"),
    "m": Text("свіжий другий чинник", "a fresh second factor"),
    "s": Text("лише основні поля", "summary fields only"),
    "!": Text("завжди в журналі як чутливе", "always in the ledger as sensitive"),
}

# What each setting means. A setting without its sentence here fails the check.
SETTINGS = {
    "DODOMU_DATA": Text(
        "Тека для всього, що служба пише: база SQLite, ключі, зібрані файли сторінок.",
        "The folder for all that the service writes: the SQLite file, the keys, the collected files of the pages.",
    ),
    "DODOMU_DEMO": Text(
        "Демонстрація: смуга на кожній сторінці каже, що всі люди вигадані.",
        "A demo: a stripe on every page says that all people are invented.",
    ),
    "DODOMU_DEBUG": Text(
        "Сторінки помилок для розробника. Ніколи не на службі зі справжніми людьми.",
        "Error pages for a developer. Never on a service with real people.",
    ),
    "DODOMU_SECRET_KEY": Text("Підписує сесії та форми.", "Signs sessions and forms."),
    "DODOMU_HOSTS": Text("Імена, під якими служба відповідає.", "The names under which the service answers."),
    "DODOMU_ORIGINS": Text(
        "Адреси, з яких приймаються форми, якщо вони відрізняються від імен служби.",
        "The addresses from which forms are taken, where they differ from the names of the service.",
    ),
    "DODOMU_HTTPS": Text(
        "Служба стоїть за HTTPS: захищені файли cookie та HSTS.",
        "The service stands behind HTTPS: secure cookies and HSTS.",
    ),
    "DODOMU_PGHOST": Text(
        "Сервер PostgreSQL або тека його сокета. Порожньо: SQLite у теці даних.",
        "The PostgreSQL server, or the folder of its socket. Empty: SQLite in the data folder.",
    ),
    "DODOMU_PGPORT": Text("Порт PostgreSQL.", "The port of PostgreSQL."),
    "DODOMU_PGDATABASE": Text("База PostgreSQL.", "The PostgreSQL database."),
    "DODOMU_PGUSER": Text("Користувач PostgreSQL.", "The PostgreSQL user."),
    "DODOMU_PGPASSWORD": Text("Пароль PostgreSQL.", "The PostgreSQL password."),
    "DODOMU_TEST_PGHOST": Text(
        "Лише для тестів: сокет одноразового PostgreSQL, його ставить `pytest --db=postgres`.",
        "For tests only: the socket of a throw-away PostgreSQL, set by `pytest --db=postgres`.",
    ),
    "DODOMU_IDLE_MINUTES": Text(
        "Через скільки хвилин без дії людина виходить із системи.",
        "After how many minutes without an act a person is signed out.",
    ),
    "DODOMU_ADAPTATION_HOURS": Text(
        "Години на адаптацію від прийому до закладу; не менш як 48.",
        "The hours to adapt, from admission to a facility; 48 at the least.",
    ),
    "DODOMU_SMALLEST_PUBLISHED": Text(
        "Найменше число людей, яке показують поза межами підрозділу; менше приховано.",
        "The smallest number of people that is shown outside a unit; less is suppressed.",
    ),
    "DODOMU_LINE_HELD_SECONDS": Text(
        "Скільки секунд рядок списку утримує людина, яка його відкрила.",
        "For how many seconds a line of a list is held by whoever opened it.",
    ),
    "DODOMU_NOTICE_CARRIER": Text(
        "Чим надсилаються сповіщення: `file` (до теки даних) або `email`.",
        "What carries notices: `file` (into the data folder) or `email`.",
    ),
    "DODOMU_EMAIL_HOST": Text("Поштовий сервер.", "The mail server."),
    "DODOMU_EMAIL_PORT": Text("Порт поштового сервера.", "The port of the mail server."),
    "DODOMU_EMAIL_FROM": Text("Адреса, від якої йдуть листи.", "The address that letters come from."),
    "DODOMU_VAULT_KEY": Text(
        "Головний ключ запечатаних текстів, 32 байти в base64 для URL.",
        "The master key of sealed texts, 32 bytes in URL-safe base64.",
    ),
    "DODOMU_NOW": Text(
        "Годинник демонстрації: мить, з якої він починає (за Києвом).",
        "The clock of a demo: the instant it starts from (in Kyiv).",
    ),
    "DODOMU_NOW_SET_AT": Text(
        "Справжня мить, коли годинник було переставлено; без неї він стоїть.",
        "The real instant at which the clock was moved; without it the clock stands still.",
    ),
}
READ_ELSEWHERE = {
    "DODOMU_VAULT_KEY": "made once in the data folder: vault_key",
    "DODOMU_NOW": "",
    "DODOMU_NOW_SET_AT": "",
}
"""Settings that are not read in config/settings.py, with their defaults."""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table, as lines."""
    heads = list(heads)
    return [
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
        *(f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows),
    ]


def words(title: str, texts: Mapping[str, Text]) -> list[str]:
    """A table of codes with their words in both languages."""
    return [*table((title, "Українською", "English"), ((f"`{c}`", t.uk, t.en) for c, t in texts.items())), ""]


def permissions() -> str:
    """docs/permissions.md: the matrix of rights, and the rule of every act."""
    from dodomu.access.policy import RULES
    from dodomu.access.roles import DATA, MATRIX, ROLES, rights

    def able(needed: Iterable[tuple[str, str]]) -> str:
        needed = list(needed)
        return ", ".join(role for role in ROLES if any(rights(role, data, action) for data, action in needed))

    lines = [
        "# Права · Permissions",
        "",
        "Записано командою `make docs` з `access/roles.py` та `access/policy.py`. Чого тут немає, те заборонено.",
        "Written by `make docs` from `access/roles.py` and `access/policy.py`. What is not named here is denied.",
        "",
        "## Як читати · How to read it",
        "",
        "Право = дія + обсяг + позначки, наприклад `rC!`. A right = action + scope + marks, for example `rC!`.",
        "",
        *words("Action", ACTIONS),
        *words("Scope", SCOPES),
        *words("Mark", MARKS),
        "## Ролі · Roles",
        "",
        *words("Role", ROLES),
        "## Класи даних · Classes of data",
        "",
        *words("Class", DATA),
        "## Матриця · Matrix",
        "",
    ]
    for data, text in DATA.items():
        held = ((f"`{role}`", MATRIX[data][role]) for role in ROLES if role in MATRIX[data])
        lines += [f"### `{data}`: {text.uk} · {text.en}", "", *table(("Role", "Rights"), held), ""]
    lines += ["## Дії · Acts", "", "Одне з прав достатнє. Any one of the rights is enough.", ""]
    acts = []
    for act, rule in RULES.items():
        if rule.everybody:
            acts.append((f"`{act.value}`", "–", "усі · everybody"))
        elif rule.any_account:
            acts.append((f"`{act.value}`", "–", "кожен обліковий запис · every account"))
        else:
            needed = ", ".join(f"`{data}` {action}" for data, action in rule.rights)
            acts.append((f"`{act.value}`", needed, able(rule.rights)))
    return "\n".join([*lines, *table(("Act", "Rights", "Roles"), acts), ""])


def processes() -> list[Process]:
    """Every process of the service: the tables of all modules named `states`, in the order of their packages."""
    found = []
    for module in pkgutil.iter_modules([str(PACKAGE)]):
        if (PACKAGE / module.name / "states.py").exists():
            states = importlib.import_module(f"dodomu.{module.name}.states")
            found += [value for value in vars(states).values() if isinstance(value, Process)]
    return found


def states() -> str:
    """docs/states.md: what may follow what."""
    return process.draw(processes()).rstrip("\n") + "\n"


def asked() -> dict[str, str]:
    """Every setting with its default, as the settings file asks for them in an empty environment.

    The file is run twice, because it asks for more where PostgreSQL is chosen.
    """
    from dodomu.config import environment

    kept_asked, kept_environment = dict(environment.ASKED), dict(os.environ)
    environment.ASKED.clear()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for host in ("", "somewhere"):
                for name in [name for name in os.environ if name.startswith("DODOMU_")]:
                    del os.environ[name]
                os.environ |= {"DODOMU_DATA": folder, "DODOMU_PGHOST": host}
                runpy.run_path(str(PACKAGE / "config" / "settings.py"))
        return dict(environment.ASKED) | READ_ELSEWHERE
    finally:
        environment.ASKED.clear()
        environment.ASKED.update(kept_asked)
        os.environ.clear()
        os.environ.update(kept_environment)


def settings() -> str:
    """docs/settings.md: what can be set, its default, and what it means."""
    defaults = asked()
    if without := [name for name in defaults if name not in SETTINGS]:
        raise SystemExit(f"tools/docs.py, SETTINGS: no sentence for {', '.join(without)}.")
    if unknown := [name for name in SETTINGS if name not in defaults]:
        raise SystemExit(f"tools/docs.py, SETTINGS: nothing asks for {', '.join(unknown)}.")
    lines = [
        "# Налаштування · Settings",
        "",
        "Лише змінні середовища. Записано командою `make docs` з `config/settings.py`.",
        "Environment variables only. Written by `make docs` from `config/settings.py`.",
        "",
    ]
    rows = (
        (f"`{name}`", f"`{default}`" if default else "–", SETTINGS[name].uk, SETTINGS[name].en)
        for name, default in defaults.items()
    )
    return "\n".join([*lines, *table(("Setting", "Default", "Українською", "English"), rows), ""])


def lists() -> str:
    """docs/lists.md: what is read from a list, how much of it, and what every code means."""
    sys.path.insert(0, str(ROOT))  # run as a file: this folder is on the path, the one above it is not
    from tools.lists import lists as page

    return page()


DOCUMENTS = {"permissions.md": permissions, "states.md": states, "settings.md": settings, "lists.md": lists}


def differing() -> list[str]:
    """The documents that do not say what the code says."""
    wrong = []
    for name, text in DOCUMENTS.items():
        file = ROOT / "docs" / name
        if not file.exists() or file.read_text("utf-8") != text():
            wrong.append(name)
    return wrong


def main(arguments: list[str]) -> int:
    """Writes or checks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dodomu.config.settings")
    import django

    django.setup()
    if arguments == ["--check"]:
        wrong = differing()
        for name in wrong:
            print(f"docs/{name} differs from the code: run `make docs`.")
        return 1 if wrong else 0
    for name, text in DOCUMENTS.items():
        (ROOT / "docs" / name).write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
