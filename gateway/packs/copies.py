"""Puts copies of stored files into a pack: what was uploaded, but for the places of photographs and clips."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from documents import UnreadableFile
from documents.placeless import MAY_SAY_PLACE
from documents.sandbox import copy_without_place_safely
from gateway.packs.archive import Archive
from gateway.packs.contents import PackFile

Read = Callable[[str], Iterator[bytes]]
_PLAIN = ("text/", "message/")
_CHUNK = 1024 * 1024


class CannotPack(Exception):
    """The pack cannot be made. `str(error)` is a sentence that says why and what to do."""


def add_copy(archive: Archive, path: str, file: PackFile, read: Read) -> None:
    """Add the file at `path`; `read` gives its bytes by its key. Raises CannotPack where they are gone or are not what
    was uploaded, and for a picture whose place cannot be taken out."""
    if not file.media_type or file.media_type in MAY_SAY_PLACE:
        _add_without_place(archive, path, file, read)
        return
    plain = file.media_type.startswith(_PLAIN)
    entry = archive.add(path, _stored(file, read), size=file.size, squeeze=plain)
    _require_same(file, entry.sha256)


def _add_without_place(archive: Archive, path: str, file: PackFile, read: Read) -> None:
    """Photographs and clips say where they were taken: where she works, or lives. The copy in the pack does not, and is
    written in a process with limits. A file that we could not read may be one of them."""
    with tempfile.TemporaryDirectory() as folder:
        original, copy = Path(folder) / "original", Path(folder) / "copy"
        digest = hashlib.sha256()
        with original.open("wb") as target:
            for chunk in _stored(file, read):
                digest.update(chunk)
                target.write(chunk)
        _require_same(file, digest.hexdigest())
        try:
            copy_without_place_safely(original, copy, file.media_type)
        except UnreadableFile as error:
            raise CannotPack(
                f"“{file.name}” does not open, so we could not take out where it was taken. "
                "Save it as .jpg or .png and put that in its place, or take it out."
            ) from error
        with copy.open("rb") as source:
            chunks = iter(lambda: source.read(_CHUNK), b"")
            archive.add(path, chunks, size=copy.stat().st_size, squeeze=False)


def _stored(file: PackFile, read: Read) -> Iterator[bytes]:
    try:
        return read(file.key)
    except FileNotFoundError as error:
        raise CannotPack(
            f"“{file.name}” is missing from where files are kept. Upload it again, and tell your provider."
        ) from error


def _require_same(file: PackFile, sha256: str) -> None:
    if sha256 != file.sha256:
        raise CannotPack(
            f"“{file.name}” is no longer what was uploaded. Upload it again, and tell your provider."
        )
