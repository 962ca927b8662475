"""The plan's prose as passages: a paragraph with the list under it, the section it stands in, and its sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from standards.importing.lines import Line, key
from standards.importing.methods import MethodRead
from standards.importing.sections import Section, method_key
from standards.model import MethodKind

# Parts of a section that the plans head in the same words.
_PARTS = {
    "overview", "rationale", "delivery", "assessment decision", "assessment location", "project requirements",
    "question and resource development", "portfolio of evidence requirements", "english and maths",
    "english and mathematics",
}  # fmt: skip
_PART = re.compile(r"component \d+\b.*", re.IGNORECASE)
_WORDS_WITH_CAPITALS = {"english", "british", "sign", "language", "welsh"}


@dataclass(frozen=True)
class Passage:
    """`parts` are the names by which plan_words.json asks for it; `section` is how a clause says where it stands;
    `points` are the items of the list under it, each with its line; `method` is the name of the method it is about."""

    text: str
    section: str
    parts: frozenset[str]
    points: tuple[tuple[int, str], ...] = ()
    method: str = ""


def passages(sections: Iterable[Section], methods: Sequence[MethodRead]) -> list[Passage]:
    """Every passage of the plan, in the page's order."""
    return [passage for section in sections for passage in _of_section(section, methods)]


def _of_section(section: Section, methods: Sequence[MethodRead]) -> Iterator[Passage]:
    method = next(
        (one for one in methods if section.kind == "method" and key(one.name) == method_key(section.title)),
        None,
    )
    part, held = "", []  # type: str, list[Line]
    current = method
    for line in section.lines:
        new_part = _part(line)
        in_grading = section.kind == "grading" and _named(line, methods)
        if new_part is not None or in_grading or (held and not line.bullet):
            yield from _passage(held, section, part, current)
            held = []
        if in_grading:
            current = in_grading
        elif new_part is not None:
            part = new_part
        else:
            held.append(line)
    yield from _passage(held, section, part, current)


def _named(line: Line, methods: Sequence[MethodRead]) -> MethodRead | None:
    return next((one for one in methods if key(one.name) == method_key(line.text)), None)


def _part(line: Line) -> str | None:
    text = line.text.rstrip(": ")
    if not line.bullet and len(text) < 90 and (key(text) in _PARTS or _PART.fullmatch(text)):
        return text
    return None


def _passage(
    held: Sequence[Line], section: Section, part: str, method: MethodRead | None
) -> Iterator[Passage]:
    if not held:
        return
    text = " ".join(f"• {line.text}" if line.bullet else line.text for line in held)
    name = _section_name(section, part, method)
    points = tuple((line.number, line.text) for line in held if line.bullet)
    yield Passage(text, name, _part_names(section, part, method), points, method.name if method else "")


def _section_name(section: Section, part: str, method: MethodRead | None) -> str:
    if key(part) == "portfolio of evidence requirements":
        return _small(part)
    head = method.label if method and section.kind == "method" else _small(section.title)
    if section.kind == "grading" and method:
        return f"grading, {method.label}"
    return f"{head}, {_small(part)}" if part else head


def _small(text: str) -> str:
    """In small letters but for initials and names: "EPA gateway", "re-sits and re-takes"."""
    words = text.split()
    return " ".join(
        word if (word.isupper() and len(word) > 1) or word.lower() in _WORDS_WITH_CAPITALS else word.lower()
        for word in words
    )


def _part_names(section: Section, part: str, method: MethodRead | None) -> frozenset[str]:
    kinds = {MethodKind.PROJECT_REPORT: "project", MethodKind.PORTFOLIO_DISCUSSION: "discussion"}
    own = kinds.get(method.kind, "other") if method else ""
    if section.kind == "method":
        names = {own}
    elif section.kind == "grading":
        names = {f"grading, {own}"}
    else:
        names = {section.kind}
    if key(part) == "portfolio of evidence requirements":
        names.add("portfolio")
    return frozenset(names)


def sentence_around(text: str, start: int, end: int) -> str:
    """The whole sentences, or items of a list, that text[start:end] lies in."""
    before = [
        match.end() for match in re.finditer(r"(?<=[.!?])\s+(?=[A-Z•])|•\s+", text) if match.end() <= start
    ]
    after = re.search(r"(?<=[.!?])(?=\s+[A-Z•]|\s*$)|\s+•|$", text[max(end - 1, 0) :])
    stop = max(end - 1, 0) + (after.start() if after else 0)
    return text[before[-1] if before else 0 : stop].strip()
