"""The server and its worker as real processes: a dead worker is replaced, and neither outlives the other."""

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import waitress
from flask import Flask, request
from sqlalchemy.orm import Session
from waitress.proxy_headers import proxy_headers_middleware

from foundation.database import db
from foundation.jobs import Job, JobState, enqueue
from foundation.migrate import upgrade
from foundation.server import FIRST_PAUSE, WorkerKeeper, listen
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).parents[2]
PAUSES = (FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE)
FLOOR = """
from flask import Flask
from foundation import plug
from foundation.settings import Settings

def create_app():
    app = Flask(__name__, static_folder=None)
    plug.install(app, Settings.from_environ())
    return app
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`flask server run` on a free port and a database of its own, answering: the floor alone, without the rooms."""
    (tmp_path / "floor_alone.py").write_text(FLOOR)
    url = f"sqlite:///{tmp_path / 'masterpiece.sqlite3'}"
    upgrade(url)
    db.connect(url)
    port = free_port()
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ |= {"MASTERPIECE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "flask", "--app", "floor_alone", "server", "run", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env=environ) as server:
        wait_until(lambda: answers(port))
        yield server
        server.kill()
    db.engine.dispose()


def answers(port: int) -> bool:
    with socket.socket() as browser:
        return browser.connect_ex(("127.0.0.1", port)) == 0


def do_a_job() -> int:
    """Have the worker do a job, and return the worker's process id."""
    with db.transaction() as session:
        job = enqueue("send_mail", mail_id=404)  # done at once: there is no such mail
        session.flush()
        job_id = job.id

    def done() -> bool:
        with Session(db.engine) as session:
            return session.get_one(Job, job_id).state is JobState.DONE

    wait_until(done)
    with Session(db.engine) as session:
        return int(str(session.get_one(Job, job_id).worker).split(":")[1])


def is_gone(process_id: int) -> bool:
    """True when no such process runs. One that nobody has buried yet (Z) runs no more."""
    try:
        return psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_worker_that_is_killed_is_replaced_and_both_end_when_the_server_is_told_to(
    server: subprocess.Popen[bytes],
) -> None:
    first = do_a_job()
    os.kill(first, signal.SIGKILL)
    second = do_a_job()
    assert second != first
    assert is_gone(first)

    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert is_gone(second)


def test_when_the_server_is_killed_the_worker_is_gone_too(
    server: subprocess.Popen[bytes],
) -> None:
    worker = do_a_job()
    assert not is_gone(worker)

    server.kill()
    wait_until(lambda: is_gone(worker))


def test_a_worker_that_cannot_stay_is_started_more_and_more_seldom(caplog: pytest.LogCaptureFixture) -> None:
    with WorkerKeeper([sys.executable, "-S", "-c", "raise SystemExit(7)"]):
        wait_until(lambda: len(caplog.records) >= len(PAUSES))

    said = [record.getMessage() for record in caplog.records[: len(PAUSES)]]
    assert said == [f"the worker ended with status 7; another starts in {pause} seconds" for pause in PAUSES]


def test_a_worker_that_will_not_stop_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foundation.server.GRACE", -0.5)
    said = tmp_path / "pid"
    stubborn = f"import os, time; open({str(said)!r}, 'w').write(str(os.getpid()) + '.'); time.sleep(60)"
    with WorkerKeeper([sys.executable, "-S", "-c", stubborn]):
        wait_until(lambda: said.exists() and said.read_text().endswith("."))
        process_id = int(said.read_text()[:-1])
        assert not is_gone(process_id)

    assert is_gone(process_id)


@pytest.mark.parametrize("what", ["run", "work"])
def test_on_a_database_that_was_not_brought_up_to_date_it_says_so_and_does_not_begin(
    tmp_path: Path, what: str
) -> None:
    (tmp_path / "floor_alone.py").write_text(FLOOR)
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ |= {"MASTERPIECE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "flask", "--app", "floor_alone", "server", what]
    ended = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "The database is not up to date." in ended.stderr
    assert "server migrate" in ended.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAIL_URL", "http://anna:hush@host", "Error: MAIL_URL begins with http://."),
        ("FILES_URL", "file:///dev/null/hush", "Error: FILES_URL names a folder that cannot be used"),
        ("DATABASE_URL", "sqlite:////dev/null/hush.sqlite3", "Error: The database that DATABASE_URL names"),
        (
            "DATABASE_URL",
            "postgresql://anna:hush@127.0.0.1:1/x",
            "Error: The database that DATABASE_URL names",
        ),
    ],
)
def test_a_bad_setting_ends_the_start_with_one_line_and_status_2(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    ended = run_with(tmp_path, "server", "run", **{name: value})
    assert ended.returncode == 2
    assert ended.stderr.startswith(said)
    assert ended.stderr.count("\n") == 1
    assert ":hush" not in ended.stderr


def test_a_port_that_another_program_has_is_said_in_one_line(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'masterpiece.sqlite3'}")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        ended = run_with(tmp_path, "server", "run", PORT=str(port))
    assert ended.returncode == 2
    assert (
        f"Error: Nothing can be served at 127.0.0.1:{port}: Address already in use. Set PORT." in ended.stderr
    )
    assert "Traceback" not in ended.stderr


def run_with(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`flask --app app …` of the whole application, until it ends."""
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ |= {"MASTERPIECE_HOME": str(home), **settings}
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    ("trusted", "heard"),
    [
        ("127.0.0.1", "203.0.113.5 over https"),
        ("192.0.2.1", "127.0.0.1 over http"),
        ("", "127.0.0.1 over http"),
    ],
)
def test_only_the_proxy_in_front_is_believed_on_who_asks_and_over_what(
    monkeypatch: pytest.MonkeyPatch, trusted: str, heard: str
) -> None:
    """What `listen` tells waitress, held against what waitress then makes of a request."""
    told: dict[str, Any] = {}
    for what in ("freeze", "set_threshold"):  # of this process, which goes on
        monkeypatch.setattr(gc, what, lambda *_: None)
    monkeypatch.setattr(waitress, "create_server", lambda _app, **options: told.update(options) or Idle())
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} over {request.scheme}")
    listen(app, "127.0.0.1", 0, 1, largest=1, trusted_proxy=trusted)
    about = {name: value for name, value in told.items() if name.startswith("trusted_proxy")}
    app.wsgi_app = proxy_headers_middleware(  # type: ignore[method-assign]
        app.wsgi_app, clear_untrusted=told["clear_untrusted_proxy_headers"], **about
    )
    headers = {"X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "https"}
    assert app.test_client().get("/", headers=headers).text == heard


class Idle:
    """A server that nobody asks."""

    def run(self) -> None:
        return
