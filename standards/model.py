"""A standard and its assessment plan as values, in the shape of the standard file.

`Method.limits` is flat: one method never uses one name for two things. For a project, `minutes` is the presentation's
and `question_minutes` the questions'; for a discussion, `minutes` is the whole of it. None means that the plan does
not say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple


class StandardError(Exception):
    """Something about a standard cannot be used. The message is one clear line."""


class UnknownKsb(StandardError, KeyError):
    """The standard has no KSB with this code."""

    def __str__(self) -> str:
        return str(self.args[0])


class MethodKind(StrEnum):
    PROJECT_REPORT = "project_report"
    PORTFOLIO_DISCUSSION = "portfolio_discussion"
    OTHER = "other"


class Force(StrEnum):
    """How strongly the plan says something."""

    MUST = "must"
    SHOULD = "should"
    TYPICAL = "typical"
    FACT = "fact"


class WordsMean(StrEnum):
    """What a plan means by its number of words where it gives no tolerance. Not said counts as "about"."""

    ABOUT = "about"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class KsbKind(StrEnum):
    KNOWLEDGE = "K"
    SKILL = "S"
    BEHAVIOUR = "B"

    @property
    def plural(self) -> str:
        return {"K": "Knowledge", "S": "Skills", "B": "Behaviours"}[self.value]


# The id of the method that stands for all KSBs where a plan names no portfolio.
EVERY_KSB = "every_ksb"

_CODE = re.compile(r"([KSB])0*([1-9]\d*)")


def is_code(code: str) -> bool:
    """Whether this is how a KSB is called: K, S or B and a number."""
    return _CODE.fullmatch(code) is not None


def _size(digits: str) -> tuple[int, str]:
    """Sorts whole numbers of any length by their size; Python refuses to read those of more than 4,300 digits."""
    written = digits.lstrip("0")
    return len(written), written


def code_order(code: str) -> tuple[int, tuple[int, str]]:
    """Sorts K2 before K10, and knowledge before skills before behaviours."""
    match = _CODE.fullmatch(code)
    return ("KSB".index(match[1]), _size(match[2])) if match else (3, _size(""))


def version_order(version: str) -> tuple[list[tuple[int, str]], str]:
    """Sorts version 1.9 before 1.10, the newest last. Takes any text: what was published before had no limit."""
    return [_size(number) for number in re.findall(r"\d+", version)], version


@dataclass(frozen=True)
class Option:
    id: str
    name: str


@dataclass(frozen=True)
class Ksb:
    code: str
    text: str
    options: tuple[str, ...] = ()

    @property
    def kind(self) -> KsbKind:
        return KsbKind(self.code[0])


@dataclass(frozen=True)
class Duty:
    number: int
    text: str
    core: bool = True
    options: tuple[str, ...] = ()
    ksbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Descriptor:
    """What a grade asks for, verbatim, and the KSBs it is about. `pass` is a word of Python's, hence the name."""

    text: str
    ksbs: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """How this plan calls what every plan has: the assessment, its gateway, its three grades."""

    assessment: str = "end-point assessment"
    gateway: str = "gateway"
    lowest: str = "pass"
    middle: str = "merit"
    highest: str = "distinction"


@dataclass(frozen=True)
class Theme:
    name: str
    ksbs: tuple[str, ...]
    pass_descriptors: tuple[Descriptor, ...] = ()
    distinction_descriptors: tuple[Descriptor, ...] = ()
    merit_descriptors: tuple[Descriptor, ...] = ()

    @property
    def descriptors(self) -> tuple[tuple[Descriptor, ...], ...]:
        """What the low, the middle and the high grade ask for."""
        return self.pass_descriptors, self.merit_descriptors, self.distinction_descriptors

    def graded(self, words: Words) -> tuple[tuple[str, tuple[Descriptor, ...]], ...]:
        """(the plan's word for a grade, what it asks for), the lowest first, only those that have descriptors."""
        grades = zip((words.lowest, words.middle, words.highest), self.descriptors, strict=True)
        return tuple((grade, descriptors) for grade, descriptors in grades if descriptors)


@dataclass(frozen=True)
class DistinctionRule:
    """`required` of the `of` descriptors of a grade above the pass, beside all the pass descriptors."""

    required: int
    of: int


class WordRange(NamedTuple):
    """The fewest and the most words; None for a bound that the plan does not set. Both None: "about" its number."""

    low: int | None
    high: int | None


