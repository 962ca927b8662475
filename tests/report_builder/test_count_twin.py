"""The browser's count, run in Node on the server's own cases: they may never differ."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CASES = json.loads((HERE / "count_cases.json").read_text(encoding="utf-8"))
WORDS = json.loads((HERE.parent / "documents" / "word_cases.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.needs_node


@pytest.fixture(scope="module")
def browser() -> Any:
    answered = subprocess.run(
        ["node", HERE / "count_twin.mjs"], check=True, capture_output=True, encoding="utf-8", timeout=60
    )
    return json.loads(answered.stdout)


def test_the_browser_finds_the_same_words(browser: Any) -> None:
    said = {case["name"]: words for case, words in zip(WORDS, browser["words"], strict=True)}
    assert said == {case["name"]: case["words"] for case in WORDS}


def test_the_browser_counts_a_section_alike(browser: Any) -> None:
    said = {case["name"]: count for case, count in zip(CASES["contents"], browser["contents"], strict=True)}
    assert said == {case["name"]: case["count"] for case in CASES["contents"]}


def test_the_browser_measures_and_words_a_report_alike(browser: Any) -> None:
    for case, length in zip(CASES["lengths"], browser["lengths"], strict=True):
        assert length == {
            "words": case["words"],
            "bySection": case["by_section"],
            "byProject": case["by_project"],
            "figures": case["figures"],
            "captionWords": case["caption_words"],
            "state": case["state"],
            "headline": case["headline"],
            "advice": case["advice"],
            "fillWidth": case["fill_width"],
            "overWidth": case["over_width"],
        }, case["name"]
