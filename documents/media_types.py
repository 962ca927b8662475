"""What a file is, told from its content and never from its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaKind(StrEnum):
    DOCUMENT = "document"
    SLIDES = "slides"
    SPREADSHEET = "spreadsheet"
    MESSAGE = "message"
    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
PDF = "application/pdf"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
EML = "message/rfc822"
PNG = "image/png"
JPEG = "image/jpeg"
HEIC = "image/heic"
MP4 = "video/mp4"
MOV = "video/quicktime"
WEBM = "video/webm"
MKV = "video/x-matroska"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One kind of file that we take: its usual ending, its media type, its plain name, its family."""

    extension: str
    media_type: str
    label: str
    kind: MediaKind


ACCEPTED: tuple[Accepted, ...] = (
    Accepted(".docx", DOCX, "Word document", MediaKind.DOCUMENT),
    Accepted(".pdf", PDF, "PDF", MediaKind.DOCUMENT),
    Accepted(".pptx", PPTX, "PowerPoint slides", MediaKind.SLIDES),
    Accepted(".xlsx", XLSX, "Excel workbook", MediaKind.SPREADSHEET),
    Accepted(".odt", ODT, "OpenDocument text", MediaKind.DOCUMENT),
    Accepted(".odp", ODP, "OpenDocument slides", MediaKind.SLIDES),
    Accepted(".txt", PLAIN, "plain text", MediaKind.TEXT),
    Accepted(".md", MARKDOWN, "Markdown text", MediaKind.TEXT),
    Accepted(".html", HTML, "web page", MediaKind.TEXT),
    Accepted(".eml", EML, "e-mail message", MediaKind.MESSAGE),
    Accepted(".png", PNG, "PNG picture", MediaKind.IMAGE),
    Accepted(".jpg", JPEG, "JPEG picture", MediaKind.IMAGE),
    Accepted(".heic", HEIC, "HEIC photograph", MediaKind.IMAGE),
    Accepted(".mp4", MP4, "MP4 video", MediaKind.VIDEO),
    Accepted(".mov", MOV, "QuickTime video", MediaKind.VIDEO),
    Accepted(".webm", WEBM, "WebM video", MediaKind.VIDEO),
    Accepted(".mkv", MKV, "Matroska video", MediaKind.VIDEO),
)
_BY_TYPE = {accepted.media_type: accepted for accepted in ACCEPTED}
_BY_EXTENSION = {accepted.extension: accepted.media_type for accepted in ACCEPTED} | {
    ".jpeg": JPEG,
    ".heif": HEIC,
    ".htm": HTML,
    ".markdown": MARKDOWN,
    ".m4v": MP4,
    ".ppsx": PPTX,
}
# What a text file is cannot always be told from its content, so among these a name may decide.
TEXT_FAMILY = frozenset({PLAIN, MARKDOWN, HTML, EML})


def kind_of(media_type: str) -> MediaKind:
    """The family of an accepted media type."""
    return _BY_TYPE[media_type].kind


def find_accepted(media_type: str) -> Accepted | None:
    """What we know of a media type, if it is one that we take."""
    return _BY_TYPE.get(media_type)


def label_of(media_type: str) -> str:
    """The plain name of an accepted media type: "Word document"."""
    return _BY_TYPE[media_type].label


def type_named_by(extension: str) -> str | None:
    """The media type that a name's ending promises (".docx"), or None when it promises none of ours."""
    return _BY_EXTENSION.get(extension.lower())
