"""A manifest as a reader sees it: what it covers, with a way to open each file and to read what is said about it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from documents.media_types import ACCEPTED
from foundation.serving import as_size
from sign_off.manifest import Json, Manifest, ManifestEntry, ManifestFile
from sign_off.subjects import Reading, ReadingPage

_LABELS = {one.media_type: one.label for one in ACCEPTED}
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ShownFile:
    """`about` says what kind of file it is and how large; empty of what is made on the spot."""

    name: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class ShownFact:
    """What is said about a piece under one name: rows of (what, words); the first is empty in a plain list."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownEntry:
    """`url` opens the one file that the entry is, or the place at which it is read; `files` opens others by name."""

    title: str
    kind: str
    url: str | None
    files: tuple[ShownFile, ...]
    facts: tuple[ShownFact, ...]


def contents_of(
    manifest: Manifest, url_of: Callable[[str], str], readings: Sequence[Reading] = ()
) -> list[ShownEntry]:
    """`url_of` gives the address that opens a file or something to read by, by its id."""
    return [_shown(entry, url_of, readings) for entry in manifest.entries]


def _shown(entry: ManifestEntry, url_of: Callable[[str], str], readings: Sequence[Reading]) -> ShownEntry:
    """Where there is something to read by, an entry is not what its files are: they go by name."""
    files = (
        *(ShownFile(one.label, url_of(one.id)) for one in readings if one.of == entry.key),
        *(ShownFile(file.name, url_of(file.id), about(file)) for file in entry.files),
    )
    is_its_file = len(files) == 1 and not readings and not entry.id
    facts = (ShownFact(name[:1].upper() + name[1:], rows_of(said)) for name, said in entry.facts.items())
    return ShownEntry(
        title=entry.title,
        kind=entry.kind,
        url=files[0].url if is_its_file else _place_of(entry, url_of, readings),
        files=() if is_its_file else files,
        facts=tuple(fact for fact in facts if fact.rows),
    )


def _place_of(entry: ManifestEntry, url_of: Callable[[str], str], readings: Sequence[Reading]) -> str | None:
    for one in readings:
        if isinstance(one, ReadingPage) and entry.key in one.places:
            return f"{url_of(one.id)}#{one.places[entry.key]}"
    return None


def about(file: ManifestFile) -> str:
    """ "PowerPoint slides, 1.2 MB"."""
    label = _LABELS.get(file.media_type)
    return ", ".join(filter(None, (label, as_size(file.size))))


def rows_of(said: Json) -> tuple[tuple[str, str], ...]:
    """What a fact says, row by row; what is empty is left out."""
    match said:
        case Mapping():
            rows = [(name, in_words(value)) for name, value in said.items()]
        case Sequence() if not isinstance(said, str):
            rows = [("", in_words(value)) for value in said]
        case _:
            rows = [("", in_words(said))]
    return tuple((name, words) for name, words in rows if words)


def in_words(said: Json) -> str:
    """Fingerprints are left out: they are for machines, and stand in full in what is signed."""
    match said:
        case None:
            return ""
        case bool():
            return "yes" if said else "no"
        case str():
            return "" if _FINGERPRINT.fullmatch(said) else said
        case Mapping():
            return ", ".join(filter(None, map(in_words, said.values())))
        case Sequence():
            return ", ".join(filter(None, map(in_words, said)))
        case _:
            return str(said)
