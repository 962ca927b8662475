"""The addresses among the settings: each is usable, or refused with what would do. None is ever repeated in a message,
because it may hold a password."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

MAIL = "Set it to smtp://user:password@host:587 or smtps://…, or leave it out where no mail is sent."
DATABASE = "Set it to postgresql+psycopg://user:password@host/name or sqlite:////folder/file.sqlite3."
FILES = "Set it to file:///folder (three slashes) or s3://bucket/prefix."
PUBLIC = "Set it to what people type, like https://masterpiece.example.org."
ENCODED = "In a user name or password, write / as %2F, ? as %3F, # as %23, @ as %40 and : as %3A."


class BadSetting(Exception):
    """A setting cannot be used. The message names it, says what would do, and repeats no address."""


def mail_url(url: str) -> str:
    """Empty, or `smtp(s)://…` with a host. Raises BadSetting."""
    if not url:
        return ""
    parts = _split("MAIL_URL", url, ("smtp", "smtps"), MAIL)
    if not parts.hostname:
        raise BadSetting(f"MAIL_URL names no mail server. {MAIL}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise BadSetting(f"MAIL_URL goes on after the mail server. {ENCODED}")
    return url


def mail_sender(sender: str) -> str:
    """`Name <name@host>` or `name@host`, on one line. Raises BadSetting."""
    if not re.fullmatch(r"[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+", sender.strip()):
        raise BadSetting(
            "MAIL_FROM is no email address. Set it to one, like Masterpiece <no-reply@example.org>."
        )
    return sender.strip()


def public_url(url: str) -> str:
    """`http(s)://host`, without a slash at its end. Raises BadSetting."""
    parts = _split("PUBLIC_URL", url, ("http", "https"), PUBLIC)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise BadSetting(f"PUBLIC_URL is not the address of a website. {PUBLIC}")
    return url.rstrip("/")


def files_url(url: str) -> str:
    """`file:///folder` or `s3://bucket`. Raises BadSetting."""
    parts = _split("FILES_URL", url, ("file", "s3"), FILES)
    if parts.scheme == "file" and (parts.netloc or len(parts.path) < 2):
        raise BadSetting(f"FILES_URL names no folder. {FILES}")
    if parts.scheme == "s3" and (not parts.netloc or parts.username):
        raise BadSetting(f"FILES_URL names no bucket. {FILES} Keys go into AWS_ACCESS_KEY_ID and the like.")
    return url


def database_url(url: str) -> str:
    """As SQLAlchemy reads it; hosts that write `postgres://` are understood. Raises BadSetting."""
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        raise BadSetting(f"DATABASE_URL is not the address of a database. {DATABASE} {ENCODED}") from None
    if parts.drivername not in ("sqlite", "postgresql+psycopg"):
        raise BadSetting(f"DATABASE_URL begins with {_scheme(parts.drivername)}://. {DATABASE}")
    if parts.drivername == "sqlite" and (parts.host or not parts.database):
        raise BadSetting(f"DATABASE_URL names no file. {DATABASE}")
    return url


def trusted_proxy(address: str) -> str:
    """Empty, or the IP address of the proxy in front. Raises BadSetting."""
    address = address.strip()
    try:
        return str(ip_address(address)) if address else ""
    except ValueError:
        raise BadSetting(
            "TRUSTED_PROXY is not an IP address. Set it to that of the proxy in front, like 127.0.0.1."
        ) from None


def _split(name: str, url: str, schemes: tuple[str, ...], advice: str) -> SplitResult:
    """The parts of `url`, whose scheme is one of `schemes` and whose port is a number."""
    if "://" not in url:
        raise BadSetting(f"{name} is not an address. {advice}")
    scheme = url.partition("://")[0]
    if scheme not in schemes:
        raise BadSetting(f"{name} begins with {_scheme(scheme)}://. {advice}")
    try:
        parts = urlsplit(url)
        has_port = parts.port != 0
    except ValueError:
        raise BadSetting(f"{name} has a port that is no number from 1 to 65535. {advice} {ENCODED}") from None
    if not has_port or re.search(r"\s", url):
        raise BadSetting(f"{name} has a port 0 or a space in it. {advice}")
    return parts


def _scheme(written: str) -> str:
    """What stands before "://" where it looks like a scheme: what does not may be anything."""
    return written if re.fullmatch(r"[a-z][a-z0-9+.-]{0,30}", written) else "something else"
