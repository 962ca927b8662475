"""What becomes of Amira's links when her apprenticeship moves to a newer version of the standard."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import standards
from accounts.models import Apprenticeship, Person
from accounts.moving import Destination, foresee_move, move_apprenticeship
from accounts.services import publish_or_find, publish_standard
from foundation.database import db
from foundation.errors import NotAllowed, Refused
from foundation.events import Event
from portfolio import services
from portfolio.models import EvidenceItem, KsbLink, LinkState
from portfolio.queries import find_link
from sign_off.models import StatementKind
from sign_off.statements.services import offer_for, sign_statement
from sign_off.statements.standing import StandingState, standing_for
from tests.cast import Cast
from tests.home.conftest import Bench
from tests.newer import publish_newer
from tests.web import Work

COMPONENTS = "The main components of a computer system and their purpose."


@pytest.fixture
def bench(app: Flask, cast: Cast) -> Bench:
    return Bench(app, cast)


def move(app: Flask, cast: Cast) -> list[str]:
    """Olive moves her. Returns what was foreseen."""
    with app.app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        version = Destination(publish_newer())
        foreseen = foresee_move(apprenticeship, version)
        move_apprenticeship(session.get_one(Person, cast.olive), apprenticeship, version)
    return foreseen


def sign(app: Flask, cast: Cast) -> None:
    """She signs the statement about her portfolio."""
    with app.app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        offer = offer_for(apprenticeship, StatementKind.PORTFOLIO)
        sign_statement(apprenticeship.apprentice, apprenticeship, StatementKind.PORTFOLIO, offer.digest)


def codes(app: Flask, item_id: int) -> dict[str, LinkState]:
    with app.app_context(), db.transaction() as session:
        links = session.scalars(select(KsbLink).where(KsbLink.item_id == item_id))
        return {link.code: link.state for link in links}


def test_a_link_follows_its_statement_to_another_code(app: Flask, cast: Cast, bench: Bench) -> None:
    item = bench.draft("Bench", "K7", "S4")
    move(app, cast)
    assert codes(app, item) == {"K8": LinkState.ACCEPTED, "S4": LinkState.ACCEPTED}


def test_two_links_change_places_in_one_piece(app: Flask, cast: Cast, bench: Bench) -> None:
    item = bench.draft("Bench", "K7", "K8")
    with app.app_context(), db.transaction() as session:
        piece = session.get_one(EvidenceItem, item)
        link = find_link(piece, "K7")
        assert link is not None
        services.update_locator(piece.apprenticeship.apprentice, link, "page 7")
    move(app, cast)
    with app.app_context(), db.transaction() as session:
        piece = session.get_one(EvidenceItem, item)
        assert find_link(piece, "K8").locator == "page 7"
        assert find_link(piece, "K7").locator == "Page 1"


def test_a_reworded_statement_asks_again_with_her_place_and_reading_again_keeps_it(
    app: Flask, cast: Cast, bench: Bench
) -> None:
    item = bench.draft("Lifecycle", "K1")
    foreseen = move(app, cast)
    assert "1 link is put to Amira again: K1 is reworded." in foreseen
    Work(app)()
    with app.app_context(), db.transaction() as session:
        link = find_link(session.get_one(EvidenceItem, item), "K1")
        assert (link.state, link.locator, link.is_asked_again) == (LinkState.OPEN, "Page 1", True)


def test_a_statement_that_is_gone_takes_its_link_along_and_the_history_keeps_the_place(
    app: Flask, cast: Cast, bench: Bench
) -> None:
    item = bench.draft("Safety", "K20")
    foreseen = move(app, cast)
    assert "1 link is taken out: K20 is gone." in foreseen
    assert codes(app, item) == {}
    with app.app_context(), db.transaction() as session:
        event = session.scalars(select(Event).where(Event.kind == "link_left_behind")).one()
        assert (event.details["code"], event.details["locator"]) == ("K20", "Page 1")


def test_a_piece_that_was_taken_out_comes_back_with_the_new_codes(
    app: Flask, cast: Cast, bench: Bench
) -> None:
    item = bench.draft("Bench", "K7")
    with app.app_context(), db.transaction() as session:
        piece = session.get_one(EvidenceItem, item)
        services.delete_piece(piece.apprenticeship.apprentice, piece)
    move(app, cast)
    assert codes(app, item) == {"K8": LinkState.ACCEPTED}


def test_the_tutor_still_reads_what_was_sent_in_the_words_it_was_sent_under(
    app: Flask, cast: Cast, bench: Bench, ben: FlaskClient
) -> None:
    item = bench.sent("Bench", "K7")
    move(app, cast)
    page = ben.get(f"/portfolio/{item}").text
    assert COMPONENTS in page


def test_what_was_signed_is_void_until_it_is_signed_again(app: Flask, cast: Cast, bench: Bench) -> None:
    bench.accepted("Bench", "K7")
    sign(app, cast)
    move(app, cast)
    with app.app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        assert standing_for(apprenticeship, StatementKind.PORTFOLIO).state is StandingState.VOID


def test_of_two_versions_of_one_number_the_tutor_reads_the_one_it_was_sent_under(
    app: Flask, cast: Cast, bench: Bench, ben: FlaskClient
) -> None:
    with bench.apprenticeship() as amiras:
        amiras.standard_version = publish_newer()
    item = bench.sent("Bench", "K8")
    page = ben.get(f"/portfolio/{item}").text
    assert COMPONENTS in page
    move_to(app, cast, replace(standards.load("ST0505"), version="1.2"))
    assert codes(app, item) == {"K7": LinkState.ACCEPTED}
    assert COMPONENTS in ben.get(f"/portfolio/{item}").text


def test_what_was_signed_is_void_on_another_version_of_the_same_number(
    app: Flask, cast: Cast, bench: Bench
) -> None:
    first = replace(standards.load("ST0505"), version="1.2")
    with bench.apprenticeship() as amiras:
        amiras.standard_version = publish_standard(first, by="tests")
    bench.accepted("Bench", "K7")
    sign(app, cast)
    move_to(app, cast, replace(first, minimum_months=99))
    with app.app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        standing = standing_for(apprenticeship, StatementKind.PORTFOLIO)
        assert standing.state is StandingState.VOID
        assert apprenticeship.standard.label == first.label


def move_to(app: Flask, cast: Cast, own: standards.Standard) -> None:
    """Olive moves her to her provider's own version of this number."""
    with app.app_context(), db.transaction() as session:
        olive = session.get_one(Person, cast.olive)
        version, _ = publish_or_find(own, olive.actor, olive.provider_id)
        move_apprenticeship(
            olive, session.get_one(Apprenticeship, cast.amiras_apprenticeship), Destination(version)
        )


