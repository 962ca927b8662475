"""Serving: waitress in this process, the worker in another that is replaced when it dies and ends with this one."""

import gc
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import Self

import click
from flask import Flask
from flask.cli import AppGroup

from foundation.bodies import bounded_parser
from foundation.database import reachable
from foundation.jobs import JobKind, Worker
from foundation.setting_urls import BadSetting
from foundation.settings import Settings, said_plainly

log = logging.getLogger(__name__)

# Seconds. A worker that is told to stop may finish its job for so long; a job that it drops begins again elsewhere.
GRACE = 5
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
STEADY = 60

# A page makes some ten thousand objects and drops them all. Python's own 700 would look for cycles among them a dozen
# times while it is drawn; this looks every few pages.
COLLECT_AFTER = (50_000, 20, 20)

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def server_commands(app: Flask) -> AppGroup:
    """`flask --app app server run`, `… server work` and `… server migrate`."""
    group = AppGroup("server", help="Serve the application, do its jobs, bring its database up to date.")
    settings: Settings = app.config["SETTINGS"]

    @group.command("run")
    @click.option("--host", default="127.0.0.1", show_default=True)
    @click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), type=int)
    @click.option("--threads", default=8, show_default=True)
    def run(host: str, port: int, threads: int) -> None:
        """Serve pages, with one worker beside."""
        if settings.demo and host not in LOOPBACK:
            raise click.ClickException(
                "The demo has known passwords, so it is served on 127.0.0.1 alone. Leave out --host."
            )
        _require_current(settings)
        with said_plainly():
            serve(app, host, port, threads)

    @group.command("work")
    @click.option("--until-orphaned", is_flag=True, help="Stop when standard input closes.")
    def work(until_orphaned: bool) -> None:
        """Do jobs until stopped."""
        _require_current(settings)
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())
        if until_orphaned:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both, and the server decides
            threading.Thread(target=_end_with_input, args=(stop,), daemon=True).start()
        do_jobs(app, stop)
        if until_orphaned:
            os._exit(0)  # all is committed: taking Python and the language models down would take seconds

    @group.command("migrate")
    def migrate() -> None:
        """Bring the database up to date."""
        from foundation.migrate import upgrade

        with said_plainly(), reachable():
            upgrade(settings.database_url)

    return group


def do_jobs(app: Flask, stop: threading.Event) -> None:
    """Do jobs until `stop` is set, the long ones beside the others. What stops in the middle of one begins it again."""
    kinds: dict[str, JobKind] = app.extensions["jobs"]
    long = {name: kind for name, kind in kinds.items() if kind.long}

    def do_long() -> None:
        with app.app_context():
            Worker(long).run_until(stop)

    threading.Thread(target=do_long, name="long-jobs", daemon=True).start()
    Worker({name: kind for name, kind in kinds.items() if not kind.long}).run_until(stop)


def _require_current(settings: Settings) -> None:
    """A database of another release answers some pages and fails on others: better not to begin."""
    from foundation.migrate import is_current

    with said_plainly(), reachable():
        current = is_current(settings.database_url)
    if not current:
        raise click.ClickException(
            "The database is not up to date. Run “flask --app app server migrate” first, then start again."
        )


def serve(app: Flask, host: str, port: int, threads: int) -> None:
    """Serve until SIGTERM or Ctrl-C, with a worker beside: what was begun is finished, then both end."""
    signal.signal(signal.SIGTERM, _leave)
    command = [sys.executable, "-m", "flask", "--app", app.import_name, "server", "work", "--until-orphaned"]
    with WorkerKeeper(command):
        click.echo(f"Masterpiece is at http://{host}:{port}")
        settings: Settings = app.config["SETTINGS"]
        listen(
            app,
            host,
            port,
            threads,
            largest=app.config["MAX_CONTENT_LENGTH"],
            trusted_proxy=settings.trusted_proxy,
        )


def listen(app: Flask, host: str, port: int, threads: int, *, largest: int, trusted_proxy: str = "") -> None:
    """Answer requests of up to `largest` bytes, where files go up whole, until told to leave. What a proxy says of who
    asks, and over what, is heard from `trusted_proxy` alone: anybody else could say anything."""
    import waitress
    from waitress.channel import HTTPChannel

    HTTPChannel.parser_class = bounded_parser(app)
    from_proxy = {
        "trusted_proxy": trusted_proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }

    gc.collect()
    gc.freeze()  # what the application is made of stays: no later collection looks through it again
    gc.set_threshold(*COLLECT_AFTER)
    try:
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=threads,
            max_request_body_size=largest,
            clear_untrusted_proxy_headers=True,
            ident=None,
            **(from_proxy if trusted_proxy else {}),
        )
    except OSError as error:
        raise BadSetting(f"Nothing can be served at {host}:{port}: {error.strerror}. Set PORT.") from error
    server.run()


class WorkerKeeper:
    """Keeps one worker process going while the block lasts: when it dies another starts, after a growing pause.

    The worker's standard input is a pipe from here. It closes when this process ends, however that happens, and the
    worker takes that as the word to stop.
    """

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._over.set()
            worker = self._worker
        if worker is not None and worker.stdin is not None:
            worker.stdin.close()
        self._thread.join(GRACE + 1)
        if worker is not None and self._thread.is_alive():
            worker.kill()
            self._thread.join()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while (worker := self._start()) is not None:
            began = time.monotonic()
            status = worker.wait()
            if self._over.is_set():
                return
            if time.monotonic() - began > STEADY:
                pause = FIRST_PAUSE
            log.error("the worker ended with status %s; another starts in %s seconds", status, pause)
            self._over.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A new worker; None once it is over."""
        with self._lock:
            if self._over.is_set():
                return None
            if self._worker is not None and self._worker.stdin is not None:
                self._worker.stdin.close()
            self._worker = subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603
            return self._worker


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)  # waitress then finishes the requests that it has begun


def _end_with_input(stop: threading.Event) -> None:
    sys.stdin.buffer.read()
    stop.set()
    time.sleep(GRACE)
    os._exit(1)  # the job in hand took too long: its lease runs out, and another worker begins it again
