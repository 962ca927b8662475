"""A page converted to Markdown, as lines: its marks off, its tables' cells known by row and column."""

import re
from collections.abc import Iterator
from dataclasses import replace

from standards.importing.lines import Cell, Line, clean, line_of

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
# Bounded everywhere: a page of opening brackets and stars must not keep a reader waiting.
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,80}\]){0,400})\]\((?:[^()\s]|\([^()]{0,80}\)){0,400}(?:\s+[\"'][^)]{0,200})?\)"
)
_OPEN_LINK = re.compile(r"\[[^\[\]]{0,120}$|\]\([^()\s]{0,400}(?:\s+(?:[\"'][^)]{0,200})?)?$")
_REFERENCE = re.compile(r"\[([^\[\]]{1,400})\]\[[^\[\]]{0,80}\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]{1,80}\]")
_DEFINITION = re.compile(r"\s{0,3}\[(?:\^[^\[\]]{1,80}\]:|[^\[\]]{1,80}\]:\s+<?(?:#|\.{0,2}/|[a-z]+:)\S*)")
_STRONG = re.compile(r"\*{2,}|(?<!\w)__+(?=\S)|(?<=\S)__+(?!\w)")
_EMPHASIS = re.compile(r"(?<!\w)([*_])(?=\S)([^*_]{1,300})(?<=\S)\1(?!\w)")
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>|</li>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_SETEXT = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_BAR = re.compile(r"(?<!\\)\|")

_SIGNS = (
    re.compile(r"^\s{0,3}#{1,6}\s+\S", re.MULTILINE),
    re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\([^)\n]+\)"),
    re.compile(r"(?<!\w)\*\*\S.*?\*\*"),
    re.compile(r"^[^|\n]*\S \|(?: .*\|)?\s*$", re.MULTILINE),
)


def is_markdown(text: str) -> bool:
    """Whether the text carries Markdown's marks: headings, table rules, links, bold words or barred rows."""
    sample = "\n".join(row[:2000] for row in text.splitlines()[:5000])
    return sum(len(sign.findall(sample)) for sign in _SIGNS) >= 2


def lines_of_markdown(text: str) -> list[Line]:
    """The lines of a Markdown page. Front matter, rules and code fences are dropped."""
    found: list[Line] = []
    gap = pause = False
    table, row = 0, -1
    for number, raw in _whole_links(_without_front_matter(text.splitlines())):
        if not clean(raw):
            gap, pause, row = True, pause or "\u00a0" in raw, -1
            continue
        if (
            _DEFINITION.match(raw)
            or _RULE.match(raw)
            or _SETEXT.match(raw)
            or raw.lstrip().startswith(("```", "{:", "{%"))
        ):
            continue
        if _is_row(raw):
            table, row = (table, row + 1) if row >= 0 else (table + 1, 0)
            found += _cells(number, raw, table, row)
        else:
            row = -1
            found += _paragraph(number, raw, gap, pause)
        gap = pause = False
    return found


def _paragraph(number: int, raw: str, gap: bool, pause: bool) -> list[Line]:
    heading = _HEADING.match(raw)
    pieces = _BREAK.split(heading[2] if heading else raw)
    lines = [line_of(number, _bare(piece), heading=len(heading[1]) if heading else 0) for piece in pieces]
    width = len(raw.rstrip()) if len(pieces) == 1 and not heading else 0
    return [replace(line, gap=gap, pause=pause, width=width) for line in lines if line.text or line.back]


def _cells(number: int, raw: str, table: int, row: int) -> list[Line]:
    parts = _BAR.split(raw.strip())
    if not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    found = []
    for column, part in enumerate(parts):
        for piece in _BREAK.split(part):
            line = line_of(number, _bare(piece))
            if line.text or line.back:
                found.append(replace(line, cell=Cell(table, row, column), gap=True))
    return found


def _is_row(raw: str) -> bool:
    bars = len(_BAR.findall(raw))
    return bars >= 1 and (raw.strip().startswith("|") or raw.rstrip().endswith("|") or " | " in raw)


def _bare(raw: str) -> str:
    """The words of a piece of Markdown, its marks taken off."""
    text = _ATTRIBUTES.sub("", raw)
    if "[" in text:
        text = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", _FOOTNOTE.sub("", text)))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub("", text)).replace("`", "")
    if "[" in text:  # a link whose words were marked
        text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    return _ESCAPE.sub(r"\1", text).replace("&nbsp;", " ").replace("&amp;", "&").lstrip("> ")


def _whole_links(rows: list[str]) -> Iterator[tuple[int, str]]:
    """The rows with their numbers, a link that was broken over two of them in the first."""
    held: tuple[int, str] | None = None
    for number, raw in enumerate(rows, start=1):
        if held:
            raw, number, held = f"{held[1].rstrip()} {raw.lstrip()}", held[0], None
        if _OPEN_LINK.search(raw) and number < len(rows) and clean(rows[number]):
            held = number, raw
        else:
            yield number, raw


def _without_front_matter(rows: list[str]) -> list[str]:
    """The rows with a leading block between --- lines emptied, so that the numbers of the lines stay."""
    if rows and rows[0].strip() == "---":
        ends = [n for n, row in enumerate(rows[1:60], start=1) if row.strip() == "---"]
        if ends:
            return [""] * (ends[0] + 1) + rows[ends[0] + 1 :]
    return rows
