"""What the lines of duties and KSBs look like, and what is kept of each."""

import re
from dataclasses import dataclass, field

from standards.importing.codes import CODE
from standards.importing.lines import Cell

DUTY = re.compile(
    r"(?:\d+[.)]\s+)?(?:core |option(?:al)? )?duty\s*(\d+)\b\s*(?:[:.)]|[–—-](?=\s))?\s*(.*)", re.IGNORECASE
)
SHORT_DUTY = re.compile(r"D(\d+)\b\s*(?:[:.)]|[–—-](?=\s))?\s*(.*)")
DEFINED = re.compile(
    rf"(?:\d+[.)]\s+)?({CODE})(?![A-Za-z0-9])\s*(?P<mark>[:.)]|[–—-](?=\s))?\s*(?P<words>.*)"
)
NUMBERED_DUTY = re.compile(r"(\d{1,2})[.)]\s+(.*)")
ROW_NUMBER = re.compile(r"(\d{1,3})[.)]?")
# "Core: K1, K2": what stands before a duty's codes.
LABEL = re.compile(rf"(?!{CODE})[A-Za-z][\w ,&'’()/-]{{1,60}}?\s*[:–-]\s*(?=[(\[]?[KSB]\d)")
# The heads of the columns of a table of duties, in one line or in several.
COLUMNS = re.compile(
    r"(?:(?:duty|duties|number|no|associated|related|mapped|linked|description|statement|ksbs?|knowledge|skills?|"
    r"behaviours?|criteria(?: for measuring performance)?)\s*)+"
)
# Words after which no statement ends.
GOES_ON = frozenset(
    ["a", "an", "the", "and", "or", "of", "to", "in", "for", "with", "by", "on", "from", "at", "as", "that"]
)
# How the rest of a statement begins, in a line of its own.
GOES_ON_WITH = re.compile(
    r"(?:For (?:example|instance)|Including|Such as|This includes|These include|E\.?g\.?)\b"
)
OPTION_HEAD = re.compile(r"(?:option(?:al)?|pathway)\b.*|.*\b(?:option|pathway)", re.IGNORECASE)


@dataclass
class DutyRead:
    number: int
    line: int
    text: str = ""
    codes: tuple[str, ...] = ()
    option: str = ""
    further_options: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options it is of; none where it is everybody's."""
        return (self.option, *self.further_options) if self.option else ()


@dataclass
class KsbRead:
    code: str
    line: int
    text: str = ""
    closed: bool = False
    option: str = ""
    cell: Cell | None = None
    gap: bool = False
    bullet: bool = False
    has_own_cell: bool = False  # its statement stands in a cell by itself, its code in another
    further_options: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options it is of; none where it is everybody's."""
        return (self.option, *self.further_options) if self.option else ()


@dataclass
class Occupation:
    duties: list[DutyRead] = field(default_factory=list)
    ksbs: dict[str, KsbRead] = field(default_factory=dict)
