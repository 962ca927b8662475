"""The server's count, held to the cases that the browser's is held to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from report_builder.content import from_plain_text, validate_content
from report_builder.length import Count, count_content, measure, page_data
from standards import Limits, WordsMean

CASES = json.loads(Path(__file__).with_name("count_cases.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Outlined:
    key: str
    title: str
    parent: str | None
    project: int


@pytest.mark.parametrize("case", CASES["contents"], ids=lambda case: case["name"])
def test_a_section_counts_as_its_case_says(case: Any) -> None:
    assert asdict(count_content(validate_content(case["document"]), case["excluded"])) == case["count"]


@pytest.mark.parametrize("case", CASES["lengths"], ids=lambda case: case["name"])
def test_a_report_measures_as_its_case_says(case: Any) -> None:
    said = {name: value for name, value in case["limits"].items() if name not in {"low", "high"}}
    if mean := said.pop("words_mean", None):
        said["words_mean"] = WordsMean(mean)
    limits = Limits(**said)
    length = measure(
        [Outlined(**section) for section in case["outline"]],
        {key: Count(**count) for key, count in case["counts"].items()},
        limits,
    )
    assert (length.low, length.goal, length.high) == tuple(
        case["limits"][name] for name in ("low", "words", "high")
    )
    assert length.words == case["words"]
    assert length.by_section == case["by_section"]
    assert length.by_project == {int(project): words for project, words in case["by_project"].items()}
    assert (length.figures, length.caption_words) == (case["figures"], case["caption_words"])
    assert (length.state, length.headline, length.advice) == (case["state"], case["headline"], case["advice"])
    meter = length.meter
    assert (meter.fill_width if meter else None) == case["fill_width"]
    assert (meter.over_width if meter else None) == case["over_width"]


def test_the_kinds_add_up_to_the_count() -> None:
    for case in CASES["contents"]:
        count = count_content(validate_content(case["document"]), ())
        assert count.counted == count.text + count.headings + count.tables + count.captions


def test_a_section_that_is_not_in_the_outline_is_not_counted() -> None:
    """References and appendix are written and stored like sections, and stand outside the count."""
    outline = [Outlined("s", "Situation", None, 1)]
    counts = {
        "s": count_content(from_plain_text("one two")),
        "references": count_content(from_plain_text("three")),
    }
    assert measure(outline, counts, Limits(words=100)).words == 3


def test_the_page_is_given_what_the_browser_measures_by() -> None:
    """The shape is what count.js takes: the cases of test_count_twin.py are written in it."""
    case = CASES["lengths"][1]
    limits = Limits(words=100, tolerance=0.1, excluded=("diagrams",))
    data = page_data([Outlined(**section) for section in case["outline"]], {"a-t": Count(counted=40)}, limits)
    assert data["outline"] == case["outline"]
    assert data["limits"] == {"low": 90, "words": 100, "high": 110}
    assert data["excluded"] == ["diagrams"]
    assert json.loads(json.dumps(data))["counts"]["a-t"]["counted"] == 40
