"""Writes the portfolio pack as a ZIP: a function of its contents and of a way to read stored files."""

from typing import IO

from gateway.packs.archive import Archive
from gateway.packs.contents import PackContents, PackFile
from gateway.packs.copies import Read, add_copy
from gateway.packs.layout import INDEX, MAPPING, Layout, layout_of
from gateway.packs.mapping import mapping_workbook
from gateway.packs.pages import cover_page, index_page, witness_page
from gateway.packs.paper import Printer
from gateway.packs.parts import add_lists, add_page, add_statements


def write_pack(target: IO[bytes], pack: PackContents, read: Read, print_page: Printer | None = None) -> None:
    """Write the pack to `target`; `read` gives a stored file's bytes by its key. The same contents make the same
    bytes. Without `print_page` the pages are HTML alone. Raises CannotPack."""
    layout = layout_of(pack, with_pdf=print_page is not None)
    with Archive(target, pack.made_at) as archive:
        archive.add_bytes(INDEX, index_page(pack, layout).encode())
        archive.add_bytes(MAPPING, mapping_workbook(pack, layout), squeeze=False)
        originals = _add_pieces(archive, pack, layout, read, print_page)
        add_statements(archive, pack, layout.statements, print_page)
        add_lists(
            archive,
            pack,
            layout.statements,
            originals,
            pieces=[
                {"number": piece.number, "title": piece.title, "state": piece.state, "ksbs": piece.codes}
                for piece in pack.pieces
            ],
        )


def _add_pieces(
    archive: Archive, pack: PackContents, layout: Layout, read: Read, print_page: Printer | None
) -> dict[str, PackFile]:
    """Returns which uploaded file lies at which path."""
    originals = {}
    for piece, at in zip(pack.pieces, layout.pieces, strict=True):
        cover, paper = (cover_page(pack, piece, at, linked=linked) for linked in (True, False))
        add_page(archive, at.cover, cover, paper, print_page)
        if at.witness is not None:
            page = witness_page(pack, piece)
            add_page(archive, at.witness, page, page, print_page)
        for file, path in zip(piece.files, at.files, strict=True):
            add_copy(archive, path, file, read)
            originals[path] = file
    return originals
