"""A copy of any file that does not say where it was taken, whether we could read the file or not."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import Final

from documents.clip_location import CLIPS, blank_location
from documents.detecting import media_type_of
from documents.errors import UnreadableFile
from documents.location import damaged_without_location, without_location
from documents.media_types import HEIC, JPEG, PNG

PHOTOGRAPHS: Final = frozenset({JPEG, PNG, HEIC})
MAY_SAY_PLACE: Final = PHOTOGRAPHS | CLIPS
_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"\x1a\x45\xdf\xa3")
_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_TIFF: Final = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


def copy_without_place(source: str | Path, target: str | Path, media_type: str) -> None:
    """Writes the copy. A `media_type` of "" is that of a file that could not be read: then its first bytes tell.

    Raises UnreadableFile for a picture whose place cannot be taken out. A file that is neither photograph nor clip is
    copied as it is.
    """
    source, target = Path(source), Path(target)
    kind = media_type or _looks_like(source)
    if kind in CLIPS:
        copyfile(source, target)
        blank_location(target, kind)
    elif kind not in PHOTOGRAPHS:
        copyfile(source, target)
    else:
        try:
            without_location(source, target, kind)
        except UnreadableFile:
            damaged_without_location(source, target, kind)


def _looks_like(path: Path) -> str:
    """The kind of photograph or clip that the first bytes promise; "" for everything else. Raises UnreadableFile for
    pictures of a kind that we do not take, and so cannot clean."""
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_TIFF) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        raise UnreadableFile("it is a kind of picture that we cannot clean.")
    is_picture = head.startswith(_STARTS) or head[4:8] in _BOXES
    return media_type_of(path) if is_picture else ""
