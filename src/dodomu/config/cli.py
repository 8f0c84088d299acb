"""The `dodomu` command: every act of the terminal is a management command of `dodomu.commands`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs `dodomu COMMAND …`; a command of two words is written with a hyphen or with an underscore."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dodomu.config.settings")
    sys.argv[1:2] = [word.replace("-", "_") if not word.startswith("-") else word for word in sys.argv[1:2]]
    if len(sys.argv) > 1 and sys.argv[1] == "demo":
        from dodomu.commands.demo.environment import prepare_environment

        prepare_environment(sys.argv[2:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
