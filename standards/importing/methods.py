"""The methods of assessment: their names, their kinds, and which KSBs the mapping table gives to each."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from standards.importing.codes import CODE, is_codes, normal
from standards.importing.found import Notes
from standards.importing.lines import Line, key
from standards.importing.sections import Section, heading_kind, method_key
from standards.model import MethodKind, code_order

_NUMBERED = re.compile(r"(?:assessment )?method (\d)\s*[-–—:]\s*(.{4,120}?)\s*:?", re.IGNORECASE)
_ROW = re.compile(rf"({CODE})(?![A-Za-z0-9])\s*[:.–—-]?\s*(.*)")
_VERIFIED = re.compile(
    r"(?:to be )?(?:verified|confirmed) by (?:the |their )?(?:apprentice['’]s )?employer"
    r"|employer (?:verification|verified)",
    re.IGNORECASE,
)
_TICKS = {"✓", "✔", "x", "X", "✗", "Yes", "yes", "Y", "●", "√", "*"}


@dataclass
class MethodRead:
    name: str
    line: int
    id: str = ""
    kind: MethodKind = MethodKind.OTHER
    codes: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How a section of this method is called in a clause."""
        labels = {
            MethodKind.PROJECT_REPORT: "project",
            MethodKind.PORTFOLIO_DISCUSSION: "professional discussion",
        }
        return labels.get(self.kind, self.name[:1].lower() + self.name[1:])


def find_methods(lines: Sequence[Line]) -> list[MethodRead]:
    """The methods that the plan announces ("Assessment method 1 - …"), else those whose parts begin with "Overview"."""
    numbered: dict[str, MethodRead] = {}
    for line in lines:
        match = _NUMBERED.fullmatch(line.text)
        if match and not match[2].endswith("."):
            numbered.setdefault(match[1], MethodRead(match[2], line.number))
    methods = list(numbered.values()) or _before_overviews(lines)
    for method in methods:
        method.name = _as_headed(method.name, lines)
    return methods


def _before_overviews(lines: Sequence[Line]) -> list[MethodRead]:
    found: dict[str, MethodRead] = {}
    for line, after in itertools.pairwise(lines):
        if after.key == "overview" and not heading_kind(line) and len(line.text) < 120 and not line.bullet:
            found.setdefault(line.key, MethodRead(line.text.rstrip(": "), line.number))
    return list(found.values())


def _as_headed(name: str, lines: Sequence[Line]) -> str:
    """The name as it heads its part: the announcement writes it in small letters."""
    same = [line.text.rstrip(": ") for line in lines if line.key == key(name)]
    headed = next((text for text in same if text[:1].isupper()), "")
    return headed or name[:1].upper() + name[1:]


def name_kinds(methods: Sequence[MethodRead], sections: Sequence[Section], notes: Notes) -> None:
    """Give each method its kind and its id, by what its own part of the plan says."""
    used: Counter[str] = Counter()
    for method in methods:
        words = " ".join(line.text for line in lines_about(method, sections))
        method.kind = _kind(method.name, words)
        stem = {
            MethodKind.PROJECT_REPORT: "project",
            MethodKind.PORTFOLIO_DISCUSSION: "discussion",
        }.get(method.kind) or "_".join(key(method.name).split()[:4])
        used[stem] += 1
        method.id = stem if used[stem] == 1 else f"{stem}_{used[stem]}"
        _doubt_spelling(method, words, notes)


def lines_about(method: MethodRead, sections: Sequence[Section]) -> list[Line]:
    """The lines of the plan's own part about this method."""
    return [
        line
        for section in sections
        if section.kind == "method" and method_key(section.title) == key(method.name)
        for line in section.lines
    ]


def _kind(name: str, words: str) -> MethodKind:
    name, words = name.lower(), words.lower()
    if "portfolio" in name or re.search(r"underpinned by (?:a |the |their )?portfolio", words):
        return MethodKind.PORTFOLIO_DISCUSSION
    reported = "report" in name or re.search(r"\breport\b", words)
    if "project" in name and reported:
        return MethodKind.PROJECT_REPORT
    if (
        reported
        and re.search(r"\breport|\bwritten", name)
        and re.search(r"\d words|\bword (?:count|limit)\b", words)
    ):
        return MethodKind.PROJECT_REPORT
    return MethodKind.OTHER


