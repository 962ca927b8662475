"""The people page, and what an administrator does about one account."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from accounts import services
from accounts.models import Role
from foundation.database import db
from tests.accounts.people import link_in, the, working
from tests.cast import Cast, client_of

ACTIONS = ("invitation", "password-link", "deactivate", "reactivate", "learners")


def test_olive_sees_everybody_of_hers_by_role_and_nobody_elses(olive: FlaskClient) -> None:
    page = olive.get("/administration/people").text
    order = [page.index(words) for words in (">Amira Hussain<", ">Tutors<", ">Ben Carter<")]
    assert order == sorted(order)
    assert "Northgate Housing Trust, with Ben Carter" in page
    assert "2 learners" in page
    assert "Sven Lind" not in page


def test_somebody_invited_is_shown_with_the_day(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    with working(app):
        services.invite_person(
            "tests", the(cast.olive).provider, Role.TUTOR, "Grace Adeyemi", "grace@example.org"
        )
    assert "Invited on " in olive.get("/administration/people").text


def test_the_page_of_many_asks_as_little_as_the_page_of_few(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    def statements() -> int:
        seen: list[str] = []
        listen = lambda *given: seen.append(given[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        assert olive.get("/administration/people").status_code == 200
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    few = statements()
    with working(app):
        for number in range(20):
            services.invite_person(
                "tests", the(cast.olive).provider, Role.TUTOR, "Many", f"t{number}@example.org"
            )
    assert statements() == few <= 8


def test_the_page_of_an_apprentice_shows_her_place(olive: FlaskClient, cast: Cast) -> None:
    page = olive.get(f"/administration/people/{cast.amira}").text
    for words in ("Dana Novak, dana.novak@example.org", "6 January 2025", "12 May 2027", "version 1.1"):
        assert words in page


@pytest.mark.parametrize("action", ACTIONS)
def test_an_administrator_of_another_provider_is_told_nothing(app: Flask, cast: Cast, action: str) -> None:
    stranger = client_of(app, cast.stranger_administrator)
    for person in (cast.amira, cast.ben, 9_999):
        assert stranger.get(f"/administration/people/{person}").status_code == 404
        assert stranger.post(f"/administration/people/{person}/{action}").status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_tutors_and_apprentices_may_not(
    ben: FlaskClient, amira: FlaskClient, cast: Cast, action: str
) -> None:
    for browser in (ben, amira):
        assert browser.get("/administration/people").status_code == 403
        assert browser.post(f"/administration/people/{cast.callum}/{action}").status_code == 403


def test_a_second_invitation_ends_the_first(
    app: Flask, olive: FlaskClient, nobody: FlaskClient, cast: Cast
) -> None:
    with working(app):
        invited = services.invite_person(
            "tests", the(cast.olive).provider, Role.TUTOR, "Grace", "grace@example.org"
        )
    first = invited.link.removeprefix("http://masterpiece.test")
    assert nobody.get(first).status_code == 200

    page = olive.post(f"/administration/people/{invited.person.id}/invitation").text
    assert "This is a new link.</strong> The one before no longer works." in page
    second = link_in(page)
    assert nobody.get(first).status_code == 410
    assert nobody.get(second).status_code == 200


def test_somebody_who_is_here_cannot_be_invited_again(olive: FlaskClient, cast: Cast) -> None:
    answer = olive.post(f"/administration/people/{cast.amira}/invitation")
    assert answer.status_code == 409
    assert "Amira Hussain has accepted the invitation already" in answer.text


def test_a_password_link_is_shown_to_hand_over(olive: FlaskClient, nobody: FlaskClient, cast: Cast) -> None:
    link = link_in(olive.post(f"/administration/people/{cast.amira}/password-link").text)
    assert nobody.get(link).status_code == 200


def test_a_deactivated_apprentice_is_signed_out_and_her_links_are_dead(
    olive: FlaskClient, amira: FlaskClient, nobody: FlaskClient, cast: Cast
) -> None:
    link = link_in(olive.post(f"/administration/people/{cast.amira}/password-link").text)
    assert olive.post(f"/administration/people/{cast.amira}/deactivate").status_code == 302

    assert amira.post("/sign-out").location.startswith("/sign-in")
    assert nobody.get(link).status_code == 410
    assert "Deactivated on " in olive.get(f"/administration/people/{cast.amira}").text
    for action in ("password-link", "deactivate"):
        assert olive.post(f"/administration/people/{cast.amira}/{action}").status_code == 409


def test_a_reactivated_apprentice_has_her_old_password(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    olive.post(f"/administration/people/{cast.amira}/deactivate")
    olive.post(f"/administration/people/{cast.amira}/reactivate")
    with working(app):
        assert services.sign_in("amira.hussain@example.org", "a long enough password").id == cast.amira


def test_olive_cannot_close_her_own_account(olive: FlaskClient, cast: Cast) -> None:
    answer = olive.post(f"/administration/people/{cast.olive}/deactivate")
    assert answer.status_code == 409
    assert "your own account" in answer.text
    assert "another administrator can close it" in olive.get(f"/administration/people/{cast.olive}").text


def test_a_tutor_with_learners_is_closed_only_after_they_are_handed_over(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    answer = olive.post(f"/administration/people/{cast.ben}/deactivate")
    assert answer.status_code == 409
    assert "Hand them to a colleague first" in answer.text

    olive.post(f"/administration/people/{cast.ben}/learners", data={"taker": cast.carys})
    assert "2 learners" in olive.get("/administration/people").text
    assert olive.post(f"/administration/people/{cast.ben}/deactivate").status_code == 302
    assert client_of(app, cast.ben).post("/sign-out").location.startswith("/sign-in")


def test_learners_go_to_no_stranger_and_to_nobody_but_a_tutor(olive: FlaskClient, cast: Cast) -> None:
    for taker in (cast.stranger_tutor, cast.amira, cast.ben, 9_999):
        assert (
            olive.post(f"/administration/people/{cast.ben}/learners", data={"taker": taker}).status_code
            == 422
        )
    assert "Amira Hussain" in olive.get(f"/administration/people/{cast.ben}").text


def test_nobody_is_chosen_beforehand_and_who_is_not_here_yet_is_marked(
    olive: FlaskClient, cast: Cast
) -> None:
    invitation = {"role": "tutor", "name": "Abe Adams", "email": "abe@example.org"}
    olive.post("/administration/invite", data=invitation)
    page = olive.get(f"/administration/people/{cast.ben}").text
    assert "Abe Adams, invited and not here yet" in page
    assert "selected" not in page.partition('id="taker"')[2].partition("</select>")[0]
    answer = olive.post(f"/administration/people/{cast.ben}/learners", data={"taker": ""})
    assert answer.status_code == 422
    assert 'href="#taker">Choose a tutor who takes the learners.' in answer.text
