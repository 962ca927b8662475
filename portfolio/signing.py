"""A piece as a page, for whoever signs: on a phone that opens no office file, and plays no such clip, it is still read.

What is signed are the files; the page shows what we read out of the very bytes that the statement froze.
"""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from accounts.models import Apprenticeship
from portfolio.evidence_page import Addresses, ShownLink, shown_sent_files
from portfolio.models import EvidenceFile
from portfolio.queries import find_picture_of, list_files, list_texts_of_files
from sign_off.manifest import Manifest, ManifestEntry
from sign_off.statements.contents import ShownEntry, contents_of
from sign_off.subjects import Around, ReadingPage, ServedFile

_PICTURE = "picture"


def reading_pages(apprenticeship: Apprenticeship, manifest: Manifest) -> list[ReadingPage]:
    """One page for each piece: it is opened by its entry, so nothing else leads there."""
    return [_reading_page(apprenticeship, manifest, number) for number in range(len(manifest.entries))]


def _reading_page(apprenticeship: Apprenticeship, manifest: Manifest, number: int) -> ReadingPage:
    entry = manifest.entries[number]
    return ReadingPage(
        id=_id(entry),
        of="",
        label=entry.title,
        places={entry.key: "main"},
        render=lambda around: _page(apprenticeship, manifest, number, around),
    )


def _id(entry: ManifestEntry) -> str:
    return f"read-{entry.key.partition(':')[2]}"


def _page(apprenticeship: Apprenticeship, manifest: Manifest, number: int, around: Around) -> str:
    entry = manifest.entries[number]
    files = _frozen(entry)
    ids = [file.id for file in files]
    rows: Any = entry.facts.get("mapping", ())
    ksbs = {ksb.code: ksb.text for ksb in apprenticeship.standard.ksbs}
    links = [ShownLink(code, ksbs.get(code, ""), where, words, "yes") for code, where, words in rows]
    following = manifest.entries[number + 1 : number + 2]
    return render_template(
        "portfolio/signing.html",
        layout=around.layout,
        back=around.back,
        entry=entry,
        number=number + 1,
        of=len(manifest.entries),
        apprentice=manifest.apprentice,
        files=shown_sent_files(entry, files, list_texts_of_files(ids), links, {}, _addresses(around)),
        links=links,
        facts=_said(entry, around),
        following=[(one.title, around.url_of(_id(one))) for one in following],
        **around.values,
    )


def _said(entry: ManifestEntry, around: Around) -> Sequence[Any]:
    """What is said about the piece, in words; its mapping has a place of its own."""
    one = Manifest("", "", "", (entry,))
    shown: ShownEntry = contents_of(one, around.url_of)[0]
    return [fact for fact in shown.facts if fact.title not in ("Mapping", "Moments in view")]


def _addresses(around: Around) -> Addresses:
    return Addresses(
        file=lambda file_id: around.url_of(str(file_id)),
        picture=lambda file_id, name: around.url_of(f"{_PICTURE}-{file_id}-{name}"),
    )


def _frozen(entry: ManifestEntry) -> list[EvidenceFile]:
    """The files of the entry, while their bytes are those that it froze."""
    digests = {int(file.id): file.sha256 for file in entry.files}
    return [file for file in list_files(list(digests)) if file.sha256 == digests[file.id]]


def find_picture(apprenticeship: Apprenticeship, manifest: Manifest, picture_id: str) -> ServedFile | None:
    """A picture on one of these pages: of a file that the manifest names, while it has the bytes that were frozen."""
    kind, _, rest = picture_id.partition("-")
    file_id, _, name = rest.partition("-")
    named = manifest.find_file(file_id) if kind == _PICTURE and file_id.isdecimal() else None
    if named is None:
        return None
    picture = find_picture_of(apprenticeship, int(file_id), named.sha256, name)
    return ServedFile(picture.key, name, "image/webp", picture.size, "") if picture else None
