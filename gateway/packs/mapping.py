"""The mapping as a workbook: which KSB is shown where, in the very words; and the pieces it names."""

import re
import zipfile
from io import BytesIO

from documents.spreadsheet import Sheet, Value, write_table
from foundation.clock import as_moment
from gateway.packs.archive import zip_date
from gateway.packs.contents import PackContents
from gateway.packs.layout import Layout
from gateway.packs.pages import href

_WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
GAP = "No piece shows this"
NO_PLACE = "no exact place given"


def mapping_workbook(pack: PackContents, layout: Layout) -> bytes:
    """An .xlsx with the sheets "Mapping" and "Pieces". The same pack makes the same bytes."""
    content = BytesIO()
    write_table(content, [_mapping(pack, layout), _pieces(pack, layout)])
    return _settled(content.getvalue(), pack)


def _mapping(pack: PackContents, layout: Layout) -> Sheet:
    rows: list[list[Value]] = []
    links: dict[tuple[int, int], str] = {}
    for theme in pack.themes:
        for ksb in theme.ksbs:
            if not ksb.places:
                rows.append([ksb.code, ksb.wording, theme.name, None, GAP, "", "", ""])
            for place in ksb.places:
                title = pack.pieces[place.piece - 1].title
                path = layout.place_of(place)
                links[len(rows), 5] = href(path)
                where = place.locator or NO_PLACE
                rows.append(
                    [
                        ksb.code,
                        ksb.wording,
                        theme.name,
                        place.piece,
                        title,
                        path.rpartition("/")[2],
                        where,
                        place.excerpt,
                    ]
                )
    return Sheet(
        title="Mapping",
        header=("KSB", "Wording", "Theme", "Piece", "Title", "File", "Place", "Words"),
        rows=rows,
        widths=(7, 40, 20, 7, 28, 28, 22, 56),
        links=links,
        front=_front(pack),
    )


def _pieces(pack: PackContents, layout: Layout) -> Sheet:
    return Sheet(
        title="Pieces",
        header=("Piece", "Title", "What it is", "State", "KSBs", "Files"),
        rows=[
            [
                piece.number,
                piece.title,
                piece.kind,
                piece.state,
                ", ".join(piece.codes),
                "\n".join(path.rpartition("/")[2] for path in at.files),
            ]
            for piece, at in zip(pack.pieces, layout.pieces, strict=True)
        ],
        widths=(7, 36, 26, 14, 30, 44),
        front=_front(pack),
        links={(row, 1): href(at.cover.html) for row, at in enumerate(layout.pieces)},
    )


def _front(pack: PackContents) -> list[tuple[str, str]]:
    """The sheet may be printed, or sent on by itself: it says whose it is and on which version of the standard."""
    return [
        ("Portfolio of evidence", pack.apprentice),
        ("Standard", pack.standard),
        ("Training provider", pack.provider),
        ("Employer", pack.employer),
        ("KSBs shown", f"{pack.asked - len(pack.gaps)} of {pack.asked}"),
        ("Made on", as_moment(pack.made_at)),
    ]


def _settled(workbook: bytes, pack: PackContents) -> bytes:
    """The same workbook with the pack's date in place of the clock's, in its properties and in its own ZIP."""
    target = BytesIO()
    written = f"{pack.made_at:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(target, "w") as settled:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN_AT.sub(rb"\g<1>" + written, content)
            info = zipfile.ZipInfo(name, zip_date(pack.made_at))
            info.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(info, content)
    return target.getvalue()
