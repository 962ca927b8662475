"""Whatever happened to a page on its way (blank lines, odd spaces, quotation marks, lost parts), the importer reads it
or says in one line why not."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standards import NotAStandard, Standard, import_page

PAGES = Path(__file__).with_name("pages")
PAGE = (PAGES / "page.txt").read_text(encoding="utf-8")
PLAN = (PAGES / "plan_tab.txt").read_text(encoding="utf-8")
EVERY_PAGE = {
    path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir() if path.name != "facts.json"
}
FACTS: dict[str, Any] = json.loads((PAGES / "facts.json").read_text(encoding="utf-8"))
SHUFFLES = st.integers(0, 2**32).map(Random)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Standard | None:
    """The standard, or None for a page that is none: with one clear line."""
    try:
        return import_page(text).standard
    except NotAStandard as refused:
        assert str(refused).strip()
        assert "\n" not in str(refused)
        return None


def assert_same_facts(standard: Standard | None) -> None:
    assert standard is not None
    assert {ksb.code: plain(ksb.text) for ksb in standard.ksbs} == {
        code: plain(text) for code, text in FACTS["ksbs"].items()
    }
    assert [(duty.number, plain(duty.text), list(duty.ksbs)) for duty in standard.duties] == [
        (duty["number"], plain(duty["text"]), duty["ksbs"]) for duty in FACTS["duties"]
    ]


def plain(text: str) -> str:
    return text.replace("’", "'")


@SLOW
@given(SHUFFLES)
def test_blank_lines_may_be_anywhere_between_the_lines(random: Random) -> None:
    lines = [line for line in PAGE.splitlines() if line.strip()]
    shuffled = "\n".join(f"{line}{random.choice(['', '', chr(10), chr(10) * 3])}" for line in lines)
    assert_same_facts(read(shuffled))


@SLOW
@given(SHUFFLES)
def test_any_space_may_be_a_no_break_space(random: Random) -> None:
    odd = "".join(
        random.choice(" \u00a0\u2009") if letter == " " and random.random() < 0.3 else letter
        for letter in PAGE
    )
    assert_same_facts(read(odd))


@SLOW
@given(st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_line_ends_quotation_marks_and_a_byte_order_mark_do_not_matter(
    end: str, curly: bool, mark: bool
) -> None:
    text = PAGE.replace("’", "'") if not curly else PAGE.replace("'", "’")
    text = text.replace("\n", end)
    assert_same_facts(read(f"\ufeff{text}" if mark else text))


@SLOW
@given(st.integers(0, 3), st.sampled_from(["- ", "• ", "* ", ""]))
def test_a_contents_list_may_stand_there_several_times(times: int, bullet: str) -> None:
    contents = PLAN[PLAN.index("- Introduction") : PLAN.index("\n\nEnd-point assessment plan")].replace(
        "- ", bullet
    )
    before, after = PLAN[: PLAN.index("Contents\n")], PLAN[PLAN.index("\nEnd-point assessment plan") :]
    once = import_page(PLAN).standard
    many = import_page(f"{before}{f'Contents{chr(10)}{contents}{chr(10)}' * times}{after}").standard
    assert many.to_dict() == once.to_dict()


PARTS = re.split(
    r"\n(?=(?:Key information|Occupation summary|Core occupation duties|KSBs|Qualifications|End-point assessment plan|"
    r"EPA summary table|EPA gateway|Grading|Overall EPA grading|Re-sits and re-takes|KSB mapping table|Version log)\n)",
    PAGE,
)


@FEW
@given(st.sets(st.integers(0, len(PARTS) - 1)))
def test_any_part_of_the_page_may_be_missing(gone: set[int]) -> None:
    standard = read("\n".join(part for place, part in enumerate(PARTS) if place not in gone))
    if standard:
        known = set(FACTS["ksbs"])
        assert {ksb.code for ksb in standard.ksbs} <= known


@FEW
@given(st.sampled_from(sorted(EVERY_PAGE)), st.data())
def test_a_page_that_was_cut_off_is_read_as_far_as_it_goes_or_refused(name: str, data: st.DataObject) -> None:
    text = EVERY_PAGE[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read(text[start:end])


@FEW
@given(st.sampled_from(sorted(EVERY_PAGE)), SHUFFLES)
def test_lines_in_any_order_never_break_the_importer(name: str, random: Random) -> None:
    lines = EVERY_PAGE[name].splitlines()
    random.shuffle(lines)
    read("\n".join(lines))


WORDS = st.sampled_from(
    ["K1", "K1: One", "S2", "B1 Three", "Duty 1", "Duty 2 Do it K1", "KSBs", "Knowledge", "Grading", "Pass", "None",
     "•",
     "K1 K2", "(K1/TNK1)", "TNK1: x", "Theme", "Assessment method 1 - viva:", "Viva", "Overview", "KSB mapping table",
     "|", "<p>", "</p>", "{", "[", "# ", "**", "Version: 1", "Reference: ST0001", "3 out of 2 distinction descriptors",
     "Apprentices must demonstrate all of the pass descriptors and", "\u00a0", "tolerance of 100%", "&nbsp;", "<td>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=12), max_size=40), st.sampled_from([" ", "\n", "\n\n", " | "]))
def test_nothing_raises_but_not_a_standard(words: list[str], between: str) -> None:
    standard = read(between.join(words))
    if standard:
        assert Standard.from_dict(standard.to_dict()) == standard


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(source: bytes) -> None:
    try:
        import_page(source)
    except NotAStandard as refused:
        assert "\n" not in str(refused)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "knowledges",
                    "skills",
                    "behaviours",
                    "duties",
                    "options",
                    "detail",
                    "knowledgeId",
                    "skillId",
                    "dutyDetail",
                    "mappedKnowledge",
                    "mappedOptions",
                    "optionId",
                    "title",
                    "version",
                    "level",
                    "referenceNumber",
                    "ksbs",
                    "isThisACoreDuty",
                    "optionsUnstructuredTemplate",
                    "technicalSkills",
                    "id",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_json_of_any_shape_is_read_or_refused(data: Any) -> None:
    standard = read(json.dumps(data))
    if standard:
        assert standard.ksbs
