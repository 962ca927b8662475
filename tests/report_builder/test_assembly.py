"""From what she wrote to the file: nothing is lost, nothing empty is printed, and the file counts as we say."""

from __future__ import annotations

import io
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from documents.counting import count_words, dash_joined
from documents.report.tree import Cover, ReportKind
from documents.report.writer import write_counted_parts, write_report
from report_builder.assembly import assemble_report
from report_builder.content import Content, from_plain_text, validate_content
from report_builder.length import count_content, measure
from report_builder.scaffold import scaffold
from standards import load

NOW = datetime(2026, 3, 19, 9, 41, tzinfo=UTC)
COVER = Cover("Wi-Fi", "Amira Hussain", "ST0505 version 1.1", "99 words", "19 March 2026", ReportKind.FINAL)
STANDARD = load("ST0505")
CASES = json.loads(Path(__file__).with_name("count_cases.json").read_text(encoding="utf-8"))["contents"]


def picture(_: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def test_only_sections_with_something_in_them_are_printed_under_their_titles() -> None:
    outline = scaffold(STANDARD, ("Wi-Fi", "Backups"))
    theme = next(section for section in outline if section.project == 2 and section.theme)
    report = assemble_report(
        outline,
        {
            theme.key: from_plain_text("I did it."),
            "p1-task": from_plain_text("  "),
            "p9-task": from_plain_text("Gone."),
        },
        cover=COVER,
        image=picture,
    )
    assert [(section.title, section.level) for section in report.sections] == [
        ("Project 2: Backups", 1),
        ("Action", 2),
        (theme.title, 3),
    ]


def test_references_stand_apart_and_empty_ones_are_not_printed() -> None:
    def written(text: str) -> bool:
        report = assemble_report((), {}, cover=COVER, image=picture, references=from_plain_text(text))
        return bool(report.references)

    assert written("Smith, J. (2020) Networks.")
    assert not written(" \n ")


def whole_report() -> tuple[dict[str, Content], tuple[str, ...]]:
    """Every case of the count, one to a section, over two projects."""
    keys = [section.key for section in scaffold(STANDARD, ("A", "B")) if section.is_written]
    return {key: validate_content(case["document"]) for key, case in zip(keys, CASES, strict=False)}, tuple(
        keys
    )


def test_the_written_report_holds_every_word_she_wrote() -> None:
    contents, keys = whole_report()
    assert len(keys) >= len(CASES)
    report = assemble_report(scaffold(STANDARD, ("A", "B")), contents, cover=COVER, image=picture)
    document = Document(io.BytesIO(write_report(report, now=NOW)))
    text = "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    for words in ("measured", "How I tested", "Order the switch", "with PoE", "88 Mbit/s", "Never so quick."):
        assert words in text
    assert len(document.inline_shapes) == sum(len(content.image_ids) for content in contents.values()) == 3


@pytest.mark.needs_libreoffice
def test_the_count_on_the_page_is_the_count_of_the_file_as_libreoffice_reads_it(tmp_path: Path) -> None:
    contents, _ = whole_report()
    assert STANDARD.project is not None
    limits = STANDARD.project.limits
    outline = scaffold(STANDARD, ("A", "B"))
    length = measure(
        outline, {key: count_content(content, limits.excluded) for key, content in contents.items()}, limits
    )
    report = assemble_report(outline, contents, cover=COVER, image=picture)
    (tmp_path / "counted.docx").write_bytes(write_counted_parts(report, now=NOW))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            tmp_path / "counted.docx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "counted.txt").read_text("utf-8-sig")
    assert count_words(text) == length.words
    assert length.words > 40
    assert dash_joined(text) == ["build–test"]
