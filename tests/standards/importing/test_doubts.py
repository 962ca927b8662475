"""What the importer is not sure of it says, with the line: it never guesses in silence."""

import json
from pathlib import Path

import pytest

from standards import Doubt, Imported, import_page

PAGES = Path(__file__).with_name("pages")
PAGE = (PAGES / "page.txt").read_text(encoding="utf-8")


def changed(before: str, after: str, count: int = 1) -> Imported:
    assert before in PAGE
    return import_page(PAGE.replace(before, after, count))


def only(imported: Imported) -> Doubt:
    known = {doubt.why for doubt in import_page(PAGE).doubts}
    (doubt,) = [doubt for doubt in imported.doubts if doubt.why not in known]
    return doubt


@pytest.mark.parametrize(
    ("before", "after", "why", "read"),
    [
        ("K1 K2 K3\n\nS1 S2", "K1 K2 K33\n\nS1 S2", "Duty 1 names K33", "Prepare metal"),
        ("2. Ticked Proposal approved\n  3. Reference: ST9071\n", "Other: ST9071\n", "no line “Reference”", "Other"),
        ("4. Version: 1.3\n", "4. Date: 1\n", "", ""),
        ("1.3 End-point", "Revised version awaiting: End-point", "", ""),
        ("Duty 2 Cast", "Stray words here.\n\nDuty 2 Cast", "stands among the duties", "Stray words here."),
        ("S1 S2\n\nDescribes", "S1\n\nDescribes", "do not have the same KSBs", None),
        (
            "all of the distinction descriptors\nMetal", "4 out of 5 distinction descriptors\nMetal",
            "counts 5 distinction descriptors; we read 2", None,
        ),
        (
            "first. K3, B1\n\nEvaluates a risk assessment of the foundry. K3",
            "first. B1\n\nEvaluates a risk assessment. B1",
            "No pass descriptor of “Safety” names K3", "Safety",
        ),
        ("Pass Pass Pass\n", "Pass Pass\n", "2 grades where 3 belong", "Pass Pass"),
    ],
)  # fmt: skip
def test_each_of_these_raises_its_doubt(before: str, after: str, why: str, read: str | None) -> None:
    imported = changed(before, after)
    if not why:  # the other of the two, the line or the log, still says it
        assert imported.standard.version == "1.3"
        return
    found = [doubt for doubt in imported.doubts if why in doubt.why]
    assert found, imported.doubts
    if read:
        assert found[0].read.startswith(read)


def test_a_statement_that_the_mapping_table_words_otherwise_is_doubted_and_the_first_is_kept() -> None:
    imported = changed(
        "\n\nHow a mould is built: cores, copes, loam and drying times.", "\n\nHow moulds are made."
    )
    doubt = only(imported)
    assert "words K2 otherwise" in doubt.why
    assert doubt.read == "How moulds are made."
    assert imported.standard.ksb("K2").text.startswith("How a mould is built")


def test_a_code_that_the_page_leaves_out_is_a_doubt() -> None:
    page = "\n".join(line for line in PAGE.splitlines() if not line.startswith("K2: ")).replace(
        "\nK2\n", "\n"
    )
    imported = import_page(page)
    assert any("goes on to K6 without K2" in doubt.why for doubt in imported.doubts)


def test_a_second_name_that_is_never_paired_with_a_code_gets_the_next_free_one() -> None:
    imported = import_page(
        "Reference: ST1234\nVersion: 1.0\nKSBs\nKnowledge\nK1: One.\nTNK1: Two.\nTNK2: Three.\n"
    )
    assert {ksb.code: ksb.text for ksb in imported.standard.ksbs} == {
        "K1": "One.",
        "K2": "Two.",
        "K3": "Three.",
    }
    assert [doubt.why for doubt in imported.doubts if "TNK" in doubt.why] == [
        "TNK1 is not a code of our format. It is K2 here.",
        "TNK2 is not a code of our format. It is K3 here.",
    ]


def test_a_revision_before_the_last_number_of_the_log_is_given_the_next_and_doubted() -> None:
    page = PAGE.replace("  4. Version: 1.3\n", "").replace(
        "\n1.3 End", "\nRevised version awaiting implementation End"
    )
    imported = import_page(page)
    assert imported.standard.version == "1.3"
    assert any("gives this revision no number" in doubt.why for doubt in imported.doubts)


