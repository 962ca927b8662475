"""One small report with everything in it that a report can hold."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image

from documents.report.tree import (
    AppendixRow,
    BulletList,
    Cell,
    Cover,
    Figure,
    Heading,
    ListItem,
    NumberedList,
    Paragraph,
    Quotation,
    Report,
    ReportKind,
    Run,
    Section,
    Table,
)

NOW = datetime(2026, 3, 19, 9, 41, tzinfo=UTC)


def picture(width: int = 400, height: int = 200, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, kind)
    return buffer.getvalue()


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def item(*blocks: Paragraph | BulletList | NumberedList) -> ListItem:
    return ListItem(blocks)


def cell(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((said(text),), across, down)


COVER = Cover(
    title="Replacing the Elm Road Wi-Fi",
    apprentice="Amira Hussain",
    standard="ST0000 version 7.3",
    word_count="1,412 words",
    date="19 March 2026",
    kind=ReportKind.PRACTICE,
    provider="Elm College",
)

SECTIONS = (
    Section("Situation", 1, (said("Our office – the old one – had build–test trouble."),)),
    Section("Action", 1),
    Section(
        "Plan",
        2,
        (
            NumberedList(
                (item(said("List the desks"), NumberedList((item(said("by floor")),))), item(said("Measure")))
            ),
            said("Then I began again."),
            NumberedList((item(said("Order the switch")),), start=4),
            BulletList((item(said("Firewall"), said("the new one")), item(said("Cables")))),
        ),
    ),
    Section(
        "Build",
        2,
        (
            Heading((Run("Switches"),), 1),
            Paragraph(
                (
                    Run("I "),
                    Run("moved", bold=True),
                    Run(" four phones, as "),
                    Run("the guide", href="https://example.org/guide"),
                    Run(" says.\nIt"),
                    Run(" held", italic=True),
                )
            ),
            Quotation((said("It has never been so quick."),)),
            Table(
                (
                    (cell("Desk"), cell("Before"), cell("After")),
                    (cell("1", down=2), cell("not measured", across=2)),
                    (cell("6 Mbit/s"), cell("88 Mbit/s")),
                ),
                header=True,
            ),
            Figure(picture(1200, 600), "Two switches feed nine access points", "How the points are fed"),
            Figure(picture(600, 900), "A tall rack", "The rack", width_share=0.5),
        ),
    ),
)

REPORT = Report(
    cover=COVER,
    sections=SECTIONS,
    references=(said("Smith, J. (2020) Networks. London: Wire."),),
    appendix=tuple(
        AppendixRow(f"K{n}", f"Statement {n} of the standard", "Build, paragraph 1", "I moved four phones.")
        for n in range(1, 20)
    ),
)


def heading(words: str, depth: int = 1) -> Heading:
    return Heading((Run(words),), depth)


# Of two projects: a section stands on the third level, and its own headings below that.
DEEP = Report(
    cover=COVER,
    sections=(
        Section("Project 1: cabling", 1),
        Section("Action", 2),
        Section(
            "Build",
            3,
            (heading("The rack"), heading("Its doors", 2), said("I hung both."), heading("The cables")),
        ),
        Section("Test", 3, (heading("At night"), said("I tested all."))),
    ),
    references=(heading("Books"), said("Smith, J. (2020) Networks. London: Wire.")),
)
