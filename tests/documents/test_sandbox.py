from __future__ import annotations

import os
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from documents import EmptyFile, TooBig, TookTooLong, Truncated, UnreadableFile, WrongType
from documents.sandbox import (
    _answer,
    copy_without_place_safely,
    probe_safely,
    read_safely,
    ready_picture_safely,
)
from tests.documents.making import write_docx
from tests.documents.test_location import TYPES, photograph

pillow_heif.register_heif_opener()  # to write one here
TEXT = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "R&D 'final' $(x).docx", TEXT)
    assert [passage.text for passage in read_safely(path).passages] == ["Words"]
    assert probe_safely(path).size == path.stat().st_size


def test_a_refusal_comes_back_as_the_class_it_was(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").touch()
    with pytest.raises(EmptyFile, match=r"^it is empty \(0 bytes\)"):
        read_safely(tmp_path / "empty.docx")
    (tmp_path / "cut.docx").write_bytes(write_docx(tmp_path / "a.docx", TEXT).read_bytes()[:-30])
    with pytest.raises(Truncated):
        probe_safely(tmp_path / "cut.docx")


def test_a_file_that_is_not_there_is_one_line_too(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="could not be opened"):
        read_safely(tmp_path / "gone.docx")


def test_a_pipe_that_never_speaks_is_given_up_in_time(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TookTooLong, match="longer than 1 seconds"):
        read_safely(tmp_path / "pipe", seconds=1)


def test_a_document_that_wants_more_memory_than_allowed_is_too_big(tmp_path: Path) -> None:
    # One paragraph of a million runs: within the limits on sizes, but a tree of them is not within 160 MB.
    path = write_docx(tmp_path / "runs.docx", "<w:p>" + "<w:r><w:t>ab c</w:t></w:r>" * 600_000 + "</w:p>")
    with pytest.raises(TooBig, match="more memory"):
        read_safely(path, memory_mb=160)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "bomb.docx", TEXT)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/x.xml", "w") as member,
    ):
        for _ in range(400):
            member.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    with pytest.raises(TooBig, match="unpacks to far more"):
        read_safely(path, memory_mb=160)


def test_what_the_process_sees_of_our_environment_holds_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from documents.sandbox import _environment

    monkeypatch.setenv("SECRET_KEY", "s")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@h/d")
    assert not {"SECRET_KEY", "DATABASE_URL"} & _environment().keys()


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (-signal.SIGXCPU, TookTooLong),
        (-signal.SIGKILL, TooBig),
        (-signal.SIGSEGV, UnreadableFile),
        (1, UnreadableFile),
    ],
)
def test_however_the_process_dies_the_owner_gets_one_line(status: int, refusal: type[UnreadableFile]) -> None:
    with pytest.raises(refusal):
        _answer(b"", status, 60)


@pytest.mark.needs_ffmpeg
def test_a_clip_is_measured_under_the_memory_limit(clip: Callable[..., Path]) -> None:
    facts = probe_safely(clip("plain.mp4", "-c:v", "libx264", "-c:a", "aac"), memory_mb=512)
    assert facts.duration_seconds == pytest.approx(3, abs=0.05)


@pytest.fixture
def no_picture_opens_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decoder that is reached in this process is a defect, whatever it would have said of the picture."""

    def opened_here(*_: object, **__: object) -> None:
        raise AssertionError("a stranger's picture was opened in the process that holds the secrets")

    monkeypatch.setattr(Image, "open", opened_here)


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.usefixtures("no_picture_opens_here")
def test_a_photograph_is_made_ready_and_loses_its_place_elsewhere(tmp_path: Path, name: str) -> None:
    source, ready, copy = photograph(tmp_path / name), tmp_path / "ready", tmp_path / "copy"
    made = ready_picture_safely(source, ready)
    copy_without_place_safely(source, copy, TYPES[name])
    assert (made.width, made.height) == (32, 64), "upright"
    assert made.media_type == ("image/png" if name == "a.png" else "image/jpeg")
    assert b"GPS" not in ready.read_bytes() + copy.read_bytes()
    assert (probe_safely(source).has_location, probe_safely(copy).has_location) == (True, False)


def test_a_drawing_with_few_colours_keeps_its_holes(tmp_path: Path) -> None:
    Image.new("RGBA", (3000, 30), (0, 90, 200, 0)).quantize(4).save(tmp_path / "icon.png")
    made = ready_picture_safely(tmp_path / "icon.png", tmp_path / "ready")
    assert (made.width, made.height, made.media_type) == (2400, 24, "image/png")
    with Image.open(tmp_path / "ready") as ready:
        assert ready.convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_what_is_no_picture_is_not_made_ready(tmp_path: Path) -> None:
    with pytest.raises(WrongType):
        ready_picture_safely(write_docx(tmp_path / "a.docx", TEXT), tmp_path / "ready")
