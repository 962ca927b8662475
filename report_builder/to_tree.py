"""From the editor's JSON to the tree that the .docx writer writes."""

from __future__ import annotations

from collections.abc import Callable

from documents.report.tree import (
    Block,
    BulletList,
    Cell,
    Figure,
    Heading,
    ListItem,
    NumberedList,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from report_builder.content import Content, Node, inline_text

ImageLoader = Callable[[str], bytes]
"""Gives the bytes of a picture of this report by the id that its figure names."""

_FIRST_HEADING = 3


def to_blocks(content: Content, image: ImageLoader) -> tuple[Block, ...]:
    """The blocks of a section in order. `image` is asked for each picture once, as it is met.

    A paragraph with nothing in it is a gap made by hand, so it is left out: the template's styles make the space. So is
    a heading without words, which would be a bare number in the text and in the contents.
    """
    return _blocks(content.document, image)


def _blocks(node: Node, image: ImageLoader) -> tuple[Block, ...]:
    return tuple(_block(child, image) for child in node.get("content", ()) if not _is_empty(child))


def _is_empty(node: Node) -> bool:
    if node["type"] == "heading":
        return not inline_text(node).strip()
    return node["type"] == "paragraph" and not node.get("content")


def _block(node: Node, image: ImageLoader) -> Block:
    match node["type"]:
        case "heading":
            return Heading(_runs(node), node["attrs"]["level"] - _FIRST_HEADING + 1)
        case "blockquote":
            return Quotation(_blocks(node, image))
        case "bulletList":
            return BulletList(_items(node, image))
        case "orderedList":
            return NumberedList(_items(node, image), node["attrs"]["start"])
        case "table":
            return _table(node, image)
        case "figure":
            attributes = node["attrs"]
            return Figure(image(attributes["image"]), attributes["alt"], attributes["caption"])
        case _:
            return Paragraph(_runs(node))


def _items(node: Node, image: ImageLoader) -> tuple[ListItem, ...]:
    return tuple(ListItem(_blocks(item, image)) for item in node["content"])


def _table(node: Node, image: ImageLoader) -> Table:
    rows = tuple(
        tuple(
            Cell(_blocks(cell, image), cell["attrs"]["colspan"], cell["attrs"]["rowspan"])
            for cell in row.get("content", ())
        )
        for row in node["content"]
    )
    first = node["content"][0].get("content", ())
    return Table(rows, header=bool(first) and all(cell["type"] == "tableHeader" for cell in first))


def _runs(node: Node) -> tuple[Run, ...]:
    return tuple(_run(child) for child in node.get("content", ()))


def _run(node: Node) -> Run:
    if node["type"] == "hardBreak":
        return Run("\n")
    marks = {mark["type"]: mark for mark in node.get("marks", ())}
    return Run(
        node["text"],
        bold="bold" in marks,
        italic="italic" in marks,
        underline="underline" in marks,
        href=marks["link"]["attrs"]["href"] if "link" in marks else None,
    )
