from pathlib import Path

import pytest

from tests.look.render import ROOT, environment

TEMPLATES = sorted((ROOT / "templates" / room) for room in ("layout", "components", "errors"))
FILES = [file for folder in TEMPLATES for file in sorted(folder.rglob("*.html"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_template_compiles_and_keeps_to_its_size(file: Path) -> None:
    environment().get_template(file.relative_to(ROOT / "templates").as_posix())
    assert len(file.read_text("utf-8").splitlines()) <= 120


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_template_needs_no_inline_style_or_script(file: Path) -> None:
    text = file.read_text("utf-8")
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text
    assert "<script>" not in text


def test_every_component_says_how_to_call_it() -> None:
    for file in sorted((ROOT / "templates/components").glob("*.html")):
        assert file.read_text("utf-8").startswith("{#"), f"{file.name} has no contract in its first comment"
