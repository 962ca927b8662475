"""The stored report as the pure core sees it: its outline, its contents, its length."""

from collections.abc import Iterator, Sequence

from report_builder.content import Content
from report_builder.length import Count, Length, count_content, measure
from report_builder.models import Report
from report_builder.scaffold import REFERENCES_KEY, ScaffoldSection, scaffold
from standards import Limits

# The references belong to no project.
NO_PROJECT = 0


def outline_of(report: Report) -> tuple[ScaffoldSection, ...]:
    return scaffold(report.apprenticeship.standard, report.project_titles)


def written_keys(outline: Sequence[ScaffoldSection]) -> Iterator[tuple[int, str]]:
    """The project and the key of every section that somebody writes in, the references last."""
    yield from ((section.project, section.key) for section in outline if section.is_written)
    yield NO_PROJECT, REFERENCES_KEY


def limits_of(report: Report) -> Limits:
    method = report.apprenticeship.standard.project
    return method.limits if method else Limits()


def contents_of(report: Report) -> dict[str, Content]:
    """What stands in each section, by key. It was checked when it was saved."""
    return {section.key: Content(section.content) for section in report.sections}


def counts_of(report: Report) -> dict[str, Count]:
    """The count of each section, by key; of the references too, which belong to no outline."""
    excluded = limits_of(report).excluded
    return {key: count_content(content, excluded) for key, content in contents_of(report).items()}


def length_of(report: Report) -> Length:
    return measure(outline_of(report), counts_of(report), limits_of(report))
