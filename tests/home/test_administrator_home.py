"""Olive's home: counts, and whom nobody looks after yet."""

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast, client_of
from tests.home.conftest import Bench
from tests.home.test_apprentice_home import text_of
from tests.home.test_tutor_home import decline_the_witness_link


def test_she_sees_how_many_there_are(olive: FlaskClient) -> None:
    text = text_of(olive)
    assert "Larkfield Training" in text
    assert "2 learners" in text
    assert "2 tutors" in text
    assert "1 employer" in text


def test_when_everybody_is_looked_after_it_says_so(olive: FlaskClient) -> None:
    text = text_of(olive)
    assert "Every learner has a tutor and a line manager." in text
    assert "Everybody who was invited has set a password." in text


def test_a_learner_without_tutor_or_manager_is_named_with_what_it_means(
    olive: FlaskClient, bench: Bench
) -> None:
    with bench.apprenticeship() as amiras:
        amiras.tutor_id = amiras.manager_id = None
    text = text_of(olive)
    assert "Amira Hussain No tutor: nobody reads what is sent" in text
    assert "Amira Hussain No line manager: nobody at the employer can sign" in text
    assert "Callum" not in text


def test_those_who_have_not_accepted_their_invitation_are_named(olive: FlaskClient, bench: Bench) -> None:
    bench.enrol("Grace Adeyemi")
    assert "Grace Adeyemi grace.adeyemi@example.org" in text_of(olive)


def test_what_the_employer_answered_waits_for_her_where_nobody_teaches_the_learner(
    app: Flask, amira: FlaskClient, ben: FlaskClient, olive: FlaskClient, cast: Cast, bench: Bench
) -> None:
    decline_the_witness_link(app, amira, ben, cast, "I was on leave.")
    assert "What waits for you" not in text_of(olive)
    with bench.apprenticeship() as amiras:
        amiras.tutor_id = None
    assert "What waits for you" in text_of(olive)
    assert "Dana did not sign: “I was on leave.” Amira Hussain" in text_of(olive)
    assert "on leave" not in text_of(client_of(app, cast.stranger_administrator))


def test_another_providers_administrator_sees_her_own(app: Flask, cast: Cast) -> None:
    text = text_of(client_of(app, cast.stranger_administrator))
    assert "Weirside College" in text
    assert "1 learner" in text
    assert "Larkfield" not in text
