"""What goes into the ZIP of everything, and where: files under their piece, data by table, a page to read it with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.clock import as_day, as_moment, now
from foundation.database import Base, db
from home.leaving.archive import Kept, as_json, safe_name
from home.leaving.belongings import Belongings, Row, keeps_files
from home.leaving.reports import reports_of
from portfolio.jobs import CARD_QUESTIONS

# Made from her files, and made again from them at any time; and parts of a file that is not whole.
_DERIVED = {"file_picture", "slides_picture", "upload_part"}


def files_of(belongings: Belongings) -> list[Kept]:
    """Every file of hers, also those she took out, each under a name that says where it belongs."""
    pieces = {row["id"]: row for row in belongings.rows.get("evidence_item", ())}
    return [
        Kept(row["key"], f"{_folder(table, row, pieces)}/{_name(row)}")
        for table, rows in belongings.rows.items()
        if table not in _DERIVED and keeps_files(Base.metadata.tables[table])
        for row in rows
        if row["key"] and row.get("kind") != "everything"
    ]


def texts_of(
    apprenticeship: Apprenticeship, belongings: Belongings, kept: Sequence[Kept]
) -> dict[str, bytes]:
    """The data as JSON, table by table, the history, her reports as documents, and a page that names it all."""
    texts = {f"data/{table}.json": as_json(table, rows) for table, rows in belongings.rows.items() if rows}
    texts["data/history.json"] = as_json("event", belongings.events)
    texts["data/names.json"] = as_json(
        "names", [{"person": id_, "name": name} for id_, name in _names(belongings).items()]
    )
    reports = reports_of(apprenticeship, kept)
    template = current_app.jinja_env.get_template("home/everything.html")
    page = template.render(
        her=apprenticeship,
        made_on=as_moment(now()),
        pieces=list(_pieces(belongings, kept)),
        reports=reports,
        other_files=[one.path for one in kept if not one.path.startswith(("portfolio/", "report/slides/"))],
        statements=list(_statements(belongings)),
        data=sorted(texts),
    )
    documents = {report.path: report.content for report in reports if report.path}
    return {**texts, **documents, "index.html": page.encode()}


def _folder(table: str, row: Row, pieces: Mapping[int, Row]) -> str:
    if table == "evidence_file":
        piece = pieces[row["item_id"]]
        return f"portfolio/{piece['position']:02d} {safe_name(piece['title'])} ({piece['id']})"
    return {"report_figure": "report/figures", "slides": "report/slides", "pack": "packs"}.get(table, table)


def _name(row: Row) -> str:
    return f"{row['id']} {safe_name(row.get('name') or str(row.get('kind', 'file')) + '.zip')}"


def _names(belongings: Belongings) -> dict[int, str]:
    """Who the numbers in the data are: everybody who decided or said something about her work."""
    ids = {
        row[column]
        for rows in belongings.rows.values()
        for row in rows
        for column in ("author_id", "decided_by_id", "tutor_id", "apprentice_id")
        if row.get(column) is not None
    }
    people = db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id))
    return {person.id: person.name for person in people}


def _pieces(belongings: Belongings, kept: Sequence[Kept]) -> Iterator[dict[str, Any]]:
    names = _names(belongings)
    rows = belongings.rows
    paths = {one.key: one.path for one in kept}
    for piece in sorted(rows.get("evidence_item", ()), key=lambda row: (row["position"], row["id"])):
        yield {
            "title": piece["title"],
            "gone": piece["deleted_at"] is not None,
            "answers": [(question, piece[name]) for name, question in CARD_QUESTIONS.items() if piece[name]],
            "files": [
                (row["name"], paths[row["key"]])
                for row in rows.get("evidence_file", ())
                if row["item_id"] == piece["id"]
            ],
            "links": [
                f"{row['code']}, {row['locator'] or 'no place given'}"
                for row in rows.get("ksb_link", ())
                if row["item_id"] == piece["id"] and row["state"] == "accepted"
            ],
            "comments": [
                f"{names.get(row['author_id'], 'Somebody')}, {as_day(row['created_at'])}: {row['body']}"
                for row in rows.get("comment", ())
                if row["subject_id"] == piece["subject_id"]
            ],
        }


def _statements(belongings: Belongings) -> Iterator[dict[str, Any]]:
    for statement in belongings.rows.get("statement", ()):
        yield {
            "title": statement["manifest"]["title"],
            "digest": statement["digest"],
            "signatures": [
                f"{row['name']}, {row['job_title'] or row['relationship_to_apprentice']}, {as_moment(row['signed_at'])}"
                for row in belongings.rows.get("signature", ())
                if row["statement_id"] == statement["id"]
            ],
        }
