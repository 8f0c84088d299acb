"""Serving the demo on localhost: is the port free, do the pages answer, and the end of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from dodomu.commands.speech import refuse
from dodomu.text import Text

LONGEST_START_SECONDS = 60
LONGEST_END_SECONDS = 8


def check_port(port: int, language: str) -> None:
    """Refuses before anything is built. Two servers could share a port, and each would get every other page."""
    if not 0 < port < 65536:
        refuse(Text("--port – число від 1 до 65535.", "--port takes a number from 1 to 65535."), language)
    another = f'make demo ARGS="--port {8001 if port == 8000 else 8000}"'
    if answers(port):
        refuse(
            Text(
                f"Порт {port} уже зайнятий іншою програмою. З іншим портом: {another}",
                f"Port {port} is taken by another program. With another port: {another}",
            ),
            language,
        )
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            refuse(
                Text(
                    f"Порт {port} відкрити не вдалося ({error.strerror}). З іншим портом: {another}",
                    f"Port {port} cannot be opened ({error.strerror}). With another port: {another}",
                ),
                language,
            )


def answers(port: int) -> bool:
    """Whether anything listens at localhost, by whichever of its addresses."""
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True


def serve(port: int, language: str, *, held: int, on_start: Callable[[list[int]], None]) -> None:
    """Runs the pages and the worker until Ctrl+C; `on_start` is called when the pages answer.

    Both hold the folder (`held`) as well: where this process is killed, they live on, and the next demo must know.
    """
    worker = _start(["django", "work"], held)
    server = _start(
        [
            "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--workers-kill-timeout", "5", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning",
            "dodomu.config.wsgi:application",
        ],
        held,
    )  # fmt: skip
    for number in (signal.SIGTERM, signal.SIGHUP):  # SIGHUP: the window was closed
        signal.signal(number, lambda *_: server.terminate())
    try:
        _wait_until_it_answers(server, port, language)
        on_start([os.getpid(), server.pid, worker.pid])
        server.wait()
    except KeyboardInterrupt:
        pass
    finally:
        for process in (server, worker):
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks a process to end, and ends its whole group when it does not: nothing here is lost by a kill."""
    process.terminate()
    try:
        process.wait(LONGEST_END_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _start(module: list[str], held: int) -> subprocess.Popen[bytes]:
    """In a group of its own, so that Ctrl+C comes to this process alone.

    A server of Granian that is interrupted together with its own worker hangs, one time in eight or so.
    """
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "dodomu.config.settings"}
    return subprocess.Popen([sys.executable, "-m", *module], env=environment, pass_fds=[held], process_group=0)


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int, language: str) -> None:
    until = time.monotonic() + LONGEST_START_SECONDS
    while not answers(port):
        if server.poll() is not None or time.monotonic() > until:
            refuse(
                Text("Сервер не запустився; причина – вище.", "The server did not start; the reason stands above."),
                language,
            )
        time.sleep(0.1)
