"""Titles of pieces that nobody has given one yet."""

from collections.abc import Collection

from foundation.files import bare_name


def title_from(name: str) -> str:
    """A first title from a file's name: "Patch_runbook v1.3.docx" becomes "Patch runbook v1.3"."""
    name = bare_name(name)
    stem, dot, ending = name.rpartition(".")
    bare = stem if dot and 1 <= len(ending) <= 5 else name
    return " ".join(bare.replace("_", " ").split())[:120] or "Untitled piece"


def told_apart(title: str, titles: Collection[str]) -> str:
    """The title with a number behind it where another piece has it already: "Photo (2)"."""
    taken = {other.casefold() for other in titles}
    number, apart = 1, title
    while apart.casefold() in taken:
        number += 1
        apart = f"{title} ({number})"
    return apart
