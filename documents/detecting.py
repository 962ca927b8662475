"""Tells the media type of a file from its bytes, and says plainly what is wrong when it is none of ours."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

from documents import media_types as types
from documents.archives import Archive
from documents.errors import EmptyFile, Encrypted, Truncated, WrongType

_HEAD = 64 * 1024
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EBML = b"\x1a\x45\xdf\xa3"
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_QUICKTIME_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})

_OFFICE_PARTS = (
    (b"wordprocessingml.document.main+xml", types.DOCX),
    (b"presentationml.presentation.main+xml", types.PPTX),
    (b"presentationml.slideshow.main+xml", types.PPTX),
    (b"spreadsheetml.sheet.main+xml", types.XLSX),
)
_OTHER_PACKAGES = {
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet. Save it as .xlsx",
    "application/vnd.oasis.opendocument.graphics": "an OpenDocument drawing. Save it as .pdf",
    "application/epub+zip": "an e-book. Save it as .pdf",
}
# The names of streams in an old Office file, as its directory writes them.
_OLD_STREAMS = (
    ("WordDocument", "an old Word file (.doc). Save it as .docx"),
    ("Workbook", "an old Excel file (.xls). Save it as .xlsx"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt). Save it as .pptx"),
    ("__properties_version1.0", "an Outlook message (.msg). Save it as .eml"),
)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
_OTHER_SIGNATURES = (
    (b"GIF8", "a GIF picture. Save it as .png"),
    (b"BM", "a bitmap picture. Save it as .png"),
    (b"II*\x00", "a TIFF picture. Save it as .png or .jpg"),
    (b"MM\x00*", "a TIFF picture. Save it as .png or .jpg"),
    (b"{\\rtf", "a rich text file (.rtf). Save it as .docx"),
    (b"ID3", "a sound file. Add a video, or write down what is said"),
    (b"OggS", "a sound file. Add a video, or write down what is said"),
    (b"fLaC", "a sound file. Add a video, or write down what is said"),
    (b"7z\xbc\xaf", "an archive. Unpack it and add the files inside"),
    (b"Rar!", "an archive. Unpack it and add the files inside"),
    (b"\x1f\x8b", "an archive. Unpack it and add the files inside"),
    *((signature, "a program. We take no programs") for signature in _PROGRAMS),
)


def media_type_of(path: Path, *, promised: str | None = None) -> str:
    """The accepted media type that the content of the file is.

    `promised` (a media type) only chooses among kinds of text, which content cannot always tell apart;
    without it the ending of the name does. Raises EmptyFile, Encrypted, Truncated or WrongType.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise EmptyFile
    if head.startswith(_ZIP):
        return _type_of_package(path)
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise WrongType("it is an empty or divided archive. Add the files themselves.")
    if head.startswith(_COMPOUND_FILE):
        raise _refusal_of_compound_file(path)
    if b"%PDF-" in head[:1024]:
        return types.PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return types.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return types.JPEG
    if head.startswith(_EBML):
        return types.WEBM if b"webm" in head[:80] else types.MKV
    if head[4:8] == b"ftyp" or head[4:8] in _QUICKTIME_BOXES:
        return _type_of_boxes(head)
    if head.startswith(b"RIFF"):
        known = {b"WEBP": "a WebP picture. Save it as .png or .jpg", b"AVI ": "an AVI video. Save it as .mp4"}
        raise _other(known.get(head[8:12], "a sound file. Add a video, or write down what is said"))
    if is_text(head):
        return _type_of_text(head, promised or types.type_named_by(path.suffix))
    for signature, words in _OTHER_SIGNATURES:
        if head.startswith(signature):
            raise _other(words)
    raise WrongType(f"we cannot tell what it is. We take {_all_endings()}.")


def is_program(head: bytes) -> bool:
    """Whether a file that begins with these bytes (some hundred are enough) is a program for Windows, Linux or macOS.
    A script is text that can be read, and evidence as any text."""
    return head.startswith(_PROGRAMS) and not is_text(head)


