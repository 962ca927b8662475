"""What a paragraph of a .docx is, from its own properties and its chain of styles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from documents.archives import Archive, attribute, local_name
from documents.passages import PassageKind

# `w:name` keeps the English name in every language of Word; the id does not ("berschrift1").
_HEADING_NAME = re.compile(r"^(heading \d|title|subtitle)$", re.I)
_CODE_NAME = re.compile(r"\bcode\b|preformatted|source text|\blisting\b", re.I)
_LONGEST_CHAIN = 20
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    level: int | None
    is_list: bool | None


class Styles:
    """The styles of one document, by id."""

    def __init__(self, archive: Archive, part: str = "word/styles.xml") -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        if part not in archive.names:
            return
        for _, element in archive.elements(part):
            if local_name(element) == "style" and attribute(element, "type") in (None, "paragraph"):
                self._add(element)

    def kind_of(self, paragraph: etree._Element) -> PassageKind:
        """The kind of a `w:p` that has ended."""
        properties = next((child for child in paragraph if local_name(child) == "pPr"), None)
        style = _value(properties, "pStyle") or self._default
        level = _number(_value(properties, "outlineLvl"))
        is_list = _is_list(properties)
        chain = self._chain(style)
        for link in chain:
            level = link.level if level is None else level
            is_list = link.is_list if is_list is None else is_list
        names = [link.name for link in chain]
        if level is not None and level < _BODY_LEVEL:
            return PassageKind.HEADING
        if level is None and any(_HEADING_NAME.match(name) for name in names):
            return PassageKind.HEADING
        if any(name.lower() == "caption" for name in names):
            return PassageKind.CAPTION
        if any(_CODE_NAME.search(name) for name in names):
            return PassageKind.CODE
        return PassageKind.LIST_ITEM if is_list else PassageKind.PARAGRAPH

    def _chain(self, style: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = self._styles[style].based_on
        return chain

    def _add(self, element: etree._Element) -> None:
        identity = attribute(element, "styleId") or ""
        properties = next((child for child in element if local_name(child) == "pPr"), None)
        self._styles[identity] = _Style(
            name=_value(element, "name") or identity,
            based_on=_value(element, "basedOn"),
            level=_number(_value(properties, "outlineLvl")),
            is_list=_is_list(properties),
        )
        if attribute(element, "default") in {"1", "true", "on"}:
            self._default = identity


def _value(parent: etree._Element | None, name: str) -> str | None:
    if parent is None:
        return None
    for child in parent:
        if local_name(child) == name:
            return attribute(child, "val")
    return None


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdigit() else None


def _is_list(properties: etree._Element | None) -> bool | None:
    """Whether these properties number the paragraph; a numbering of 0 takes an inherited one away."""
    if properties is None:
        return None
    for child in properties:
        if local_name(child) == "numPr":
            return _value(child, "numId") not in (None, "0")
    return None
