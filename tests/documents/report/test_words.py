"""Counting a report without writing it gives what a word processor shows for the written one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.report.tree import Figure, Heading, Report, Run, Section
from documents.report.words import words_in_appendix, words_in_file
from documents.report.writer import words_for_a_word_processor, write_report
from tests.documents.report import a_report
from tests.documents.report.a_report import COVER, NOW, REPORT, picture, said

EMPTY = Report(COVER, ())
DEEP = Report(
    COVER,
    (
        Section("Project 1: cabling", 1),
        Section("Action", 2),
        Section("Build and\xa0test", 3, (Heading((Run("A rack"),), 1), Heading((Run(" "),), 2))),
        Section("Result", 2, (Heading((Run("What came of it"),), 1), said("a\tb\nc – d"))),
        Section("Reflection", 2, (Figure(picture(), "A rack", ""),)),
    ),
)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(REPORT, id="everything"),
        pytest.param(replace(REPORT, references=()), id="no references"),
        pytest.param(replace(REPORT, appendix=()), id="no appendix"),
        pytest.param(replace(REPORT, cover=replace(COVER, employer="Elm Homes", provider="")), id="cover"),
        pytest.param(DEEP, id="deep headings"),
        pytest.param(a_report.DEEP, id="headings below the references"),
        pytest.param(EMPTY, id="nothing"),
    ],
)
def test_the_count_is_what_a_word_processor_shows_for_the_file(report: Report) -> None:
    assert words_in_file(report) == words_for_a_word_processor(write_report(report, now=NOW))


def test_the_appendix_is_what_the_file_has_more_with_it() -> None:
    without = replace(REPORT, appendix=())
    contents_line = len(["Appendix:", "how", "the", "report", "shows", "each", "KSB"])
    assert words_in_appendix(REPORT) == words_in_file(REPORT) - words_in_file(without) - contents_line
    assert words_in_appendix(without) == 0
