"""What a new standard may be called; how what was called otherwise before still sorts and loads."""

import json
from pathlib import Path

import pytest

from standards import BadStandardFile, Standard, code_order, load_file, refusal_of_naming, version_order

BARE = {"reference": "ST0505", "version": "1.1", "ksbs": [{"code": "K1", "text": "One."}]}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"version": "1.1 with plan"},
        {"version": "1.4 (pilot-2)"},
        {"version": "x" * 40},
        {"reference": "OCC-0505", "level": 8},
        {"level": 1},
    ],
)
def test_what_standards_are_called_is_taken(facts: dict[str, object]) -> None:
    assert refusal_of_naming(Standard.from_dict({**BARE, **facts})) is None


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"version": "x" * 41}, "The version has 41 characters; 40 is the most."),
        ({"version": "1/2"}, "The version “1/2” has more than letters"),
        ({"version": "1.2@3"}, "The version “1.2@3” has more than letters"),
        ({"version": "1.2\n"}, "has more than letters"),
        ({"version": "..."}, "or none of the first two"),
        ({"version": "١.٢"}, "has more than letters"),
        ({"reference": "ST9999 @"}, "The reference “ST9999 @” has more than letters, digits and hyphens."),
        ({"reference": "S" * 21}, "The reference has 21 characters; 20 is the most."),
        ({"level": 9}, "The level is not one from 1 to 8."),
    ],
)
def test_what_no_standard_is_called_is_refused_but_still_loads(
    facts: dict[str, object], why: str, tmp_path: Path
) -> None:
    standard = Standard.from_dict({**BARE, **facts})
    assert why in (refusal_of_naming(standard) or "")
    file = tmp_path / "one.json"
    file.write_text(json.dumps(standard.to_dict()), encoding="utf-8")
    with pytest.raises(BadStandardFile, match=r"one\.json: The "):
        load_file(file)


def test_any_text_has_its_place_among_versions_and_codes() -> None:
    longest = "9" * 5000
    versions = [longest, "1.10", "", "1.9", f"1.{longest}", "01.2"]
    assert sorted(versions, key=version_order) == ["", "01.2", "1.9", "1.10", f"1.{longest}", longest]
    assert sorted([f"K{longest}", "K10", "K2"], key=code_order) == ["K2", "K10", f"K{longest}"]
