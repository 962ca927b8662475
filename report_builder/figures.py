"""A picture of a report, made ready in a process with limits: what was uploaded is never opened in this one."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from documents import UnreadableFile, WrongType
from documents.sandbox import ready_picture_safely
from foundation.errors import MasterpieceError


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

    Raises BadPicture with a line for whoever chose the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        try:
            made = ready_picture_safely(path, copy)
        except WrongType as error:
            raise BadPicture(f"“{name}” is not a picture. Choose a PNG or JPEG picture.") from error
        except UnreadableFile as error:
            raise BadPicture(f"We could not take “{name}”: {error} Choose a PNG or JPEG picture.") from error
        return Picture(copy.read_bytes(), made.media_type, made.width, made.height)
