"""A bench on which a test lays pieces of evidence, through the verbs that people use."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

import standards
from accounts.models import Apprenticeship, Person, Role
from accounts.queries import apprenticeship_of
from accounts.services import create_apprenticeship
from foundation.clock import now
from foundation.database import db
from foundation.files import files
from foundation.outbox import postbox
from portfolio import services
from portfolio.models import EvidenceFile, EvidenceItem, ReadState
from portfolio.refresh import refresh_findings
from sign_off.reviews.services import accept_subject, return_subject, submit_subject
from tests.cast import Cast

ST0505 = standards.load("ST0505")


class Bench:
    """Lays pieces for Amira, unless another is named, and lets Ben read them."""

    portfolio_ksbs = ST0505.portfolio.ksbs if ST0505.portfolio else ()

    project_ksbs = ST0505.project.ksbs if ST0505.project else ()

    def __init__(self, app: Flask, cast: Cast) -> None:
        self._app, self.cast = app, cast

    def draft(self, title: str, *codes: str, of: int | None = None, seconds: float | None = None) -> int:
        """A piece with one file that was read, mapped to these KSBs. Returns its id."""
        with self._app.app_context(), db.transaction() as session:
            person = session.get_one(Person, of or self.cast.amira)
            apprenticeship = apprenticeship_of(person)
            assert apprenticeship is not None
            item = services.create_piece(person, apprenticeship, title)
            self._add_file(item, f"{title}.mp4" if seconds else f"{title}.png", seconds)
            for code in codes:
                services.create_link(person, item, code, "Page 1")
            refresh_findings(apprenticeship)
            return item.id

    def _add_file(self, item: EvidenceItem, name: str, seconds: float | None) -> None:
        stored = files.store.put(BytesIO(f"what {name} says".encode()))
        file = EvidenceFile(
            position=1,
            name=name,
            key=stored.key,
            size=stored.size,
            sha256=stored.sha256,
            uploaded_at=now(),
            state=ReadState.READ,
            media_type="video/mp4" if seconds else "image/png",
            kind="video" if seconds else "image",
            duration_seconds=seconds,
        )
        item.files.append(file)
        db.session.flush()

    def add_file(self, item_id: int, name: str, seconds: float | None = None) -> None:
        """One more file for a piece, which was read."""
        with self._app.app_context(), db.transaction() as session:
            self._add_file(session.get_one(EvidenceItem, item_id), name, seconds)

    def sent(self, title: str, *codes: str, of: int | None = None, days: int = 0) -> int:
        """The same, sent so many days ago."""
        item_id = self.draft(title, *codes, of=of)
        with self._app.app_context(), db.transaction() as session:
            item = session.get_one(EvidenceItem, item_id)
            review = submit_subject(item.apprenticeship.apprentice, item.subject)
            review.sent_at = now() - timedelta(days=days, minutes=1)
        return item_id

    def accepted(self, title: str, *codes: str, of: int | None = None) -> int:
        item_id = self.sent(title, *codes, of=of)
        with self._app.app_context(), db.transaction() as session:
            item = session.get_one(EvidenceItem, item_id)
            accept_subject(session.get_one(Person, self.cast.ben), item.subject)
        return item_id

    def returned(self, title: str, *codes: str, note: str, days: int = 0) -> int:
        item_id = self.sent(title, *codes, days=days)
        with self._app.app_context(), db.transaction() as session:
            item = session.get_one(EvidenceItem, item_id)
            return_subject(session.get_one(Person, self.cast.ben), item.subject, note)
            item.subject.reviews[-1].decided_at = now() - timedelta(days=days)
        return item_id

    def send_again(self, item_id: int) -> None:
        with self._app.app_context(), db.transaction() as session:
            item = session.get_one(EvidenceItem, item_id)
            submit_subject(item.apprenticeship.apprentice, item.subject)

    def enrol(self, *names: str) -> None:
        """More learners of Ben's."""
        with self.apprenticeship() as amiras:
            for name in names:
                person = Person(
                    provider=amiras.provider,
                    role=Role.APPRENTICE,
                    name=name,
                    email=f"{name.lower().replace(' ', '.')}@example.org",
                    created_at=now(),
                )
                db.session.add(person)
                db.session.flush()
                create_apprenticeship(
                    "tests",
                    person,
                    standard_version=amiras.standard_version,
                    employer=amiras.employer,
                    tutor=amiras.tutor,
                    manager=amiras.manager,
                    started_on=amiras.started_on,
                    gateway_planned_on=None,
                )

    @contextmanager
    def apprenticeship(self, of: int | None = None) -> Iterator[Apprenticeship]:
        """Amira's apprenticeship, to be changed."""
        with self._app.app_context(), db.transaction() as session:
            apprenticeship = apprenticeship_of(session.get_one(Person, of or self.cast.amira))
            assert apprenticeship is not None
            yield apprenticeship


@pytest.fixture
def bench(app: Flask, cast: Cast) -> Bench:
    return Bench(app, cast)


@pytest.fixture
def sends_mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail is set up; nothing of it is delivered before a job runs, and none does."""
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")
