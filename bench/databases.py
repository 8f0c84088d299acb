"""A database for the benches, kept in the temporary folder of the machine, so that a register is built only once.

Not the database of a service: nothing here reads or writes the data folder. PostgreSQL runs with its usual care
(fsync on), unlike the one of the tests.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import django

FOLDER = Path(tempfile.gettempdir()) / f"dodomu-bench-{os.geteuid()}"


def open_database(kind: str, name: str, *, version: str = "0") -> Path:
    """Makes Django ready on the database `name`, SQLite or PostgreSQL, migrated; returns the folder of its marks.

    Older versions of the same name are removed.
    """
    folder = FOLDER / f"{kind}-{name}" / version
    for older in folder.parent.glob("*") if folder.parent.exists() else ():
        if older != folder:
            shutil.rmtree(older, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for part in (FOLDER, folder.parent, folder):
        part.chmod(0o755)  # the account that runs PostgreSQL passes through
    for variable in [variable for variable in os.environ if variable.startswith("DODOMU_")]:
        del os.environ[variable]
    os.environ |= {
        "DODOMU_DATA": str(folder / "data"),
        "DODOMU_SECRET_KEY": "bench",
        "DODOMU_VAULT_KEY": "YmVuY2gtYW5kLW5vdGhpbmctZWxzZS1pbi1oZXJlISE",
        "DJANGO_SETTINGS_MODULE": "dodomu.config.settings",
    }
    (folder / "data").mkdir(exist_ok=True)
    if kind == "postgres":
        os.environ["DODOMU_TEST_PGHOST"] = start_postgres(folder / "cluster")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    return folder


def start_postgres(folder: Path) -> str:
    """Starts the cluster in a folder, made at the first call; it stops with this process. Returns its socket folder."""
    from dodomu.testing.postgres import packaged_binaries, system_binaries

    folder.mkdir(exist_ok=True)
    binaries = system_binaries() or packaged_binaries(folder)
    socket = tempfile.mkdtemp(prefix="dpg")  # short: the path of a socket has about a hundred bytes
    Path(socket).chmod(0o755)
    as_owner: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        owner = "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
        for path in (folder, Path(socket)):
            shutil.chown(path, owner)
        as_owner = ["runuser", "-u", owner, "--"]

    def call(program: str, *arguments: str, check: bool = True) -> None:
        command = [*as_owner, str(binaries / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=check, cwd=folder, stdout=subprocess.DEVNULL)

    def stop() -> None:
        call("pg_ctl", "stop", "-w", "-m", "fast", "-s", check=False)
        shutil.rmtree(socket, ignore_errors=True)

    if not (folder / "data" / "PG_VERSION").exists():
        call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    (folder / "data" / "postmaster.pid").unlink(missing_ok=True)
    atexit.register(stop)
    options = f"-c listen_addresses='' -c unix_socket_directories={socket}"
    call("pg_ctl", "start", "-w", "-s", "-l", f"{folder}/log", "-o", options)
    return socket
