"""Copies of clips that no longer say where they were taken, made by blanking what says it where it stands.

Nothing moves: pictures and sound stay bit for bit, and so do length, rotation and every index. In MP4 and QuickTime
(ISO/IEC 14496-12) a place hides in the film's user data and metadata, in boxes of a maker's own, and in tracks of
telemetry that action cameras and drones record; in Matroska and WebM (RFC 9559) in tags and attachments.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from documents.media_types import MKV, MOV, MP4, WEBM

CLIPS: Final = frozenset({MP4, MOV, WEBM, MKV})
_ZEROS: Final = bytes(1024 * 1024)


@dataclass(frozen=True, slots=True)
class _Span:
    """A box or an element: where it begins, where what it holds begins, where it ends, what it is called."""

    start: int
    inside: int
    end: int
    name: bytes


def blank_location(path: str | Path, media_type: str) -> bool:
    """Blanks, in this very file, all that may say where the clip was taken. True when there was anything.

    A file that ends early is blanked as far as it goes; one that is no clip stays as it is.
    """
    with Path(path).open("r+b") as file:
        size = file.seek(0, 2)
        if media_type in {MP4, MOV}:
            return _blank_boxes(file, size)
        return _blank_elements(file, size) if media_type in {WEBM, MKV} else False


# Tracks of pictures, sound, words and time codes; any other kind is telemetry.
_SHOWN: Final = frozenset({b"vide", b"auxv", b"soun", b"tmcd", b"hint"})
_WORDS: Final = frozenset({b"text", b"sbtl", b"subt", b"clcp"})
# User data that names a thing or a program.
_HARMLESS: Final = frozenset({b"\xa9nam", b"\xa9too", b"\xa9swr", b"\xa9enc", b"name"})
_MARKS: Final = (b"location", b"iso6709", b"xyz", b"gps", b"latitude", b"longitude")
# A box of metadata is looked through for these marks; one that is larger holds pictures too, and goes.
_LOOKED_THROUGH: Final = 4 * 1024 * 1024


def _blank_boxes(file: IO[bytes], size: int) -> bool:
    found = False
    for box in list(_boxes(file, 0, size)):
        if box.name == b"moov":
            found |= _blank_film(file, box)
        elif box.name == b"uuid" or (box.name == b"meta" and _has_marks(file, box)):
            found |= _blank_box(file, box)
    return found


def _blank_film(file: IO[bytes], film: _Span) -> bool:
    found = _blank_said_of(file, film)
    for track in [box for box in _boxes(file, film.inside, film.end) if box.name == b"trak"]:
        found |= _blank_said_of(file, track)
        kind = _kind_of_track(file, track)
        if kind in _SHOWN:
            continue
        samples = list(_samples(file, track))
        if kind not in _WORDS or any(_marks_in(file, start, end) for start, end in samples):
            for start, end in samples:
                _blank(file, start, end)
            found |= _blank_box(file, track)
    return found


def _blank_said_of(file: IO[bytes], parent: _Span) -> bool:
    """What a film or a track says of itself."""
    found = False
    for box in list(_boxes(file, parent.inside, parent.end)):
        if box.name == b"udta":
            for said in list(_boxes(file, box.inside, box.end)):
                harmless = said.name in _HARMLESS or (said.name == b"meta" and not _has_marks(file, said))
                found |= not harmless and _blank_box(file, said)
        elif box.name == b"uuid" or (box.name == b"meta" and _has_marks(file, box)):
            found |= _blank_box(file, box)
    return found


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[_Span]:
    """The boxes one after another. One that promises more than there is ends where its parent does."""
    while start + 8 <= end:
        file.seek(start)
        header = file.read(16)
        length, name, inside = int.from_bytes(header[:4], "big"), header[4:8], start + 8
        if length == 1 and len(header) == 16:
            length, inside = int.from_bytes(header[8:16], "big"), start + 16
        elif length == 0:
            length = end - start
        if length < inside - start:
            return
        yield _Span(start, inside, min(start + length, end), name)
        start += length


def _find(file: IO[bytes], parent: _Span, *path: bytes) -> _Span | None:
    for name in path:
        child = next((box for box in _boxes(file, parent.inside, parent.end) if box.name == name), None)
        if child is None:
            return None
        parent = child
    return parent


def _kind_of_track(file: IO[bytes], track: _Span) -> bytes:
    handler = _find(file, track, b"mdia", b"hdlr")
    return _content(file, handler)[8:12] if handler else b""


def _samples(file: IO[bytes], track: _Span) -> Iterator[tuple[int, int]]:
    """From where up to where each chunk of a track lies in the file."""
    table = _find(file, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return
    sizes = _sample_sizes(file, table)
    per_chunk = _entries(file, _find(file, table, b"stsc"), ">III")
    offsets = [offset for (offset,) in _entries(file, _find(file, table, b"stco"), ">I")]
    offsets += [offset for (offset,) in _entries(file, _find(file, table, b"co64"), ">Q")]
    at = 0
    for number, offset in enumerate(offsets, start=1):
        count = next((count for first, count, _ in reversed(per_chunk) if first <= number), 0)
        yield offset, offset + sum(sizes[at : at + count])
        at += count


def _sample_sizes(file: IO[bytes], table: _Span) -> list[int]:
    box = _find(file, table, b"stsz")
    content = _content(file, box) if box else b""
    if len(content) < 12:
        return []
    same, count = struct.unpack(">II", content[4:12])
    if same:
        return [same] * min(count, _LOOKED_THROUGH)
    return [size for (size,) in struct.iter_unpack(">I", content[12 : 12 + (len(content) - 12) // 4 * 4])]


def _entries(file: IO[bytes], box: _Span | None, layout: str) -> list[tuple[int, ...]]:
    """The rows of a table: four bytes of version, four of how many, then the rows."""
    content = _content(file, box)[8:] if box else b""
    return list(struct.iter_unpack(layout, content[: len(content) - len(content) % struct.calcsize(layout)]))


def _content(file: IO[bytes], box: _Span) -> bytes:
    file.seek(box.inside)
    return file.read(min(box.end - box.inside, 16 * _LOOKED_THROUGH))


def _has_marks(file: IO[bytes], box: _Span) -> bool:
    return box.end - box.inside > _LOOKED_THROUGH or _marks_in(file, box.inside, box.end)


def _marks_in(file: IO[bytes], start: int, end: int) -> bool:
    file.seek(start)
    content = file.read(max(0, min(end - start, _LOOKED_THROUGH))).lower()
    return any(mark in content for mark in _MARKS)


def _blank_box(file: IO[bytes], box: _Span) -> bool:
    """The box as free space of the same size."""
    file.seek(box.start + 4)
    file.write(b"free")
    _blank(file, box.inside, box.end)
    return True


def _blank(file: IO[bytes], start: int, end: int) -> None:
    end = min(end, file.seek(0, 2))
    file.seek(start)
    for at in range(start, end, len(_ZEROS)):
        file.write(_ZEROS[: end - at])


_SEGMENT, _TAGS, _ATTACHMENTS = (
    b"\x18\x53\x80\x67",
    b"\x12\x54\xc3\x67",
    b"\x19\x41\xa4\x69",
)
_VOID: Final = 0xEC


def _blank_elements(file: IO[bytes], size: int) -> bool:
    found = False
    for element in _elements(file, 0, size):
        is_attachment = element.name == _ATTACHMENTS
        if is_attachment or (element.name == _TAGS and _marks_in(file, element.inside, element.end)):
            _void(file, element)
            found = True
    return found


def _elements(file: IO[bytes], start: int, end: int) -> Iterator[_Span]:
    """The elements of a file one after another: a segment, and a cluster whose length nobody knew when it was
    recorded, are walked into, so that what follows them is found."""
    while start + 2 <= end:
        file.seek(start)
        header = file.read(12)
        id_length = 9 - header[0].bit_length() if header[0] else 9
        name = header[:id_length]
        length_byte = header[id_length] if len(header) > id_length else 0
        width = 9 - length_byte.bit_length() if length_byte else 9
        if id_length > 4 or width > 8:
            return
        inside = start + id_length + width
        value = int.from_bytes(header[id_length : id_length + width], "big") & ((1 << (7 * width)) - 1)
        is_unknown = value == (1 << (7 * width)) - 1
        if name == _SEGMENT or is_unknown:
            start = inside
            continue
        yield _Span(start, inside, min(inside + value, end), name)
        start = inside + value


def _void(file: IO[bytes], element: _Span) -> None:
    """What the element holds as one void element, so that whatever points to it still finds it."""
    length = element.end - element.inside
    if length >= 9:
        file.seek(element.inside)
        file.write(bytes([_VOID, 0x01]) + (length - 9).to_bytes(7, "big"))
        _blank(file, element.inside + 9, element.end)
