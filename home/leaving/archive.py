"""The ZIP of everything: data as JSON, every file as it was uploaded, a page to read it with, and a digest of each.

Opens with no login and no program of ours.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import IO, Any

from foundation.files import FileStore

# Known to the database alone, of no use to anybody else, and dangerous in the wrong hands.
SECRETS = {
    "person": {"password_hash", "session_stamp"},
    "access_link": {"digest"},
    "signing_link": {"digest"},
}
_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 100


@dataclass(frozen=True)
class Kept:
    """A file to take along: where it rests, and where it goes in the ZIP (a path of ours, unique)."""

    key: str
    path: str


@dataclass(frozen=True)
class Written:
    """What went in: digests by path, and the paths of files that the store no longer has."""

    digests: Mapping[str, str]
    lost: tuple[str, ...]


def safe_name(name: str) -> str:
    """`name` as every system can hold it: no path, no control characters, not too long, its ending kept."""
    bare = _BAD.sub("-", name).strip(" .") or "file"
    ending = PurePosixPath(bare).suffix[:10]
    return bare if len(bare) <= _LONGEST else bare[: _LONGEST - len(ending)] + ending


def as_json(table: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as a person can read them, without what is secret."""
    hidden = SECRETS.get(table, set())
    shown = [{name: value for name, value in row.items() if name not in hidden} for row in rows]
    return json.dumps(shown, indent=2, ensure_ascii=False, default=_plain).encode()


def write_archive(
    target: IO[bytes], texts: Mapping[str, bytes], kept: Iterable[Kept], store: FileStore
) -> Written:
    """Write the ZIP to `target`, file by file and piece by piece, and end it with the digests of all of it."""
    digests: dict[str, str] = {}
    lost: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for one in kept:
            try:
                digests[one.path] = _write(archive, one.path, store.read(one.key))
            except FileNotFoundError:
                lost.append(one.path)
        for path, content in texts.items():
            digests[path] = _write(archive, path, iter([content]), zipfile.ZIP_DEFLATED)
        listing = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
        _write(archive, "sha256.txt", iter([listing.encode()]), zipfile.ZIP_DEFLATED)
    return Written(digests, tuple(lost))


def _write(
    archive: zipfile.ZipFile, path: str, chunks: Iterator[bytes], compression: int = zipfile.ZIP_STORED
) -> str:
    """Write one entry and return its SHA-256. The first bytes are read before the entry is begun, so that a file
    which is not there leaves none behind."""
    first = next(chunks, b"")
    digest = hashlib.sha256(first)
    entry = zipfile.ZipInfo(path, date_time=datetime.now().timetuple()[:6])  # noqa: DTZ005 the ZIP's clock is local
    entry.compress_type = compression
    with archive.open(entry, "w", force_zip64=True) as out:
        out.write(first)
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the archive")
