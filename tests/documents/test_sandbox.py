from __future__ import annotations

import os
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from documents import EmptyFile, TooBig, TookTooLong, Truncated, UnreadableFile
from documents.sandbox import _answer, probe_safely, read_safely
from tests.documents.making import write_docx

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
