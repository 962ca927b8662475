"""Taking back what she said of herself before the gateway."""

from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import as_day, today
from foundation.database import db
from tests.cast import Cast
from tests.sign_off.pages import words_of


def test_she_takes_her_readiness_back_until_the_gateway_is_confirmed(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    ready = f"/gateway/{cast.amiras_apprenticeship}"
    amira.post(f"{ready}/confirm/ready")
    assert "Take back:" in words_of(amira.get("/gateway/"))
    assert amira.post(f"{ready}/withdraw/ready").status_code == 302
    assert "Take back:" not in words_of(amira.get("/gateway/"))
    amira.post(f"{ready}/confirm/ready")
    with app.app_context(), db.transaction() as session:
        hers = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        hers.gateway_confirmed_on = today()
    assert "Take back:" not in words_of(amira.get("/gateway/"))
    refused = amira.post(f"{ready}/withdraw/ready")
    assert f"The gateway was confirmed on {as_day(today())}, and this was part of it" in words_of(
        refused, 409
    )
