"""A ZIP written piece by piece that remembers the digest of everything in it. The same input makes the same bytes."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import IO

from foundation.clock import LONDON

_READABLE_BY_ALL = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True)
class Entry:
    """A file of the archive: its path in it, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


class Archive:
    """Writes entries in the order in which they are added, every one dated `made_at`."""

    def __init__(self, target: IO[bytes], made_at: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w")
        self._date = zip_date(made_at)
        self.entries: list[Entry] = []

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, path: str, chunks: Iterable[bytes], *, size: int, squeeze: bool) -> Entry:
        """Add a file of `size` bytes; `squeeze` it where its format is not compressed already."""
        info = zipfile.ZipInfo(path, self._date)
        info.create_system, info.external_attr = _UNIX, _READABLE_BY_ALL
        info.compress_type = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
        info.file_size = size  # lets zipfile choose the wide headers for what is over 2 GB
        digest, written = hashlib.sha256(), 0
        with self._zip.open(info, "w") as entry:
            for chunk in chunks:
                digest.update(chunk)
                written += len(chunk)
                entry.write(chunk)
        self.entries.append(Entry(path, written, digest.hexdigest()))
        return self.entries[-1]

    def add_bytes(self, path: str, content: bytes, *, squeeze: bool = True) -> Entry:
        return self.add(path, [content], size=len(content), squeeze=squeeze)


def zip_date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    """A moment as ZIP keeps it: local time, whole even seconds."""
    local = moment.astimezone(LONDON)
    return local.year, local.month, local.day, local.hour, local.minute, local.second // 2 * 2
