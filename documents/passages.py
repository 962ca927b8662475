"""What reading a file gives: passages of text, each with the place where a person finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any


class PassageKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    TABLE_CELL = "table_cell"
    CODE = "code"
    CAPTION = "caption"
    NOTE = "note"  # footnotes, endnotes, speaker notes, the headers of a message
    MARGIN = "margin"  # page headers and footers: read, but no part of the body


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text and its place.

    `locator` is the place as it would be printed: 'page 3, paragraph 2', 'heading "Before the run",
    paragraph 2', 'slide 4', 'sheet "Costs", cell B7'. `sheet` names the worksheet, if any. `group` counts
    from 1 the part in which a viewer shows the passage: the page of a PDF, the slide, the worksheet, else 1.
    Unpacks as `text, locator`.
    """

    text: str
    locator: str
    kind: PassageKind = PassageKind.PARAGRAPH
    sheet: str | None = None
    group: int = 1

    def __iter__(self) -> Iterator[str]:
        return iter((self.text, self.locator))

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "locator": self.locator,
            "kind": self.kind.value,
            "sheet": self.sheet,
            "group": self.group,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Passage:
        return cls(
            text=values["text"],
            locator=values["locator"],
            kind=PassageKind(values["kind"]),
            sheet=values["sheet"],
            group=values["group"],
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text.

    `pages` counts pages, slides or worksheets where the file itself has them, else None. `notes` are plain
    sentences for its owner about what was found or could not be read ("Page 4 has no text (a scan?).").
    """

    media_type: str
    passages: tuple[Passage, ...] = ()
    pages: int | None = None
    notes: tuple[str, ...] = ()
    title: str | None = None

    @property
    def text(self) -> str:
        """Everything that was read, a line between passages."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def countable_text(self) -> str:
        """What a word count is taken over: everything but page headers and footers, as Word does."""
        return "\n".join(passage.text for passage in self.passages if passage.kind is not PassageKind.MARGIN)

    def to_dict(self) -> dict[str, Any]:
        return {
            "media_type": self.media_type,
            "title": self.title,
            "pages": self.pages,
            "notes": list(self.notes),
            "passages": [passage.to_dict() for passage in self.passages],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Document:
        return cls(
            media_type=values["media_type"],
            title=values["title"],
            pages=values["pages"],
            notes=tuple(values["notes"]),
            passages=tuple(Passage.from_dict(passage) for passage in values["passages"]),
        )


# A heading may itself hold quotation marks, so the closing one is the last before a comma or the end.
_SHORT_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r'^sheet ".*", cell (\S+)$'), r"\1"),
    (re.compile(r'^sheet ".*", row (\d+)$'), r"row \1"),
    (re.compile(r"^page (\d+)\b.*$"), r"p. \1"),
    (re.compile(r'^heading "(.*?)"((?: \(\d+\))?)(?:, (?:paragraph|table|text box) .*)?$'), r"§ \1\2"),
    (re.compile(r"^slide (\d+)\b.*$"), r"slide \1"),
    (re.compile(r"^message\b.*$"), "message"),
    (re.compile(r"^paragraph (\d+)$"), r"¶ \1"),
    (re.compile(r"^(?:at |from )?(\d+(?::\d\d){1,2})\b.*$"), r"\1"),
    (re.compile(r"^(table \d+|text box \d+),.*$"), r"\1"),
)


@lru_cache(maxsize=4096)
def short_locator(locator: str) -> str:
    """The locator for a narrow cell: 'p. 3', '§ Before the run', 'slide 4', 'B7', '¶ 4', '1:05'."""
    for pattern, short in _SHORT_FORMS:
        if pattern.match(locator):
            return pattern.sub(short, locator)
    return locator


# Controls that no reader shows: all of C0 and C1 but tab and line end, and the two that XML and PDF misuse.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029\v\f]")


def clean(text: str) -> str:
    """The text without control characters, its line ends as `\\n`, nothing blank at either end."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).encode("utf-8", "replace").decode("utf-8").strip()


def capped(
    passages: Iterable[Passage], notes: list[str], *, characters: int = 8_000_000
) -> tuple[Passage, ...]:
    """The passages as a tuple, up to so many characters of text; says so in `notes` where it stopped."""
    kept: list[Passage] = []
    total = 0
    for passage in passages:
        total += len(passage.text)
        if total > characters:
            notes.append(f"It is very long, so we read it only up to {passage.locator}.")
            break
        kept.append(passage)
    return tuple(kept)
