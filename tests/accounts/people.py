"""Short ways for the tests of this room: a session of one's own, and the links that people are handed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from accounts.models import Person
from foundation.database import db


@contextmanager
def working(app: Flask) -> Iterator[None]:
    """A context and a transaction that commits, as a command has them. No request is open in it."""
    with app.app_context(), db.transaction():
        yield


def the(person_id: int) -> Person:
    """The row of somebody. Only inside `working`."""
    person = db.session.get(Person, person_id)
    assert person is not None
    return person


def link_in(page: str) -> str:
    """The path of the link that a page shows to hand over."""
    found = re.search(r'value="http://masterpiece\.test(/[^"]+)"', page)
    assert found is not None, "the page shows no link"
    return found[1]