def test_after_the_gateway_she_stays_on_her_version(app: Flask, cast: Cast, bench: Bench) -> None:
    with bench.apprenticeship() as amiras:
        amiras.gateway_confirmed_on = amiras.started_on
    with pytest.raises(Refused, match="passed the gateway"):
        move(app, cast)


@pytest.mark.parametrize("who", ["amira", "ben", "stranger_administrator"])
def test_only_her_own_administrator_moves_her(app: Flask, cast: Cast, who: str) -> None:
    with app.app_context(), db.transaction() as session, pytest.raises(NotAllowed):
        move_apprenticeship(
            session.get_one(Person, getattr(cast, who)),
            session.get_one(Apprenticeship, cast.amiras_apprenticeship),
            Destination(publish_newer()),
        )


def test_a_file_brought_back_gives_no_answer_to_a_statement_that_was_reworded(
    app: Flask, cast: Cast, bench: Bench
) -> None:
    item = bench.draft("Lifecycle", "K1")
    move(app, cast)
    with app.app_context(), db.transaction() as session:
        piece = session.get_one(EvidenceItem, item)
        amira, (file,) = piece.apprenticeship.apprentice, piece.files
        services.delete_file(amira, file)
        services.restore_file(amira, file)
        assert find_link(piece, "K1").is_asked_again
