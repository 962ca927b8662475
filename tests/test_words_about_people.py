"""No word that people see puts anybody in a gender: a name, "you", "the apprentice" or "they" says it as well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# The language room quotes how people write, so it is left out.
ROOMS = ("accounts", "documents", "foundation", "gateway", "home", "portfolio", "report_builder", "sign_off")
GENDERED = re.compile(r"\b(she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
NOTE = re.compile(r"\{#.*?#\}", re.DOTALL)
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
QUOTED = re.compile(r'"[^"]*"')


def words_of_templates() -> Iterator[tuple[str, str]]:
    """What each line of a template may say, without its notes and the names in its code."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        plain = NOTE.sub("", path.read_text("utf-8"))
        said = CODE.sub(lambda code: " ".join(QUOTED.findall(code.group())), plain)
        yield from ((path.name, line.strip()) for line in said.splitlines())


def words_of_rooms() -> Iterator[tuple[str, str]]:
    """Every string of ours that is neither a docstring nor a pattern."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        notes = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in notes:
                yield path.name, re.sub(r"\S*\\.*", "", node.value)


def test_nobody_is_a_she_or_a_he_in_what_a_page_or_a_mail_says() -> None:
    rules = ("rules.json", (ROOT / "portfolio" / "rules.json").read_text("utf-8"))
    said = [*words_of_templates(), *words_of_rooms(), rules]
    assert len(said) > 3000, "the words were found"
    assert [(name, words) for name, words in said if GENDERED.search(words)] == []
