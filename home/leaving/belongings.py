"""What belongs to an apprentice: every row that points to her, directly or through other rows.

No table is named here, so that a table which a room adds later is taken along, and deleted, without a word.
See docs/decisions/0085-what-belongs-to-an-apprentice.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, select

from accounts.models import Apprenticeship, Person
from foundation.database import Base, db
from foundation.events import Event
from foundation.outbox import Mail

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Belongings:
    """Rows by table, those that others point to first; and the history of them."""

    rows: dict[str, Sequence[Row]]
    events: Sequence[Row]

    @property
    def file_keys(self) -> list[str]:
        """Where her files rest: a table that keeps files has a key and a size in each row."""
        return [row["key"] for row in self._files() if row["key"]]

    def _files(self) -> Iterator[Row]:
        for name, rows in self.rows.items():
            if keeps_files(Base.metadata.tables[name]):
                yield from rows


def belongings_of(apprenticeship: Apprenticeship) -> Belongings:
    """Everything of hers that the database holds."""
    rows = rows_of(Person.__tablename__, apprenticeship.apprentice_id, Base.metadata.sorted_tables)
    events = db.session.execute(select(Event.__table__).where(_history(apprenticeship)).order_by(Event.id))
    return Belongings(rows, [dict(row) for row in events.mappings()])


def rows_of(root: str, id_: int, tables: Sequence[Table]) -> dict[str, Sequence[Row]]:
    """The row `id_` of the table `root`, and every row of `tables` that points to it, directly or through others.
    Tables come in their order of dependence."""
    rows: dict[str, Sequence[Row]] = {}
    ids: dict[str, set[int]] = {root: {id_}}
    for table in tables:
        whose = _pointing(table, ids, root)
        if whose is None:
            continue
        found = db.session.execute(select(table).where(whose).order_by(table.c.id)).mappings().all()
        rows[table.name] = [dict(row) for row in found]
        ids[table.name] = {row["id"] for row in found}
    return rows


def delete_belongings(apprenticeship: Apprenticeship, belongings: Belongings) -> None:
    """Delete those rows, her account among them, and their history. The files are for the caller to delete."""
    history, mails = _history(apprenticeship), _mails(apprenticeship)
    ids = {name: {row["id"] for row in rows} for name, rows in belongings.rows.items()}
    db.session.expunge_all()
    for name in reversed(belongings.rows):
        table = Base.metadata.tables[name]
        whose = _pointing(table, ids, Person.__tablename__)
        assert whose is not None, "the rows of this table were picked by the same condition"
        for column in _own_references(table):
            db.session.execute(table.update().where(whose).values({column: None}))
        db.session.execute(delete(table).where(whose))
    db.session.execute(delete(Event).where(history))
    db.session.execute(delete(Mail).where(mails))


def _pointing(table: Table, ids: Mapping[str, set[int]], root: str) -> ColumnElement[bool] | None:
    """The condition that picks the rows of this table that point to one of `ids`; None where none of them can."""
    if table.name == root:
        return table.c.id.in_(ids[root])
    pointing = [
        key.parent.in_(ids[key.column.table.name])
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table.name in ids and key.column.table is not table
    ]
    return or_(*pointing) if pointing else None


def _own_references(table: Table) -> list[str]:
    """Columns by which a row points to another of the same table: let go of before the rows are deleted."""
    return [key.parent.name for key in table.foreign_keys if key.column.table is table]


def _history(apprenticeship: Apprenticeship) -> ColumnElement[bool]:
    her = f"person:{apprenticeship.apprentice_id}"
    return or_(Event.apprenticeship_id == apprenticeship.id, Event.actor == her, Event.subject == her)


def _mails(apprenticeship: Apprenticeship) -> ColumnElement[bool]:
    """Mails about her work, to whomever, and those about her account. Names decide nothing: others have hers too."""
    return or_(Mail.apprenticeship_id == apprenticeship.id, Mail.concerns == apprenticeship.apprentice.actor)


def keeps_files(table: Table) -> bool:
    """Whether its rows name a file at rest."""
    return {"key", "size"} <= set(table.c.keys())
