"""Tells what it was given (data, HTML, Markdown or plain text) and has it read."""

import json
import re

from standards.importing.api import import_record
from standards.importing.found import Imported, NotAStandard
from standards.importing.html_lines import lines_of_html
from standards.importing.lines import Line, lines_of_text
from standards.importing.markdown_lines import is_markdown, lines_of_markdown
from standards.importing.page import import_lines
from standards.importing.unwrapping import unwrapped

_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|main|div|table|section|article|h[1-6]|p|ul|ol)\b[^<>]*>", re.IGNORECASE
)
# No page comes near these; what does is no page, and would only keep a reader waiting.
LARGEST_PAGE = 5_000_000  # characters; a page has 100,000, saved as HTML up to 1 million
MOST_LINES = 12_000
LONGEST_LINE = 20_000
MOST_WORDS = 1_500_000  # characters of the lines together
# How files begin that people pick by mistake.
_NO_PAGES = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP, a Word file or a spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old Word file or spreadsheet",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a rich-text file",
}


def import_page(source: str | bytes) -> Imported:
    """Read one standard: its page (text, Markdown, HTML) or one record of the data API. Raises NotAStandard."""
    text = _text(source)
    if _looks_like_data(text) and (data := _data(text)) is not None:
        return import_record(data)
    return import_lines(*_lines(text))


def page_lines(source: str | bytes) -> list[tuple[int, str]]:
    """The words of a page, each line with the number that doubts name. Empty for data, whose doubts name none."""
    text = _text(source)
    if _looks_like_data(text) and _data(text) is not None:
        return []
    return [(line.number, line.text) for line in _lines(text)[0] if line.text]


def _text(source: str | bytes) -> str:
    text = decode(source) if isinstance(source, bytes) else source
    if len(text) > LARGEST_PAGE:
        raise NotAStandard(
            "This is too long for one page. Save the page alone, as text or HTML without its pictures."
        )
    if not text.strip("\ufeff \t\r\n"):
        raise NotAStandard("There is nothing to read: the file is empty.")
    return text.lstrip("\ufeff") if text[:1] == "\ufeff" else text


def _looks_like_data(text: str) -> bool:
    return text.lstrip()[:1] in {"{", "["}


def _lines(text: str) -> tuple[list[Line], str]:
    """(the page's lines, the words of its <title>). Raises NotAStandard for more than a page can have."""
    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE and "<" not in text:
        raise NotAStandard(
            "This has lines far longer than a page’s. Copy the page again, or save it as HTML."
        )
    title = ""
    if len(_HTML.findall(text)) >= 3:
        lines, title = lines_of_html(text)
    else:
        lines = unwrapped(lines_of_markdown(text) if is_markdown(text) else lines_of_text(text))
    lengths = [len(line.text) for line in lines]
    if len(lines) > MOST_LINES or max(lengths, default=0) > LONGEST_LINE or sum(lengths) > MOST_WORDS:
        raise NotAStandard(
            f"This is too long to be one page: it has {len(lines)} lines, where a page has about 1,500."
        )
    return lines, title


def _refuse_what_is_no_text(source: bytes) -> None:
    for beginning, name in _NO_PAGES.items():
        if source.startswith(beginning):
            raise NotAStandard(f"This is {name}, not a page. Copy the page’s text, or save the page as HTML.")
    if b"\0" in source[:4096]:
        raise NotAStandard("This is not text. Copy the page’s text, or save the page as HTML.")


def decode(source: bytes) -> str:
    """The text of a saved page: UTF-8, UTF-16 where it says so itself, else Windows-1252. Raises NotAStandard for what
    is no text at all."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return source.decode("utf-16", errors="replace")
    _refuse_what_is_no_text(source)
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp1252", errors="replace")


def _data(text: str) -> object | None:
    """What the JSON says, or None where it is not JSON: then it is read as a page, which some text in brackets is."""
    try:
        data: object = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        if re.match(r"\s*[\[{]\s*[\"{\[]", text):
            raise NotAStandard(
                "This begins like JSON, but is not: it may have been cut off. Download it again."
            ) from None
        return None
    return data
