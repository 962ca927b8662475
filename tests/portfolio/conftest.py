"""What a test of the portfolio may ask for, and Amira's hands."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import Apprenticeship, Person
from foundation.database import db
from portfolio.models import EvidenceFile, EvidenceItem
from portfolio.queries import list_pieces
from tests.cast import Cast, client_of
from tests.portfolio.bad_files import office_files
from tests.web import Work

__all__ = ["office_files"]

LOG = b"I checked the operating system version and kernel on each of 46 Ubuntu servers on 10 March."
JSON = {"Accept": "application/json"}


def upload(
    browser: FlaskClient, path: str, *files: tuple[str, bytes], headers: dict[str, str] | None = None
) -> TestResponse:
    """Send these files, (name, content), as the form does."""
    return browser.post(
        path,
        data={"files": [(BytesIO(content), name) for name, content in files]},
        content_type="multipart/form-data",
        headers=headers,
        follow_redirects=False,
    )


def fields_of(page: TestResponse) -> dict[str, str]:
    """What the last form of the page sends."""
    return {name: value for name, value in lxml.html.fromstring(page.text).forms[-1].fields.items() if value}


def png() -> bytes:
    """A small picture."""
    made = BytesIO()
    Image.new("RGB", (64, 48), "purple").save(made, "PNG")
    return made.getvalue()


def blank_pdf() -> bytes:
    """A page with a picture on it and no text, as a scanner makes it."""
    made = BytesIO()
    Image.new("RGB", (64, 48), "white").save(made, "PDF")
    return made.getvalue()


@dataclass
class Desk:
    """Amira's portfolio, as a test lays it and looks at it."""

    app: Flask
    cast: Cast
    browser: FlaskClient
    work: Work

    def add(self, name: str = "log.txt", content: bytes = LOG, *, read: bool = True) -> int:
        """Add one file through the page, have it read, and say the id of its piece."""
        known = set(self.ids())
        assert upload(self.browser, "/portfolio/add", (name, content)).status_code == 302
        if read:
            self.work()
        (new,) = set(self.ids()) - known
        return new

    def ids(self) -> list[int]:
        """Her pieces in their order."""
        with self.look() as own:
            return [piece.id for piece in list_pieces(own)]

    def titles(self) -> list[str]:
        with self.look() as own:
            return [piece.title for piece in list_pieces(own)]

    @contextmanager
    def look(self) -> Iterator[Apprenticeship]:
        """Her apprenticeship, with a transaction around it that may change things."""
        with self.app.app_context(), db.transaction() as session:
            yield session.get_one(Apprenticeship, self.cast.amiras_apprenticeship)

    @contextmanager
    def piece(self, item_id: int) -> Iterator[EvidenceItem]:
        with self.app.app_context(), db.transaction() as session:
            yield session.get_one(EvidenceItem, item_id)

    @contextmanager
    def person(self) -> Iterator[Person]:
        with self.app.app_context(), db.transaction() as session:
            yield session.get_one(Person, self.cast.amira)

    def file_of(self, item_id: int) -> int:
        """The id of the first file of a piece that is not taken out."""
        with self.app.app_context(), db.transaction() as session:
            found = session.scalars(
                select(EvidenceFile.id)
                .where(EvidenceFile.item_id == item_id, EvidenceFile.deleted_at.is_(None))
                .order_by(EvidenceFile.position)
            ).first()
        assert found is not None
        return found

    def send(self, item_id: int) -> None:
        """Send a piece to Ben."""
        with self.piece(item_id) as item:
            subject_id = item.subject_id
        assert self.browser.post(f"/subjects/{subject_id}/submit").status_code == 302


@pytest.fixture
def desk(app: Flask, cast: Cast, amira: FlaskClient, work: Work) -> Desk:
    return Desk(app, cast, amira, work)


@pytest.fixture
def callum(app: Flask, cast: Cast) -> FlaskClient:
    """The browser of Ben's other apprentice."""
    return client_of(app, cast.callum)
