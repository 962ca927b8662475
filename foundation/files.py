"""The file store: bytes under keys of our own making. An original name is metadata and never a path.

What `put` returned is on disk: on the local store the file and its folder are fsynced first.
"""

import hashlib
import io
import os
import re
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, S3Store

from foundation.database import db

CHUNK = 1024 * 1024
# S3 takes 10,000 parts for a file, so that 160 GB fit; with two on their way at once, some 50 MB are in memory.
_PART = 16 * CHUNK
_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}")


@dataclass(frozen=True)
class StoredFile:
    """A file at rest: `size` in bytes, `sha256` in hexadecimal."""

    key: str
    size: int
    sha256: str


class Incoming:
    """What a file is written to: from its beginning to its end, with no way back."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self._size += len(content)
        self._take(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is there before all of it is."""

    def stored_as(self, key: str) -> StoredFile:
        return StoredFile(key, self._size, self._digest.hexdigest())


class FileStore(Protocol):
    """Where files rest, as the rooms see it: they delete through `foundation.deleting`, once their session has
    committed. Keys come from `put`; any other raises ValueError, a missing one FileNotFoundError."""

    def put(self, source: IO[bytes]) -> StoredFile: ...

    def write(self, fill: Callable[["Incoming"], None]) -> StoredFile:
        """Keep what `fill` writes, however much it is: little of it is in memory, and none in a file on the way. Where
        `fill` raises, nothing is kept."""

    def read(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to but not including `end`. Raises at once, not at the first chunk."""


class DeletingStore(FileStore, Protocol):
    """The same as this room alone sees it."""

    def delete(self, key: str) -> None:
        """Remove the file; nothing happens where there is none."""


def new_key() -> str:
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name[2:]}"


def bare_name(name: str) -> str:
    """What a person called a file, without folders and control characters. Only ever shown, never a path."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip()[:200] or "file without a name"


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("not a key of this store")
    return key


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


class ObjectStore:
    """Local files or S3, through one interface (obstore)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._folder: Path | None = None
        if parts.scheme == "file":
            self._folder = Path(unquote(parts.path))
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store: LocalStore | S3Store = LocalStore(self._folder)
        elif parts.scheme == "s3":
            self._store = _s3(url)
        else:
            raise ValueError(
                f"FILES_URL begins with {parts.scheme}://. Use file:///folder or s3://bucket/prefix."
            )

    def put(self, source: IO[bytes]) -> StoredFile:
        key, digest, size = new_key(), hashlib.sha256(), 0
        with tempfile.TemporaryFile() as spool:
            for chunk in _chunks(source):
                digest.update(chunk)
                size += len(chunk)
                spool.write(chunk)
            spool.seek(0)
            obstore.put(self._store, key, spool)
        if self._folder is not None:
            _settle(self._folder / key)
        return StoredFile(key, size, digest.hexdigest())

    def write(self, fill: Callable[[Incoming], None]) -> StoredFile:
        key = new_key()
        writer = obstore.open_writer(self._store, key, buffer_size=_PART, max_concurrency=2)
        incoming = Incoming(writer.write)
        try:
            fill(incoming)
        except BaseException:
            writer.close()
            self.delete(key)
            raise
        writer.close()
        if self._folder is not None:
            _settle(self._folder / key)
        return incoming.stored_as(key)

    def read(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        size = obstore.head(self._store, _checked(key))["size"]
        return self._parts(key, start, size if end is None else min(end, size))

    def _parts(self, key: str, start: int, end: int) -> Iterator[bytes]:
        while start < end:
            stop = min(start + CHUNK, end)
            yield bytes(obstore.get_range(self._store, key, start=start, end=stop))
            start = stop

    def delete(self, key: str) -> None:
        try:
            obstore.delete(self._store, _checked(key))
        except FileNotFoundError:
            return


def _s3(url: str) -> S3Store:
    """Credentials, region and AWS_ENDPOINT_URL come from the environment, as every S3 client reads them."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if not endpoint:
        return S3Store.from_url(url)
    return S3Store.from_url(
        url,
        endpoint=endpoint,
        virtual_hosted_style_request=False,
        client_options={"allow_http": endpoint.startswith("http://")},
    )


def _settle(path: Path) -> None:
    """Force the file and the folders that name it to disk, so that a power cut cannot take it back."""
    for target in (path, path.parent, path.parent.parent):
        handle = os.open(target, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class MemoryStore:
    """The same promises in memory, for tests."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, source: IO[bytes]) -> StoredFile:
        content = b"".join(_chunks(source))
        key = new_key()
        self._files[key] = content
        return StoredFile(key, len(content), hashlib.sha256(content).hexdigest())

    def write(self, fill: Callable[[Incoming], None]) -> StoredFile:
        content = bytearray()
        fill(Incoming(content.extend))
        return self.put(io.BytesIO(content))

    def read(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        if _checked(key) not in self._files:
            raise FileNotFoundError(key)
        return _chunks(io.BytesIO(self._files[key][start:end]))

    def delete(self, key: str) -> None:
        self._files.pop(_checked(key), None)


class Files:
    """The store of this installation, chosen once at the start."""

    def __init__(self) -> None:
        self._store: DeletingStore | None = None

    def connect(self, store: DeletingStore) -> None:
        self._store = store

    @property
    def store(self) -> FileStore:
        return self._connected()

    def _connected(self) -> DeletingStore:
        assert self._store is not None, "connect() comes first"
        return self._store

    def delete_now(self, key: str) -> None:
        """Remove a file that no row names, whatever becomes of the session. Only this room may: a row that another
        session still sees would point at nothing. Everybody else calls `foundation.deleting.delete_later`."""
        self._connected().delete(key)

    def put(self, source: IO[bytes]) -> StoredFile:
        """Keep a file that a row will name. Where the session that writes the row comes to nothing, the file goes."""
        return self._for_a_row(self.store.put(source))

    def write(self, fill: Callable[[Incoming], None]) -> StoredFile:
        """The same for what `fill` writes."""
        return self._for_a_row(self.store.write(fill))

    def _for_a_row(self, stored: StoredFile) -> StoredFile:
        db.on_undo(lambda: self.delete_now(stored.key))
        return stored

    @contextmanager
    def on_disk(self, key: str, suffix: str = "") -> Iterator[Path]:
        """A copy of the file on the local disk while the block lasts."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file{suffix}"
            with path.open("wb") as target:
                for chunk in self.store.read(key):
                    target.write(chunk)
            yield path


files = Files()
