"""The name that a file ought to have: with the ending that tells a computer what opens it."""

from __future__ import annotations

from pathlib import PurePath

from documents import media_types as types
from documents.detecting import with_article

# What opens one of these opens the others of its family, whatever the name says.
_FAMILIES = (
    types.TEXT_FAMILY,
    frozenset({types.MP4, types.MOV}),
    frozenset({types.WEBM, types.MKV}),
)


def true_name(name: str, media_type: str) -> str:
    """`name` with an ending under which content of `media_type` opens; as it is where it does so already, and where we
    do not know the type. "scan.pdf" that is a picture becomes "scan.png", "scan" becomes "scan.png"."""
    accepted = types.find_accepted(media_type)
    if accepted is None:
        return name
    ending = PurePath(name).suffix
    promised = types.type_named_by(ending)
    if promised is None:  # no ending of ours: text opens under any (.log, .csv), nothing else does
        return name if media_type in types.TEXT_FAMILY else name + accepted.extension
    opens = promised == media_type or any({promised, media_type} <= family for family in _FAMILIES)
    return name if opens else name.removesuffix(ending) + accepted.extension


def note_on_name(name: str, media_type: str) -> str | None:
    """A sentence for the owner where what the name promises is not what is inside, so that it would not open."""
    better = true_name(name, media_type)
    if better == name:
        return None
    promised = types.type_named_by(PurePath(name).suffix)
    says = (
        f"says {with_article(types.label_of(promised))}"
        if promised is not None
        else "does not say what it is"
    )
    inside = with_article(types.label_of(media_type))
    return (
        f"Its name {says}, but inside it is {inside}, and we read it as that. "
        f"Whoever gets a copy of it gets it as “{better}”, so that it opens."
    )
