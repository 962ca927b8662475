"""Files for these tests, made once per run by the tools that people make them with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents import making

WORD = "docx:MS Word 2007 XML"
PDF = "pdf:writer_pdf_Export"
PASSWORD_PDF = (
    'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
    '"DocumentOpenPassword":{"type":"string","value":"secret"}}'
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once."""
    return tmp_path_factory.mktemp("made")


@pytest.fixture(scope="session")
def converted(made: Path) -> Callable[[str, str], Path]:
    """Gives `converted("report.html", "docx")`: a source beside these tests as LibreOffice saves it."""
    sources = Path(__file__).parent / "sources"
    results: dict[tuple[str, str], Path] = {}

    def convert(source: str, target: str) -> Path:
        if (source, target) not in results:
            path = sources / source
            if path.suffix == ".html" and "docx" not in target:
                # LibreOffice lays a page out as the web does; a document of Word's is laid out on paper.
                path = convert(source, WORD)
            folder = made / f"converted-{len(results)}"
            folder.mkdir()
            [results[source, target]] = making.convert_with_libreoffice([path], target, folder)
        return results[source, target]

    return convert


@pytest.fixture(scope="session")
def clip(made: Path) -> Callable[..., Path]:
    """Gives `clip("a.webm", "-c:v", "libvpx")`: a clip of three seconds as ffmpeg writes it, made once."""

    def make(name: str, *options: str, seconds: float = 3) -> Path:
        path = made / name
        if not path.exists():
            making.make_clip(path, *options, seconds=seconds)
        return path

    return make
