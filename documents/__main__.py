"""`python -m documents COMMAND FILE`: the room without a database or a web server; --help lists the commands."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from documents import Probe, UnreadableFile, count_words, dash_joined, probe, read
from documents.counting import count_split_at_dashes, lone_dashes
from documents.limits import FILE_MAX, limit_this_process
from documents.placeless import copy_without_place
from documents.preview import write_previews
from documents.report.pictures import write_ready_picture

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    limit_this_process(
        memory_mb=options.memory_mb, cpu_seconds=options.cpu_seconds, file_bytes=_most_written(options.file)
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            answer, plain = _COMMANDS[options.command](_file(options.file, Path(folder)), options)
    except MemoryError:
        return _refuse(
            options, "too_big", "it needs more memory to read than we allow. Split it into smaller files."
        )
    except UnreadableFile as error:
        return _refuse(options, error.reason, str(error))
    except OSError as error:
        return _refuse(options, "unreadable", f"it could not be opened ({error.strerror}).")
    print(json.dumps(answer, ensure_ascii=False) if options.json else plain)
    return 0


def _read(path: Path, options: argparse.Namespace) -> tuple[Any, str]:
    document = read(path, media_type=options.media_type)
    lines = [f"[{passage.locator}] {passage.text}" for passage in document.passages]
    return document.to_dict(), "\n".join([*(f"Note: {note}" for note in document.notes), *lines])


def _count(path: Path, options: argparse.Namespace) -> tuple[Any, str]:
    document = read(path, media_type=options.media_type)
    text = document.countable_text
    answer = {
        "words": count_words(document),
        "dash_joined": dash_joined(text),
        "lone_dashes": lone_dashes(text),
        "split_at_dashes": count_split_at_dashes(text),
    }
    return answer, str(answer["words"])


def _probe(path: Path, options: argparse.Namespace) -> tuple[Any, str]:
    facts = probe(path, media_type=options.media_type).to_dict()
    return facts, "\n".join(f"{name}: {value}" for name, value in facts.items() if value is not None)


def _preview(path: Path, options: argparse.Namespace) -> tuple[Any, str]:
    facts = Probe.from_dict(json.loads(options.facts)) if options.facts else probe(path)
    written = write_previews(path, facts, options.folder)
    return [preview.to_dict() for preview in written], "\n".join(preview.name for preview in written)


def _picture(path: Path, options: argparse.Namespace) -> tuple[Any, str]:
    made = write_ready_picture(path, options.target)
    return made.to_dict(), f"{made.media_type}, {made.width} × {made.height}"


def _placeless(path: Path, options: argparse.Namespace) -> tuple[Any, str]:
    copy_without_place(path, options.target, options.media_type or "")
    size = options.target.stat().st_size
    return {"size": size}, f"{size} bytes"


_COMMANDS = {
    "read": _read,
    "count": _count,
    "probe": _probe,
    "preview": _preview,
    "picture": _picture,
    "placeless": _placeless,
}


def _file(name: str, folder: Path) -> Path:
    """The file; `-` is standard input, kept in the folder since formats want to seek."""
    if name != "-":
        return Path(name)
    kept = folder / "standard-input"
    with kept.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return kept


def _most_written(name: str) -> int:
    """A copy may be as long as what it is a copy of, however long an installation lets files be."""
    path = Path(name)
    return max(FILE_MAX, path.stat().st_size if path.is_file() else 0)


def _refuse(options: argparse.Namespace, reason: str, message: str) -> int:
    if options.json:
        print(json.dumps({"error": {"reason": reason, "message": message}}, ensure_ascii=False))
    print(f"{options.file}: {message}", file=sys.stderr)
    return BAD_INPUT


class _CommandLine(argparse.ArgumentParser):
    """Says what is wrong in one line. This room imports nothing of ours, so it has a parser of its own."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _CommandLine(prog="python -m documents", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in (
        ("read", "print the passages of a file with their places"),
        ("count", "print how many words a word processor shows for it"),
        ("probe", "print its type, size, pages, pixels and length"),
        ("preview", "write pictures of it into a folder and list them"),
        ("picture", "write a copy of a picture as a report keeps it: PNG or JPEG, upright, only pixels"),
        ("placeless", "write a copy of a photograph or clip that does not say where it was taken"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("file", metavar="FILE", help="a path, or - for standard input")
        command.add_argument("--json", action="store_true", help="print JSON")
        command.add_argument("--media-type", help="what the sender says it is; content decides")
        command.add_argument("--memory-mb", type=int, help="give up beyond this much memory")
        command.add_argument("--cpu-seconds", type=int, help="give up beyond this much processor time")
        if name == "preview":
            command.add_argument("--folder", type=Path, required=True, help="where the pictures go")
            command.add_argument("--facts", help="what probe --json printed, to save the work")
        if name in {"picture", "placeless"}:
            command.add_argument("--target", type=Path, required=True, help="where the copy goes")
    return parser


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` may leave before the end
    sys.exit(main())
