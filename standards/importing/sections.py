"""The sections of a page: which heading each line stands under, contents lists and repeated banners left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from standards.importing.lines import Line, key

# Headings of the published pages, old and new, each under the name that the readers here use.
HEADINGS = {
    "key information": "key",
    "occupation summary": "summary",
    "occupational profile": "summary",
    "apprenticeship summary": "apprenticeship summary",
    "occupation duties": "duties",
    "occupational duties": "duties",
    "duties": "duties",
    "qualifications": "qualifications",
    "end point assessment plan": "plan",
    "apprenticeship assessment plan": "plan",
    "assessment plan": "plan",
    "introduction and overview": "introduction",
    "introduction": "introduction",
    "epa summary table": "summary table",
    "epa summary": "summary table",
    "assessment summary table": "summary table",
    "assessment summary": "summary table",
    "summary of assessment": "summary table",
    "duration of end point assessment period": "duration",
    "duration of the epa period": "duration",
    "duration of epa period": "duration",
    "duration of assessment period": "duration",
    "epa gateway": "gateway",
    "gateway": "gateway",
    "assessment gateway": "gateway",
    "gateway to completion": "gateway",
    "gateway requirements": "gateway",
    "order of assessment methods": "order",
    "grading": "grading",
    "grading descriptors": "grading",
    "overall epa grading": "overall",
    "overall grading": "overall",
    "overall assessment grading": "overall",
    "re sits and re takes": "resits",
    "resits and retakes": "resits",
    "re sits and retakes": "resits",
    "roles and responsibilities": "roles",
    "reasonable adjustments": "reasonable adjustments",
    "special considerations": "special considerations",
    "internal quality assurance": "quality",
    "internal quality assurance iqa": "quality",
    "value for money": "value",
    "affordability": "value",
    "professional recognition": "recognition",
    "professional body recognition": "recognition",
    "entry requirements": "entry",
    "ksb mapping table": "mapping",
    "mapping of knowledge skills and behaviours": "mapping",
    "mapping of knowledge skills and behaviours ksbs": "mapping",
    "mapping of ksbs": "mapping",
    "ksb mapping": "mapping",
    "mapping of ksbs to grade themes": "theme mapping",
    "mapping of ksbs to grading themes": "theme mapping",
    "ksbs mapped to grade themes": "theme mapping",
    "version log": "log",
    "version history": "log",
}
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[a-z][.)])\s+(?=[A-Z])")
_OPTION_DUTIES = re.compile(
    r"(?:the )?(?P<name>core|options?|optional|pathway|[\w&/,’'() -]{3,70}?)(?: (?:occupation(?:al)?|option|pathway))?"
    r" dut(?:y|ies)(?: ?\(.*\))?",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"(?P<name>.*?)\b(?P<kind>knowledge|skills?|behaviours?|knowledges)(?: (?:statements|ksbs))?",
    re.IGNORECASE,
)
_WHOLE_PAGE = {"plan", "key", "summary"}
# A method's name heads its own part of the plan only from within these; elsewhere it is a row or a line of a list.
_BEFORE_A_METHOD = {"order", "gateway", "duration", "introduction", "summary table", "plan", "method"}


@dataclass(frozen=True)
class Section:
    """A part of the page: the kind of its heading, the heading as the page writes it, its lines.
    `kind` is "method" for the part about one method, and "" before the first heading."""

    kind: str
    title: str
    line: Line | None
    lines: tuple[Line, ...]


def heading_kind(line: Line) -> str | None:
    """What this line heads, or None where it heads nothing that we know."""
    if line.bullet or len(line.text) > 90:
        return None
    return HEADINGS.get(key(_NUMBERED.sub("", line.text)))


def ksb_heading(line: Line) -> str | None:
    """ "ksbs", "K", "S" or "B" for a line that heads the KSBs or one kind of them."""
    found = key(re.sub(r"\(.*?\)", "", line.text))
    if line.bullet or len(line.text) > 90 or line.text[:1].islower() or line.text.endswith((".", ";", ",")):
        return None
    if found in {"ksbs", "knowledge skills and behaviours", "ksb", "knowledge skills behaviours"}:
        return "ksbs"
    match = _KINDS.fullmatch(found)
    if match and (line.heading or len(found.split()) <= 5):
        return match["kind"][0].upper()
    return None


def option_of_duties(line: Line) -> str | None:
    """ "" for "Core duties", the option's name for "Welder duties", None for a line that heads no duties."""
    if line.bullet or len(line.text) > 90 or re.match(r"Dut(?:y|ies)\s+(?:\d|KSB)", line.text, re.IGNORECASE):
        return None
    text = re.sub(
        r"^duties (?:for|of) (?:the )?(.+)$",
        r"\1 duties",
        line.text.rstrip(" :").strip(),
        flags=re.IGNORECASE,
    )
    match = _OPTION_DUTIES.fullmatch(text)
    if not match:
        return None
    name = option_name(match["name"])
    generic = {
        "",
        "core",
        "occupation",
        "occupational",
        "option",
        "options",
        "optional",
        "typical",
        "regular",
    }
    return "" if name.lower() in generic else name


