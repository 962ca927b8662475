"""Every way in carries a rule, and every page is shut to whoever is not signed in."""

import pytest
from flask import Flask

from foundation.access import rule_of

OPEN = {"anyone", "link_holder"}


def test_no_view_lacks_an_access_rule(app: Flask) -> None:
    bare = [endpoint for endpoint, view in app.view_functions.items() if rule_of(view) is None]
    assert bare == []


def test_what_is_open_to_anyone_is_the_door_the_foot_and_the_files_of_the_page(app: Flask) -> None:
    opened = {
        name for name, view in app.view_functions.items() if getattr(rule_of(view), "name", "") == "anyone"
    }
    assert opened == {
        "accounts.accept_invitation",
        "accounts.ask_for_new_password",
        "accounts.reset_password",
        "accounts.sign_in",
        "home.accessibility",
        "home.help_page",
        "home.privacy",
        "static",
    }


def test_nobody_gets_past_the_door(app: Flask) -> None:
    browser = app.test_client()
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        guard = rule_of(app.view_functions[rule.endpoint])
        if guard is None or guard.name in OPEN:
            continue
        values = {
            name: "up" if name == "way" else "1" if name != "kind" else "portfolio" for name in rule.arguments
        }
        path = adapter.build(rule.endpoint, values, method=next(iter(rule.methods or ())))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            answer = browser.open(path, method=method)
            assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in"), (
                f"{method} {path}"
            )


@pytest.mark.parametrize(
    "who", ["stranger_apprentice", "stranger_tutor", "stranger_administrator", "carys", "callum"]
)
def test_a_stranger_of_every_kind_finds_nothing_of_amiras(app: Flask, cast: object, who: str) -> None:
    """A piece of hers that was sent, its file, its subject, her learner pages: 404 or, by the role alone, 403."""
    from tests.strangers import places_of_amira

    browser, places = places_of_amira(app, cast, who)
    for method, path in places:
        answer = browser.open(path, method=method)
        assert answer.status_code in (403, 404), f"{who}: {method} {path} gave {answer.status_code}"
