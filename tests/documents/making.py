"""Makes the files that these tests read with the tools that people make them with."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


def convert_with_libreoffice(
    sources: Sequence[Path], target: str, folder: Path, *, reads_as: str | None = None
) -> list[Path]:
    """Each source converted to `target` ("docx", "pdf:filter:options"), in one run."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}"]
        if reads_as:
            command.append(f"--infilter={reads_as}")
        command += ["--convert-to", target, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    suffix = target.split(":")[0]
    converted = [folder / f"{source.stem}.{suffix}" for source in sources]
    missing = [path.name for path in converted if not path.exists()]
    assert not missing, f"LibreOffice did not write {missing}"
    return converted
