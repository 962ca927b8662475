"""The facts of a file that need no reading: what it is, how big, how many pages, how long, how it plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from documents import media_types as types
from documents.archives import Archive, local_name
from documents.detecting import media_type_of
from documents.media_types import MediaKind, kind_of


@dataclass(frozen=True, slots=True)
class Probe:
    """Facts of one file; what does not apply, or what the file cannot tell, is None.

    `pages` are those of a PDF, slides or worksheets; a .docx has none until somebody lays it out. `width` and
    `height` are pixels as the picture is shown. `duration_seconds` is measured over the packets, whatever the
    header says. `playable` says whether browsers play it, `has_location` whether it says where it was taken.
    """

    media_type: str
    kind: MediaKind
    size: int
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    duration_seconds: float | None = None
    playable: bool | None = None
    has_location: bool | None = None
    codec: str | None = None
    audio_codec: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Probe:
        return cls(**{**values, "kind": MediaKind(values["kind"])})


def probe(path: str | Path, *, media_type: str | None = None) -> Probe:
    """The facts of a file, its type told by content (`media_type` only chooses among kinds of text).

    Raises a subclass of UnreadableFile when it cannot be opened.
    """
    path = Path(path)
    found = media_type_of(path, promised=media_type)
    facts = Probe(found, kind_of(found), path.stat().st_size)
    if facts.kind is MediaKind.VIDEO:
        from documents.video import facts_of_video

        video = facts_of_video(path, media_type=found)
        return replace(
            facts,
            width=video.width,
            height=video.height,
            duration_seconds=video.duration_seconds,
            playable=video.playable,
            has_location=video.has_location,
            codec=video.codec,
            audio_codec=video.audio_codec,
        )
    if facts.kind is MediaKind.IMAGE:
        from documents.images import facts_of_image

        image = facts_of_image(path)
        return replace(facts, width=image.width, height=image.height, has_location=image.has_location)
    return replace(facts, pages=_pages(path, found))


# What is counted, and in which part of the package.
_COUNTED = {
    types.PPTX: ("ppt/presentation.xml", "sldId"),
    types.ODP: ("content.xml", "page"),
    types.XLSX: ("xl/workbook.xml", "sheet"),
}


def _pages(path: Path, media_type: str) -> int | None:
    if media_type == types.PDF:
        from documents.readers.pdf import opened

        with opened(path) as document:
            return len(document)
    if media_type in _COUNTED:
        part, thing = _COUNTED[media_type]
        with Archive(path) as archive:
            if part in archive.names:
                return sum(1 for _, element in archive.elements(part) if local_name(element) == thing)
    return None
