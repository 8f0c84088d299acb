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
    if len(arguments) > 1 and arguments[1] in ("match", "match_quality"):
        from dodomu.commands import matching  # files only: no settings, no database

        sys.exit((matching.match if arguments[1] == "match" else matching.match_quality)(arguments[2:]))
    if len(arguments) > 1 and arguments[1] == "demo":
        from dodomu.commands.demo.environment import prepare_environment

        prepare_environment(arguments[2:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)