def _doubt_spelling(method: MethodRead, words: str, notes: Notes) -> None:
    """A doubt where the method's own part spells its name nearly, but not quite, as its heading does."""
    first = " ".join(method.name.lower().split()[:2])
    pairs = Counter(re.findall(r"(?=\b([a-z-]+ [a-z-]+)\b)", words.lower()))
    for other, times in pairs.most_common(40):
        near = SequenceMatcher(None, first, other).ratio()
        if other != first and near >= 0.9 and times > pairs[first] and other.split()[1] == first.split()[-1]:
            why = (
                f"The plan also writes “{other}” for this method, more often than “{first}”. Which is meant?"
            )
            notes.doubt(method.line, method.name, why, method.name)
            return


@dataclass
class Mapping:
    """The KSB mapping table: each KSB's statement, and the methods that assess it."""

    statements: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    methods: dict[str, list[str]] = field(default_factory=dict)
    verified: list[str] = field(default_factory=list)  # codes that the employer verifies


def read_mapping(lines: Sequence[Line], methods: Sequence[MethodRead], notes: Notes) -> Mapping:
    """Read the mapping table, and give each method the codes of its rows. A KSB may belong to several methods."""
    found = Mapping()
    columns: dict[int, MethodRead] = {}
    code = ""
    for line in lines:
        named = _methods_named(line.text, methods)
        if line.cell and named and line.cell.row == 0:
            columns[line.cell.column] = named[0]
        elif not named and (match := _ROW.fullmatch(line.text)) and not (is_codes(line.text) and match[2]):
            code = normal(match[1])
            found.lines.setdefault(code, line.number)
            found.methods.setdefault(code, [])
            if match[2]:
                found.statements.setdefault(code, match[2])
        elif named and code:
            found.methods[code] += [one.name for one in named if one.name not in found.methods[code]]
        elif code and _VERIFIED.fullmatch(line.text):
            found.verified.append(code)
        elif code and line.text in _TICKS and line.cell and line.cell.column in columns:
            found.methods[code].append(columns[line.cell.column].name)
        elif code and line.text:
            _statement_or_doubt(line, code, found, methods, notes)
    for method in methods:
        method.codes = sorted(
            (c for c, names in found.methods.items() if method.name in names), key=code_order
        )
    return found


def _statement_or_doubt(
    line: Line, code: str, found: Mapping, methods: Sequence[MethodRead], notes: Notes
) -> None:
    if re.match(r"(?:knowledge|skills?|behaviours?)\b.*method", line.key) or line.key in _COLUMN_WORDS:
        return
    if code not in found.statements:
        found.statements[code] = line.text
    elif line.bullet or line.text[0].islower():
        found.statements[code] += f" • {line.text}" if line.bullet else f" {line.text}"
    elif near := _nearest(line.text, methods):
        found.methods[code].append(near.name)
        notes.doubt(
            line.number,
            line.text,
            f"This is not quite the name of a method. It is read as “{near.name}”.",
            near.name,
        )
    else:
        notes.doubt(
            line.number, line.text, f"This stands beside {code} in the mapping table, and is not read.", code
        )


_COLUMN_WORDS = {
    "knowledge",
    "skill",
    "skills",
    "behaviour",
    "behaviours",
    "assessment methods",
    "assessment method",
}


def _methods_named(text: str, methods: Sequence[MethodRead]) -> list[MethodRead]:
    """The methods that this line names, if it names nothing else: one, or several with commas or bars between."""
    found = method_key(text)
    whole = [method for method in methods if key(method.name) == found]
    if whole:
        return whole
    named = []
    for method in sorted(methods, key=lambda one: -len(one.name)):
        if key(method.name) in found:
            found = found.replace(key(method.name), " ")
            named.append(method)
    rest = re.sub(r"\b(?:and|assessment|method|\d)\b", " ", found)
    return sorted(named, key=methods.index) if named and not rest.split() else []


def _nearest(text: str, methods: Sequence[MethodRead]) -> MethodRead | None:
    near = [(SequenceMatcher(None, key(text), key(method.name)).ratio(), method) for method in methods]
    best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= 0.8 else None
