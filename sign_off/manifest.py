"""A manifest: what was sent or signed, as a frozen value with one canonical form and one digest.

The canonical form is JSON with sorted keys, no spaces, UTF-8, and every text in Unicode's NFC. It leaves out where a
file can be opened or an entry read again (their `id`s) and the order of entries and files: none of it is what somebody
puts their name to. A manifest keeps the form in which it was frozen, and what is there now is compared with it in that
form, so that a release of ours voids nobody's signature.
See docs/decisions/0070-what-a-signature-covers.md and 0074-the-form-of-a-manifest.md.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeAlias

# The form in which manifests are made now. 1 (and none said) covered the `kind` of an entry, in our words; 2 does not.
# 3 covers what stands in the standard too, and not its name alone.
FORM = 3

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


@dataclass(frozen=True)
class ManifestFile:
    """A file as it was: its name, its bytes (`size`, `sha256` in hexadecimal) and what kind of file it is.

    `id` is the room's own name for it ("12", "report.docx"), by which a signer can open it. No slashes.
    """

    id: str
    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class ManifestEntry:
    """One thing of the manifest: a piece, a report, the slides, a duty.

    `key` stays the same for the thing's life ("evidence:3"); `kind` is in words ("Document, 6 pages"); `facts` is what
    is said about it, under names that a reader understands ("context card", "mapping"). `id` is the room's own name for
    it as it was (the revision of a section), by which its words can be read again.
    """

    key: str
    title: str
    kind: str
    files: tuple[ManifestFile, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class Manifest:
    """What is sent or signed: whose it is, on which standard, and its entries in the order to show them. `form` says
    what of it is covered; `standard_sha256` is of the standard's content, since two versions may be called the same."""

    title: str
    apprentice: str
    standard: str
    entries: tuple[ManifestEntry, ...]
    form: int = FORM
    standard_sha256: str = ""

    @property
    def canonical(self) -> bytes:
        content = self.to_dict()
        if self.form == 1:
            del content["form"]
        if self.form < 3:
            del content["standard_sha256"]
        for entry in content["entries"]:
            del entry["id"]
            if self.form > 1:
                del entry["kind"]
            for file in entry["files"]:
                del file["id"]
            entry["files"].sort(key=lambda file: (file["sha256"], file["name"]))
        content["entries"].sort(key=lambda entry: entry["key"])
        return canonical_json(content)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form, in hexadecimal."""
        return hashlib.sha256(self.canonical).hexdigest()

    def find_entry(self, key: str) -> ManifestEntry | None:
        return next((entry for entry in self.entries if entry.key == key), None)

    def find_file(self, file_id: str) -> ManifestFile | None:
        return next((file for entry in self.entries for file in entry.files if file.id == file_id), None)

    def to_dict(self) -> dict[str, Any]:
        content = asdict(self)
        content["entries"] = [{**entry, "files": list(entry["files"])} for entry in content["entries"]]
        return content

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Manifest":
        """What `to_dict` wrote, unchanged, in the form in which it was written."""
        entries = tuple(
            ManifestEntry(**{**entry, "files": tuple(ManifestFile(**file) for file in entry["files"])})
            for entry in content["entries"]
        )
        return cls(**{"form": 1, **content, "entries": entries})


def canonical_json(content: Json) -> bytes:
    """The one way to write `content`. Raises ValueError for a number that JSON does not know."""
    return json.dumps(
        _normal(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _normal(content: Json) -> Json:
    match content:
        case str():
            return unicodedata.normalize("NFC", content)
        case Mapping():
            return {unicodedata.normalize("NFC", key): _normal(value) for key, value in content.items()}
        case Sequence():
            return [_normal(value) for value in content]
        case _:
            return content


def changes_between(
    old: Manifest, new: Manifest, *, who: str = "You", noun: str = "piece"
) -> tuple[str, ...]:
    """What moved from `old` to `new`, in words for whoever reads it; nothing when the digests agree in `old`'s form.

    `who` changed it ("You", "Amira"). `noun` is what an entry is called, with its number as it now stands, or as it
    stood if it is gone; where entries are of several kinds there is no such noun, and each is called by its title.
    """
    if old.digest == replace(new, form=old.form).digest:
        return ()
    before = {entry.key: (number, entry) for number, entry in enumerate(old.entries, start=1)}
    after = {entry.key: (number, entry) for number, entry in enumerate(new.entries, start=1)}
    changes = [
        f"The {part} changed from “{was}” to “{now}”"
        for part, was, now in (
            ("title", old.title, new.title),
            ("apprentice’s name", old.apprentice, new.apprentice),
            ("standard", old.standard, new.standard),
        )
        if _differ(was, now)
    ]
    if old.form > 2 and old.standard == new.standard and old.standard_sha256 != new.standard_sha256:
        changes.append(f"The standard changed to another version that is called “{new.standard}” too")
    kinds: list[str] = []
    for key, (number, entry) in after.items():
        if key in before:
            was, place = before[key][1], f"{noun} {number}" if noun else ""
            changes += _changes_of(was, entry, who, place)
            kinds += _change_of_kind(was, entry, place)
        else:
            changes.append(f"{_called(entry, noun, number)} was added")
    for key, (number, entry) in before.items():
        if key not in after:
            changes.append(f"{_called(entry, noun, number)} was taken out")
    # What sort of thing it is follows from what it holds, so it is news only by itself, and only where it was covered.
    return tuple(changes or kinds)


def _called(entry: ManifestEntry, noun: str, number: int) -> str:
    return f"{noun.capitalize()} {number}, “{entry.title}”," if noun else f"“{entry.title}”"


def _changes_of(old: ManifestEntry, new: ManifestEntry, who: str, place: str) -> list[str]:
    """`place` is "piece 2"; the title stands for it where it is empty."""
    changes = []
    if _differ(old.title, new.title):
        named = f"{place} from “{old.title}”" if place else f"“{old.title}”"
        changes.append(f"{who} renamed {named} to “{new.title}”")
    place = place or f"“{new.title}”"
    changes += _changes_of_files(old, new, who, place)
    names = [*old.facts, *(name for name in new.facts if name not in old.facts)]
    changes += [
        f"{who} changed the {name} of {place}"
        for name in names
        if _differ(old.facts.get(name), new.facts.get(name))
    ]
    return changes


def _change_of_kind(old: ManifestEntry, new: ManifestEntry, place: str) -> list[str]:
    if not _differ(old.kind, new.kind):
        return []
    return [f"The kind of {place or f'“{new.title}”'} changed from “{old.kind}” to “{new.kind}”"]


def _changes_of_files(old: ManifestEntry, new: ManifestEntry, who: str, place: str) -> list[str]:
    """Files are paired by name, then by content: so a new version is a change and a new name a renaming."""
    gone, come = list(old.files), list(new.files)
    for file in old.files:
        same = [other for other in come if _content(other) == _content(file)]
        if same:
            gone.remove(file)
            come.remove(same[0])
    changes = []
    for file in tuple(gone):
        by_name = [other for other in come if not _differ(other.name, file.name)]
        by_bytes = [other for other in come if other.sha256 == file.sha256]
        if by_name:
            changes.append(f"{who} changed “{file.name}” in {place}")
        elif by_bytes:
            changes.append(f"{who} renamed “{file.name}” to “{by_bytes[0].name}” in {place}")
        else:
            changes.append(f"{who} took “{file.name}” out of {place}")
        for other in (by_name or by_bytes)[:1]:
            come.remove(other)
    return changes + [f"{who} added “{file.name}” to {place}" for file in come]


def _content(file: ManifestFile) -> tuple[Json, ...]:
    return (_normal(file.name), file.sha256, file.size, file.media_type)


def _differ(one: Json, other: Json) -> bool:
    return canonical_json(one) != canonical_json(other)
