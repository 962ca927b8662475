"""The assistance policy, explained by the plan's own words; and the list of published standards."""

import html
import re

from flask import Flask
from flask.testing import FlaskClient

import standards
from tests.accounts.people import the, working
from tests.cast import Cast, client_of

POLICY = "/administration/policy"


def test_the_page_quotes_the_plan_and_shows_the_defaults(olive: FlaskClient) -> None:
    clause = standards.load("ST0505").find_clause("report_unaided")
    assert clause is not None
    page = html.unescape(olive.get(POLICY).text)
    assert clause.quote in page
    assert re.search(r'<input[^>]* checked[^>]* id="suggestions"', page)
    assert not re.search(r'<input[^>]* checked[^>]* id="comments"', page)


def test_the_policy_is_the_providers_and_nobody_elses(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    assert olive.post(POLICY, data={"review_days": "7", "comments": "y"}).status_code == 302
    with working(app):
        ours, theirs = the(cast.olive).provider, the(cast.stranger_administrator).provider
        assert (ours.review_days, ours.comments_after_gateway, ours.suggestions_after_gateway) == (
            7,
            True,
            False,
        )
        assert (theirs.review_days, theirs.comments_after_gateway, theirs.suggestions_after_gateway) == (
            5,
            False,
            True,
        )


def test_a_number_of_days_that_is_none_is_refused(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    for days in ("", "0", "61", "soon"):
        answer = olive.post(POLICY, data={"review_days": days})
        assert answer.status_code == 422
        assert "Enter a number" in answer.text
    with working(app):
        assert the(cast.olive).provider.review_days == 5


def test_tutors_do_not_set_it(app: Flask, ben: FlaskClient, amira: FlaskClient, cast: Cast) -> None:
    for browser in (ben, amira):
        assert browser.post(POLICY, data={"review_days": "7"}).status_code == 403
        assert browser.get("/administration/standards").status_code == 403
    with working(app):
        assert the(cast.olive).provider.review_days == 5


def test_the_standards_are_listed_with_their_facts_and_only_our_own_apprentices(
    app: Flask, cast: Cast
) -> None:
    standard = standards.load("ST0505")
    for person, learners in ((cast.olive, 2), (cast.stranger_administrator, 1)):
        page = html.unescape(client_of(app, person).get("/administration/standards").text)
        assert standard.label in page
        assert f">{len(standard.ksbs)}</dd>" in page
        assert f">{learners}</dd>" in page
