"""Settings, read once from the environment. Everything has a default that suits one person's own machine."""

import os
import secrets
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from foundation import setting_urls
from foundation.setting_urls import BadSetting

MEGABYTE = 1024 * 1024


@contextmanager
def said_plainly() -> Iterator[None]:
    """A setting that cannot be used ends the program with one line on standard error and status 2."""
    try:
        yield
    except BadSetting as error:
        sys.stderr.write(f"Error: {error}\n")
        raise SystemExit(2) from None


@dataclass(frozen=True)
class Settings:
    """How this installation runs.

    `database_url` is an SQLAlchemy URL (`sqlite:///…` or `postgresql+psycopg://…`); `files_url` is `file:///…` or
    `s3://bucket/prefix`; `max_upload_bytes` bounds one file. `mail_url` (`smtp://user:password@host:port`) is empty
    where no mail server is set: links are then handed over by a person. `trusted_proxy` is the address of the proxy in
    front, whose word on who asks, and over what, is then taken; empty where there is none.
    """

    database_url: str
    files_url: str
    secret_key: str
    public_url: str
    mail_url: str = ""
    mail_from: str = "Masterpiece <no-reply@localhost>"
    max_upload_bytes: int = 2048 * MEGABYTE
    secure_cookies: bool = True
    rate_limits: bool = True
    demo: bool = False
    trusted_proxy: str = ""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment. Raises BadSetting."""
        folder = Path(environ.get("MASTERPIECE_HOME") or "instance").resolve()
        port = environ.get("PORT") or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise BadSetting(f"PORT is {port!r}. Set it to a number, like 8000.")
        size = environ.get("MAX_UPLOAD_MB") or "2048"
        if not size.isdecimal() or int(size) == 0:
            raise BadSetting(f"MAX_UPLOAD_MB is {size!r}. Set it to a whole number of megabytes, like 2048.")
        public_url = setting_urls.public_url(environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}")
        database_url = environ.get("DATABASE_URL") or f"sqlite:///{folder / 'masterpiece.sqlite3'}"
        return cls(
            database_url=setting_urls.database_url(database_url),
            files_url=setting_urls.files_url(environ.get("FILES_URL") or (folder / "files").as_uri()),
            secret_key=environ.get("SECRET_KEY") or _kept_secret(folder),
            public_url=public_url,
            mail_url=setting_urls.mail_url(environ.get("MAIL_URL", "")),
            mail_from=setting_urls.mail_sender(environ.get("MAIL_FROM") or cls.mail_from),
            max_upload_bytes=int(size) * MEGABYTE,
            secure_cookies=public_url.startswith("https://"),
            trusted_proxy=setting_urls.trusted_proxy(environ.get("TRUSTED_PROXY", "")),
            demo=environ.get("MASTERPIECE_DEMO") == "1",
        )


def _kept_secret(folder: Path) -> str:
    """The key that signs sessions: made once, readable by its owner alone.

    It appears whole or not at all: the server and its worker start together, and one must not read the other's
    half-written file. Raises BadSetting where the folder cannot be written to.
    """
    try:
        return _read_or_make(folder, folder / "secret-key")
    except OSError as error:
        raise BadSetting(
            f"Nothing can be kept in {folder}: {error.strerror}. Set MASTERPIECE_HOME to another folder."
        ) from error


def _read_or_make(folder: Path, path: Path) -> str:
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=folder) as file:  # of mode 0600
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text(encoding="ascii")
