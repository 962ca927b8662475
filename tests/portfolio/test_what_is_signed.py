"""The portfolio as what is signed: whoever signs reads the witness's words, and word of a void signature goes out."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db
from foundation.jobs import Job
from foundation.outbox import postbox
from portfolio import services
from portfolio.models import EvidenceItem
from sign_off.links.queries import find_signing_link
from sign_off.models import StatementKind
from sign_off.reviews.services import accept_subject, submit_subject
from sign_off.statements import services as statements
from sign_off.statements.voiding import JOB
from sign_off.witness import services as witness
from sign_off.witness.queries import list_witness_statements
from tests.cast import Cast
from tests.portfolio.conftest import LOG, upload
from tests.sign_off.conftest import apprenticeship_of, person, token_of
from tests.sign_off.pages import words_of
from tests.web import Work

SEEN = "Amira restored the payroll backup and checked 40 files."


@pytest.fixture
def accepted(app: Flask, cast: Cast, work: Work) -> None:
    """A witness statement of Dana's, accepted as the one piece of Amira's portfolio."""
    with app.app_context(), db.transaction():
        amira, ben, hers = person(cast.amira), person(cast.ben), apprenticeship_of(cast)
        witness.ask_for_witness(amira, hers, "The backup")
        link = find_signing_link(token_of(witness.send_witness_link(ben, list_witness_statements(hers)[0])))
        assert link is not None
        seen_on = date(2026, 3, 4)
        said = witness.Observation(SEEN, "Comms room B", seen_on, "Dana Novak", "IT manager", "Line manager")
        witness.sign_witness_statement(link, said)
        item = db.session.scalars(select(EvidenceItem)).one()
        services.create_link(amira, item, "K8", "paragraph 1")
    work()
    with app.app_context(), db.transaction():
        item = db.session.scalars(select(EvidenceItem)).one()
        submit_subject(person(cast.amira), item.subject)
        accept_subject(person(cast.ben), item.subject)


def sign(app: Flask, cast: Cast) -> str:
    """Amira signs; the address by which Dana does."""
    with app.app_context(), db.transaction():
        amira, ben, hers = person(cast.amira), person(cast.ben), apprenticeship_of(cast)
        offer = statements.offer_for(hers, StatementKind.PORTFOLIO)
        statements.sign_statement(amira, hers, StatementKind.PORTFOLIO, offer.digest)
        statement = statements.prepare_statement(ben, hers, StatementKind.PORTFOLIO)
        return f"/s/{token_of(statements.send_signing_link(ben, statement))}"


def test_whoever_signs_reads_what_the_witness_wrote(
    app: Flask, nobody: FlaskClient, cast: Cast, accepted: None
) -> None:
    words = words_of(nobody.get(sign(app, cast)))
    for said in (SEEN, "Comms room B", "4 March 2026", "Dana Novak, IT manager", "Line manager"):
        assert said in words


def test_apprentice_and_tutor_hear_that_a_changed_piece_is_no_longer_signed_for(
    app: Flask, cast: Cast, work: Work, accepted: None, amira: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(app, cast)
    post: list[tuple[str, str]] = []
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    monkeypatch.setattr(postbox, "deliver", lambda mail: post.append((mail["To"], mail.get_content())))
    amira.post("/subjects/1/reopen")
    amira.post("/portfolio/1/title", data={"title": "The payroll backup"})
    with app.app_context(), db.transaction() as session:
        for job in session.scalars(select(Job).where(Job.kind == JOB)):
            job.run_at -= timedelta(hours=1)
    work()
    told = [words for to, words in post if to == "amira.hussain@example.org"]
    assert "You renamed piece 1 from “Witness statement: The backup” to “The payroll backup”" in told[-1]
    assert [to for to, _ in post].count("ben.carter@example.org") == 1


def test_before_she_changes_something_she_is_told_who_signed_it(
    app: Flask, cast: Cast, accepted: None, amira: FlaskClient
) -> None:
    at_stake = "You signed your portfolio as it is. If you change it, that signature no longer counts"
    pages = ("/portfolio/1", "/portfolio/add", "/portfolio/1/title", "/portfolio/1/card")
    for page in pages:
        assert "signed your portfolio" not in words_of(amira.get(page))
    sign(app, cast)
    for page in pages:
        assert at_stake in words_of(amira.get(page))
    amira.post("/subjects/1/reopen")
    assert at_stake in words_of(amira.get("/portfolio/1")), "opening it again changes nothing yet"
    amira.post("/portfolio/1/title", data={"title": "The payroll backup"})
    assert "signed your portfolio" not in words_of(amira.get("/portfolio/1")), "it is void by now"


def test_what_is_taken_out_is_brought_back_knowingly(
    app: Flask, cast: Cast, accepted: None, amira: FlaskClient
) -> None:
    upload(amira, "/portfolio/add", ("other.txt", LOG))
    amira.post("/portfolio/2/delete")
    sign(app, cast)
    assert "You signed your portfolio as it is." in words_of(amira.get("/portfolio/"))


def test_past_the_gateway_she_is_told_that_a_pack_stays_as_it_was(
    app: Flask, cast: Cast, accepted: None, amira: FlaskClient
) -> None:
    with app.app_context(), db.transaction():
        apprenticeship_of(cast).gateway_confirmed_on = date(2026, 5, 12)
    said = "The gateway was confirmed on 12 May 2026: a pack handed in by then does not change with it."
    assert said in words_of(amira.get("/portfolio/1"))


def test_the_names_of_what_is_said_about_a_piece_are_signed_and_stay_what_they_are(
    app: Flask, cast: Cast, accepted: None, amira: FlaskClient
) -> None:
    """Another name, or another question of the card, voids every signature: give the manifest a new form first."""
    with app.app_context(), db.transaction():
        offer = statements.offer_for(apprenticeship_of(cast), StatementKind.PORTFOLIO)
    (entry,) = offer.manifest.entries
    assert set(entry.facts) == {"context card", "mapping", "witness statement"}
    card = entry.facts["context card"]
    assert isinstance(card, dict)
    assert list(card) == [
        "What is this?",
        "What did I do?",
        "Why that way?",
        "What came of it?",
        "When was it, and who saw it?",
    ]
