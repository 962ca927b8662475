from __future__ import annotations

from pathlib import Path

import pytest

from documents import PassageKind, WrongType, read


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_paragraphs_are_parted_by_empty_lines(tmp_path: Path) -> None:
    document = read(written(tmp_path, "a.txt", "One line\nand its next\n\n\n  \nTwo\r\n\r\nThree"))
    assert [tuple(passage) for passage in document.passages] == [
        ("One line\nand its next", "paragraph 1"),
        ("Two", "paragraph 2"),
        ("Three", "paragraph 3"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encoding_it_is_in(tmp_path: Path, encoding: str) -> None:
    assert (
        read(written(tmp_path, "a.txt", "It cost £3 – “cheap”".encode(encoding))).text
        == "It cost £3 – “cheap”"
    )


def test_markdown_is_placed_under_its_headings(tmp_path: Path) -> None:
    content = (
        "Start\n\n# Costs #\nFirst\n\n- one\n  more\n- two\n\n"
        "```\nls -l\n\n# no heading\n```\nSecond\n=====\n\nEnd\n"
    )
    document = read(written(tmp_path, "a.md", content))
    assert [(passage.kind.value, *passage) for passage in document.passages] == [
        ("paragraph", "Start", "paragraph 1"),
        ("heading", "Costs", 'heading "Costs"'),
        ("paragraph", "First", 'heading "Costs", paragraph 1'),
        ("list_item", "one\n  more", 'heading "Costs", paragraph 2'),
        ("list_item", "two", 'heading "Costs", paragraph 3'),
        ("code", "ls -l\n\n# no heading", 'heading "Costs", paragraph 4'),
        ("heading", "Second", 'heading "Second"'),
        ("paragraph", "End", 'heading "Second", paragraph 1'),
    ]


def test_control_characters_do_not_reach_the_text(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.txt", "router\x07 up\x1b[0m and " + "x" * 500)).text.startswith(
        "router up[0m"
    )


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongType, match="we cannot tell what it is"):
        read(written(tmp_path, "a.txt", bytes(range(256)) * 20))


def test_a_list_in_plain_text_gives_its_items(tmp_path: Path) -> None:
    document = read(written(tmp_path, "a.txt", "1. Unplug\n2. Wait\n   ten seconds\n"))
    assert [(p.text, p.kind) for p in document.passages] == [
        ("1. Unplug", PassageKind.LIST_ITEM),
        ("2. Wait\n   ten seconds", PassageKind.LIST_ITEM),
    ]
