from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image

from documents import (
    ACCEPTED,
    EmptyFile,
    Encrypted,
    TooBig,
    Truncated,
    UnreadableFile,
    WrongType,
    probe,
    read,
)
from tests.documents.making import write_docx

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def test_seventeen_kinds_are_accepted_each_with_its_own_ending_and_type() -> None:
    assert len({kind.extension for kind in ACCEPTED}) == len({kind.media_type for kind in ACCEPTED}) == 17


def test_a_name_that_lies_is_put_right_and_said(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "scan.docx", format="PNG")
    document = read(tmp_path / "scan.docx")
    assert document.media_type == "image/png"
    assert document.notes == (
        "Its name says a Word document, but inside it is a PNG picture; we read it as that.",
    )


def test_an_honest_name_gives_no_note(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "<w:p><w:r><w:t>Words</w:t></w:r></w:p>")
    assert read(path).notes == ()


@pytest.mark.parametrize(
    ("content", "refusal", "line"),
    [
        (b"", EmptyFile, "it is empty (0 bytes). Check the original, save it again and add that copy."),
        (
            COMPOUND + "EncryptedPackage".encode("utf-16-le"),
            Encrypted,
            "it asks for a password. Save a copy without one and add it again.",
        ),
        (
            COMPOUND + "WordDocument".encode("utf-16-le"),
            WrongType,
            "it is an old Word file (.doc). Save it as .docx and add that.",
        ),
        (b"GIF89a" + bytes(99), WrongType, "it is a GIF picture. Save it as .png and add that."),
        (b"MZ" + bytes(99), WrongType, "it is a program. We take no programs."),
        (b"{\\rtf1 hello}", WrongType, "it is a rich text file (.rtf). Save it as .docx and add that."),
    ],
)
def test_a_refusal_is_one_line_that_says_what_to_do(
    tmp_path: Path, content: bytes, refusal: type[UnreadableFile], line: str
) -> None:
    (tmp_path / "report.docx").write_bytes(content)
    for verb in (read, probe):
        with pytest.raises(refusal) as caught:
            verb(tmp_path / "report.docx")
        assert str(caught.value) == line


def test_an_opendocument_with_encrypted_parts_asks_for_a_password(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", b"\x8f\x02")
        package.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    with pytest.raises(Encrypted):
        read(tmp_path / "a.odt")


def test_an_archive_of_files_is_not_a_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("notes.txt", "hello")
    with pytest.raises(WrongType, match="Unpack it and add the files inside"):
        read(tmp_path / "a.docx")


def test_a_package_of_too_many_members_is_refused(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "")
    with zipfile.ZipFile(path, "a") as package:
        for number in range(20_001):
            package.writestr(f"word/{number}", "")
    with pytest.raises(TooBig):
        read(path)


def test_a_member_that_holds_more_than_it_promises_is_refused(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "<w:p><w:r><w:t>" + "word " * 5000 + "</w:t></w:r></w:p>")
    content = bytearray(path.read_bytes())
    at = content.rindex(b"word/document.xml") - 46 + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(Truncated):
        read(path)