@dataclass(frozen=True)
class Limits:
    """The plan's numbers for one method. Words are words, minutes minutes; `tolerance`, `extension` and `mastery` (the
    part of a method's KSBs that must be shown) are shares. `words_least` is there where the plan says "from … to …"."""

    words: int | None = None
    words_least: int | None = None
    words_mean: WordsMean | None = None
    tolerance: float | None = None
    mastery: float | None = None
    projects_max: int | None = None
    excluded: tuple[str, ...] = ()
    due_week: int | None = None
    rework_weeks: int | None = None
    minutes: int | None = None
    question_minutes: int | None = None
    total_minutes: int | None = None
    extension: float | None = None
    questions_min: int | None = None
    covers: tuple[str, ...] = ()
    pieces_typical: int | None = None
    video_minutes_max: int | None = None
    disallowed: tuple[str, ...] = ()
    notice_weeks: int | None = None
    review_weeks: int | None = None
    resit_weeks: int | None = None
    resit_months: int | None = None
    retake_weeks: int | None = None
    retake_months: int | None = None
    all_within_months: int | None = None

    @property
    def word_range(self) -> WordRange | None:
        """The fewest and the most words that the plan allows; None where it names no number of words."""
        if self.words is None:
            return None
        if self.tolerance or self.words_least:
            least, share = self.words_least or self.words, self.tolerance or 0
            return WordRange(least - round(least * share), self.words + round(self.words * share))
        return WordRange(
            self.words if self.words_mean is WordsMean.AT_LEAST else None,
            self.words if self.words_mean is WordsMean.AT_MOST else None,
        )

    @property
    def words_allowed(self) -> str:
        """ "1,800 to 2,200 words", "at most 3,500 words", "about 2,000 words"; "" where the plan says nothing."""
        match self.word_range:
            case None:
                return ""
            case (None, None):
                return f"about {self.words:,} words"
            case (None, high):
                return f"at most {high:,} words"
            case (low, None):
                return f"at least {low:,} words"
            case (low, high):
                return f"{low:,} to {high:,} words"


@dataclass(frozen=True)
class Method:
    """One way in which the apprentice is assessed."""

    id: str
    name: str
    kind: MethodKind
    ksbs: tuple[str, ...]
    themes_as_listed: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    distinction_rule: DistinctionRule | None = None
    limits: Limits = Limits()
    merit_rule: DistinctionRule | None = None

    def theme_of(self, code: str) -> Theme | None:
        return next((theme for theme in self.themes if code in theme.ksbs), None)


@dataclass(frozen=True)
class GatewayRequirement:
    """Something that must be so before the assessment begins. `who` is apprentice, employer or provider."""

    id: str
    text: str
    who: str
    force: Force
    variants: tuple[str, ...] = ()
    clause: str | None = None


@dataclass(frozen=True)
class OverallGrade:
    """`grades` maps a method's id to its grade; "any" stands for every grade."""

    grades: Mapping[str, str]
    overall: str


@dataclass(frozen=True)
class Clause:
    """The plan's own words, verbatim, with the section they stand in."""

    quote: str
    section: str
    force: Force


@dataclass(frozen=True)
class Standard:
    """An apprenticeship standard, one version of it. Only reference, version and KSBs are always there."""

    reference: str
    version: str
    ksbs: tuple[Ksb, ...]
    title: str = ""
    level: int | None = None
    route: str = ""
    lars_code: int | None = None
    months_to_gateway: int | None = None
    epa_months: int | None = None
    minimum_months: int | None = None
    licence: str = ""
    source: str = ""
    options: tuple[Option, ...] = ()
    duties: tuple[Duty, ...] = ()
    methods: tuple[Method, ...] = ()
    gateway: tuple[GatewayRequirement, ...] = ()
    overall_grades: tuple[OverallGrade, ...] = ()
    clauses: Mapping[str, Clause] | None = None
    words: Words = Words()
    verified_by_employer: tuple[
        str, ...
    ] = ()  # KSBs that no method assesses because the employer verifies them

    @property
    def label(self) -> str:
        """ "IT solutions technician, ST0505, version 1.1"."""
        return ", ".join(filter(None, (self.title, self.reference, f"version {self.version}")))

    @property
    def portfolio(self) -> Method | None:
        return self.find_method(MethodKind.PORTFOLIO_DISCUSSION)

    @property
    def evidenced(self) -> Method:
        """What evidence is collected for: the method that a portfolio underpins; where there is none, every KSB.

        Every KSB of it stands in a theme: those that the plan puts in none stand by kind ("Knowledge").
        """
        method = self.portfolio or Method(
            EVERY_KSB, self.title or self.reference, MethodKind.OTHER, tuple(ksb.code for ksb in self.ksbs)
        )
        themed = {code for theme in method.themes for code in theme.ksbs}
        rest = [
            Theme(kind.plural, codes)
            for kind in KsbKind
            if (codes := tuple(code for code in method.ksbs if code not in themed and code[0] == kind))
        ]
        return replace(method, themes=(*method.themes, *rest)) if rest else method

    @property
    def project(self) -> Method | None:
        return self.find_method(MethodKind.PROJECT_REPORT)

    def find_method(self, kind: MethodKind) -> Method | None:
        return next((method for method in self.methods if method.kind is kind), None)

    def method_of(self, code: str) -> Method | None:
        """The first method that assesses this KSB."""
        return next((method for method in self.methods if code in method.ksbs), None)

    def ksb(self, code: str) -> Ksb:
        """Raises UnknownKsb."""
        for ksb in self.ksbs:
            if ksb.code == code:
                return ksb
        raise UnknownKsb(
            f"{self.reference} version {self.version} has no {code}. Choose a code from its list."
        )

    def find_clause(self, clause_id: str) -> Clause | None:
        return (self.clauses or {}).get(clause_id)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Standard":
        """Read the format of the standard file. Raises BadStandardFile, which names the field."""
        from standards.file_format import standard_from

        return standard_from(data)

    def to_dict(self) -> dict[str, Any]:
        """Write the format of the standard file: what `from_dict` reads back unchanged."""
        from standards.file_format import standard_to

        return standard_to(self)
