"""A saved page, HTML, as lines: a line for each block of words, with its place where it stands in a table."""

import re
from html.parser import HTMLParser

from standards.importing.lines import Cell, Line, clean, line_of

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend",
    "button", "li", "main", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What a reader of the page never sees, or sees on every page of the site.
UNSEEN = {"script", "style", "noscript", "template", "svg", "iframe", "nav"}
# What an opened and saved page has on the button of each of its parts.
_TOGGLE = re.compile(r"\s*,?\s*(?:Show|Hide)(?: this section)?$")
_ENDS_IN_CODE = re.compile(r"(?:(?:^|[^A-Za-z0-9])[KSB]\d{1,3}|\bDuty \d{1,3})$")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title = ""
        self._words: list[str] = []
        self._number = 1
        self._unseen: list[str] = []
        self._bullet = self._in_title = self._in_button = self._pause = False
        self._heading = 0
        self._tables: list[list[int]] = []  # of the tables around us: [which, row, column]
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._flush()
            self._unseen.append(tag)
        if tag not in BLOCKS:
            return
        self._flush()
        self._bullet = tag == "li" or (self._bullet and tag in {"p", "div"})
        if tag in HEADINGS:
            self._heading = int(tag[1])
        self._in_button = tag == "button"
        self._in_title = tag == "title"
        if tag == "table":
            self._count += 1
            self._tables.append([self._count, -1, -1])
        elif tag == "tr" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, -1]
        elif tag in {"td", "th"} and self._tables:
            self._tables[-1][2] += 1

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        if tag not in BLOCKS:
            return
        self._flush()
        if tag == "table" and self._tables:
            self._tables.pop()
        if tag in HEADINGS:
            self._heading = 0
        if tag in {"li", "ul", "ol"}:
            self._bullet = False
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._words:
            self._number = self.getpos()[0]
        elif data[:1].isalpha() and _ENDS_IN_CODE.search(self._words[-1]):
            data = f" {data}"  # only their looks part a code and the words beside it
        self._words.append(data)

    def _flush(self) -> None:
        raw, self._words = "".join(self._words), []
        if not clean(raw):
            self._pause = self._pause or "\u00a0" in raw
            return
        if self._in_title:
            self.title = clean(raw)
            return
        place = self._tables[-1] if self._tables else None
        cell = Cell(*place) if place and place[2] >= 0 else None
        raw = _TOGGLE.sub("", clean(raw)) if self._in_button else raw
        line = line_of(self._number, raw, heading=self._heading)
        self.lines.append(
            Line(
                line.number,
                line.text,
                bullet=self._bullet or line.bullet,
                heading=line.heading,
                gap=True,
                pause=self._pause,
                back=line.back,
                cell=cell,
            )
        )
        self._pause = False

    def close(self) -> None:
        super().close()
        self._flush()


def lines_of_html(text: str) -> tuple[list[Line], str]:
    """The lines of a saved page and the words of its <title>. Broken HTML is read as far as it goes."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # html.parser gives up so on a few malformed declarations
        reader.close()
    return reader.lines, reader.title


def plain(text: str) -> str:
    """The words of a piece of HTML in a row, such as the data API has inside its statements."""
    if "<" not in text and "&" not in text:
        return clean(text)
    lines, _ = lines_of_html(text)
    return " ".join(f"• {line.text}" if line.bullet else line.text for line in lines)
