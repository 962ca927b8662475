"""A picture made ready for a report: the right way up, of a kind that Word shows, with nothing in it but pixels."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from documents import MediaKind, UnreadableFile
from documents.images import opened, upright
from documents.sandbox import probe_safely
from foundation.errors import MasterpieceError

# Wide enough for a page of A4 at 300 dots to the inch.
WIDEST = 2400
_QUALITY = 90


class BadPicture(MasterpieceError):
    """This file cannot be a picture of a report; the message says why and what to do."""

    status = 422


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a PNG or a JPEG, and its pixels as shown."""

    content: bytes
    media_type: str
    width: int
    height: int


def ready_picture(path: Path, name: str) -> Picture:
    """A copy of the picture as PNG or JPEG with nothing in it but pixels: no place, no day, no maker's notes.

    It is first read whole in a process with limits. Raises BadPicture with a line for whoever chose the file.
    """
    try:
        facts = probe_safely(path)
    except UnreadableFile as error:
        raise BadPicture(f"We could not take “{name}”: {error} Choose a PNG or JPEG picture.") from error
    if facts.kind is not MediaKind.IMAGE:
        raise BadPicture(f"“{name}” is not a picture. Choose a PNG or JPEG picture.")
    with opened(path) as image:
        keeps_lines = image.format == "PNG"
        picture = upright(image)
        picture.thumbnail((WIDEST, WIDEST))
        return _saved(picture, keeps_lines)


def _saved(picture: Image.Image, keeps_lines: bool) -> Picture:
    target = BytesIO()
    if keeps_lines:  # a drawing or a screenshot: JPEG would blur its lines
        picture.save(target, "PNG", optimize=True)
        return Picture(target.getvalue(), "image/png", *picture.size)
    picture.convert("RGB").save(target, "JPEG", quality=_QUALITY)
    return Picture(target.getvalue(), "image/jpeg", *picture.size)