def option_name(text: str) -> str:
    """ "Welder" for "Option 1: Welder" and "Welder pathway"."""
    bare = re.sub(r"^(?:option(?:al)?|pathway)\b[\s\d]*[:–-]?\s*", "", text.strip(" :"), flags=re.IGNORECASE)
    return re.sub(r"\s+(?:option|pathway)$", "", bare, flags=re.IGNORECASE).strip()


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without contents lists: runs of headings each of which heads something further down."""
    places: dict[str, int] = {}
    for place, line in enumerate(lines):
        places[line.key] = place  # the last place wins
    listed = [places[line.key] > place for place, line in enumerate(lines)]
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and listed[end]:
            end += 1
        run = lines[place:end]
        if len({heading_kind(_unbulleted(line)) for line in run} - {None}) >= 4:
            place = end
            if kept and kept[-1].key == "contents":
                kept.pop()
            continue
        kept += lines[place : max(end, place + 1)]
        place = max(end, place + 1)
    return [line for line in kept if line.key != "contents"]


def _unbulleted(line: Line) -> Line:
    return Line(line.number, line.text)


def split(lines: Sequence[Line], methods: Iterable[str] = ()) -> list[Section]:
    """The page in its sections. `methods` are the names of its methods, in any case."""
    named = {key(name) for name in methods}
    found: list[Section] = []
    kind, title, head = "", "", None
    held: list[Line] = []
    for line, next_line in _pairs(lines):
        new = heading_kind(line)
        if new is None and _heads_method(line, next_line, named, kind):
            new = "method"
        if new and not _is_row_word(line, kind, new):
            found.append(Section(kind, title, head, tuple(held)))
            kind, title, head, held = new, line.text.rstrip(": "), line, []
        else:
            held.append(line)
    found.append(Section(kind, title, head, tuple(held)))
    return [section for section in found if section.lines or section.line]


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    for place, line in enumerate(lines):
        yield line, lines[place + 1] if place + 1 < len(lines) else None


def _heads_method(line: Line, after: Line | None, named: set[str], kind: str) -> bool:
    name = method_key(line.text)
    if line.bullet or name not in named or kind not in _BEFORE_A_METHOD:
        return False
    if kind in {"order", "gateway", "duration", "method"}:
        return (
            line.heading > 0 or not line.text.endswith(":") or (after is not None and after.key == "overview")
        )
    return after is not None and after.key == "overview"


def method_key(text: str) -> str:
    """The key of a method's name, "Assessment method 1:" before it left out."""
    return key(
        re.sub(r"^(?:.*\b)?(?:assessment )?method \d+\s*[:–-]?\s*", "", text.strip(), flags=re.IGNORECASE)
    )


def _is_row_word(line: Line, kind: str, new: str) -> bool:
    """A heading's word that is a cell of a table: "Grading" of "Overall Grading", "Duties" over a column."""
    return (
        line.cell is not None
        and not line.heading
        and new in {"grading", "duties", "gateway", "introduction", "value"}
    )
