"""Makes the files that these tests read with the tools that people make them with."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
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


def make_clip(path: Path, *options: str, seconds: float = 3) -> None:
    """A test picture with a tone, 320 by 240 at 25 frames a second, encoded as the options say."""
    sources = [
        *("-f", "lavfi", "-i", f"testsrc=d={seconds}:s=320x240:r=25"),
        *("-f", "lavfi", "-i", f"sine=d={seconds}"),
    ]
    command = ["ffmpeg", "-v", "error", "-y", *sources, "-pix_fmt", "yuv420p", *options, str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A .docx with this XML as its body and these other parts (`word_styles="<w:style …/>"`), and no more."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        package.writestr("word/document.xml", f"<w:document {word}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            root = {"styles": "w:styles", "footnotes": "w:footnotes", "header1": "w:hdr"}[name]
            package.writestr(f"word/{name}.xml", f"<{root} {word}>{content}</{root}>")
    return path
