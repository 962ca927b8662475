"""What a page asks the database does not grow with what it shows: as many statements for 8 pieces as for 3."""

from collections.abc import Mapping

from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Person
from accounts.queries import apprenticeship_of
from foundation.database import db
from sign_off.witness.queries import list_witness_statements
from sign_off.witness.services import ask_for_witness, send_witness_link
from tests.cast import Cast
from tests.counting import Counted
from tests.full_portfolio import fill
from tests.home.conftest import Bench

MOST_OF_PORTFOLIO, MOST = 12, 16


def statements(
    counting: Counted, browser: FlaskClient, paths: Mapping[str, str], expected: Mapping[str, str]
) -> dict[str, int]:
    """How many statements each page needs. A page proves what it shows by the words that are `expected` on it."""
    counts = {}
    for name, path in paths.items():
        browser.get(path)  # what a process reads once in its life is read
        counting.statements.clear()
        page = browser.get(path)
        counts[name] = len(counting)
        assert page.status_code == 200, name
        assert expected[name] in page.text, name
    return counts


def test_the_pages_of_a_portfolio_ask_as_much_for_eight_pieces_as_for_three(
    app: Flask, cast: Cast, amira: FlaskClient, ben: FlaskClient, counting: Counted
) -> None:
    first, second, _ = fill(app, cast.amira, 3)
    hers = {
        "home": "/",
        "portfolio": "/portfolio/",
        "a draft": f"/portfolio/{first}",
        "a piece that was sent": f"/portfolio/{second}",
        "gateway": "/gateway/",
        "what she will sign": "/statements/portfolio",
    }
    of_three = {
        "home": ">3</",
        "portfolio": "3 of about 8 pieces",
        "a draft": "Piece 1 of 8",
        "a piece that was sent": "Piece 2 of 8",
        "gateway": "Would this be bounced?",
        "what she will sign": "Portfolio statement",
    }
    learner = f"/learners/{cast.amiras_apprenticeship}"
    his = {
        "queue": "/",
        "a piece in review": f"/portfolio/{second}",
        "a learner": learner,
        "her gateway": f"{learner}/gateway",
        "her statements": f"{learner}/statements",
    }
    seen_by_him = {"queue": "waits for you", "a piece in review": "Accept"}
    seen_by_him |= dict.fromkeys(("a learner", "her gateway", "her statements"), "Amira Hussain")
    with_three = statements(counting, amira, hers, of_three) | statements(counting, ben, his, seen_by_him)

    fill(app, cast.amira, 5, first=4)
    of_eight = of_three | {"home": ">8</", "portfolio": "8 of about 8 pieces"}
    seen_by_him["queue"] = "wait for you"
    with_eight = statements(counting, amira, hers, of_eight) | statements(counting, ben, his, seen_by_him)

    assert with_eight == with_three
    assert with_eight["portfolio"] <= MOST_OF_PORTFOLIO
    assert {name: count for name, count in with_eight.items() if count > MOST} == {}


def test_the_pages_of_a_tutor_ask_as_much_for_six_learners_as_for_two(
    app: Flask, cast: Cast, ben: FlaskClient, counting: Counted
) -> None:
    bench = Bench(app, cast)
    bench.sent("Leavers", "K13")
    bench.accepted("Firewall rules", "K7", of=cast.callum)
    pages = {"queue": "/", "map": "/learners/"}
    with_two = statements(counting, ben, pages, {"queue": "Missing, of 2", "map": "Missing, of 2"})

    bench.enrol("Grace Adeyemi", "Finn Walker", "Ellie Marsh", "Priya Nair")
    bench.sent("Disk use", "K14")
    with_six = statements(counting, ben, pages, {"queue": "Missing, of 6", "map": "Missing, of 6"})

    assert with_six == with_two
    assert {name: count for name, count in with_six.items() if count > MOST} == {}


def test_the_pages_of_statements_ask_as_much_for_six_requests_to_witnesses_as_for_two(
    app: Flask, cast: Cast, amira: FlaskClient, ben: FlaskClient, counting: Counted
) -> None:
    def ask(*about: str) -> None:
        with app.test_request_context(), db.transaction() as session:
            person = session.get_one(Person, cast.amira)
            apprenticeship = apprenticeship_of(person)
            assert apprenticeship is not None
            for words in about:
                ask_for_witness(person, apprenticeship, words)
            for request in list_witness_statements(apprenticeship):
                send_witness_link(session.get_one(Person, cast.ben), request)

    hers, his = {"hers": "/witness-statements/"}, {"his": "/learners/1/statements"}
    ask("The patch of March.", "The survey of May.")
    seen = {"hers": "The survey of May.", "his": "The survey of May."}
    with_two = statements(counting, amira, hers, seen) | statements(counting, ben, his, seen)

    ask("The switch.", "The backup.", "The rollout.", "The audit of July.")
    seen = {"hers": "The audit of July.", "his": "The audit of July."}
    assert statements(counting, amira, hers, seen) | statements(counting, ben, his, seen) == with_two
