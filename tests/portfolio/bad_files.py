"""Files that cannot be read, made by the tools that people make them with wherever one can."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.documents.conftest import PASSWORD_PDF
from tests.documents.locking import save_locked
from tests.documents.making import convert_with_libreoffice, make_clip

PASSWORD = "it asks for a password. Save a copy without one and add it again."
MISSING_END = "its end is missing, or it is damaged. Copy it again from where you made it and add that copy."
BOMB = "it unpacks to far more than a document of its size should. Save a new copy and add that one."


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """What LibreOffice saved: a document as .docx and as .pdf, and the same asking for a password, as a sheet too."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "runbook.html").write_text(
        "<html><body><h1>Patching</h1><p>I checked the operating system version on 46 Ubuntu servers.</p></body></html>"
    )
    (folder / "budget.csv").write_text("Item,Pounds\nSwitch,1200\n")
    [docx] = convert_with_libreoffice([folder / "runbook.html"], "docx:MS Word 2007 XML", folder)
    [pdf] = convert_with_libreoffice([docx], "pdf:writer_pdf_Export", folder)
    locked = folder / "locked"
    locked.mkdir()
    [locked_pdf] = convert_with_libreoffice([docx], PASSWORD_PDF, locked)
    return {
        "docx": docx,
        "pdf": pdf,
        "locked.pdf": locked_pdf,
        "locked.docx": save_locked(docx, locked / "runbook.docx"),
        "locked.xlsx": save_locked(folder / "budget.csv", locked / "budget.xlsx"),
    }


def bomb(path: Path) -> bytes:
    """A .docx of 300 MB that is small while it is packed."""
    head = b"<?xml version='1.0'?><w:document xmlns:w='x'><w:body><w:p><w:r><w:t>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w") as member:
            member.write(head)
            for _ in range(300):
                member.write(b"a" * 1_000_000)
    return path.read_bytes()


def clip_cut_short(path: Path) -> bytes:
    """An MP4 whose index, which ffmpeg writes last, never came."""
    make_clip(path, "-c:v", "mpeg4")
    content = path.read_bytes()
    return content[: len(content) // 2]


# What is wrong, what she called it, how to make it, and the line that says so.
BAD: Mapping[str, tuple[str, Callable[[Mapping[str, Path], Path], bytes], str]] = {
    "an encrypted PDF": ("costs & plan.pdf", lambda office, _: office["locked.pdf"].read_bytes(), PASSWORD),
    "an encrypted workbook": ("budget.xlsx", lambda office, _: office["locked.xlsx"].read_bytes(), PASSWORD),
    "an encrypted document": ("notes.docx", lambda office, _: office["locked.docx"].read_bytes(), PASSWORD),
    "half a document": ("half.docx", lambda office, _: office["docx"].read_bytes()[:-900], MISSING_END),
    "half a PDF": ("half.pdf", lambda office, _: office["pdf"].read_bytes()[:500], MISSING_END),
    "half a clip": ("half.mp4", lambda _, folder: clip_cut_short(folder / "c.mp4"), MISSING_END),
    "a bomb": ("bomb.docx", lambda _, folder: bomb(folder / "bomb.docx"), BOMB),
}
