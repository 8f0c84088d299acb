"""`dodomu demo`: a stranger’s first minutes, and what it must never do to a service beside it."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from dodomu.commands.demo import accounts, environment, folder, serving
from dodomu.commands.demo.telling import Telling
from dodomu.commands.speech import chosen

README = Path(__file__).parents[2] / "README.md"
DODOMU = [sys.executable, "-c", "from dodomu.config.cli import main; main()"]


@pytest.fixture
def shell(monkeypatch, tmp_path):
    """A shell in a folder of its own, in English, without a setting of Dodomu; what is set here is undone later."""
    monkeypatch.chdir(tmp_path)
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(("DODOMU_", "LC_", "LANG"))]:
        del os.environ[name]
    yield tmp_path
    os.environ.clear()
    os.environ.update(before)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DODOMU, *arguments], capture_output=True, text=True, check=False, timeout=120)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


# What was left set in the shell


def test_settings_of_a_service_in_the_shell_do_not_reach_the_demo(shell):
    os.environ |= {"DODOMU_DATA": "/srv/dodomu", "DODOMU_PGHOST": "db", "DODOMU_HTTPS": "1", "DODOMU_SECRET_KEY": "x"}
    environment.prepare_environment(["--people", "300"])
    found = {name: value for name, value in os.environ.items() if name.startswith("DODOMU_")}
    del found["DODOMU_NOW_SET_AT"]
    assert found == {"DODOMU_DATA": str(shell / "data/demo"), "DODOMU_DEMO": "1", "DODOMU_NOW": environment.NOW}


@pytest.mark.parametrize(
    "written", [["--data", "here", "--now", "2024-08-01T09:00"], ["--data=here", "--now=2024-08-01T09:00"]]
)
def test_folder_and_clock_are_read_however_they_are_written(shell, written):
    environment.prepare_environment(written)
    assert (os.environ["DODOMU_DATA"], os.environ["DODOMU_NOW"]) == (str(shell / "here"), "2024-08-01T09:00")


def test_a_folder_that_cannot_be_made_is_named(shell):
    (shell / "file").write_text("")
    with pytest.raises(SystemExit) as stopped:
        environment.prepare_environment(["--data", "file/demo"])
    assert str(stopped.value) == f"The folder {shell}/file/demo cannot be written. Choose another one: --data FOLDER."


@pytest.mark.parametrize(
    ("set_here", "language"),
    [
        ({}, "en"),
        ({"LANG": "uk_UA.UTF-8"}, "uk"),
        ({"LANG": "uk_UA.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "uk_UA.UTF-8"}, "uk"),
    ],
)
def test_the_terminal_speaks_the_language_it_is_set_to(shell, set_here, language):
    os.environ |= set_here
    assert chosen("") == language


def test_a_terminal_that_cannot_show_a_letter_shows_a_mark_in_its_place(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    Telling("uk").plain("люди 95", "people 95")
    assert out.buffer.getvalue() == b"???? 95\n"


# The folder


def test_who_opens_the_folder_of_a_demo_lives_by_its_clock(shell):
    folder.mark(shell, clock="2024-07-18T10:00:00+03:00", set_at="2026-11-25T08:00:00+00:00")
    folder.adopt_clock(shell)
    assert {name: os.environ[name] for name in os.environ if name.startswith("DODOMU_")} == {
        "DODOMU_DEMO": "1",
        "DODOMU_NOW": "2024-07-18T10:00:00+03:00",
        "DODOMU_NOW_SET_AT": "2026-11-25T08:00:00+00:00",
    }


@pytest.mark.parametrize("written", [None, "", '{"now": "2024', "[]", '{"now": "2024-07-18T10:00"}'])
def test_a_folder_without_a_whole_mark_leaves_the_clock_alone(shell, written):
    if written is not None:
        (shell / folder.MARK).write_text(written)
    folder.adopt_clock(shell)
    assert [name for name in os.environ if name.startswith("DODOMU_")] == []


def test_a_clock_that_is_set_already_stays(shell):
    folder.mark(shell, clock="2024-07-18T10:00:00+03:00", set_at="2026-11-25T08:00:00+00:00")
    os.environ["DODOMU_NOW"] = "2025-01-01T09:00"
    folder.adopt_clock(shell)
    assert os.environ["DODOMU_NOW"] == "2025-01-01T09:00"


def test_a_folder_belongs_to_one_demo_until_it_ends(tmp_path):
    held = folder.hold(tmp_path)
    folder.sign(held, [101, 102])
    with pytest.raises(folder.InUse) as used:
        folder.hold(tmp_path)
    assert used.value.processes == [101, 102]
    os.close(held)
    os.close(folder.hold(tmp_path))


def test_a_database_that_no_demo_has_made_is_never_removed(shell):
    (shell / "service").mkdir()
    (shell / "service/dodomu.sqlite3").write_text("of a service")
    done = run("demo", "--data", "service", "--people", "300", "--no-serve")
    assert (done.returncode, done.stderr) == (
        2,
        f"CommandError: The folder {shell}/service holds a database that no demo has made. "
        "Choose another one: --data FOLDER.\n",
    )
    assert (shell / "service/dodomu.sqlite3").read_text() == "of a service"


# What cannot be done is said before anything is built


def test_a_port_that_is_taken_is_named_before_anything_is_built(shell):
    with taken_port() as port:
        done = run("demo", "--port", str(port))
    assert (done.returncode, done.stderr) == (
        2,
        f'CommandError: Port {port} is taken by another program. With another port: make demo ARGS="--port 8000"\n',
    )
    assert not (shell / "data/demo/dodomu.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--people", "10"], "CommandError: --people takes 300 at the least: a list of 95 lines must fit."),
        (
            ["--people", "10", "--language", "uk"],
            "CommandError: --people – щонайменше 300: інакше не набереться списку на 95 рядків.",
        ),
        (
            ["--now", "2024-07-17T10:00"],
            "CommandError: --now takes 18 July 2024 or later: the exchange of 17 July must be known.",
        ),
        (["--now", "tomorrow"], "dodomu demo: error: argument --now: 'tomorrow': 2024-07-18T10:00"),
        (["--port", "99999"], "CommandError: --port takes a number from 1 to 65535."),
    ],
)
def test_an_option_that_cannot_be_is_told_in_a_sentence(shell, arguments, said):
    done = run("demo", *arguments)
    assert (done.returncode, done.stderr.splitlines()[-1].replace("-c demo:", "dodomu demo:")) == (2, said)
    assert not (shell / "data/demo/dodomu.sqlite3").exists()


# From the start to Ctrl+C


def test_the_demo_answers_refuses_a_second_one_gives_its_clock_to_the_terminal_and_stops(shell):
    port = free_port()
    with (shell / "said").open("w") as out:
        demo = subprocess.Popen(
            [*DODOMU, "demo", "--people", "300", "--port", str(port)],
            stdout=out,
            stderr=out,
            # As from a terminal: what a shell starts in the background would be deaf to Ctrl+C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
    try:
        until = time.monotonic() + 120
        while "Stop with Ctrl+C" not in (shell / "said").read_text():
            assert demo.poll() is None, (shell / "said").read_text()
            assert time.monotonic() < until
            time.sleep(0.2)
        assert serving.answers(port)

        written = (shell / "data/demo/demo.lock").read_text().split()
        assert written[0] == str(demo.pid)
        second = run("demo", "--people", "300", "--port", str(free_port()))
        assert (second.returncode, second.stdout) == (2, "")
        assert (
            f"Another demo runs in {shell}/data/demo. Stop it (Ctrl+C in its window, or: kill {' '.join(written)})"
            in second.stderr
        )

        os.environ["DODOMU_DATA"] = "data/demo"
        counted = run("count", "--status", "returned", "--json")
        assert json.loads(counted.stdout)["true_on"] == "2024-07-18"
        with sqlite3.connect(shell / "data/demo/dodomu.sqlite3") as database:
            assert database.execute("select distinct language from access_user").fetchall() == [("en",)]
    finally:
        demo.send_signal(signal.SIGINT)
        try:
            code = demo.wait(timeout=30)
        finally:
            demo.terminate()  # whatever this test finds, nothing stays behind
    assert code == 0
    assert not serving.answers(port)
    os.close(folder.hold(shell / "data/demo"))


def test_a_folder_removed_while_the_demo_is_built_is_told(shell):
    demo = subprocess.Popen(
        [*DODOMU, "demo", "--people", "300", "--no-serve"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert demo.stdout is not None
    assert demo.stdout.readline() == "The demo is built in data/demo, anew each time.\n"
    assert demo.stdout.readline().endswith("an empty database is made\n")
    Path("data/demo/dodomu.sqlite3").unlink()
    _out, err = demo.communicate(timeout=120)
    assert (demo.returncode, err) == (
        2,
        "CommandError: The folder of the demo was removed while it was being built. Start again.\n",
    )


def test_a_command_without_the_folder_of_a_database_says_which_one_it_looked_in(shell):
    done = run("count", "--status", "returned")
    assert (done.returncode, done.stderr) == (
        1,
        f"The database of {shell}/data has no tables. DODOMU_DATA names the folder (a demo: DODOMU_DATA=data/demo), "
        "dodomu migrate makes the tables.\n",
    )


def test_the_readme_names_the_password_and_accounts_that_the_demo_has():
    told = README.read_text("utf-8").split("All accounts have the password")[1].split("Its clock")[0]
    password, *logins = re.findall(r"`([^`]+)`", told)
    assert password == environment.PASSWORD
    assert set(logins) - {one.login for one in accounts.ACCOUNTS} == set()
    assert len(logins) == 5


def test_a_password_of_the_demo_is_typed_on_the_keyboard_of_its_logins():
    assert all((environment.PASSWORD + one.login).isascii() for one in accounts.ACCOUNTS)
