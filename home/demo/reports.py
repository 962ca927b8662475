"""Writes the demo's project reports through the verbs that the editor uses, from the words of the story."""

import tomllib
from pathlib import Path
from typing import Any

from accounts.models import Apprenticeship
from report_builder import services as reports
from report_builder.content import Content, Node, validate_content

WORDS = Path(__file__).with_name("reports.toml")


def write_reports(learners: dict[str, Apprenticeship]) -> None:
    """Begin each report of the story and save its sections one by one, as a person would."""
    for told in tomllib.loads(WORDS.read_text(encoding="utf-8"))["reports"]:
        apprenticeship = learners[told["learner"]]
        apprentice = apprenticeship.apprentice
        report = reports.create_report(apprentice, apprenticeship, (told["title"],))
        for section in report.sections:
            if section.key in told["sections"]:
                reports.save_section(apprentice, section, _content(told["sections"][section.key]), based_on=0)
        reports.ask_for_reading(apprentice, report)


def _content(text: str) -> Content:
    blocks: list[Node] = []
    for line in text.strip().splitlines():
        _add(blocks, line)
    return validate_content({"type": "doc", "content": blocks})


def _add(blocks: list[Node], line: str) -> None:
    """One line of the story as the next block; lines of a list or a table join the block before."""
    match line[:2]:
        case "# ":
            blocks.append({"type": "heading", "attrs": {"level": 2}, "content": [_text(line[2:])]})
        case "- ":
            item = {"type": "listItem", "content": [_paragraph(line[2:])]}
            _grow(blocks, "bulletList", item)
        case "| ":
            is_first = not blocks or blocks[-1]["type"] != "table"
            cell = "tableHeader" if is_first else "tableCell"
            cells = [words.strip() for words in line.strip("| ").split("|")]
            row = [{"type": cell, "content": [_paragraph(words)]} for words in cells]
            _grow(blocks, "table", {"type": "tableRow", "content": row})
        case _:
            blocks.append(_paragraph(line))


def _grow(blocks: list[Node], kind: str, child: Node) -> None:
    if not blocks or blocks[-1]["type"] != kind:
        blocks.append({"type": kind, "content": []})
    blocks[-1]["content"].append(child)


def _paragraph(words: str) -> Node:
    return {"type": "paragraph", "content": [_text(words)]}


def _text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}
