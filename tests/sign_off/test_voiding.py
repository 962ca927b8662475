"""Word of a signature that no longer counts: to both who signed and to the tutor, once."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.moving import Destination, foresee_move, move_apprenticeship
from foundation.database import db
from foundation.jobs import Job
from foundation.outbox import Mail, postbox
from sign_off.statements.voiding import JOB, tell_if_void, watch_signatures
from tests.cast import Cast
from tests.newer import publish_newer
from tests.sign_off.conftest import Desk, apprenticeship_of, person


@pytest.fixture
def signed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Amira and Dana have signed; from here on mail goes."""
    desk.signed_link()
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")


def told(app: Flask) -> list[tuple[str, str]]:
    """To whom, and what, once the job has looked twice."""
    with app.app_context(), db.transaction() as session:
        for job in session.query(Job).where(Job.kind == JOB):
            tell_if_void(**job.payload)
            tell_if_void(**job.payload)
        void = session.query(Mail).where(Mail.kind.startswith("voided")).order_by(Mail.to)
        return [(mail.to, mail.body) for mail in void]


@pytest.mark.usefixtures("signed")
def test_a_move_to_another_version_is_told_to_both_who_signed_and_to_the_tutor_once(
    app: Flask, cast: Cast
) -> None:
    with app.app_context(), db.transaction():
        amiras, newer = apprenticeship_of(cast), Destination(publish_newer())
        assert any("has to be signed again" in said for said in foresee_move(amiras, newer))
        move_apprenticeship(person(cast.olive), amiras, newer)
    (amira, to_her), (ben, _), (dana, to_dana) = told(app)
    assert (amira, ben, dana) == (
        "amira.hussain@example.org",
        "ben.carter@example.org",
        "dana.novak@example.org",
    )
    assert "both signatures no longer count" in to_her
    assert "your signature no longer counts" in to_dana
    assert "standard" in to_dana
    assert "There is nothing to do now." in to_dana


@pytest.mark.usefixtures("signed")
def test_where_nothing_moved_nobody_is_told(app: Flask, cast: Cast) -> None:
    with app.app_context(), db.transaction():
        watch_signatures(cast.amiras_apprenticeship)
    assert told(app) == []


def test_where_nothing_is_signed_a_move_asks_for_no_signature(
    app: Flask, cast: Cast, desk: Desk, olive: FlaskClient
) -> None:
    with app.app_context(), db.transaction():
        said = foresee_move(apprenticeship_of(cast), Destination(publish_newer()))
    assert not any("signed again" in words for words in said)


def test_only_who_signed_is_told(app: Flask, cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.sign_first()
    desk.link()
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    with app.app_context(), db.transaction():
        move_apprenticeship(person(cast.olive), apprenticeship_of(cast), Destination(publish_newer()))
    assert [to for to, _ in told(app)] == ["amira.hussain@example.org", "ben.carter@example.org"]
