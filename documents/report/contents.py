"""The contents of a written report: a field that word processors work out, with its result already there.

Readers that never work fields out still get the listing. It has no page numbers until a word processor lays
the pages out: a guessed page is worse than none.
"""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_BREAK

from documents.report.fields import add_bookmark, add_link, begin_field, end_field, update_fields_on_opening

LEVELS = 3


def add_contents(document: Any, before: Any) -> None:
    """List every heading of the first three levels at the empty paragraph `before`, then begin a page."""
    headings = [paragraph for paragraph in document.paragraphs if _level(paragraph)]
    counters = [0] * LEVELS
    before.insert_paragraph_before("Contents", style="TOC Heading")
    for position, heading in enumerate(headings):
        bookmark = f"heading_{position + 1}"
        add_bookmark(heading, bookmark, position + 1)
        line = before.insert_paragraph_before(style=f"TOC {_level(heading)}")
        if position == 0:
            begin_field(line, rf'TOC \o "1-{LEVELS}" \h \z')
        run = line.add_run(f"{_number(heading, counters)} {heading.text}".strip())
        add_link(line, bookmark=bookmark).append(run._r)
        if position == len(headings) - 1:
            end_field(line)
    before.add_run().add_break(WD_BREAK.PAGE)
    update_fields_on_opening(document)


def _level(paragraph: Any) -> int:
    """1 to 3 for a heading that belongs in the contents, 0 for anything else."""
    name, _, level = paragraph.style.name.partition(" ")
    return int(level) if name == "Heading" and level.isdigit() and int(level) <= LEVELS else 0


def _number(heading: Any, counters: list[int]) -> str:
    """The number that Word will show before this heading, having counted it; empty where numbering is off."""
    own = heading._p.pPr.numPr
    if own is not None and own.numId is not None and own.numId.val == 0:
        return ""
    level = _level(heading)
    counters[level - 1] += 1
    counters[level:] = [0] * (LEVELS - level)
    return ".".join(str(counter) for counter in counters[:level])
