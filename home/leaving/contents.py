"""What goes into the ZIP of everything, and where: files under their piece, data by table, a page to read it with."""

import re
from collections.abc import Mapping, Sequence

from flask import current_app
from sqlalchemy import select

from accounts.models import Apprenticeship, Manager, Person
from foundation.clock import as_moment, now
from foundation.database import Base, db
from home.leaving.archive import Kept, as_json, safe_name
from home.leaving.belongings import Belongings, Row, keeps_files
from home.leaving.reading import Reader
from home.leaving.reports import reports_of

# Made from her files, and made again from them at any time; and parts of a file that is not whole.
_DERIVED = {"file_picture", "slides_picture", "upload_part"}

_PEOPLE = ("author_id", "decided_by_id", "tutor_id", "apprentice_id")  # columns that hold a person's number
_ACTOR = re.compile(r"person:(\d+)")  # how everything else names one


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
    names = _names(belongings)
    texts["data/names.json"] = as_json(
        "names", [{"person": id_, "name": name} for id_, name in names.items()]
    )
    reader = Reader(apprenticeship, belongings.rows, names, _managers(belongings), kept)
    reports = reports_of(apprenticeship, kept)
    template = current_app.jinja_env.get_template("home/everything.html")
    page = template.render(
        her=apprenticeship,
        made_on=as_moment(now()),
        about=reader.about(),
        pieces=reader.pieces(),
        findings=reader.other_findings(),
        reports=[(report, reader.talk_about(report.subject_id)) for report in reports],
        witness_statements=reader.witness_statements(),
        other_files=[one.path for one in kept if not one.path.startswith(("portfolio/", "report/slides/"))],
        statements=reader.statements(),
        requirements=reader.requirements(),
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
    """Who the numbers in the data are: everybody who decided, did or said something about her work."""
    rows = [row for of_table in belongings.rows.values() for row in of_table]
    ids = {row[column] for row in rows for column in _PEOPLE if row.get(column) is not None}
    for row in (*rows, *belongings.events):
        for value in row.values():
            if isinstance(value, str) and (actor := _ACTOR.fullmatch(value)):
                ids.add(int(actor[1]))
    people = db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id))
    return {person.id: person.name for person in people}


def _managers(belongings: Belongings) -> dict[int, str]:
    """Who was asked at the employer. They are not hers, so their rows are not in the data."""
    ids = {row["manager_id"] for row in belongings.rows.get("signing_link", ())}
    return {one.id: one.name for one in db.session.scalars(select(Manager).where(Manager.id.in_(ids)))}
