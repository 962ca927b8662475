"""Where everything of a pack lies in it: paths, which its pages link and its manifest lists."""

import posixpath
from dataclasses import dataclass

from gateway.packs.contents import PackContents, PackPiece, PackPlace, PackStatement, ReportContents
from gateway.packs.names import LONGEST_FOLDER, Folder, safe_name

INDEX = "index.html"
MAPPING = "mapping.xlsx"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Page:
    """A page of ours, and the same as PDF where this server can write PDF."""

    html: str
    pdf: str | None


@dataclass(frozen=True)
class PieceLayout:
    """`files` stand in the order of the piece's own."""

    cover: Page
    files: tuple[str, ...]
    witness: Page | None


@dataclass(frozen=True)
class StatementLayout:
    """`signed` holds the very bytes that were signed, where there are any."""

    page: Page
    signed: str | None


@dataclass(frozen=True)
class Layout:
    pieces: tuple[PieceLayout, ...]
    statements: tuple[StatementLayout, ...]

    def place_of(self, place: PackPlace) -> str:
        """The path of what a place is in: a file, the witness statement, else the piece's cover sheet."""
        piece = self.pieces[place.piece - 1]
        if place.file is not None:
            return piece.files[place.file]
        if place.in_witness and piece.witness is not None:
            return piece.witness.html
        return piece.cover.html


def layout_of(pack: PackContents, *, with_pdf: bool) -> Layout:
    folders = Folder()
    return Layout(
        pieces=tuple(_piece(piece, folders, with_pdf) for piece in pack.pieces),
        statements=_statements(pack.statements, with_pdf),
    )


@dataclass(frozen=True)
class ReportLayout:
    """`slides` is None where there are none."""

    document: str
    slides: str | None
    needs: Page
    statements: tuple[StatementLayout, ...]


def report_layout_of(pack: ReportContents, *, with_pdf: bool) -> ReportLayout:
    top = Folder()
    for ours in (INDEX, MANIFEST, SUMS):
        top.name_for(ours)
    return ReportLayout(
        document=top.name_for(pack.document),
        slides=f"slides/{safe_name(pack.slides.name)}" if pack.slides else None,
        needs=_page("", top, "technical needs", with_pdf),
        statements=_statements(pack.statements, with_pdf),
    )


def _statements(statements: tuple[PackStatement, ...], with_pdf: bool) -> tuple[StatementLayout, ...]:
    folder = Folder()
    return tuple(
        StatementLayout(
            page=_page("statements", folder, statement.title, with_pdf),
            signed=f"statements/{folder.name_for(f'{statement.title}, as signed.txt')}"
            if statement.signed_bytes is not None
            else None,
        )
        for statement in statements
    )


def _piece(piece: PackPiece, folders: Folder, with_pdf: bool) -> PieceLayout:
    named = folders.name_for(f"{piece.number:02d} {safe_name(piece.title)}", longest=LONGEST_FOLDER)
    path, folder = f"pieces/{named}", Folder()
    cover = _page(path, folder, "cover sheet", with_pdf)
    witness = _page(path, folder, "witness statement", with_pdf) if piece.witness else None
    return PieceLayout(
        cover=cover,
        files=tuple(f"{path}/{folder.name_for(file.name)}" for file in piece.files),
        witness=witness,
    )


def _page(path: str, folder: Folder, name: str, with_pdf: bool) -> Page:
    html = posixpath.join(path, folder.name_for(f"{name}.html"))
    return Page(html, posixpath.join(path, folder.name_for(f"{name}.pdf")) if with_pdf else None)
