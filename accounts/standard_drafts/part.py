"""One part of a draft: what one page of it corrects."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from wtforms import Form

from accounts.standard_drafts.blocks import Block, Content, Group
from accounts.standard_drafts.fields import Known


@dataclass(frozen=True)
class Part:
    """`id` is its place in the address, `room` what it stands under, `count` what there is of it. `paths` are how the
    importer's gaps begin that are filled in here; `texts` the words by which its place in the source is found."""

    id: str
    room: str
    title: str
    blocks: Sequence[Block]
    count: str
    paths: Sequence[str] = ()
    texts: Sequence[str] = field(default=(), repr=False)
    about: str = ""

    def stamp(self, content: Content) -> str:
        """Names what is there now: another once somebody has saved other things."""
        content = deepcopy(content)
        held = json.dumps([block.held(content) for block in self.blocks], sort_keys=True)
        return hashlib.sha256(held.encode()).hexdigest()[:16]

    def fields(self, content: Content) -> Iterator[tuple[str, Any]]:
        content, known = deepcopy(content), known_of(content)
        for block in self.blocks:
            yield from block.fields(content, known)

    def groups(self, content: Content) -> list[Group]:
        content = deepcopy(content)
        return [group for block in self.blocks for group in block.groups(content)]

    def check(self, content: Content, form: Form) -> None:
        """Put complaints at the fields that cannot be so."""
        content = deepcopy(content)
        for block in self.blocks:
            block.check(content, form)

    def corrected(self, content: Content, form: Form) -> Content:
        """The content with what was filled in. Only after it was checked."""
        content = deepcopy(content)
        for block in self.blocks:
            block.write(content, form)
        for method in content.get("methods", ()):
            for name in [name for name, value in method.items() if value == {}]:
                del method[name]
        return content


def known_of(content: Content) -> Known:
    return Known(
        frozenset(ksb["code"] for ksb in content["ksbs"]),
        {option["id"]: option["name"] for option in content.get("options", ())},
    )
