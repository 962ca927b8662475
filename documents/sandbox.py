"""The same reading in a process of its own, so that a hostile or broken file costs nothing but itself.

The process has its own session (killed whole when time is up), limits on memory and processor time that it
sets before it opens the file, and no environment but what Python needs: no settings, no secrets.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from documents.errors import TooBig, TookTooLong, UnreadableFile
from documents.passages import Document
from documents.preview import Preview
from documents.probing import Probe
from documents.report.pictures import ReadyPicture

SECONDS = 60
MEMORY_MB = 1024
# A copy without its place is as long as what was uploaded, and HEIC has to be written anew.
COPY_SECONDS = 900
COPY_MEMORY_MB = 2048
_ROOT = Path(__file__).resolve().parent.parent
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def read_safely(
    path: str | Path, *, media_type: str | None = None, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> Document:
    """`documents.read` within the limits. Raises a subclass of UnreadableFile, whatever happened there."""
    return Document.from_dict(_run("read", path, media_type=media_type, seconds=seconds, memory_mb=memory_mb))


def probe_safely(
    path: str | Path, *, media_type: str | None = None, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> Probe:
    """`documents.probe` within the limits. Raises a subclass of UnreadableFile, whatever happened there."""
    return Probe.from_dict(_run("probe", path, media_type=media_type, seconds=seconds, memory_mb=memory_mb))


def preview_safely(
    path: str | Path,
    folder: str | Path,
    facts: Probe | None = None,
    *,
    seconds: float = SECONDS,
    memory_mb: int = MEMORY_MB,
) -> list[Preview]:
    """`write_previews` within the limits; what it wrote before it failed may be left in the folder.

    Without `facts` it probes the file first. Raises a subclass of UnreadableFile, whatever happened there.
    """
    arguments = ["--folder", os.fspath(Path(folder).resolve())]
    if facts is not None:
        arguments += ["--facts", json.dumps(facts.to_dict())]
    written = _run("preview", path, *arguments, media_type=None, seconds=seconds, memory_mb=memory_mb)
    return [Preview.from_dict(preview) for preview in written]


def ready_picture_safely(
    path: str | Path, target: str | Path, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> ReadyPicture:
    """`write_ready_picture` within the limits. Raises a subclass of UnreadableFile, whatever happened there."""
    arguments = ["--target", os.fspath(Path(target).resolve())]
    made = _run("picture", path, *arguments, media_type=None, seconds=seconds, memory_mb=memory_mb)
    return ReadyPicture.from_dict(made)


def copy_without_place_safely(
    path: str | Path,
    target: str | Path,
    media_type: str,
    *,
    seconds: float = COPY_SECONDS,
    memory_mb: int = COPY_MEMORY_MB,
) -> None:
    """`copy_without_place` within the limits. Raises a subclass of UnreadableFile, whatever happened there."""
    arguments = ["--target", os.fspath(Path(target).resolve())]
    _run("placeless", path, *arguments, media_type=media_type, seconds=seconds, memory_mb=memory_mb)


def _run(
    command: str, path: str | Path, *arguments: str, media_type: str | None, seconds: float, memory_mb: int
) -> Any:
    told = [] if media_type is None else ["--media-type", media_type]
    limits = ["--memory-mb", str(memory_mb), "--cpu-seconds", str(int(seconds) + 1)]
    process = subprocess.Popen(  # noqa: S603 (our own interpreter; the path is an argument, not a command)
        [
            *(sys.executable, "-P", "-s", "-m", "documents", command),
            *(os.fspath(Path(path).resolve()), "--json", *told, *limits, *arguments),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
        close_fds=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except BaseException as error:
        # The whole session, before its leader is waited for: until then its number cannot become another's.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise TookTooLong(_too_long(seconds)) from error
        raise
    return _answer(output, process.returncode, seconds)


def _answer(output: bytes, status: int, seconds: float) -> Any:
    try:
        answer = json.loads(output)
    except ValueError:
        answer = None
    if status == 0 and answer is not None:
        return answer
    if isinstance(answer, dict) and "error" in answer:
        raise UnreadableFile.named(answer["error"]["reason"], answer["error"]["message"])
    if status == -signal.SIGXCPU:
        raise TookTooLong(_too_long(seconds))
    if status in {-signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL}:
        # Libraries in C abort when memory is refused, and the system kills what takes too much.
        raise TooBig("it needs more memory to read than we allow. Split it into smaller files and add those.")
    raise UnreadableFile


def _too_long(seconds: float) -> str:
    return f"it took longer than {seconds:g} seconds to read. Split it into smaller files and add those."


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # One pool of memory and one thread per library: each thread's reserve counts against the limit.
    return kept | {
        "PYTHONPATH": os.fspath(_ROOT),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
