"""All the parts of a draft, in the order in which they are looked at."""

import re
from collections.abc import Container
from typing import Any

from accounts.standard_drafts.blocks import Content
from accounts.standard_drafts.occupation_parts import occupation_parts
from accounts.standard_drafts.part import Part
from accounts.standard_drafts.plan_parts import method_part, plan_parts, theme_part
from foundation.errors import NotFound


def parts_of(content: Content) -> list[Part]:
    return [*occupation_parts(content), *plan_parts(content)]


def part_of_doubt(doubt: dict[str, Any], parts: Container[str]) -> str:
    """The id of the part in which it is settled; a part that is gone leaves its doubts to the facts."""
    part: str = doubt.get("part", "facts")
    return part if part in parts else "facts"


def get_part(content: Content, part_id: str) -> Part:
    """The part of this id, also of a method or a theme that is yet to be added. Raises NotFound."""
    for part in parts_of(content):
        if part.id == part_id:
            return part
    if part_id == f"method-{len(content.get('methods', []))}":
        return method_part(len(content.get("methods", [])), content)
    if match := re.fullmatch(r"method-(\d+)-theme-(\d+)", part_id):
        m, t = int(match[1]), int(match[2])
        methods = content.get("methods", [])
        if m < len(methods) and t == len(methods[m].get("themes", [])):
            return theme_part(m, t, methods[m])
    raise NotFound("The standard has no such part. It may have been taken out.")
