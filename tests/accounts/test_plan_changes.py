"""What another version changes beside its KSBs, old and new side by side, and that the apprentice is told of it."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import standards
from accounts.plan_changes import grading_changes, plan_changes
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


def graded_otherwise() -> standards.Standard:
    """The same plan in which one pass of the first theme is reworded, one of its distinctions gone and another new."""
    content: dict[str, Any] = deepcopy(OLD.to_dict())
    theme = content["methods"][0]["themes"][0]
    theme["pass"][0]["text"] = theme["pass"][0]["text"] + " and says why."
    theme["distinction"] = [{"text": "Juggles five lemons.", "ksbs": theme["ksbs"][:1]}]
    return standards.Standard.from_dict({**content, "version": "1.8"})


def test_a_plan_that_grades_the_same_has_no_changes_of_grading() -> None:
    assert grading_changes(OLD, OLD) == []
    assert grading_changes(OLD, changed())[1:] == [], (
        "a theme of another name is the one with its descriptors"
    )


def test_descriptors_are_told_theme_by_theme_as_reworded_new_and_gone() -> None:
    new = graded_otherwise()
    (theme,) = grading_changes(OLD, new)
    method, before = OLD.methods[0], OLD.methods[0].themes[0]
    assert (theme.method, theme.theme, theme.new) == (method.name, before.name, False)
    reworded, *others = theme.descriptors
    old_pass = before.pass_descriptors[0].text
    assert (reworded.grade, reworded.before, reworded.after) == (
        "pass",
        old_pass,
        f"{old_pass} and says why.",
    )
    assert [one.after for one in others if one.after] == ["Juggles five lemons."]
    assert [one.before for one in others if one.before] == [
        one.text for one in before.distinction_descriptors
    ]


def test_what_a_grade_asks_for_in_all_is_told_with_the_limits() -> None:
    content = OLD.to_dict()
    method = next(one for one in content["methods"] if one["distinction_rule"]["of"] == 6)
    method["distinction_rule"]["required"] += 1
    new = standards.Standard.from_dict(content)
    (change,) = plan_changes(OLD, new)
    assert change.what == f"{method['name']}: descriptors that a distinction asks for"
    assert (change.before, change.after) == ("3 of 6", "4 of 6")


def test_the_page_shows_the_words_and_the_mail_counts_them(
    app: Flask, olive: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")
    with working(app):
        version = publish_standard(graded_otherwise(), by="tests").id
    address = f"/administration/learners/{cast.amiras_apprenticeship}/versions/{version}"
    page = olive.get(address).text
    assert "Changed in what is graded" in page
    assert "Distinction, new" in page
    assert "Juggles five lemons." in page
    olive.post(address)
    with working(app):
        (mail,) = db.session.scalars(select(Mail).where(Mail.kind == "moved"))
        theme = OLD.methods[0].themes[0].name
        gone = len(OLD.methods[0].themes[0].distinction_descriptors)
        assert f"what “{theme}” is graded on: as you know it → 1 reworded, 1 new, {gone} gone" in mail.body
        assert "Nothing: its limits" not in mail.body
