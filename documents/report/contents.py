"""The contents of a written report: a line for each heading, with a link to it and a field for its page.

A page is known only once somebody lays the document out, and a guessed one is worse than none: so the field's result
is empty until a word processor works it out. LibreOffice does that as it opens the file, Word when it prints or saves
as PDF. Word could be made to do it on opening, but only by a question that alarms whoever opens the file. See
docs/decisions/0052-the-report-as-a-tree.md.
"""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_BREAK

from documents.report.fields import add_bookmark, add_field, add_link

LEVELS = 5


def add_contents(document: Any, before: Any) -> None:
    """List every heading at the empty paragraph `before`, then begin a page."""
    headings = [paragraph for paragraph in document.paragraphs if _level(paragraph)]
    counters = [0] * LEVELS
    before.insert_paragraph_before("Contents", style="TOC Heading")
    for position, heading in enumerate(headings, 1):
        bookmark = f"heading_{position}"
        add_bookmark(heading, bookmark, position)
        line = before.insert_paragraph_before(style=f"TOC {_level(heading)}")
        run = line.add_run(f"{_number(heading, counters)} {heading.text}".strip())
        add_link(line, bookmark=bookmark).append(run._r)
        line.add_run("\t")
        add_field(line, rf"PAGEREF {bookmark} \h", "")
    before.add_run().add_break(WD_BREAK.PAGE)


def _level(paragraph: Any) -> int:
    """1 to 5 for a heading, 0 for anything else."""
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
