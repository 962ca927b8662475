import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from standards import (
    BadStandardFile,
    NotInLibrary,
    library,
    list_available,
    load,
    load_file,
    load_named,
    prompts_for,
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty library."""
    monkeypatch.setattr(library, "DATA", tmp_path)
    library.load.cache_clear()
    yield tmp_path
    library.load.cache_clear()


def put(shelf: Path, reference: str, version: str) -> None:
    data = {"reference": reference, "version": version, "ksbs": [{"code": "K1", "text": "One."}]}
    (shelf / f"{reference}@{version}.json").write_text(json.dumps(data), encoding="utf-8")


def test_every_standard_of_the_library_is_what_its_files_name_says() -> None:
    assert ("ST0505", "1.1") in list_available()
    for reference, version in list_available():
        standard = load(reference, version)
        assert (standard.reference, standard.version) == (reference, version)


def test_a_file_of_prompts_is_no_standard(shelf: Path) -> None:
    put(shelf, "XX0001", "1.0")
    (shelf / "XX0001@1.0.prompts.json").write_text("{}", encoding="utf-8")
    assert list_available() == [("XX0001", "1.0")]


def test_the_newest_version_is_the_greatest_number_not_the_last_in_the_alphabet(shelf: Path) -> None:
    for version in ("1.10", "1.2", "1.9"):
        put(shelf, "XX0001", version)
    assert [version for _, version in list_available()] == ["1.2", "1.9", "1.10"]
    assert load("XX0001").version == "1.10"
    assert load("XX0001", "1.2").version == "1.2"


def test_another_standards_newer_version_is_not_taken_for_this_ones(shelf: Path) -> None:
    put(shelf, "XX0001", "1.0")
    put(shelf, "XX00011", "9.0")
    assert load("XX0001").version == "1.0"


def test_an_unknown_reference_is_refused_with_what_there_is(shelf: Path) -> None:
    put(shelf, "XX0001", "1.0")
    with pytest.raises(NotInLibrary) as refused:
        load("ST9999")
    assert str(refused.value) == "ST9999 is not in the library. It has: XX0001@1.0."


def test_an_unknown_version_is_refused_by_its_number() -> None:
    with pytest.raises(NotInLibrary, match=r"^ST0505 version 0\.1 is not in the library\."):
        load("ST0505", "0.1")


def test_a_path_is_not_a_reference(shelf: Path) -> None:
    (shelf / "data").mkdir()
    put(shelf, "XX0001", "1.0")
    with pytest.raises(NotInLibrary):
        load("data/../XX0001", "1.0")


def test_a_file_that_is_not_json_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BadStandardFile, match=r"^mine\.json is not JSON: "):
        load_file(path)


def test_a_file_that_is_not_text_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadStandardFile, match=r"^mine\.json is not a standard file: it is not text\.$"):
        load_file(path)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_file(tmp_path / "none.json")


def test_a_standard_is_named_by_reference_by_version_or_by_file(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_text('{"reference": "XX1", "version": "2", "ksbs": [{"code": "K1", "text": "One."}]}', "utf-8")
    assert load_named("ST0505") == load_named("ST0505@1.1") == load("ST0505", "1.1")
    assert load_named(str(path)).label == "XX1, version 2"
    with pytest.raises(FileNotFoundError):
        load_named(str(tmp_path / "none.json"))
    with pytest.raises(NotInLibrary):
        load_named("ST0000")


def test_prompts_are_those_of_the_very_version() -> None:
    assert set(prompts_for(load("ST0505", "1.1"))) == {"project", "discussion"}
