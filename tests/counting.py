"""A counter of SQL statements, so that no page asks once more for every piece or learner that it shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import event

from foundation.database import db


@dataclass
class Counted:
    """The SQL statements that were run."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)


@pytest.fixture
def counting(app: Flask) -> Iterator[Counted]:
    """Counts what goes to the database from here on; `counting.statements.clear()` begins anew."""
    counted = Counted()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            counted.statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield counted
    event.remove(db.engine, "before_cursor_execute", note)
