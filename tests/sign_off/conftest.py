"""A portfolio of two pieces behind the Protocols, and the verbs of the cast as a test says them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from sign_off import subjects
from sign_off.manifest import Json
from sign_off.models import StatementKind, Subject, SubjectKind
from tests.cast import Cast
from tests.sign_off.guides import Shelf


@pytest.fixture
def shelf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """What Amira has: a runbook and a clip."""
    shelf = Shelf()
    facts: dict[str, Json] = {
        "context card": {"What is this?": "The runbook I wrote"},
        "mapping": ["K1, p. 3"],
    }
    shelf.put(
        "Patch compliance runbook",
        ("Patch runbook.pdf", "application/pdf", b"%PDF-1.7 the runbook"),
        kind="Document, 6 pages",
        facts=facts,
    )
    shelf.put(
        "Replacing a failed switch", ("Switch.mp4", "video/mp4", bytes(range(256)) * 4), kind="Clip, 4:12"
    )
    for kind in SubjectKind:
        monkeypatch.setitem(subjects._subject_guides, kind, shelf)
    for statement in (StatementKind.PORTFOLIO, StatementKind.REPORT):
        monkeypatch.setitem(subjects._statement_guides, statement, shelf)
    return shelf


@pytest.fixture
def open_desk(app: Flask, shelf: Shelf) -> Iterator[None]:
    """An application context and a transaction of its own, for tests of verbs without HTTP."""
    with app.app_context(), db.transaction():
        yield


def person(person_id: int) -> Person:
    found = db.session.get(Person, person_id)
    assert found is not None
    return found


def apprenticeship_of(cast: Cast) -> Apprenticeship:
    found = db.session.get(Apprenticeship, cast.amiras_apprenticeship)
    assert found is not None
    return found


def new_subject(cast: Cast, kind: SubjectKind = SubjectKind.EVIDENCE) -> Subject:
    subject = Subject(kind=kind, apprenticeship=apprenticeship_of(cast), reviews=[], comments=[])
    db.session.add(subject)
    db.session.flush()
    return subject


def pass_gateway(cast: Cast, *, comments: bool) -> None:
    apprenticeship = apprenticeship_of(cast)
    apprenticeship.gateway_confirmed_on = now().date()
    apprenticeship.gateway_confirmed_by = f"person:{cast.olive}"
    apprenticeship.provider.comments_after_gateway = comments
    db.session.flush()
