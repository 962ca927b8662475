from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from documents.counting import count_split_at_dashes, count_words, dash_joined, lone_dashes
from tests.documents.making import convert_with_libreoffice

CASES = json.loads((Path(__file__).parent / "word_cases.json").read_text(encoding="utf-8"))

# Where LibreOffice differs for reasons other than en and em dashes (decision 0020 lists them).
LIBREOFFICE_DIFFERS = {
    "vertical tab and form feed separate",
    "byte order mark joins and is no word",
    "invisible characters alone are no word",
    "scripts without spaces are one run",
    "superscripts and fractions",
    "control characters alone are no word",
    "control characters inside a word do not split it",
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_has_its_count(case: dict[str, str | int]) -> None:
    assert count_words(str(case["text"])) == case["words"]


def test_no_two_cases_share_a_name() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_words_joined_by_dashes_are_listed_in_order_and_other_dashes_are_not() -> None:
    assert dash_joined("A build–test cycle – well-known – on 10–12 May—really—yes. –edge—") == [
        "build–test",
        "10–12",
        "May—really—yes.",
    ]


def test_dashes_that_stand_alone_are_counted_apart() -> None:
    assert lone_dashes("plan – build—test — –— deploy -") == 3


def test_the_lists_account_for_the_whole_difference_from_libreoffice() -> None:
    text = "plan – build—test–deploy, 10–12 May — done"
    joined = sum(len(re.split("[–—]+", word)) - 1 for word in dash_joined(text))
    assert count_split_at_dashes(text) == count_words(text) + joined - lone_dashes(text)


@pytest.mark.needs_libreoffice
def test_libreoffice_shows_the_count_that_we_say_it_will_show(tmp_path: Path) -> None:
    cases = [case for case in CASES if case["name"] not in LIBREOFFICE_DIFFERS]
    sources = []
    for number, case in enumerate(cases):
        source = tmp_path / f"case-{number}.txt"
        source.write_bytes(b"\xef\xbb\xbf" + case["text"].encode())
        sources.append(source)
    converted = convert_with_libreoffice(sources, "odt", tmp_path, reads_as="Text (encoded):UTF8")
    shown = {}
    for case, path in zip(cases, converted, strict=True):
        found = re.search(rb'word-count="(\d+)"', zipfile.ZipFile(path).read("meta.xml"))
        shown[case["name"]] = int(found[1]) if found else None
    assert shown == {case["name"]: count_split_at_dashes(case["text"]) for case in cases}
