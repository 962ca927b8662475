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
from typing import IO, Any, Self, cast

from foundation.files import FileStore, Incoming

# Known to the database alone, of no use to anybody else, and dangerous in the wrong hands.
SECRETS = {
    "person": {"password_hash", "session_stamp"},
    "access_link": {"digest"},
    "signed_out": {"digest"},
    "signing_link": {"digest"},
}
_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 100


@dataclass(frozen=True)
class Kept:
    """A file to take along: where it rests, and where it goes in the ZIP (a path of ours, unique)."""

    key: str
    path: str


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


class Archive:
    """A ZIP that is written from its beginning to its end, file by file and piece by piece, with a digest of each.

    Its block ends it. `lost` are the paths of files that the store no longer has.
    """

    def __init__(self, target: Incoming, store: FileStore) -> None:
        # A target with no way back is all that a ZIP needs; the types ask for more.
        self._zip = zipfile.ZipFile(cast(IO[bytes], target), "w", zipfile.ZIP_STORED, allowZip64=True)
        self._store = store
        self._digests: dict[str, str] = {}
        self.lost: list[str] = []

    def add_files(self, kept: Iterable[Kept], folder: str = "") -> None:
        """Every file that the store has."""
        for one in kept:
            try:
                self._write(folder + one.path, self._store.read(one.key))
            except FileNotFoundError:
                self.lost.append(folder + one.path)

    def add_texts(self, texts: Mapping[str, bytes], folder: str = "") -> None:
        for path, content in texts.items():
            self._write(folder + path, iter([content]), zipfile.ZIP_DEFLATED)

    def add_digests(self, path: str, folder: str = "") -> None:
        """A file that names the digest of everything so far in `folder`, by its place in it, as `sha256sum -c` reads
        it."""
        inside = {
            one.removeprefix(folder): digest
            for one, digest in self._digests.items()
            if one.startswith(folder)
        }
        listing = "".join(f"{digest}  {one}\n" for one, digest in sorted(inside.items()))
        self.add_texts({path: listing.encode()}, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None:
            self._zip.fp = None  # what broke off gets no ending, which the target might no longer take
        self._zip.close()

    def _write(self, path: str, chunks: Iterator[bytes], compression: int = zipfile.ZIP_STORED) -> None:
        """Write one entry. The first bytes are read before the entry is begun, so that a file which is not there leaves
        none behind."""
        first = next(chunks, b"")
        digest = hashlib.sha256(first)
        entry = zipfile.ZipInfo(path, date_time=datetime.now().timetuple()[:6])  # noqa: DTZ005 the ZIP's clock is local
        entry.compress_type = compression
        with self._zip.open(entry, "w", force_zip64=True) as out:
            out.write(first)
            for chunk in chunks:
                digest.update(chunk)
                out.write(chunk)
        self._digests[path] = digest.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the archive")
