"""Writes the report pack as a ZIP: a function of its contents and of a way to read stored files."""

from typing import IO

from gateway.packs.archive import Archive
from gateway.packs.contents import ReportContents
from gateway.packs.copies import Read, add_copy
from gateway.packs.layout import INDEX, report_layout_of
from gateway.packs.pages import needs_page, report_index_page
from gateway.packs.paper import Printer
from gateway.packs.parts import add_lists, add_page, add_statements


def write_report_pack(
    target: IO[bytes], pack: ReportContents, read: Read, print_page: Printer | None = None
) -> None:
    """Write the pack to `target`, as `write_pack` does a portfolio's. Raises CannotPack."""
    layout = report_layout_of(pack, with_pdf=print_page is not None)
    originals = {}
    with Archive(target, pack.made_at) as archive:
        archive.add_bytes(INDEX, report_index_page(pack, layout).encode())
        archive.add_bytes(layout.document, pack.document_bytes, squeeze=False)
        if pack.slides is not None and layout.slides is not None:
            add_copy(archive, layout.slides, pack.slides, read)
            originals[layout.slides] = pack.slides
        page, paper = (needs_page(pack, layout, linked=linked) for linked in (True, False))
        add_page(archive, layout.needs, page, paper, print_page)
        add_statements(archive, pack, layout.statements, print_page)
        add_lists(
            archive,
            pack,
            layout.statements,
            originals,
            report={"title": pack.title, "words": pack.words, "file": layout.document},
            slides=layout.slides,
            technical_needs=list(pack.needs),
        )
