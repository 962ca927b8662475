"""A section to read, with its looks: lists, tables, figures. Each stretch of text says its place, as comments need."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from report_builder.content import Content, Node, inline_text

_NAMES = {
    "paragraph": "paragraph",
    "blockquote": "quotation",
    "bulletList": "list",
    "orderedList": "list",
    "table": "table",
    "figure": "figure",
}


@dataclass(frozen=True)
class Words:
    """A stretch of text with one look; `text` is a line feed where a line breaks."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    href: str = ""


@dataclass(frozen=True)
class SheetBlock:
    """What stands together: a paragraph, heading, quotation, list, table or figure, by the editor's own name for it.

    `locator` is its place ("Test, paragraph 2"), empty where a place is that of what is inside. Of a figure `image` is
    the id; of a cell `colspan` and `rowspan`; of a numbered list `start`.
    """

    kind: str
    locator: str = ""
    words: tuple[Words, ...] = ()
    blocks: tuple["SheetBlock", ...] = ()
    image: str = ""
    alt: str = ""
    caption: str = ""
    start: int = 1
    colspan: int = 1
    rowspan: int = 1

    @property
    def head(self) -> "SheetBlock | None":
        """The first row of a table, where it holds nothing but headers."""
        first = self.blocks[0]
        return first if all(cell.kind == "tableHeader" for cell in first.blocks) else None

    @property
    def body(self) -> tuple["SheetBlock", ...]:
        """The rows below it."""
        return self.blocks[1:] if self.head else self.blocks


def read_sheet(content: Content, title: str) -> tuple[SheetBlock, ...]:
    """The section in reading order. `title` is what it is called; places are numbered as `plain_passages` does."""
    return tuple(_Reader(title).blocks(content.document["content"]))


@dataclass
class _Reader:
    title: str
    counts: Counter[str] = field(default_factory=Counter)

    def blocks(self, nodes: Sequence[Node]) -> Iterator[SheetBlock]:
        for node in nodes:
            if _says_something(node):
                yield _block(node, self._place(node))

    def _place(self, node: Node) -> str:
        name = _NAMES.get(node["type"])
        if name is None or (name == "figure" and not node["attrs"]["caption"]):
            return ""
        self.counts[name] += 1
        return f"{self.title}, {name} {self.counts[name]}"


def _says_something(node: Node) -> bool:
    return node["type"] not in ("paragraph", "heading") or bool(inline_text(node).strip())


def _block(node: Node, place: str) -> SheetBlock:
    attributes = node.get("attrs", {})
    match node["type"]:
        case "figure":
            return SheetBlock("figure", place, **attributes)
        case "paragraph" | "heading":
            return SheetBlock(node["type"], place, words=_words(node))
        case "bulletList" | "orderedList":
            items = [
                replace(_holding(item, f"{place}, item {number}"), kind="listItem")
                for number, item in enumerate(node["content"], 1)
            ]
            return SheetBlock(node["type"], blocks=tuple(items), start=attributes.get("start", 1))
        case "table":
            rows = [_row(row, f"{place}, row {number}") for number, row in enumerate(node["content"], 1)]
            return SheetBlock("table", place, blocks=tuple(rows))
        case _:
            return _holding(node, place)


def _row(row: Node, place: str) -> SheetBlock:
    cells = tuple(replace(_holding(cell, place), **cell["attrs"]) for cell in row.get("content", ()))
    return SheetBlock("tableRow", blocks=cells)


def _holding(node: Node, place: str) -> SheetBlock:
    """A block whose text stands in the blocks inside it: they all have its place."""
    inside = tuple(_block(child, place) for child in node["content"] if _says_something(child))
    return SheetBlock(node["type"], place, blocks=inside)


def _words(node: Node) -> tuple[Words, ...]:
    return tuple(_look(child) for child in node.get("content", ()))


def _look(node: Node) -> Words:
    if node["type"] == "hardBreak":
        return Words("\n")
    marks = {mark["type"]: mark for mark in node.get("marks", ())}
    return Words(
        node["text"],
        bold="bold" in marks,
        italic="italic" in marks,
        underline="underline" in marks,
        href=marks["link"]["attrs"]["href"] if "link" in marks else "",
    )
