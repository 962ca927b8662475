"""What every pack holds, whatever it is about: pages, statements, a manifest, the list of fingerprints."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from foundation.clock import LONDON
from gateway.packs.archive import Archive, Entry
from gateway.packs.contents import PackFile, PackFront, PackStatement
from gateway.packs.layout import MANIFEST, SUMS, Page, StatementLayout
from gateway.packs.pages import statement_page
from gateway.packs.paper import Printer


def add_page(archive: Archive, page: Page, html: str, paper: str, print_page: Printer | None) -> None:
    """A page of ours, and as PDF what goes on paper, where it can be printed."""
    archive.add_bytes(page.html, html.encode())
    if page.pdf is not None and print_page is not None:
        archive.add_bytes(page.pdf, print_page(paper), squeeze=False)


def add_statements(
    archive: Archive, pack: PackFront, layouts: tuple[StatementLayout, ...], print_page: Printer | None
) -> None:
    """Each statement on a page, and beside it the very bytes that were signed."""
    for statement, at in zip(pack.statements, layouts, strict=True):
        page, paper = (statement_page(pack, statement, at, linked=linked) for linked in (True, False))
        add_page(archive, at.page, page, paper, print_page)
        if at.signed is not None and statement.signed_bytes is not None:
            archive.add_bytes(at.signed, statement.signed_bytes)


def add_lists(
    archive: Archive,
    pack: PackFront,
    layouts: tuple[StatementLayout, ...],
    originals: Mapping[str, PackFile],
    **about: object,
) -> None:
    """The manifest and the fingerprints, last: they list what went before. `originals` says which uploaded file lies
    at which path; `about` is what this kind of pack says of itself."""
    content = {
        "format": f"Masterpiece {pack.what} pack 1",
        "made_at": pack.made_at.astimezone(LONDON).isoformat(timespec="seconds"),
        "apprentice": pack.apprentice,
        "provider": pack.provider,
        "employer": pack.employer,
        "standard": {"reference": pack.reference, "version": pack.version, "name": pack.standard},
        **about,
        "statements": [
            _statement(statement, at) for statement, at in zip(pack.statements, layouts, strict=True)
        ],
        "files": [_described(entry, originals.get(entry.path)) for entry in archive.entries],
    }
    archive.add_bytes(MANIFEST, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
    archive.add_bytes(SUMS, _sums(archive.entries))


def _statement(statement: PackStatement, at: StatementLayout) -> dict[str, Any]:
    return {
        "title": statement.title,
        "standing": statement.standing,
        "digest": statement.digest,
        "page": at.page.html,
        "signed_bytes": at.signed,
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
