"""A page that mail or a PDF broke to a width: whatever the width, its statements and duties are whole again."""

import textwrap
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from standards import import_page
from tests.standards.importing.kite import DUTIES, KSBS, TITLE, Duty, Ksb
from tests.standards.importing.text_layouts import HEAD, TAIL, text_duties, text_ksbs

WIDTHS = st.integers(44, 110)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Words between a kind and the next, long and short, small and large: where a width may break is chance.
LONG = (
    "Data Protection Act 2018, Network and Information Systems Regulations, Skills England and the Health and "
    "Safety Executive (HSE), as far as each concerns Kite Makers, their Customers and a K12 cloth; and how they go on"
)
MARKS: dict[str, Callable[[Ksb], str]] = {
    "colon": lambda ksb: f"{ksb.code}: {ksb.text}",
    "back": lambda ksb: f"{ksb.code}: {ksb.text} Back to Duty",
    "bullet": lambda ksb: f"• {ksb.code}: {ksb.text}",
    "stop": lambda ksb: f"{ksb.code}. {ksb.text}",
}


def broken(rows: list[str], width: int, blank_lines: bool, indent: str) -> str:
    found: list[str] = []
    for row in rows:
        pieces = textwrap.wrap(row, width, subsequent_indent=indent, break_long_words=False)
        found += pieces or ([""] if blank_lines else [])
    return "\n".join(found) + "\n"


def page(write: Callable[[Ksb], str], ksbs: list[Ksb]) -> list[str]:
    def duty(one: Duty) -> list[str]:
        return [f"Duty {one.number} {one.text}", "", " ".join(one.codes), ""]

    rows = text_ksbs(lambda ksb: [write(ksb), ""] if ksb in KSBS else [])
    texts = {write(old): write(new) for old, new in zip(KSBS, ksbs, strict=True)}
    return [*HEAD, *text_duties(duty), *(texts.get(row, row) for row in rows), "", *TAIL]


# The width brings "K12 cloth" to the beginning of half of the lines that begin with a code.
@example(48, False, "colon", "", 0)
@SLOW
@given(WIDTHS, st.booleans(), st.sampled_from(sorted(MARKS)), st.sampled_from(["", "  "]), st.integers(0, 60))
def test_every_statement_and_duty_is_whole(
    width: int, blank_lines: bool, mark: str, indent: str, cut: int
) -> None:
    # Cut between words: a bare "o" at the beginning of a line is how some programs write a bullet.
    more = (LONG + " ")[: len(LONG) + 1 - cut].rpartition(" ")[0]
    ksbs = [Ksb(one.code, f"{one.text.rstrip('.')} {more}") for one in KSBS]
    standard = import_page(broken(page(MARKS[mark], ksbs), width, blank_lines, indent)).standard
    assert {ksb.code: ksb.text for ksb in standard.ksbs} == dict(ksbs)
    assert [(duty.number, duty.text, duty.ksbs) for duty in standard.duties] == [
        (duty.number, duty.text, duty.codes) for duty in DUTIES
    ]


@SLOW
@given(WIDTHS, st.booleans())
def test_headings_after_a_full_line_stay_headings(width: int, blank_lines: bool) -> None:
    standard = import_page(broken(page(MARKS["colon"], KSBS), width, blank_lines, "")).standard
    assert {ksb.code: ksb.text for ksb in standard.ksbs} == dict(KSBS)
    assert standard.title == TITLE
    assert [option.name for option in standard.options] == ["Stunt kites", "Camera kites"]


@pytest.mark.parametrize("width", range(56, 111, 2))
def test_a_row_of_the_version_log_after_its_full_heads_stays_a_row(width: int) -> None:
    rows = [
        *page(MARKS["colon"], KSBS)[: -len(TAIL)],
        "Version log",
        "",
        "Version Change detail Earliest start date Latest start date Latest end date",
        "Revised version awaiting implementation Occupational standard and end-point assessment revised Not set",
        "1.4 Approved for delivery 18/02/2019 31/12/2024 Not set",
        "",
    ]
    rows = [row for row in rows if not row.startswith("Version: ")]
    read = import_page(broken(rows, width, blank_lines=True, indent=""))
    assert read.standard.version == "1.5"
    assert any("The page gives this revision no number. 1.5 is ours" in doubt.why for doubt in read.doubts)


@pytest.mark.parametrize("width", [60, 78])
def test_markdown_that_a_converter_broke_is_read_with_its_links(width: int) -> None:
    rows = [f"# {TITLE}", "", "## Core duties", ""]
    rows += [
        f"**Duty {one.number}** {one.text} {' '.join(f'[{code}](#{code})' for code in one.codes)}"
        for one in DUTIES
    ]
    rows += ["", "## KSBs", "", "### Knowledge", ""]
    rows += [
        row
        for one in KSBS
        for row in (f"**{one.code}** : {one.text} [Back to Duty](#duties 'The duties above')", "")
    ]
    standard = import_page(broken(rows, width, blank_lines=True, indent="")).standard
    assert {ksb.code: ksb.text for ksb in standard.ksbs} == dict(KSBS)


def test_a_page_that_keeps_to_no_width_is_left_as_it_is() -> None:
    """Short lines one under the other are lines, not pieces of one."""
    rows = [f"{one.code}: {one.text}" for one in KSBS] + ["B3: Tidy", "Qualifications", "None", "x" * 140]
    standard = import_page("\n".join(["Kite maker", "", "KSBs", *rows])).standard
    assert standard.ksb("B3").text == "Tidy"
    assert standard.ksb("B2").text == "Team player"


def test_the_button_that_folds_a_duty_is_none_of_its_name() -> None:
    rows = [
        "Occupation duties",
        "",
        "Duty 1, Show",
        "",
        "Choose cloth.",
        "",
        "K1",
        "",
        "KSBs",
        "",
        "Knowledge",
        "",
    ]
    rows += ["K1, Hide", "", "The cloths that kites are sewn from.", ""]
    standard = import_page("\n".join(rows)).standard
    assert [(duty.number, duty.text, duty.ksbs) for duty in standard.duties] == [
        (1, "Choose cloth.", ("K1",))
    ]
    assert standard.ksb("K1").text == "The cloths that kites are sewn from."
