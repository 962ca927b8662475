"""The whole feed: read record by record, in bounded memory, with its progress shown."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from standards import NotAStandard, Progress, import_feed, is_feed, list_feed, records_at
from standards.importing.feed import LARGEST_RECORD

ROOT = Path(__file__).parents[3]
RECORD: dict[str, Any] = json.loads(
    Path(__file__).with_name("pages").joinpath("record.json").read_text(encoding="utf-8")
)
OLD = {
    "referenceNumber": "ST0001",
    "title": "From before 2018",
    "knowledges": [],
    "skills": [],
    "behaviours": [],
}


def record(number: int, filler: int = 0) -> dict[str, Any]:
    return {
        **deepcopy(RECORD),
        "referenceNumber": f"ST{number:04}",
        "overviewOfRole": "é“bell” " * (filler // 8),
    }


def write(path: Path, records: list[Any], indent: int | None = None) -> Path:
    path.write_text(json.dumps(records, ensure_ascii=False, indent=indent), encoding="utf-8")
    return path


def test_every_standard_is_yielded_and_an_old_record_is_passed_over_and_named(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", [record(1), OLD, record(2)], indent=1)
    skipped: list[str] = []
    found = list(import_feed(path, on_skip=skipped.append))
    assert [one.standard.reference for one in found] == ["ST0001", "ST0002"]
    assert skipped == ["There are no KSBs in this record (ST0001): its lists of them are empty."]


def test_a_record_far_longer_than_one_read_is_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", [record(1, 700_000), record(2)])
    assert [one.standard.reference for one in import_feed(path)] == ["ST0001", "ST0002"]


def test_records_one_after_the_other_or_in_a_list_inside_an_object_are_read(tmp_path: Path) -> None:
    lines = tmp_path / "lines.json"
    lines.write_text("\n".join(json.dumps(record(n)) for n in range(3)), encoding="utf-8")
    inside = tmp_path / "inside.json"
    inside.write_text(json.dumps({"count": 2, "items": [record(1), record(2)]}), encoding="utf-8")
    assert len(list(import_feed(lines))) == 3
    assert len(list(import_feed(inside))) == 2


def long_inside(path: Path, more: str = "", numbers: Iterable[int] = range(1, 4)) -> Path:
    """An object with a list of records that are longer together than any record, and with `more` around the list."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"about": {"data": []}, "total": 3, "data": [')
        for number in numbers:
            file.write(
                (", " if number > 1 else "") + json.dumps(record(number, 9_000_000), ensure_ascii=False)
            )
        file.write("]" + more)
    return path


def test_a_list_inside_an_object_is_read_also_where_the_object_is_longer_than_any_record(
    tmp_path: Path,
) -> None:
    path = long_inside(tmp_path / "feed.json", ', "items": [1], "page": 12}\n' + json.dumps(record(9)))
    assert path.stat().st_size > LARGEST_RECORD
    found = [one.standard.reference for one in import_feed(path)]
    assert found == ["ST0001", "ST0002", "ST0003", "ST0009"]
    with path.open("rb") as file:
        assert is_feed(file)
        assert [one.reference for one in list_feed(file)] == found
        file.seek(0)
        (last,) = records_at(file, [2]).values()
        assert isinstance(last, dict) and last["referenceNumber"] == "ST0003"


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("", "is damaged after 3 records"),
        (', "page" 2}', "after 3 records"),
        (', "page": 2', "after 3 records"),
    ],
)
def test_a_long_object_that_breaks_off_gives_what_it_has_and_says_where(
    tmp_path: Path, more: str, complaint: str
) -> None:
    path = long_inside(tmp_path / "feed.json", more)
    if not more:
        path.write_bytes(path.read_bytes()[:-1])
    found = []
    with pytest.raises(NotAStandard, match=complaint):
        for one in import_feed(path):
            found.append(one)
    assert len(found) == 3


def test_a_long_object_without_a_list_of_records_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text('{"words": "' + "x" * (LARGEST_RECORD * 3 // 2) + '", "page": 1}', encoding="utf-8")
    with pytest.raises(NotAStandard, match="too long to be one"):
        list(import_feed(path))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-700])


def without_end(path: Path) -> None:
    path.write_bytes(path.read_bytes().rstrip().removesuffix(b"]"))


def with_a_number(path: Path) -> None:
    path.write_bytes(path.read_bytes().rstrip().removesuffix(b"]") + b", 5]")


@pytest.mark.parametrize(
    ("damage", "complaint", "read"),
    [
        (cut, "breaks off or is damaged after 1 record. Download it again.", 1),
        (without_end, "breaks off after 2 records", 2),
        (with_a_number, "other than records, after 2 records", 2),
    ],
)
def test_a_damaged_feed_gives_what_it_has_and_then_says_where_it_broke(
    tmp_path: Path, damage: Callable[[Path], None], complaint: str, read: int
) -> None:
    path = write(tmp_path / "feed.json", [record(1), record(2)])
    damage(path)
    found = []
    with pytest.raises(NotAStandard, match=complaint):
        for one in import_feed(path):
            found.append(one)
    assert len(found) == read


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(NotAStandard, match="begins with neither"):
        list(import_feed(path))


def test_progress_counts_bytes_standards_and_what_was_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", [record(1), OLD, record(2)])
    seen: list[Progress] = []
    list(import_feed(path, on_progress=seen.append))
    assert [(one.standards, one.skipped) for one in seen] == [(1, 0), (1, 1), (2, 1)]
    assert seen[-1].done == seen[-1].total == path.stat().st_size


# The peak of this very process: what getrusage says would begin with the size of the process that started it.
MEASURE = """
import sys
from pathlib import Path
from standards.__main__ import main
from standards.importing import import_page

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

import_page(Path(sys.argv[3]).read_bytes())
before = peak()
status = main(["import", sys.argv[1], "--out", sys.argv[2]])
print(status, (peak() - before) // 1024)
"""


def test_seventy_megabytes_are_read_in_bounded_memory_with_progress_shown(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    with feed.open("w", encoding="utf-8") as file:
        file.write("[")
        for number in range(700):
            file.write(("," if number else "") + json.dumps(record(number, 88_000), ensure_ascii=False))
        file.write("]")
    assert feed.stat().st_size > 70_000_000
    out = tmp_path / "standards"
    page = Path(__file__).with_name("pages") / "page.txt"
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(feed), str(out), str(page)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, grown = map(int, ran.stdout.split())
    assert status == 0
    assert grown < 150
    assert len(list(out.glob("ST*@1.3.json"))) == 700
    progress = [line for line in ran.stderr.splitlines() if " MB read: " in line]
    assert len(progress) > 5
    assert "700 standards written to" in ran.stderr
