"""Copies of photographs that no longer say where they were taken.

A photograph's place hides in EXIF's GPS block, in XMP, in IPTC captions, in the maker's notes, and in second pictures
or clips that phones append behind the first. The first is cut out of its block; the rest are left out whole.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from documents.errors import Truncated
from documents.media_types import HEIC, JPEG, PNG

if TYPE_CHECKING:
    from PIL import Image

# EXIF's numbers for these, as in its standard (CIPA DC-008).
_GPS, _EXIF, _MAKER_NOTE, _ORIENTATION = 0x8825, 0x8769, 0x927C, 0x0112
_HEIC_QUALITY = 92


def without_location(source: str | Path, target: str | Path, media_type: str) -> None:
    """Writes a copy of the picture without its place, still the right way up and with the day it was taken.

    The pixels of JPEG and PNG are copied as they are; HEIC is saved again. A file of any other type is copied whole.
    Raises Truncated when the picture is damaged.
    """
    source, target = Path(source), Path(target)
    if media_type == JPEG:
        target.write_bytes(_jpeg(source.read_bytes(), _exif_without_place(source)))
    elif media_type == PNG:
        target.write_bytes(_png(source.read_bytes(), _exif_without_place(source)))
    elif media_type == HEIC:
        _save_heic(source, target)
    else:
        copyfile(source, target)


def damaged_without_location(source: str | Path, target: str | Path, media_type: str) -> None:
    """The same for a JPEG or PNG that no longer opens: what can still be told apart is kept, without any EXIF.

    Raises Truncated for HEIC: a place in it cannot be told from the picture.
    """
    content = Path(source).read_bytes()
    if media_type == JPEG:
        Path(target).write_bytes(_jpeg(content, b"", whole=False))
    elif media_type == PNG:
        Path(target).write_bytes(_png(content, b"", whole=False))
    else:
        raise Truncated


def _exif_without_place(source: Path) -> bytes:
    """The picture's EXIF with neither GPS nor maker's notes, as a TIFF block; empty when nothing is left."""
    from documents import images

    with images.opened(source) as image:
        return _tiff(image)


def _tiff(image: Image.Image) -> bytes:
    exif = image.getexif()
    details = exif.get_ifd(_EXIF)
    details.pop(_MAKER_NOTE, None)
    if _GPS in exif:
        del exif[_GPS]
    return exif.tobytes().removeprefix(b"Exif\x00\x00") if len(exif) else b""


def _jpeg(content: bytes, exif: bytes, *, whole: bool = True) -> bytes:
    """The same JPEG with this EXIF, without XMP, IPTC, lists of second pictures, and what follows its end.

    Where it need not be `whole`, up to where it breaks off."""
    out = bytearray(b"\xff\xd8")
    if exif:
        block = b"Exif\x00\x00" + exif
        out += b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
    for marker, segment in _jpeg_segments(content, whole=whole):
        is_kept = marker not in _APPLICATION_BLOCKS or marker in _HARMLESS_BLOCKS
        if is_kept and segment[4:8] != b"MPF\x00":
            out += segment
    return bytes(out)


_APPLICATION_BLOCKS = range(0xE0, 0xF0)
# JFIF's, the colour profile's (which shares its number with the list of second pictures) and Adobe's colour flag.
_HARMLESS_BLOCKS = frozenset({0xE0, 0xE2, 0xEE})
# What ends a run of coded pixels: any marker but a stuffed zero, a restart or padding.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9


def _jpeg_segments(content: bytes, *, whole: bool) -> Iterator[tuple[int, bytes]]:
    """(marker, the whole segment) up to and with the end of the first picture; a scan brings its pixels along."""
    at = 2
    while True:
        found = _MARKER.search(content, at)
        if found is None:
            if whole:
                raise Truncated
            return
        at, marker = found.start(), found.group()[1]
        if marker == _END_OF_IMAGE:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            after = _MARKER.search(content, end)
            if after is None and whole:
                raise Truncated
            end = after.start() if after else len(content)
        yield marker, content[at:end]
        at = end


_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_PNG_PLACES = (b"XML:com.adobe.xmp", b"Raw profile type")


def _png(content: bytes, exif: bytes, *, whole: bool = True) -> bytes:
    """The same PNG with this EXIF, without XMP and raw profiles, and without what follows its end.

    Where it need not be `whole`, up to where it breaks off."""
    out = bytearray(_PNG_SIGNATURE)
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        name, end = content[at + 4 : at + 8], at + 12 + length
        says_place = name in _PNG_TEXTS and content[at + 8 : end].startswith(_PNG_PLACES)
        if name != b"eXIf" and not says_place:
            out += content[at:end]
        if name == b"IHDR" and exif:
            out += (
                struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))
            )
        if name == b"IEND":
            return bytes(out)
        at = end
    if whole:
        raise Truncated
    return bytes(out)


def _save_heic(source: Path, target: Path) -> None:
    from documents import images

    with images.opened(source) as image:
        images.load_whole(image)
        exif = image.getexif()
        # The decoder has turned the picture already.
        exif.pop(_ORIENTATION, None)
        plain = image.copy()
        plain.info.clear()
        plain.save(target, format="HEIF", exif=_tiff(image) or None, quality=_HEIC_QUALITY)
