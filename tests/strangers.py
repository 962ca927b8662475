"""Amira's piece, sent to Ben, and the addresses by which a stranger might try to reach it."""

from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.files import files
from portfolio import services
from sign_off.reviews.services import submit_subject
from tests.cast import Cast, client_of
from tests.web import Work


def places_of_amira(app: Flask, cast: object, who: str) -> tuple[FlaskClient, list[tuple[str, str]]]:
    """The browser of `who`, and (method, path) of everything of Amira's that has an address."""
    assert isinstance(cast, Cast)
    with app.app_context(), db.transaction() as session:
        amira, hers = (
            session.get_one(Person, cast.amira),
            session.get_one(Apprenticeship, cast.amiras_apprenticeship),
        )
        item = services.create_piece(amira, hers, "Runbook")
        stored = files.store.put(BytesIO(b"I checked the operating system version on 46 Ubuntu servers."))
        file = services.add_file(amira, item, "runbook.txt", stored)
        item_id, file_id, subject_id = item.id, file.id, item.subject_id
    Work(app)()
    with app.app_context(), db.transaction() as session:
        services.create_link(amira, session.get_one(type(item), item_id), "K8", "paragraph 1")
        submit_subject(session.get_one(Person, cast.amira), session.get_one(type(item.subject), subject_id))
    learner = f"/learners/{cast.amiras_apprenticeship}"
    places = [
        *(("GET", f"/portfolio/{item_id}{more}") for more in ("", "/progress", "/title", "/card")),
        *(
            ("POST", f"/portfolio/{item_id}{more}")
            for more in ("/delete", "/files", "/links", "/links/K8", "/move/up")
        ),
        *(("GET", f"/portfolio/files/{file_id}{more}") for more in ("", "/change", "/pictures/thumb.webp")),
        *(
            ("POST", f"/portfolio/files/{file_id}{more}")
            for more in ("/delete", "/replace", "/in-view", "/restore")
        ),
        *(("GET", f"/subjects/{subject_id}{more}") for more in ("", f"/files/{file_id}")),
        *(
            ("POST", f"/subjects/{subject_id}/{verb}")
            for verb in ("submit", "withdraw", "return", "accept", "reopen", "comments")
        ),
        *(("GET", learner + more) for more in ("", "/gateway", "/statements", "/gateway/confirmed")),
        ("POST", f"{learner}/statements/portfolio/link"),
        ("POST", f"/gateway/{cast.amiras_apprenticeship}/packs"),
        ("GET", f"/gateway/{cast.amiras_apprenticeship}/confirm/ready"),
        ("GET", f"/administration/learners/{cast.amiras_apprenticeship}"),
        ("GET", f"/administration/people/{cast.amira}"),
    ]
    if who == "callum":
        places = [place for place in places if not place[1].startswith("/administration")]
    return client_of(app, getattr(cast, who)), places
