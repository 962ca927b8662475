"""What the editor writes, as values: which nodes and marks a section may hold, and nothing else.

A section is a document of Tiptap (ProseMirror) in JSON. It comes from a browser, so nothing in it is believed: what is
known is copied, attributes that are not ours are left behind, and what is unknown is refused with one clear line.
The editor's own schema, static/src/report/schema.js, allows the same and no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from foundation.errors import MasterpieceError

Node = dict[str, Any]

MAX_DEPTH: Final = 16
MAX_NODES: Final = 20_000
MAX_CHARACTERS: Final = 200_000
MAX_CAPTION: Final = 500
MAX_ROWS: Final = 200
MAX_COLUMNS: Final = 20
MAX_LIST_DEPTH: Final = 3

_LISTS = frozenset({"bulletList", "orderedList"})
_IN_CELLS = frozenset({"paragraph"}) | _LISTS
_INLINE = frozenset({"text", "hardBreak"})
_CHILDREN: Mapping[str, frozenset[str]] = {
    "doc": frozenset({"paragraph", "heading", "blockquote", "table", "figure"}) | _LISTS,
    "blockquote": _IN_CELLS,
    "bulletList": frozenset({"listItem"}),
    "orderedList": frozenset({"listItem"}),
    "listItem": _IN_CELLS,
    "table": frozenset({"tableRow"}),
    "tableRow": frozenset({"tableHeader", "tableCell"}),
    "tableHeader": _IN_CELLS,
    "tableCell": _IN_CELLS,
    "paragraph": _INLINE,
    "heading": _INLINE,
    "figure": frozenset(),
    "hardBreak": frozenset(),
}
_MARKS = ("bold", "italic", "underline", "link")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
_IMAGE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadContent(MasterpieceError):
    """A section holds something that Masterpiece cannot keep; the message says what, for its writer."""

    status = 422


@dataclass(frozen=True, slots=True)
class Content:
    """A section whose every node was checked. `document` is the JSON that is stored and sent back."""

    document: Node

    @property
    def image_ids(self) -> tuple[str, ...]:
        """The ids of its pictures, in order; whoever stores the content asks whether they are this report's."""
        return tuple(node["attrs"]["image"] for node in self.document["content"] if node["type"] == "figure")

    @property
    def is_empty(self) -> bool:
        """No word and no picture: nothing to print."""
        return not self.image_ids and not any(text.strip() for text in _texts(self.document))

    @property
    def is_plain(self) -> bool:
        """Whether a plain text box shows all of it, so that saving from one loses nothing."""
        plain = {"doc", "paragraph", "text", "hardBreak"}
        return all(node["type"] in plain and not node.get("marks") for node in walk(self.document))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, in reading order."""
    yield node
    for child in node.get("content", ()):
        yield from walk(child)


def validate_content(json: object) -> Content:
    """The checked, normalised content of one section. Raises BadContent with a line for its writer."""
    return Content(_Checker().node(json, "doc", depth=0, lists=0))


class _Checker:
    """Copies what is known; counts as it goes, so that a huge document is refused early."""

    def __init__(self) -> None:
        self._nodes = 0
        self._characters = 0

    def node(self, json: object, expected: str | None, depth: int, lists: int) -> Node:
        name = json.get("type") if isinstance(json, dict) else None
        if not isinstance(json, dict) or not isinstance(name, str) or (expected and name != expected):
            raise BadContent("This section could not be read. Reload the page and try again.")
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise BadContent(
                "This section has too many parts inside each other. Split it or simplify its lists."
            )
        if name == "text":
            return self._text(json)
        lists += name in _LISTS
        if lists > MAX_LIST_DEPTH:
            raise BadContent(f"Lists can go {MAX_LIST_DEPTH} deep. Bring the innermost list out by one step.")
        children = self._children(json, name, depth, lists)
        made: Node = {"type": name}
        if attributes := _attributes(name, json.get("attrs")):
            made["attrs"] = attributes
        if children:
            made["content"] = children
        return made

    def _children(self, json: Node, name: str, depth: int, lists: int) -> list[Node]:
        raw = json.get("content", [])
        if not isinstance(raw, list):
            raise BadContent("This section could not be read. Reload the page and try again.")
        children = []
        for child in raw:
            kind = child.get("type") if isinstance(child, dict) else None
            if not isinstance(kind, str) or kind not in _CHILDREN[name]:
                raise BadContent(_refusal(kind, name))
            children.append(self.node(child, None, depth + 1, lists))
        if name == "table":
            _check_table(children)
        if name in {"table", "tableRow", *_LISTS} and not children:
            raise BadContent("A table or list of this section is empty. Delete it and try again.")
        if name in {"doc", "listItem", "tableHeader", "tableCell", "blockquote"} and not children:
            return [{"type": "paragraph"}]
        return children

    def _text(self, json: Node) -> Node:
        text = json.get("text")
        if not isinstance(text, str) or not text:
            raise BadContent("This section could not be read. Reload the page and try again.")
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise BadContent(
                f"This section is longer than {MAX_CHARACTERS:,} characters. Shorten it to save it."
            )
        made: Node = {"type": "text", "text": clean_text(text)}
        if marks := _marks(json.get("marks")):
            made["marks"] = marks
        return made


def clean_text(text: str) -> str:
    """The text without what no file may hold: controls go, control spaces become spaces, halves of pairs a sign."""
    return "".join(_clean(character) for character in text)


def _clean(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " " if character.isspace() and character not in "\x1c\x1d\x1e\x1f" else ""
    if category == "Cs" or character in "\ufffe\uffff":
        return "\ufffd"
    return character


def _attributes(name: str, raw: object) -> Node:
    attributes = raw if isinstance(raw, dict) else {}
    match name:
        case "heading":
            return {"level": 4 if attributes.get("level") == 4 else 3}
        case "orderedList":
            return {"start": _whole(attributes.get("start"), 1, 9999)}
        case "tableHeader" | "tableCell":
            return {
                "colspan": _whole(attributes.get("colspan"), 1, MAX_COLUMNS),
                "rowspan": _whole(attributes.get("rowspan"), 1, MAX_ROWS),
            }
        case "figure":
            image = attributes.get("image")
            if not isinstance(image, str) or not _IMAGE.fullmatch(image):
                raise BadContent("A picture of this section was not uploaded. Delete it and add it again.")
            return {"image": image, "alt": _line(attributes, "alt"), "caption": _line(attributes, "caption")}
        case _:
            return {}


def _whole(value: object, least: int, most: int) -> int:
    return min(max(value, least), most) if isinstance(value, int) and not isinstance(value, bool) else least


def _line(attributes: Node, name: str) -> str:
    value = attributes.get(name)
    text = " ".join(clean_text(value).split()) if isinstance(value, str) else ""
    if len(text) > MAX_CAPTION:
        what = "caption" if name == "caption" else "description"
        raise BadContent(f"The {what} of a picture is longer than {MAX_CAPTION} characters. Shorten it.")
    return text


def _marks(raw: object) -> list[Node]:
    """The marks in one order. A link to anything but a page or a mail address is dropped and its words stay."""
    listed = raw if isinstance(raw, list) else []
    given = {str(mark.get("type")): mark for mark in listed if isinstance(mark, dict)}
    for name in given:
        if name not in _MARKS:
            raise BadContent(f"This section holds a style that a report cannot keep ({name[:40]}).")
    marks: list[Node] = []
    for name in _MARKS:
        if name not in given:
            continue
        if name != "link":
            marks.append({"type": name})
            continue
        attributes = given[name].get("attrs")
        address = attributes.get("href") if isinstance(attributes, dict) else None
        if isinstance(address, str) and _ADDRESS.fullmatch(address):
            marks.append({"type": "link", "attrs": {"href": address}})
    return marks


def _check_table(rows: list[Node]) -> None:
    widest = max(
        (sum(cell["attrs"]["colspan"] for cell in row.get("content", ())) for row in rows), default=0
    )
    if len(rows) > MAX_ROWS or widest > MAX_COLUMNS:
        raise BadContent(
            f"A table may have {MAX_ROWS} rows and {MAX_COLUMNS} columns. Split this one, or put it in an appendix."
        )


def _refusal(kind: object, parent: str) -> str:
    if isinstance(kind, str) and kind in _CHILDREN:
        return f"This section holds a {kind} inside a {parent}, where it cannot stand. Move it out and save again."
    return f"This section holds something that a report cannot keep ({str(kind)[:40]}). Delete it and save again."


def _texts(document: Node) -> Iterator[str]:
    return (node["text"] for node in walk(document) if node["type"] == "text")


def inline_text(node: Node) -> str:
    """The text of a paragraph or heading; a line break is a line feed."""
    return "".join(
        "\n" if child["type"] == "hardBreak" else child["text"] for child in node.get("content", ())
    )


def from_plain_text(text: str) -> Content:
    """What was typed into a plain text box: an empty line ends a paragraph, a single line end breaks a line."""
    paragraphs = [
        part.strip("\n") for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    ]
    return validate_content(
        {"type": "doc", "content": [_plain_paragraph(part) for part in paragraphs if part.strip()]}
    )


def _plain_paragraph(text: str) -> Node:
    content: list[Node] = []
    for position, line in enumerate(text.split("\n")):
        if position:
            content.append({"type": "hardBreak"})
        if line:
            content.append({"type": "text", "text": line})
    return {"type": "paragraph", "content": content}


def to_plain_text(content: Content) -> str:
    """The words for a plain text box; where the content `is_plain`, `from_plain_text` gives it back."""
    return "\n\n".join(
        inline_text(node) for node in walk(content.document) if node["type"] in {"paragraph", "heading"}
    )


def texts_in(content: Content) -> Iterator[str]:
    """Every stretch of text as a reader meets it: paragraphs, headings, the words under pictures."""
    for node in walk(content.document):
        if node["type"] in {"paragraph", "heading"}:
            yield inline_text(node)
        elif node["type"] == "figure":
            yield node["attrs"]["caption"]


def plain_passages(content: Content, title: str) -> list[tuple[str, str]]:
    """Each stretch of text with its place, as a reader would find it: ("I measured …", "Test, paragraph 2").

    Headings are left out: they show nothing by themselves. `title` is the section's.
    """
    passages: list[tuple[str, str]] = []
    numbers: dict[str, int] = {}

    def nth(kind: str) -> str:
        numbers[kind] = numbers.get(kind, 0) + 1
        return f"{title}, {kind} {numbers[kind]}"

    for node in content.document["content"]:
        match node["type"]:
            case "paragraph":
                if inline_text(node).strip():
                    passages.append((inline_text(node), nth("paragraph")))
            case "blockquote":
                _add(passages, node, nth("quotation"))
            case "bulletList" | "orderedList":
                place = nth("list")
                for position, item in enumerate(node["content"], 1):
                    _add(passages, item, f"{place}, item {position}")
            case "table":
                place = nth("table")
                for position, row in enumerate(node["content"], 1):
                    for cell in row.get("content", ()):
                        _add(passages, cell, f"{place}, row {position}")
            case "figure":
                if caption := node["attrs"]["caption"]:
                    passages.append((caption, nth("figure")))
    return passages


def _add(passages: list[tuple[str, str]], node: Node, place: str) -> None:
    passages += [
        (text, place)
        for inner in walk(node)
        if inner["type"] == "paragraph" and (text := inline_text(inner)).strip()
    ]
