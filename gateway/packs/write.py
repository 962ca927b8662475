"""Writes a pack as a ZIP: a function of its contents and of a way to read stored files."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from documents import UnreadableFile
from documents.location import without_location
from documents.media_types import HEIC, JPEG, PNG
from foundation.clock import LONDON
from gateway.packs.archive import Archive, Entry
from gateway.packs.contents import PackContents, PackFile, PackStatement
from gateway.packs.layout import INDEX, MANIFEST, MAPPING, SUMS, Layout, Page, layout_of
from gateway.packs.mapping import mapping_workbook
from gateway.packs.pages import cover_page, index_page, statement_page, witness_page
from gateway.packs.paper import Printer

Read = Callable[[str], Iterator[bytes]]
_PHOTOGRAPHS = frozenset({JPEG, PNG, HEIC})
_PLAIN = ("text/", "message/")
_CHUNK = 1024 * 1024


class CannotPack(Exception):
    """The pack cannot be made. `str(error)` is a sentence that says why and what to do."""


def write_pack(target: IO[bytes], pack: PackContents, read: Read, print_page: Printer | None = None) -> None:
    """Write the pack to `target`; `read` gives a stored file's bytes by its key. The same contents make the same
    bytes. Without `print_page` the pages are HTML alone. Raises CannotPack."""
    layout = layout_of(pack, with_pdf=print_page is not None)
    with Archive(target, pack.made_at) as archive:
        archive.add_bytes(INDEX, index_page(pack, layout).encode())
        archive.add_bytes(MAPPING, mapping_workbook(pack, layout), squeeze=False)
        originals = _add_pieces(archive, pack, layout, read, print_page)
        _add_statements(archive, pack, layout, print_page)
        archive.add_bytes(MANIFEST, _manifest(pack, layout, archive.entries, originals))
        archive.add_bytes(SUMS, _sums(archive.entries))


def _add_pieces(
    archive: Archive, pack: PackContents, layout: Layout, read: Read, print_page: Printer | None
) -> dict[str, PackFile]:
    """Returns which uploaded file lies at which path."""
    originals = {}
    for piece, at in zip(pack.pieces, layout.pieces, strict=True):
        cover, paper = (cover_page(pack, piece, at, linked=linked) for linked in (True, False))
        _add_page(archive, at.cover, cover, paper, print_page)
        if at.witness is not None:
            page = witness_page(pack, piece)
            _add_page(archive, at.witness, page, page, print_page)
        for file, path in zip(piece.files, at.files, strict=True):
            _add_file(archive, path, file, read)
            originals[path] = file
    return originals


def _add_statements(archive: Archive, pack: PackContents, layout: Layout, print_page: Printer | None) -> None:
    for statement, at in zip(pack.statements, layout.statements, strict=True):
        page, paper = (statement_page(pack, statement, at, linked=linked) for linked in (True, False))
        _add_page(archive, at.page, page, paper, print_page)
        if at.signed is not None and statement.signed_bytes is not None:
            archive.add_bytes(at.signed, statement.signed_bytes)


def _add_page(archive: Archive, page: Page, html: str, paper: str, print_page: Printer | None) -> None:
    archive.add_bytes(page.html, html.encode())
    if page.pdf is not None and print_page is not None:
        archive.add_bytes(page.pdf, print_page(paper), squeeze=False)


def _add_file(archive: Archive, path: str, file: PackFile, read: Read) -> None:
    if file.media_type in _PHOTOGRAPHS:
        _add_photograph(archive, path, file, read)
        return
    plain = file.media_type.startswith(_PLAIN)
    entry = archive.add(path, _stored(file, read), size=file.size, squeeze=plain)
    _require_same(file, entry.sha256)


def _add_photograph(archive: Archive, path: str, file: PackFile, read: Read) -> None:
    """A photograph says where it was taken: where she works, or lives. The copy in the pack does not."""
    with tempfile.TemporaryDirectory() as folder:
        original, copy = Path(folder) / "original", Path(folder) / "copy"
        digest = hashlib.sha256()
        with original.open("wb") as target:
            for chunk in _stored(file, read):
                digest.update(chunk)
                target.write(chunk)
        _require_same(file, digest.hexdigest())
        try:
            without_location(original, copy, file.media_type)
        except UnreadableFile as error:
            raise CannotPack(
                f"“{file.name}” is damaged, so we could not take out where it was taken. Replace or remove it."
            ) from error
        with copy.open("rb") as source:
            chunks = iter(lambda: source.read(_CHUNK), b"")
            archive.add(path, chunks, size=copy.stat().st_size, squeeze=False)


def _stored(file: PackFile, read: Read) -> Iterator[bytes]:
    try:
        return read(file.key)
    except FileNotFoundError as error:
        raise CannotPack(
            f"“{file.name}” is missing from where files are kept. Upload it again, and tell your provider."
        ) from error


def _require_same(file: PackFile, sha256: str) -> None:
    if sha256 != file.sha256:
        raise CannotPack(
            f"“{file.name}” is no longer what was uploaded. Upload it again, and tell your provider."
        )


def _manifest(
    pack: PackContents, layout: Layout, entries: list[Entry], originals: dict[str, PackFile]
) -> bytes:
    content = {
        "format": "Masterpiece portfolio pack 1",
        "made_at": pack.made_at.astimezone(LONDON).isoformat(timespec="seconds"),
        "apprentice": pack.apprentice,
        "provider": pack.provider,
        "employer": pack.employer,
        "standard": {"reference": pack.reference, "version": pack.version, "name": pack.standard},
        "pieces": [
            {"number": piece.number, "title": piece.title, "state": piece.state, "ksbs": piece.codes}
            for piece in pack.pieces
        ],
        "statements": [
            _statement(statement, at.page.html, at.signed)
            for statement, at in zip(pack.statements, layout.statements, strict=True)
        ],
        "files": [_described(entry, originals.get(entry.path)) for entry in entries],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _statement(statement: PackStatement, page: str, signed: str | None) -> dict[str, Any]:
    return {
        "title": statement.title,
        "standing": statement.standing,
        "digest": statement.digest,
        "page": page,
        "signed_bytes": signed,
        "signatures": [
            {**asdict(party.signature), "signed_at": party.signature.signed_at.isoformat()}
            for party in statement.parties
            if party.signature is not None
        ],
    }


def _described(entry: Entry, original: PackFile | None) -> dict[str, Any]:
    described = asdict(entry)
    if original is not None:
        described["original"] = {"name": original.name, "size": original.size, "sha256": original.sha256}
        described["location_removed"] = original.sha256 != entry.sha256
    return described


def _sums(entries: list[Entry]) -> bytes:
    """As `sha256sum` writes it: `sha256sum -c SHA256SUMS` checks the unpacked folder."""
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in entries).encode()