def note_on_promise(found: str, promised: str | None) -> str | None:
    """A sentence for the owner when the content is not what the name or the sender promised."""
    if promised is None or promised == found or promised not in {kind.media_type for kind in types.ACCEPTED}:
        return None
    return (
        f"Its name says {with_article(types.label_of(promised))}, but inside it is "
        f"{with_article(types.label_of(found))}; we read it as that."
    )


def is_text(head: bytes) -> bool:
    """Whether these first bytes are text: UTF-8, UTF-16 with its mark, or an eight-bit Western encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if head.startswith(b"{\\rtf"):
        return False
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\v\f\r\x1b")
    return controls * 100 <= len(head) and head.count(0) * 1000 <= len(head)


def _type_of_package(path: Path) -> str:
    with Archive(path) as archive:
        if archive.is_encrypted:
            raise Encrypted
        if "mimetype" in archive.names:
            return _type_of_opendocument(archive)
        if "[Content_Types].xml" not in archive.names:
            if any(name.endswith(".iwa") for name in archive.names):
                raise _other(
                    "an Apple Pages, Numbers or Keynote file. Export it as Word, Excel or PowerPoint"
                )
            raise _other("an archive. Unpack it and add the files inside")
        parts = archive.read("[Content_Types].xml")
    for part, media_type in _OFFICE_PARTS:
        if part in parts:
            return media_type
    if b"macroEnabled" in parts:
        raise _other("an Office file with macros. Save it without them, as .docx, .xlsx or .pptx")
    raise _other("an Office file of a kind that we do not take. Save it as .docx, .xlsx, .pptx or .pdf")


def _type_of_opendocument(archive: Archive) -> str:
    media_type = archive.read("mimetype").decode("ascii", "replace").strip()
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise Encrypted
    if media_type in {types.ODT, types.ODP}:
        return media_type
    raise _other(_OTHER_PACKAGES.get(media_type, "an archive. Unpack it and add the files inside"))


def _refusal_of_compound_file(path: Path) -> WrongType | Encrypted | Truncated:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return Encrypted()
        for stream, words in _OLD_STREAMS:
            if content.find(stream.encode("utf-16-le")) >= 0:
                return _other(words)
    return Truncated()


def _type_of_boxes(head: bytes) -> str:
    if head[4:8] != b"ftyp":
        return types.MOV
    brand = head[8:12]
    if brand in _HEIF_BRANDS:
        return types.HEIC
    if brand in {b"avif", b"avis"}:
        raise _other("an AVIF picture. Save it as .png or .jpg")
    if brand in {b"M4A ", b"M4B "}:
        raise _other("a sound file. Add a video, or write down what is said")
    return types.MOV if brand == b"qt  " else types.MP4


_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|"
    rb"x-[\w-]+|dkim-signature|reply-to|cc|authentication-results|arc-[\w-]+)\s*:",
    re.I | re.M,
)


def _type_of_text(head: bytes, promised: str | None) -> str:
    content = head.removeprefix(b"\xef\xbb\xbf")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    if _HTML_START.match(content):
        return types.HTML
    headers = re.split(rb"\r?\n\r?\n", content.lstrip(), maxsplit=1)[0]
    names = {found.lower() for found in _MAIL_HEADER.findall(headers)}
    starts_as_mail = _MAIL_HEADER.match(headers) is not None
    if starts_as_mail and len(names) >= 3 and names & {b"from", b"received", b"return-path"}:
        return types.EML
    return promised if promised in {types.MARKDOWN, types.HTML} else types.PLAIN


def _other(words: str) -> WrongType:
    return WrongType(f"it is {words} and add that." if " Save " in words else f"it is {words}.")


def with_article(label: str) -> str:
    """ "a PDF", "an MP4 video": the plain name of a type in a sentence."""
    return f"{'an' if label[0] in 'AEIOUaeioH' or label.startswith('MP4') else 'a'} {label}"


def _all_endings() -> str:
    endings = [kind.extension for kind in types.ACCEPTED]
    return f"{', '.join(endings[:-1])} and {endings[-1]}"
