"""`python -m standards import FILE [--out FILE|DIR] [--patch PATCH]`: a page, a record or the feed to files of ours."""

import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any

from standards.file_format import standard_text
from standards.importing.feed import Progress, import_feed
from standards.importing.found import Imported, NotAStandard
from standards.importing.patches import BadPatch, patched
from standards.importing.reading import import_page
from standards.model import Standard

STEP = 5_000_000  # bytes of a feed between two lines of progress


def run_import(file: str, out: str | None, patch: str | None) -> None:
    """Import FILE. The standard goes to `out`, or to standard output; doubts and progress to standard error.
    Raises StandardError or OSError."""
    if file != "-" and _is_feed(Path(file)):
        _import_feed(Path(file), out)
        return
    source = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    imported = import_page(source)
    if patch:
        imported = patched(imported, _patch(Path(patch)))
    for line in report(imported):
        _say(line)
    text = standard_text(imported.standard)
    if out is None:
        sys.stdout.write(text)
        return
    path = _place(out, imported.standard)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    _say(f"{imported.standard.label}: written to {path}.")


def report(imported: Imported) -> list[str]:
    """The doubts and the gaps, a line each."""
    doubts = []
    for doubt in imported.doubts:
        place = f", line {doubt.line}" if doubt.line else ""
        read = f" It reads: {doubt.read}" if doubt.read else ""
        doubts.append(f"Doubt{place}: {doubt.why}{read}")
    return [*doubts, *(f"To fill in: {missing.what} ({missing.path})." for missing in imported.missing)]


def file_name(standard: Standard) -> str:
    """REFERENCE@VERSION.json, with nothing in it that could lead out of a folder."""
    reference, version = (
        re.sub(r"[^\w.-]|\.\.", "_", part) for part in (standard.reference, standard.version)
    )
    return f"{reference}@{version}.json"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _place(out: str, standard: Standard) -> Path:
    path = Path(out)
    return path / file_name(standard) if path.is_dir() or out.endswith("/") else path


def _patch(path: Path) -> dict[str, Any]:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadPatch(f"{path.name} is not JSON: {error}.") from error
    if not isinstance(data, dict):
        raise BadPatch(f"{path.name} is not a patch: it is no JSON object.")
    return data


def _is_feed(path: Path) -> bool:
    """Whether the file holds more than one record of the data API."""
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"[", b"{")):
        return False
    seen: list[str] = []
    try:
        standards = (1 for _ in import_feed(path, on_skip=seen.append))
        found = sum(itertools.islice(standards, 2))
    except NotAStandard:
        return path.stat().st_size > STEP
    return found + len(seen) > 1


def _import_feed(path: Path, out: str | None) -> None:
    folder = Path(out) if out else None
    if folder is None or (folder.exists() and not folder.is_dir()):
        raise NotAStandard(f"{path.name} holds many standards. Say which folder they go to: --out FOLDER")
    folder.mkdir(parents=True, exist_ok=True)
    skipped: list[str] = []
    last = 0

    def show(progress: Progress) -> None:
        nonlocal last
        if progress.done - last >= STEP:
            last = progress.done
            read, total = progress.done // 1_000_000, progress.total // 1_000_000
            _say(
                f"{read} of {total} MB read: {progress.standards} standards, {progress.skipped} records passed over."
            )

    count = doubtful = 0
    for imported in import_feed(path, show, skipped.append):
        (folder / file_name(imported.standard)).write_text(standard_text(imported.standard), encoding="utf-8")
        for line in report(Imported(imported.standard, imported.doubts)):
            _say(f"{imported.standard.reference}: {line}")
        count += 1
        doubtful += bool(imported.doubts)
    _say(
        f"{_counted(count, 'standard')} written to {folder}, {doubtful} of them with doubts; "
        f"{_counted(len(skipped), 'record')} passed over."
    )
    for reason in skipped[:20]:
        _say(reason)


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
