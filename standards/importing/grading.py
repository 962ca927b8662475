"""The grading tables: themes, their KSBs, the pass and distinction descriptors, and what a distinction asks for.

In HTML and Markdown a descriptor's column says which grade it is of. Text that was copied from a page has no columns:
there the pass descriptors are the shortest run that covers the theme's KSBs, as the plans write them, and a doubt is
raised wherever that does not come out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from standards.importing.codes import codes_in, is_codes, split_tail
from standards.importing.found import Notes
from standards.importing.grade_rules import DEMONSTRATE, MIDDLE, read_rule
from standards.importing.lines import Line, key
from standards.importing.methods import MethodRead
from standards.importing.sections import method_key
from standards.model import Descriptor, DistinctionRule, Theme, code_order

_EMPTY = {"none", "n a", "na", "not applicable", "nil", "no distinction descriptors", "no distinction"}
_HEAD_WORDS = {
    "theme",
    "themes",
    "ksbs",
    "theme ksbs",
    "pass",
    "distinction",
    "merit",
    "credit",
    "fail",
    "grade",
    "name",
}
_CORE_OR_OPTION = re.compile(
    r"(?:core|option(?:al|s)?)\b.{0,40}grading descriptors?|grading descriptors?", re.IGNORECASE
)


@dataclass
class Row:
    """A theme as it was read: its name and codes, its paragraphs in order, those that a column puts apart."""

    name: str
    line: int
    codes: tuple[str, ...] = ()
    paragraphs: list[Line] = field(default_factory=list)


@dataclass
class Grading:
    themes: tuple[Theme, ...]
    rule: DistinctionRule | None = None
    merit_rule: DistinctionRule | None = None


def gradings(lines: Sequence[Line], methods: Sequence[MethodRead], notes: Notes) -> dict[str, Grading]:
    """{method's name: its grading} from the section "Grading". Lines before the first method's name are left out."""
    parts: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    named = {key(method.name): method.name for method in methods}
    for line in lines:
        name = named.get(method_key(line.text))
        if name and not line.bullet and not line.text.endswith("."):
            current = parts.setdefault(name, [])
        elif current is not None:
            current.append(line)
    return {name: _grading(part, name, notes) for name, part in parts.items()}


def _grading(lines: Sequence[Line], method: str, notes: Notes) -> Grading:
    columns = _grade_columns(lines)
    has_merits = any(_is_head(line) and set(line.key.split()) & MIDDLE for line in lines)
    rows = list(_rows([line for line in lines if not _is_head(line)], columns))
    themes = tuple(_theme(row, columns, has_merits, notes) for row in rows if row.codes or row.paragraphs)
    merits = sum(len(theme.merit_descriptors) for theme in themes)
    distinctions = sum(len(theme.distinction_descriptors) for theme in themes)
    return Grading(
        themes,
        read_rule("distinction", ("distinction",), distinctions, lines, method, notes),
        read_rule("merit", MIDDLE, merits, lines, method, notes),
    )


def _grade_columns(lines: Sequence[Line]) -> dict[int, str]:
    """{column: "pass", "merit" or "distinction"} where the lines stand in a table whose head says so."""
    columns: dict[int, str] = {}
    for line in lines:
        first = line.key.split(" ")[0]
        if line.cell and line.cell.row <= 1 and first in {"pass", "distinction", "fail", *MIDDLE}:
            columns.setdefault(line.cell.column, "merit" if first in MIDDLE else first)
    return columns if "pass" in columns.values() else {}


def _is_head(line: Line) -> bool:
    return (
        line.key in _HEAD_WORDS
        or re.fullmatch(r"theme ksbs? .*pass.*", line.key) is not None
        or (DEMONSTRATE.search(line.text) is not None and not split_tail(line.text)[1])
    )


def _rows(lines: Sequence[Line], columns: dict[int, str]) -> Iterator[Row]:
    """The themes. A theme is a name above (or beside) its codes; what follows is its own until the next. A name
    and codes in one line begin one only in a table that has no codes in lines of their own: else it is a descriptor."""
    row: Row | None = None
    place = 0
    inline_too = bool(columns) or not any(is_codes(line.text) for line in lines)
    while place < len(lines):
        end = place + 1
        while end < len(lines) and is_codes(lines[end].text) and _beside(lines[place], lines[end], columns):
            end += 1
        name, inline = _name_and_codes(lines[place])
        begins = bool(name) and (end > place + 1 or (inline_too and bool(inline)))
        if begins and not _is_graded(lines[place], columns):
            if row:
                yield row
            codes = inline + tuple(code for line in lines[place + 1 : end] for code in codes_in(line.text))
            row = Row(name, lines[place].number, tuple(sorted(dict.fromkeys(codes), key=code_order)))
            place = end
            continue
        if row is not None and lines[place].text and not _CORE_OR_OPTION.fullmatch(lines[place].text):
            row.paragraphs.append(lines[place])
        place += 1
    if row:
        yield row


def _is_graded(line: Line, columns: dict[int, str]) -> bool:
    """Whether the line stands in the column of a grade, where no theme begins."""
    return line.cell is not None and line.cell.column in columns


def _beside(name: Line, codes: Line, columns: dict[int, str]) -> bool:
    """Whether these codes are in the name's own row of the table. Outside tables they simply follow it."""
    if not (columns and name.cell and codes.cell):
        return True
    same_row = (name.cell.table, name.cell.row) == (codes.cell.table, codes.cell.row)
    return same_row and codes.cell.column not in columns


def _name_and_codes(line: Line) -> tuple[str, tuple[str, ...]]:
    """A theme's name, with the codes that stand in the same line: "Plan K3 S2 S3", "Plan (K3, S2)", "Plan: K3"."""
    if is_codes(line.text) or line.key in _EMPTY or line.bullet:
        return "", ()
    words, codes = split_tail(line.text)
    short = len(words.split()) <= 12 and not re.search(r"[.;]$", words)
    if not short or re.match(r"[A-Z][a-z]+s (?:the|how|their|and|a|an|in|to|with|own)\b", words):
        return "", ()  # a descriptor
    return words.strip(" :–-"), codes


def _theme(row: Row, columns: dict[int, str], has_merits: bool, notes: Notes) -> Theme:
    if columns and any(line.cell for line in row.paragraphs):
        graded: dict[str, list[Line]] = {"pass": [], "distinction": [], "merit": []}
        for line in row.paragraphs:
            grade = columns.get(line.cell.column, "") if line.cell else ""
            if grade in graded:
                graded[grade].append(line)
        kept = [[one for one, _ in _descriptors(some, notes) if one] for some in graded.values()]
    else:
        kept = [*_shared_out(row, _descriptors(row.paragraphs, notes), notes), []]
        if has_merits and kept[1]:
            kept[2], kept[1] = _middle_and_high(row, kept[1], notes)
    codes = row.codes or tuple(sorted({c for found in kept[0] for c in found.ksbs}, key=code_order))
    return Theme(row.name, codes, *map(tuple, kept))


def _middle_and_high(
    row: Row, above_pass: Sequence[Descriptor], notes: Notes
) -> tuple[list[Descriptor], list[Descriptor]]:
    """The merits and the distinctions of a theme whose columns are lost: the merits end where a KSB comes again."""
    seen: set[str] = set()
    place = 0
    for descriptor in above_pass:
        if seen & set(descriptor.ksbs):
            break
        seen |= set(descriptor.ksbs)
        place += 1
    why = f"Copied text has no columns. Where the merits of “{row.name}” end and its distinctions begin is our guess."
    notes.doubt(row.line, row.name, why, row.name)
    return list(above_pass[:place]), list(above_pass[place:])


def _descriptors(lines: Sequence[Line], notes: Notes) -> list[tuple[Descriptor | None, Line]]:
    """Each descriptor with its first line; None for a cell that says that there is none. A paragraph without codes is
    the beginning of the next, which has them."""
    found: list[tuple[Descriptor | None, Line]] = []
    held, first = "", None
    for line in lines:
        if line.key in _EMPTY and not held:
            found.append((None, line))
            continue
        first = first or line
        if is_codes(line.text):
            words, codes = held, codes_in(line.text)
        else:
            words, codes = split_tail(line.text)
            words = f"{held} • {words}" if held and line.bullet else f"{held} {words}".strip()
        if codes:
            found.append((Descriptor(words, codes), first))
            held, first = "", None
        else:
            held = words
    if held and first:
        notes.doubt(first.number, held, "This descriptor names no KSB.")
        found.append((Descriptor(held, ()), first))
    return found


def _shared_out(
    row: Row, found: Sequence[tuple[Descriptor | None, Line]], notes: Notes
) -> tuple[list[Descriptor], list[Descriptor]]:
    """The passes and the distinctions of a theme whose columns are lost."""
    found = [
        pair for n, pair in enumerate(found) if n == 0 or pair[0] is not None or found[n - 1][0] is not None
    ]
    covered: set[str] = set()
    passes: list[Descriptor] = []
    place = 0
    while place < len(found) and not (set(row.codes) <= covered and passes):
        descriptor, line = found[place]
        if descriptor is None and passes:
            break
        if passes and line.pause and covered and _repeats(found[place:], covered):
            break
        if descriptor is not None:
            passes.append(descriptor)
            covered |= set(descriptor.ksbs)
        place += 1
    distinctions = [descriptor for descriptor, _ in found[place:] if descriptor is not None]
    if uncovered := [code for code in row.codes if code not in covered]:
        why = f"No pass descriptor of “{row.name}” names {', '.join(uncovered)}. Where its passes end is our guess."
        notes.doubt(row.line, row.name, why, row.name)
    _doubt_late_pass(row, found, place, covered, notes)
    return passes, distinctions


def _repeats(rest: Sequence[tuple[Descriptor | None, Line]], covered: set[str]) -> bool:
    """Whether everything from here on is about KSBs that the passes have had."""
    codes = {code for descriptor, _ in rest if descriptor for code in descriptor.ksbs}
    return codes <= covered


def _doubt_late_pass(
    row: Row, found: Sequence[tuple[Descriptor | None, Line]], place: int, covered: set[str], notes: Notes
) -> None:
    """A doubt where the page pauses later than the passes end: the passes may go on."""
    later = [line for descriptor, line in found[place + 1 :] if descriptor is not None and line.pause]
    if later and set(row.codes) <= covered and not found[place][1].pause:
        why = f"The passes of “{row.name}” may go on to here: the page has an empty cell’s space before it."
        notes.doubt(later[0].number, later[0].text, why, row.name)


def theme_rows(lines: Sequence[Line], methods: Sequence[MethodRead]) -> dict[str, dict[str, tuple[str, ...]]]:
    """{method: {theme: codes}} from "Mapping of KSBs to grade themes"."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    named = {key(method.name): method.name for method in methods}
    current: dict[str, tuple[str, ...]] | None = None
    held: list[Line] = []
    for line in [*lines, Line(0, "")]:
        name = named.get(method_key(line.text)) if line.text else None
        if (name or not line.text) and current is not None and held:
            for row in _rows([one for one in held if _may_name(one)], {}):
                current[row.name] = row.codes
            held = []
        if name:
            current = found.setdefault(name, {})
        elif current is not None and line.text:
            held.append(line)
    return found


def _may_name(line: Line) -> bool:
    """Not a statement with its code behind it, "None", or the head of the table."""
    words, codes = split_tail(line.text)
    statement = bool(codes) and bool(words) and line.text.rstrip().endswith(")")
    return not statement and line.key not in _EMPTY and not line.key.startswith("ksbs grouped")
