"""Pictures of a file for the page: a thumbnail, the pages of a PDF, an image to look at, frames of a clip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.media_types import PDF, MediaKind
from documents.probing import Probe

if TYPE_CHECKING:
    from PIL import Image

THUMB_WIDTH = 480
# A portfolio page shows eight thumbnails, to a phone that pays for them; a page is read, and a view looked into.
QUALITIES = {"thumb": 65, "page": 80, "view": 80, "frame": 80}
PAGE_WIDTH = 1100
VIEW_SIDE = 1600
PAGES_MAX = 40
FRAMES = 6
_TALLEST = 4  # times the width; a page longer than that is a poster, and is scaled down to fit


class PreviewKind(StrEnum):
    THUMB = "thumb"
    PAGE = "page"
    VIEW = "view"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Preview:
    """One picture that was written: its file name in the folder, what it shows, its pixels."""

    name: str
    kind: PreviewKind
    width: int
    height: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Preview:
        return cls(**{**values, "kind": PreviewKind(values["kind"])})


def write_previews(path: str | Path, facts: Probe, folder: str | Path) -> list[Preview]:
    """Writes what can be shown of the file into the folder as WebP without metadata, and lists it, thumbnail first.

    `thumb.webp` for a PDF, a picture and a clip; `page-N.webp` for the first pages of a PDF; `view.webp` for a
    picture; `frame-N.webp` for a clip that browsers do not play. Other files give nothing: the page draws them.
    Raises a subclass of UnreadableFile.
    """
    path, folder = Path(path), Path(folder)
    if facts.media_type == PDF:
        return list(_of_pdf(path, folder))
    if facts.kind is MediaKind.IMAGE:
        return list(_of_image(path, folder))
    if facts.kind is MediaKind.VIDEO:
        return list(_of_video(path, facts, folder))
    return []


def _of_pdf(path: Path, folder: Path) -> Iterator[Preview]:
    from documents.readers.pdf import opened

    with opened(path) as document:
        for number in range(1, min(len(document), PAGES_MAX) + 1):
            page = document[number - 1]
            width, height = page.get_size()
            shown = min(PAGE_WIDTH, PAGE_WIDTH * _TALLEST * width / max(height, 1))
            picture = page.render(scale=shown / max(width, 1)).to_pil().convert("RGB")
            page.close()
            if number == 1:
                yield _saved(_within(picture, THUMB_WIDTH), folder, "thumb", PreviewKind.THUMB)
            yield _saved(picture, folder, f"page-{number}", PreviewKind.PAGE)


def _of_image(path: Path, folder: Path) -> Iterator[Preview]:
    from documents import images

    with images.opened(path) as image:
        # JPEG can be decoded at a fraction of its size, which a phone's photograph wants.
        image.draft("RGB", (VIEW_SIDE, VIEW_SIDE))
        view = images.upright(image)
    view.thumbnail((VIEW_SIDE, VIEW_SIDE))
    yield _saved(_within(view, THUMB_WIDTH), folder, "thumb", PreviewKind.THUMB)
    yield _saved(view, folder, "view", PreviewKind.VIEW)


def _of_video(path: Path, facts: Probe, folder: Path) -> Iterator[Preview]:
    from documents.video import first_telling_frame, frames

    duration = facts.duration_seconds or 0.0
    thumb = first_telling_frame(path, duration)
    if thumb is not None:
        yield _saved(_within(thumb, THUMB_WIDTH), folder, "thumb", PreviewKind.THUMB)
    if facts.playable:
        return
    moments = [duration * (number + 0.5) / FRAMES for number in range(FRAMES)]
    for number, frame in enumerate(frames(path, moments), start=1):
        yield _saved(_within(frame, PAGE_WIDTH), folder, f"frame-{number}", PreviewKind.FRAME)


def _within(picture: Image.Image, width: int) -> Image.Image:
    """The picture no wider than that, and no taller than the tallest page would be."""
    copy = picture.copy()
    copy.thumbnail((width, width * _TALLEST))
    return copy


def _saved(picture: Image.Image, folder: Path, name: str, kind: PreviewKind) -> Preview:
    picture.save(folder / f"{name}.webp", "WEBP", quality=QUALITIES[kind])
    return Preview(f"{name}.webp", kind, picture.width, picture.height)
