"""How long a report is: what counts, what does not, and what is left, in words for its writer.

The browser counts by the same rules in static/src/report/count.js, and tests/report_builder/count_cases.json holds both
to them. What is excluded comes from the assessment plan; docs/decisions/0051-what-the-report-counts.md has the reasons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Protocol

from documents.counting import count_words
from foundation.pictures import WordMeter
from foundation.wording import numbered
from report_builder.content import Content, Node, inline_text
from standards import Limits, Method

# The standard file's word, in a method's `limits.excluded`, for pictures with their captions.
DIAGRAMS = "diagrams"
NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Count:
    """The words of one section by kind. `counted` is what the plan's limit is held against."""

    counted: int = 0
    text: int = 0
    headings: int = 0
    tables: int = 0
    captions: int = 0
    figures: int = 0

    @property
    def is_something(self) -> bool:
        """Whether there is anything to print: a word or a picture."""
        return bool(self.counted or self.captions or self.figures)


def count_content(content: Content, excluded: Collection[str] = ()) -> Count:
    """Count a section: text, headings and tables count; figures with their captions only if not excluded.

    A table's headings and text are `tables`. What a picture is described by for those who cannot see it is not shown,
    so never counts.
    """
    text = headings = tables = captions = figures = 0
    for node in content.document["content"]:
        match node["type"]:
            case "heading":
                headings += _words(node)
            case "table":
                tables += _words(node)
            case "figure":
                figures += 1
                captions += count_words(node["attrs"]["caption"])
            case _:
                text += _words(node)
    counted = text + headings + tables + (0 if DIAGRAMS in excluded else captions)
    return Count(counted, text, headings, tables, captions, figures)


def _words(node: Node) -> int:
    if node["type"] in {"paragraph", "heading"}:
        return count_words(inline_text(node))
    return sum(_words(child) for child in node.get("content", ()))


class Outlined(Protocol):
    """What measuring needs of a section of the scaffold."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def project(self) -> int: ...


class LengthState(StrEnum):
    UNDER = "under"
    WITHIN = "within"
    OVER = "over"
    ABOUT = "about"  # the plan names a number, and no bound
    UNLIMITED = "unlimited"

    @property
    def is_allowed(self) -> bool:
        return self not in (LengthState.UNDER, LengthState.OVER)


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a whole report. `by_section` counts a section with those beneath it, titles and all."""

    words: int
    limits: Limits = NO_LIMITS
    by_section: Mapping[str, int] = field(default_factory=dict)
    by_project: Mapping[int, int] = field(default_factory=dict)
    figures: int = 0
    caption_words: int = 0

    @property
    def low(self) -> int | None:
        return self.limits.word_range.low if self.limits.word_range else None

    @property
    def goal(self) -> int | None:
        return self.limits.words

    @property
    def high(self) -> int | None:
        return self.limits.word_range.high if self.limits.word_range else None

    @property
    def allowed(self) -> str:
        """ "the plan allows 1,800 to 2,200 words"; empty where the plan sets no limit."""
        verb = "says" if self.state is LengthState.ABOUT else "allows"
        return f"the plan {verb} {self.limits.words_allowed}" if self.goal else ""

    @property
    def state(self) -> LengthState:
        if self.goal is None:
            return LengthState.UNLIMITED
        if self.low is None and self.high is None:
            return LengthState.ABOUT
        if self.low is not None and self.words < self.low:
            return LengthState.UNDER
        return LengthState.OVER if self.high is not None and self.words > self.high else LengthState.WITHIN

    @property
    def meter(self) -> WordMeter | None:
        """The picture and its words; None where the plan sets no limit."""
        return None if self.goal is None else WordMeter.of(self.words, self.low, self.goal, self.high)

    @property
    def headline(self) -> str:
        """ "1,412 words"."""
        return numbered(self.words, "word")

    @property
    def advice(self) -> str:
        """What is left to do about the length, in one line; empty where the plan sets no limit."""
        return self.meter.left if self.meter else ""


def measure(outline: Iterable[Outlined], counts: Mapping[str, Count], limits: Limits) -> Length:
    """Measure a report whose sections stand in `outline` and count as `counts` says, by key.

    A title counts as the heading it is printed as; a section with nothing in it and nothing beneath it is not
    printed, so its title does not count.
    """
    sections = list(outline)
    printed = printed_keys(sections, counts)
    parents = {section.key: section.parent for section in sections}
    by_section = {section.key: 0 for section in sections}
    by_project: dict[int, int] = {section.project: 0 for section in sections}
    for section in sections:
        words = counts.get(section.key, Count()).counted
        words += count_words(section.title) if section.key in printed else 0
        by_project[section.project] += words
        for key in _upwards(section.key, parents):
            by_section[key] += words
    return Length(
        words=sum(by_project.values()),
        limits=limits,
        by_section=by_section,
        by_project=by_project,
        figures=sum(counts.get(section.key, Count()).figures for section in sections),
        caption_words=sum(counts.get(section.key, Count()).captions for section in sections),
    )


def plain_length(words: int, method: Method | None) -> Length:
    """A length whose words were counted before, against the limits of the project; none where there are none."""
    return Length(words, method.limits if method else NO_LIMITS)


def printed_keys(outline: Iterable[Outlined], counts: Mapping[str, Count]) -> frozenset[str]:
    """The sections that the report prints: those with something in them, and those above them."""
    sections = list(outline)
    parents = {section.key: section.parent for section in sections}
    return frozenset(
        key
        for section in sections
        if counts.get(section.key, Count()).is_something
        for key in _upwards(section.key, parents)
    )


def _upwards(key: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while key is not None:
        yield key
        key = parents.get(key)


def page_data(outline: Iterable[Outlined], counts: Mapping[str, Count], limits: Limits) -> dict[str, object]:
    """What the browser needs to measure the report as she types, for `<script data-report-outline>`.

    `counts` holds every section by key, those of other pages too; the browser replaces those that it shows.
    """
    low, high = limits.word_range or (None, None)
    return {
        "outline": [
            {"key": section.key, "title": section.title, "parent": section.parent, "project": section.project}
            for section in outline
        ],
        "counts": {key: asdict(count) for key, count in counts.items()},
        "limits": {"low": low, "words": limits.words, "high": high},
        "excluded": list(limits.excluded),
    }
