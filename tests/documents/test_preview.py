from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from documents import probe
from documents.preview import write_previews
from documents.sandbox import preview_safely
from tests.documents.conftest import PDF
from tests.documents.making import write_docx


@pytest.mark.needs_libreoffice
def test_a_pdf_gives_a_thumbnail_and_its_pages(converted: Callable[[str, str], Path], tmp_path: Path) -> None:
    path = converted("report.html", PDF)
    written = preview_safely(path, tmp_path, probe(path))
    assert [(preview.name, preview.width) for preview in written][:2] == [
        ("thumb.webp", 480),
        ("page-1.webp", 1100),
    ]
    with Image.open(tmp_path / "page-1.webp") as page:
        assert (page.format, page.width) == ("WEBP", 1100)
        assert page.convert("L").getextrema() == (0, 255)


def test_a_picture_is_turned_made_smaller_and_stripped(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0)})
    Image.new("RGB", (3200, 1600), "red").save(tmp_path / "a.jpg", exif=exif)
    written = write_previews(tmp_path / "a.jpg", probe(tmp_path / "a.jpg"), tmp_path)
    assert [(preview.name, preview.width, preview.height) for preview in written] == [
        ("thumb.webp", 480, 960),
        ("view.webp", 800, 1600),
    ]
    with Image.open(tmp_path / "view.webp") as view:
        assert not view.getexif()


@pytest.mark.needs_ffmpeg
def test_only_a_clip_that_browsers_do_not_play_gives_frames(
    clip: Callable[..., Path], tmp_path: Path
) -> None:
    plays = clip("plain.mp4", "-c:v", "libx264", "-c:a", "aac")
    assert [preview.name for preview in write_previews(plays, probe(plays), tmp_path)] == ["thumb.webp"]
    does_not = clip("hevc.mov", "-c:v", "libx265", "-tag:v", "hvc1", "-c:a", "aac")
    written = write_previews(does_not, probe(does_not), tmp_path)
    assert [preview.name for preview in written] == ["thumb.webp", *(f"frame-{n}.webp" for n in range(1, 7))]
    assert len({(tmp_path / preview.name).read_bytes() for preview in written[1:]}) == 6


@pytest.mark.needs_ffmpeg
def test_the_thumbnail_of_a_clip_that_fades_in_is_not_black(
    clip: Callable[..., Path], tmp_path: Path
) -> None:
    path = clip("fade.mp4", "-vf", "fade=in:0:20", "-c:v", "libx264", "-an")
    write_previews(path, probe(path), tmp_path)
    with Image.open(tmp_path / "thumb.webp") as thumb:
        assert thumb.convert("L").getextrema()[1] > 40


def test_a_word_document_has_no_picture(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "")
    assert write_previews(path, probe(path), tmp_path) == []
