"""An administrator's session ended while she typed: what she typed comes back, under the labels of its own page."""

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from accounts.queries import find_apprenticeship
from tests.accounts.drafting import part, uploaded
from tests.accounts.people import working
from tests.cast import PASSWORD, Cast

FROM_US = {"Sec-Fetch-Site": "same-origin"}
INVITE = "/administration/invite"


def form_of(browser: FlaskClient, path: str) -> MultiDict[str, str]:
    """What the form of the page sends that asks for its words back."""
    forms = [one for one in lxml.html.fromstring(browser.get(path).text).forms if "come_back" in one.fields]
    assert len(forms) == 1, path
    assert "data-guard" in forms[0].attrib
    return MultiDict(forms[0].form_values())


def sign_in(browser: FlaskClient) -> None:
    page = lxml.html.fromstring(browser.get("/sign-in").text)
    token = page.forms[-1].fields["csrf_token"]
    login = {"email": "olive.marsh@example.org", "password": PASSWORD, "csrf_token": token}
    assert browser.post("/sign-in", data=login).status_code == 302


@pytest.fixture
def in_earnest(app: Flask) -> None:
    """Forms are guarded by their tokens."""
    app.config["WTF_CSRF_ENABLED"] = True


def test_every_page_of_hers_on_which_something_is_typed_asks_for_it(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    draft = uploaded(olive)
    app.config["WTF_CSRF_ENABLED"] = True
    learner = f"/administration/learners/{cast.amiras_apprenticeship}"
    for path in (INVITE, "/administration/policy", learner, part(draft, "facts")):
        assert form_of(olive, path)["come_back"], path


@pytest.mark.usefixtures("in_earnest")
def test_a_change_is_saved_after_she_signs_in_again(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    path = f"/administration/learners/{cast.amiras_apprenticeship}"
    sent = form_of(olive, path)
    sent["manager_job_title"] = "Head of service desk"
    olive.delete_cookie("session")
    late = olive.post(path, data=sent, headers=FROM_US)
    assert late.status_code == 400
    page = lxml.html.fromstring(late.text)
    labels = [label.text_content().strip() for label in page.xpath("//label")]
    assert "Line manager’s job title" in labels
    assert "Tutor" not in labels, "a number says nothing to her"
    sign_in(olive)
    again = MultiDict((name, value.lstrip("\n")) for name, value in page.forms[-1].form_values())
    again["csrf_token"] = form_of(olive, path)["csrf_token"]
    assert olive.post(path, data=again, headers=FROM_US).status_code == 302
    with working(app):
        manager = find_apprenticeship(cast.amiras_apprenticeship).manager
        assert manager is not None
        assert manager.job_title == "Head of service desk"
