"""A view loads, builds a form, calls one verb, then redirects or renders: what takes more lines is about something else
and stands in a module of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("accounts", "foundation", "gateway", "home", "portfolio", "report_builder", "sign_off")
MOST_LINES = 20


def lengths_of_views() -> Iterator[tuple[str, int]]:
    """Every function of the modules that speak HTTP, with its lines; decorators are not counted."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*views.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno is not None
                yield f"{path.relative_to(ROOT)}: {node.name}", node.end_lineno - node.lineno + 1


def test_no_view_is_longer_than_twenty_lines() -> None:
    lengths = dict(lengths_of_views())
    assert len(lengths) > 200, "the views were found"
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_view_stands_where_it_is_looked_for() -> None:
    """What routes anything is called views, so that the walk above sees it."""
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
        if not path.name.endswith("views.py")
        and any(_is_routed(node) for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    ]
    assert elsewhere == []


def _is_routed(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr in {"route", "get", "post"}
        for one in node.decorator_list
    )
