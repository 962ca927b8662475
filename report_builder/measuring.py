"""A report as the pure core sees it, as it stands or as it was frozen: its outline, its contents, its length."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from accounts.models import Apprenticeship
from report_builder.appendix import Passages
from report_builder.content import Content, plain_passages
from report_builder.length import Count, Length, count_content, measure
from report_builder.models import ReportKind
from report_builder.scaffold import REFERENCES_KEY, ScaffoldSection, scaffold
from standards import Limits

# The references belong to no project.
NO_PROJECT = 0


class WrittenSection(Protocol):
    """The content of one section. It was checked when it was saved."""

    @property
    def key(self) -> str: ...
    @property
    def content(self) -> dict[str, Any]: ...


class Written(Protocol):
    """A report whose words are known: `models.Report` as it stands, `frozen.FrozenReport` as it was sent or signed."""

    @property
    def apprenticeship(self) -> Apprenticeship: ...
    @property
    def kind(self) -> ReportKind: ...
    @property
    def attempt(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def project_titles(self) -> tuple[str, ...]: ...
    @property
    def title(self) -> str: ...
    @property
    def sections(self) -> Sequence[WrittenSection]: ...


def outline_of(report: Written) -> tuple[ScaffoldSection, ...]:
    return scaffold(report.apprenticeship.standard, report.project_titles)


def written_keys(outline: Sequence[ScaffoldSection]) -> Iterator[tuple[int, str]]:
    """The project and the key of every section that somebody writes in, the references last."""
    yield from ((section.project, section.key) for section in outline if section.is_written)
    yield NO_PROJECT, REFERENCES_KEY


def limits_of(report: Written) -> Limits:
    method = report.apprenticeship.standard.project
    return method.limits if method else Limits()


def contents_of(report: Written) -> dict[str, Content]:
    """What stands in each section, by key."""
    return {section.key: Content(section.content) for section in report.sections}


def titles_of(report: Written) -> dict[str, str]:
    """What pages call each section, by key: "Test", with two projects "Test, project 2"."""
    several = len(report.project_titles) > 1
    titles = {
        section.key: f"{section.title}, project {section.project}" if several else section.title
        for section in outline_of(report)
    }
    return titles | {REFERENCES_KEY: "References"}


def passages_of(report: Written) -> Passages:
    """The text of every section that is written and belongs to the report as it stands, in its order; the references,
    which show nothing, left out."""
    contents, titles = contents_of(report), titles_of(report)
    return {
        section.key: plain_passages(contents[section.key], titles[section.key])
        for section in outline_of(report)
        if section.key in contents
    }


def counts_of(report: Written) -> dict[str, Count]:
    """The count of each section, by key; of the references too, which belong to no outline."""
    excluded = limits_of(report).excluded
    return {key: count_content(content, excluded) for key, content in contents_of(report).items()}


def length_of(report: Written) -> Length:
    return measure(outline_of(report), counts_of(report), limits_of(report))
