"""A picture made ready for a report: the right way up, of a kind that Word shows, with nothing in it but pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.errors import WrongType
from documents.media_types import MediaKind
from documents.probing import probe

if TYPE_CHECKING:
    from PIL import Image

# Wide enough for a page of A4 at 300 dots to the inch.
WIDEST = 2400
_QUALITY = 90
_SCALES_AS_IT_IS = frozenset({"RGB", "RGBA", "L"})


@dataclass(frozen=True, slots=True)
class ReadyPicture:
    """What was written: a PNG or a JPEG, and its pixels as shown."""

    media_type: str
    width: int
    height: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ReadyPicture:
        return cls(**values)


def write_ready_picture(path: str | Path, target: str | Path) -> ReadyPicture:
    """Writes a copy as PNG or JPEG without place, day or maker's notes. Raises WrongType for a file that is no picture,
    and the other subclasses of UnreadableFile for one that does not open."""
    from documents import images

    path = Path(path)
    if probe(path).kind is not MediaKind.IMAGE:
        raise WrongType("it is not a picture.")
    with images.opened(path) as image:
        keeps_lines = image.format == "PNG"
        if image.mode in _SCALES_AS_IT_IS:  # before it is turned, which takes a second copy of every pixel
            image.thumbnail((WIDEST, WIDEST))
        picture = images.upright(image)
        picture.thumbnail((WIDEST, WIDEST))
        return _saved(picture, Path(target), keeps_lines)


def _saved(picture: Image.Image, target: Path, keeps_lines: bool) -> ReadyPicture:
    if keeps_lines:  # a drawing or a screenshot: JPEG would blur its lines
        picture.save(target, "PNG", optimize=True)
        return ReadyPicture("image/png", *picture.size)
    picture.convert("RGB").save(target, "JPEG", quality=_QUALITY)
    return ReadyPicture("image/jpeg", *picture.size)
