"""What another version changes beside its KSBs, old and new side by side, and that the apprentice is told of it."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import standards
from accounts.plan_changes import plan_changes
from accounts.queries import find_apprenticeship
from accounts.services import publish_standard
from foundation import clock
from foundation.database import db
from foundation.outbox import Mail, postbox
from tests.accounts.people import working
from tests.cast import Cast

OLD = standards.load("ST0505")


def changed(version: str = "1.7") -> standards.Standard:
    """The same KSBs and another plan: half as many words again, a theme renamed, one more thing at the gateway."""
    content: dict[str, Any] = deepcopy(OLD.to_dict())
    project = next(one for one in content["methods"] if "words" in one.get("limits", {}))
    project["limits"]["words"] += project["limits"]["words"] // 2
    project["themes"][0]["name"] = "Finding the trouble"
    content["gateway"].append(
        {"id": "boots", "text": "Boots are worn.", "who": "apprentice", "force": "must"}
    )
    return standards.Standard.from_dict({**content, "version": version})


def test_a_plan_that_is_the_same_has_no_changes() -> None:
    assert plan_changes(OLD, OLD) == []


def test_a_limit_a_theme_and_a_requirement_are_shown_as_they_were_and_as_they_are() -> None:
    new = changed()
    assert OLD.project and new.project
    found = {change.what: (change.before, change.after) for change in plan_changes(OLD, new)}
    name = new.project.name
    assert found == {
        f"{name}: length of the report": (
            OLD.project.limits.words_allowed,
            new.project.limits.words_allowed,
        ),
        f"{name}: themes": (OLD.project.themes[0].name, "Finding the trouble"),
        "Gateway": ("not said", "Boots are worn."),
    }


def test_a_method_that_is_called_otherwise_is_the_same_method_and_another_is_named() -> None:
    content = changed().to_dict()
    content["methods"][0]["name"] = "A long report"
    content["methods"].append({"id": "test", "name": "Test of skill", "kind": "other", "ksbs": ["S1"]})
    found = [change.sentence for change in plan_changes(OLD, standards.Standard.from_dict(content))]
    assert f"Name of a method: {OLD.methods[0].name} → A long report" in found
    assert "Assessment methods: none → Test of skill" in found


@pytest.fixture
def other_plan(app: Flask) -> int:
    with working(app):
        return publish_standard(changed(), by="tests").id


def test_the_page_lists_them_the_move_mails_them_and_her_home_shows_them_for_two_weeks(
    app: Flask,
    olive: FlaskClient,
    amira: FlaskClient,
    cast: Cast,
    other_plan: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")
    new = changed()
    assert new.project
    said = f"{new.project.limits.words_allowed}"
    address = f"/administration/learners/{cast.amiras_apprenticeship}/versions/{other_plan}"
    assert said in olive.get(address).text
    assert "version 1.7" not in amira.get("/").text.split("Where you stand")[0]
    olive.post(address)
    with working(app):
        (mail,) = db.session.scalars(select(Mail).where(Mail.kind == "moved"))
        assert mail.to == find_apprenticeship(cast.amiras_apprenticeship).apprentice.email
        assert said in mail.body
        assert "Boots are worn." in mail.body
    top = amira.get("/").text.split("Where you stand")[0]
    assert "version 1.7" in top
    assert said in top
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr("home.moved.now", lambda: later)
    assert "version 1.7" not in amira.get("/").text.split("Where you stand")[0]


def test_a_move_that_is_refused_says_so_first_and_tells_no_consequences(
    app: Flask, olive: FlaskClient, cast: Cast, other_plan: int
) -> None:
    address = f"/administration/learners/{cast.amiras_apprenticeship}/versions/{other_plan}"
    with working(app):
        apprenticeship = find_apprenticeship(cast.amiras_apprenticeship)
        apprenticeship.gateway_confirmed_on = apprenticeship.started_on
    page = olive.get(address).text
    assert "cannot move to version 1.7</h1>" in page
    assert page.index("has passed the gateway") < page.index("Changed in the plan")
    assert "What it means for" not in page
