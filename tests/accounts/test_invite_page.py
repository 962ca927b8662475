"""Inviting one person."""

import re
from email import message_from_bytes, policy

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Role
from accounts.queries import apprenticeship_of, find_person_by_email
from accounts.services import publish_standard
from foundation.outbox import postbox
from tests.accounts.people import link_in, working
from tests.cast import Cast
from tests.newer import newer_standard
from tests.servers import MailServer
from tests.two_options import publish_two_options
from tests.web import Work

TUTOR = {"name": "Grace Adeyemi", "email": "Grace@Example.org", "role": "tutor"}


def apprentice(cast: Cast, **changes: object) -> dict[str, object]:
    filled: dict[str, object] = {
        "name": "Priya Nair",
        "email": "priya@example.org",
        "role": "apprentice",
        "standard": 1,
        "employer": "Northgate Housing Trust",
        "manager_name": "Dana Novak",
        "manager_email": "dana.novak@example.org",
        "manager_job_title": "IT service manager",
        "tutor": cast.ben,
        "started_on": ["7", "9", "2026"],
        "gateway_planned_on": ["1", "11", "2027"],
    }
    return filled | changes


def test_a_tutor_is_invited_and_the_link_is_shown_where_no_mail_goes(
    app: Flask, olive: FlaskClient, nobody: FlaskClient
) -> None:
    answer = olive.post("/administration/invite", data=TUTOR)
    assert "This server sends no mail" in answer.text
    assert "Welcome, Grace" in nobody.get(link_in(answer.text)).text
    with working(app):
        person = find_person_by_email("grace@example.org")
        assert person is not None
        assert (person.name, person.role, person.password_hash) == ("Grace Adeyemi", Role.TUTOR, None)


def test_a_page_that_is_loaded_again_says_where_a_lost_link_is_made_anew(
    olive: FlaskClient, nobody: FlaskClient
) -> None:
    first = olive.post("/administration/invite", data=TUTOR)
    assert "This is a new link." not in first.text
    again = olive.post("/administration/invite", data=TUTOR)
    assert again.status_code == 422
    assert "Grace Adeyemi, grace@example.org, is invited already and has not accepted yet." in again.text
    assert "under People, makes a new one." in again.text
    assert nobody.get(link_in(first.text)).status_code == 200, "loading the page again took nothing away"


def test_an_apprentice_comes_with_her_place(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    assert "Priya Nair is invited" in olive.post("/administration/invite", data=apprentice(cast)).text
    with working(app):
        priya = find_person_by_email("priya@example.org")
        assert priya is not None
        apprenticeship = apprenticeship_of(priya)
        assert apprenticeship is not None
        assert apprenticeship.tutor_id == cast.ben
        assert apprenticeship.manager_id == cast.dana, "the manager who is known already"
        assert f"{apprenticeship.started_on} {apprenticeship.gateway_planned_on}" == "2026-09-07 2027-11-01"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Enter a name."),
        ({"email": "priya"}, "Enter an email address, like name@example.org."),
        ({"role": ""}, "Choose what this person does."),
        ({"employer": " "}, "Enter the employer’s name."),
        ({"manager_email": ""}, "Enter the manager’s name and address together, or leave both empty."),
        (
            {"manager_name": "Priya", "manager_email": "priya@example.org"},
            "priya@example.org is the apprentice’s own address.",
        ),
        ({"started_on": ["", "", ""]}, "Enter the day on which the apprenticeship starts."),
        ({"started_on": ["31", "2", "2026"]}, "Enter a day that exists, like 7 9 2026."),
        ({"gateway_planned_on": ["", "9", "2026"]}, "Enter a day that exists, like 7 9 2026."),
        ({"gateway_planned_on": ["7", "9", "2026"]}, "The gateway comes after the start. Check both days."),
        ({"email": "amira.hussain@example.org"}, "amira.hussain@example.org has an account already."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_invited(
    app: Flask, olive: FlaskClient, cast: Cast, changes: dict[str, object], words: str
) -> None:
    answer = olive.post("/administration/invite", data=apprentice(cast, **changes))
    assert answer.status_code == 422
    assert words in answer.text
    with working(app):
        assert find_person_by_email("priya@example.org") is None


def test_a_tutor_of_another_provider_cannot_be_chosen(olive: FlaskClient, cast: Cast) -> None:
    answer = olive.post("/administration/invite", data=apprentice(cast, tutor=cast.stranger_tutor))
    assert answer.status_code == 422


def test_where_mail_goes_the_invitation_arrives_and_the_page_shows_no_link(
    app: Flask, olive: FlaskClient, nobody: FlaskClient, work: Work, mail_server: MailServer
) -> None:
    postbox.connect(mail_server.url, "Masterpiece <no-reply@example.org>")
    page = olive.post("/administration/invite", data=TUTOR).text
    assert "The mail to grace@example.org is on its way" in page
    assert "/invitations/" not in page
    work()

    (envelope,) = mail_server.received
    assert envelope.rcpt_tos == ["grace@example.org"]
    assert isinstance(envelope.content, bytes)
    body = message_from_bytes(envelope.content, policy=policy.default).get_content()
    (link,) = [line for line in body.split() if line.startswith("http://masterpiece.test")]
    assert "Welcome, Grace" in nobody.get(link.removeprefix("http://masterpiece.test")).text


def test_only_an_administrator_opens_it(ben: FlaskClient, amira: FlaskClient, nobody: FlaskClient) -> None:
    assert ben.get("/administration/invite").status_code == 403
    assert amira.post("/administration/invite", data=TUTOR).status_code == 403
    assert nobody.get("/administration/invite").location == "/sign-in?next=/administration/invite"


def test_of_a_standard_with_options_each_option_is_a_choice_of_its_own(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    with working(app):
        version = publish_two_options().id
    page = olive.get("/administration/invite").text
    assert f'<option value="{version}:tuner">Bell founder (Tuner), ST9071, version 1.3</option>' in page
    refused = olive.post("/administration/invite", data=apprentice(cast, standard=version))
    assert refused.status_code == 422  # without an option it is no choice
    olive.post("/administration/invite", data=apprentice(cast, standard=f"{version}:tuner"))
    with working(app):
        priya = find_person_by_email("priya@example.org")
        assert priya is not None
        apprenticeship = apprenticeship_of(priya)
        assert apprenticeship is not None
        assert apprenticeship.option == "tuner"
        assert "K6" not in {ksb.code for ksb in apprenticeship.standard.ksbs}


def test_the_newest_version_of_a_standard_is_offered_first(app: Flask, olive: FlaskClient) -> None:
    with working(app):
        for version in ("1.9", "1.10"):
            publish_standard(newer_standard(version), by="tests")
    offered = re.findall(r"ST0505, version ([\d.]+)", olive.get("/administration/invite").text)
    assert offered == ["1.10", "1.9", "1.1"]
