"""The demo: people of every kind with realistic work, made through the verbs that the pages use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Apprenticeship
from foundation.database import db
from foundation.settings import Settings
from home.demo.prepare import PASSWORD
from portfolio.models import LinkState
from portfolio.queries import list_findings, list_pieces
from sign_off.models import StatementKind
from sign_off.statements.standing import StandingState, standing_for
from standards import Force
from tests.web import create_app


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """What `make run` prepares, and what it said."""
    home = tmp_path_factory.mktemp("demo")
    result = _app(home).test_cli_runner().invoke(args=["demo", "prepare"])
    db.engine.dispose()
    return home, result


@pytest.fixture
def demo(prepared: tuple[Path, Result]) -> Iterator[Flask]:
    app = _app(prepared[0])
    app.config.update(WTF_CSRF_ENABLED=False)
    yield app
    db.engine.dispose()


def _app(home: Path) -> Flask:
    return create_app(Settings.from_environ({"MASTERPIECE_HOME": str(home), "MASTERPIECE_DEMO": "1"}))


def _signed_in(demo: Flask, first_name: str) -> FlaskClient:
    browser = demo.test_client()
    answer = browser.post(
        "/sign-in",
        data={"email": f"{first_name}@demo.example.org", "password": PASSWORD},
        follow_redirects=True,
    )
    assert answer.status_code == 200
    return browser


def _learner(name: str) -> Apprenticeship:
    return next(one for one in db.session.scalars(select(Apprenticeship)) if one.apprentice.name == name)


def test_it_says_who_can_sign_in_and_with_which_password(prepared: tuple[Path, Result]) -> None:
    _, result = prepared
    assert result.exit_code == 0, result.output
    assert all(f"{who}@demo.example.org" in result.output for who in ("amira", "priya", "ben", "olive"))
    assert PASSWORD in result.output


def test_prepared_again_it_changes_nothing(demo: Flask) -> None:
    with demo.app_context(), db.transaction() as session:
        before = len(session.scalars(select(Apprenticeship)).all())
    assert "Making" not in demo.test_cli_runner().invoke(args=["demo", "prepare"]).output
    with demo.app_context(), db.transaction() as session:
        assert len(session.scalars(select(Apprenticeship)).all()) == before


@pytest.mark.parametrize("who", ["amira", "priya", "ben", "olive"])
def test_each_of_them_gets_in(demo: Flask, who: str) -> None:
    assert _signed_in(demo, who).get("/").status_code == 200


def test_amira_still_has_something_to_put_right_and_a_practice_report(demo: Flask) -> None:
    with demo.app_context(), db.transaction():
        assert any(finding.force is Force.MUST for finding in list_findings(_learner("Amira Hussain")))
    page = _signed_in(demo, "amira").get("/report/").text
    assert "Practice report: A Wi-Fi that carries video calls at Elm Road" in page


def test_priya_has_passed_the_gateway_with_both_signatures_and_every_ksb_shown(demo: Flask) -> None:
    with demo.app_context(), db.transaction():
        priyas = _learner("Priya Nair")
        assert priyas.is_past_gateway
        shown = {
            link.code
            for piece in list_pieces(priyas)
            for link in piece.links
            if link.state is LinkState.ACCEPTED
        }
        assert priyas.standard.portfolio is not None
        assert shown >= set(priyas.standard.portfolio.ksbs)
        for kind in (StatementKind.PORTFOLIO, StatementKind.READINESS):
            standing = standing_for(priyas, kind)
            assert standing.state is StandingState.SIGNED
            assert standing.last_link is not None
            assert standing.signed_at is not None
            assert standing.last_link.answered_at is not None
            assert standing.last_link.answered_at.date() == standing.signed_at.date()
    page = _signed_in(demo, "priya").get("/report/").text
    assert "Project report: Backups that can be restored in four hours" in page