def test_a_method_that_the_table_nearly_names_is_read_and_doubted() -> None:
    imported = changed(
        "Back to Grading\nInterview underpinned by a portfolio of evidence\nK3",
        "Back to Grading\nInterview underpined by portfolio of evidence\nK3",
    )
    assert "K2" in imported.standard.methods[1].ksbs
    assert "not quite the name of a method" in only(imported).why


def test_doubts_come_in_the_order_of_the_page() -> None:
    lines = [doubt.line or 0 for doubt in changed("Pass Pass Pass\n", "Pass Pass\n").doubts]
    assert lines == sorted(lines)


TINY = (
    "Reference: ST1234\nVersion: 1.0\n\nKnowledge\n\nK1: Sand, loam and clay of the\n{between}K2: Two.\n\n"
    "Qualifications\n"
)


def test_a_statement_that_was_wrapped_is_joined_without_a_doubt() -> None:
    imported = import_page(TINY.format(between="Loughborough Foundry\n\n"))
    assert imported.standard.ksb("K1").text == "Sand, loam and clay of the Loughborough Foundry"
    assert not [doubt for doubt in imported.doubts if "Loughborough" in doubt.read]


def test_a_few_words_between_two_statements_are_a_heading_and_doubted() -> None:
    imported = import_page(TINY.format(between="\nFor tuners\n\n"))
    assert imported.standard.ksb("K1").text == "Sand, loam and clay of the"
    assert "It is left out" in next(one.why for one in imported.doubts if one.read == "For tuners")


def test_duties_beside_a_statement_in_a_table_are_not_its_words() -> None:
    rows = "| K1 | One. | Duty 1, Duty 3 |\n| K2 | Two. | Duty 2 |\n"
    imported = import_page(
        f"Reference: ST1234\n\n### Knowledge\n\n| Code | Words | Duties |\n|---|---|---|\n{rows}"
    )
    assert {ksb.code: ksb.text for ksb in imported.standard.ksbs} == {"K1": "One.", "K2": "Two."}


def test_words_beside_a_dutys_codes_are_left_out_and_doubted() -> None:
    page = PAGE.replace("Core occupation duties\n\nDuty KSBs\n\nDuty 1", "Core duties\n\nDuty 1")
    page = page.replace("K1 K2 K3\n\nS1 S2\n", "K1 What alloys are K2 How moulds are built K3\n\nS1 S2\n", 1)
    imported = import_page(page)
    assert imported.standard.duties[0].ksbs[:3] == ("K1", "K2", "K3")
    assert any("Only the codes are read" in doubt.why for doubt in imported.doubts)


def test_ksbs_that_no_duty_names_are_a_doubt_in_a_page_and_in_a_record() -> None:
    page = PAGE.replace("\nK4\n\nS3\n\nB2\n", "\nB2\n", 1).replace("K4 K5", "K5").replace("S3 S4", "S4")
    assert [one.read for one in import_page(page).doubts if "No duty names these" in one.why] == ["K4, S3"]
    record = json.loads((PAGES / "record.json").read_text(encoding="utf-8"))
    for duty in record["duties"]:
        duty["mappedBehaviour"] = []
    doubts = import_page(json.dumps(record)).doubts
    assert [one.read for one in doubts if "No duty names these" in one.why] == ["B1, B2"]


def test_a_revision_without_a_number_is_a_doubt_even_where_the_page_gives_a_version() -> None:
    imported = changed("1.3 End-point", "Revised version awaiting implementation\n\n1.2 End-point")
    assert "Which is it?" in only(imported).why
    assert imported.standard.version == "1.3"


@pytest.mark.parametrize("name", ["occupation.html", "layout_2022.txt", "record.json"])
def test_without_a_plan_it_is_said_what_that_switches_off(name: str) -> None:
    (gap,) = import_page((PAGES / name).read_bytes()).missing
    assert gap.path == "methods"
    for what in (
        "no assessment plan",
        "no report",
        "no limit",
        "no theme",
        "no list for the gateway",
        "no grade",
    ):
        assert what in gap.what


def test_a_page_without_duties_says_so() -> None:
    gaps = import_page(TINY.format(between="")).missing
    assert [gap.path for gap in gaps] == ["duties", "methods"]


def test_each_part_that_a_plan_does_not_hold_is_listed() -> None:
    page = PAGE[: PAGE.index("\nGrading\n")] + PAGE[PAGE.index("\nKSB mapping table\n") :]
    page = page[: page.index("\nMapping of KSBs to grade themes\n")]
    gaps = {gap.path for gap in import_page(page).missing}
    assert {"methods/0/themes", "methods/1/themes", "overall_grades"} <= gaps
