"""A portfolio of two pieces behind the Protocols, and the verbs of the cast as a test says them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from sign_off import subjects
from sign_off.links import services as links
from sign_off.links.queries import find_signing_link
from sign_off.links.state import LinkState, state_of_link
from sign_off.manifest import Json
from sign_off.models import Answer, SigningLink, StatementKind, Subject, SubjectKind
from sign_off.statements import services as statements
from sign_off.witness import services as witness
from sign_off.witness.queries import list_witness_statements
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


@pytest.fixture
def desk(app: Flask, cast: Cast, shelf: Shelf) -> "Desk":
    return Desk(app, cast)


class Desk:
    """Brings statements and links into the state that a page's test begins with. Each step is its own transaction."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self._app = app
        self._cast = cast

    def sign_first(self) -> None:
        """Amira signs her portfolio statement."""
        with self._app.app_context(), db.transaction():
            amiras = apprenticeship_of(self._cast)
            offer = statements.offer_for(amiras, StatementKind.PORTFOLIO)
            statements.sign_statement(person(self._cast.amira), amiras, StatementKind.PORTFOLIO, offer.digest)

    def link(self, kind: StatementKind = StatementKind.PORTFOLIO) -> str:
        """Ben makes a link for Dana. Its token."""
        with self._app.app_context(), db.transaction():
            ben = person(self._cast.ben)
            statement = statements.prepare_statement(ben, apprenticeship_of(self._cast), kind)
            return token_of(statements.send_signing_link(ben, statement))

    def witness_link(self, about: str = "I replaced the failed switch in comms room B.") -> str:
        """Amira asks for a witness statement and Ben makes the link. Its token."""
        with self._app.app_context(), db.transaction():
            witness.ask_for_witness(person(self._cast.amira), apprenticeship_of(self._cast), about)
            (wanted, *_) = list_witness_statements(apprenticeship_of(self._cast))
            return token_of(witness.send_witness_link(person(self._cast.ben), wanted))

    def signed_link(self, relationship: str = "Line manager since 2025") -> str:
        """A link by which Dana has signed."""
        self.sign_first()
        token = self.link()
        with self._app.app_context(), db.transaction():
            statements.sign_by_link(
                self._link(token),
                name="Dana Novak",
                job_title="IT service manager",
                relationship=relationship,
                confirmed=True,
            )
        return token

    def bring(self, token: str, state: LinkState, shelf: Shelf) -> None:
        """Bring a live link into another state."""
        if state is LinkState.CHANGED:
            shelf.change_file(1, b"%PDF-1.7 another runbook")
            return
        with self._app.app_context(), db.transaction():
            link = self._link(token)
            match state:
                case LinkState.DECLINED:
                    links.decline_by_link(link, "Piece 2 was Tom’s work.")
                case LinkState.PASSED_ON:
                    links.pass_on_by_link(link, "Priya Shah", "priya.shah@example.org")
                case LinkState.WITHDRAWN:
                    links.withdraw_links(statement=link.statement, witness_statement=link.witness_statement)
                case LinkState.EXPIRED:
                    link.expires_at = now()
                case LinkState.SIGNED:
                    links.use_up(link, Answer.SIGNED)

    def state_of(self, token: str) -> LinkState:
        with self._app.app_context(), db.transaction():
            return state_of_link(self._link(token))

    def age(self, token: str, days: int) -> None:
        """Move the answer of a link into the past."""
        with self._app.app_context(), db.transaction():
            link = self._link(token)
            assert link.answered_at is not None
            link.answered_at -= timedelta(days=days)

    def _link(self, token: str) -> SigningLink:
        link = find_signing_link(token)
        assert link is not None
        return link


def token_of(asked: links.Asked) -> str:
    assert asked.url is not None
    return asked.url.rpartition("/")[2]


@pytest.fixture
def count_statements(app: Flask) -> Iterator[list[str]]:
    """Every SQL statement, as it is sent."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)
