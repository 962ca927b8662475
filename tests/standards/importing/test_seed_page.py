"""The published page of ST0505, imported, is the shipped file, but for corrections that say why they were made."""

import json
from copy import deepcopy
from typing import Any

import pytest

from standards import BadPatch, import_page, load, patched
from standards.library import DATA
from tests.standards import page

SHIPPED = DATA / "ST0505@1.1.json"
PATCH: dict[str, Any] = json.loads((DATA / "ST0505@1.1.patch.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def imported() -> Any:
    return import_page("\n".join(raw_lines()))


def raw_lines() -> list[str]:
    return (page.Path(page.__file__).with_name("ST0505_page.txt")).read_text(encoding="utf-8").splitlines()


def test_the_import_with_its_patch_is_the_shipped_file(imported: Any) -> None:
    assert patched(imported, PATCH).standard.to_dict() == json.loads(SHIPPED.read_text(encoding="utf-8"))


def test_no_doubt_is_left_without_an_answer(imported: Any) -> None:
    assert len(imported.doubts) == len(PATCH["answers"]) > 0
    assert patched(imported, PATCH).doubts == ()


def test_nothing_is_left_for_a_person_to_fill_in(imported: Any) -> None:
    assert imported.missing == ()


def test_every_doubt_names_a_line_of_the_page_that_holds_it(imported: Any) -> None:
    lines = raw_lines()
    for doubt in imported.doubts:
        assert doubt.line is not None
        first = doubt.read.split()[0].lower()
        assert first in lines[doubt.line - 1].lower()


def test_every_correction_says_why_and_there_are_few() -> None:
    assert all(len(one["why"]) > 20 for one in PATCH["corrections"])
    assert len(PATCH["corrections"]) <= 5


def test_a_misspelt_method_name_is_read_as_it_stands_and_doubted(imported: Any) -> None:
    assert imported.standard.methods[1].name == page.DISCUSSION
    assert imported.standard.methods[1].ksbs == load("ST0505", "1.1").methods[1].ksbs
    assert any("professional discussion" in doubt.why for doubt in imported.doubts)


def test_a_revision_without_a_number_is_a_doubt(imported: Any) -> None:
    (doubt,) = [one for one in imported.doubts if "no number" in one.why]
    assert doubt.read.startswith("Revised version awaiting implementation")


def test_a_patch_that_no_longer_fits_fails_loudly(imported: Any) -> None:
    stale = deepcopy(PATCH)
    stale["corrections"][1]["from"] = "Viva"
    with pytest.raises(BadPatch, match=r"expects 'Viva' at “methods/1/name”"):
        patched(imported, stale)


@pytest.mark.parametrize(
    ("patch", "complaint"),
    [
        ({"corrections": [{"at": "methods/9/name", "from": "", "to": "", "why": "x"}]}, "does not have"),
        (
            {"corrections": [{"at": "title", "from": "IT solutions technician", "to": "IT"}]},
            "does not say why",
        ),
        ({"corrections": "title"}, "not a list"),
        ({"answers": [{"doubt": "Something else.", "answer": "Yes."}]}, "does not have: Something else"),
    ],
)
def test_a_patch_that_is_none_is_refused_in_one_line(
    imported: Any, patch: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadPatch, match=complaint) as refused:
        patched(imported, patch)
    assert "\n" not in str(refused.value)
