"""The pages of a pack: HTML that needs no server, no network and no script, with its one style inside."""

import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from foundation import clock, wording
from foundation.serving import as_size
from gateway.packs.contents import (
    PackContents,
    PackFront,
    PackPiece,
    PackPlace,
    PackStatement,
    ReportContents,
)
from gateway.packs.layout import Layout, PieceLayout, ReportLayout, StatementLayout

_TEMPLATES = Path(__file__).parent.parent.parent / "templates"
_PAGE = re.compile(r"(?:page|p\.?) ?(\d{1,6})\b", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{1,4}):([0-5]\d)\b")


def href(path: str, *, base: str = "") -> str:
    """A link to `path` of the pack from a page in the folder `base`."""
    return quote(posixpath.relpath(path, base) if base else path)


def opening(place: PackPlace, piece: PackPiece) -> str:
    """Where a browser opens the file of a place: at the page of a PDF, at the second of a clip; empty where it opens at
    the beginning."""
    file = None if place.file is None else piece.files[place.file]
    if file is None:
        return ""
    if file.seconds is not None and (moment := _MOMENT.match(place.locator)):
        return f"#t={60 * int(moment[1]) + int(moment[2])}"
    page = _PAGE.match(place.locator) if file.media_type == "application/pdf" else None
    return f"#page={page[1]}" if page else ""


def index_page(pack: PackContents, layout: Layout) -> str:
    return _render("index.html", pack=pack, layout=layout)


def cover_page(pack: PackContents, piece: PackPiece, at: PieceLayout, *, linked: bool = True) -> str:
    """A piece's cover sheet. Without links it is what goes on paper."""
    base = posixpath.dirname(at.cover.html)
    return _render("cover_sheet.html", pack=pack, piece=piece, at=at, base=base, linked=linked)


def witness_page(pack: PackContents, piece: PackPiece) -> str:
    return _render("witness_statement.html", pack=pack, piece=piece, witness=piece.witness)


def statement_page(
    pack: PackFront, statement: PackStatement, at: StatementLayout, *, linked: bool = True
) -> str:
    return _render("statement.html", pack=pack, statement=statement, at=at, base="statements", linked=linked)


def report_index_page(pack: ReportContents, layout: ReportLayout) -> str:
    return _render("report_index.html", pack=pack, layout=layout)


def needs_page(pack: ReportContents, layout: ReportLayout, *, linked: bool = True) -> str:
    """What she needs in the room, for whoever gets the room ready. Without links it is what goes on paper."""
    return _render("technical_needs.html", pack=pack, layout=layout, linked=linked)


def _render(template: str, **values: object) -> str:
    return _environment().get_template(f"packs/{template}").render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=clock.as_day,
        moment=clock.as_moment,
        duration=clock.as_duration,
        size=as_size,
        href=href,
        opening=opening,
        numbered=wording.numbered,
        plural=wording.plural,
    )
    return environment
