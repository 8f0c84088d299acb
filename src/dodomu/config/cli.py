"""The `dodomu` command: every act of the terminal is a management command of `dodomu.commands`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs `dodomu COMMAND …`; a command is written with hyphens or with underscores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dodomu.config.settings")
    arguments = list(sys.argv)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    if len(arguments) > 1 and arguments[1] == "read_list":
        from dodomu.commands.reading_lists import main as read_list

        sys.exit(read_list(arguments[2:]))  # needs no settings and no database, and starts in no time
    if len(arguments) > 1 and arguments[1] in ("match", "match_quality"):
        from dodomu.commands import matching  # files only: no settings, no database

        sys.exit((matching.match if arguments[1] == "match" else matching.match_quality)(arguments[2:]))
    if len(arguments) > 1 and arguments[1] == "link":
        from dodomu.commands.link import link

        sys.exit(link(arguments[2:]))
    if len(arguments) > 1 and arguments[1] == "demo":
        from dodomu.commands.demo.environment import prepare_environment

        prepare_environment(arguments[2:])
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(arguments)
    except DatabaseError:
        if _has_tables():
            raise
        sys.exit(_no_tables())


def _has_tables() -> bool:
    from django.db import DatabaseError, connection

    try:
        return bool(connection.introspection.table_names())
    except DatabaseError:
        return True  # no database at all, or one that does not answer: its own words say more


def _no_tables() -> str:
    """What to do where a command was called beside a demo without its folder, or before the first `migrate`."""
    from django.conf import settings

    from dodomu.commands.speech import chosen
    from dodomu.text import Text

    text = Text(
        f"У базі теки {settings.DATA_DIR} немає таблиць. Теку називає DODOMU_DATA (демонстрація: "
        "DODOMU_DATA=data/demo), таблиці створює dodomu migrate.",
        f"The database of {settings.DATA_DIR} has no tables. DODOMU_DATA names the folder (a demo: "
        "DODOMU_DATA=data/demo), dodomu migrate makes the tables.",
    )
    return text.in_language(chosen(""))
