import pytest
from flask.testing import FlaskClient

from sign_off.links.state import LinkState
from tests.sign_off.conftest import Desk
from tests.sign_off.pages import words_of


@pytest.fixture
def token(desk: Desk) -> str:
    desk.sign_first()
    return desk.link()


def test_dana_says_what_is_not_right_and_reads_what_happens_next(
    nobody: FlaskClient, token: str, desk: Desk
) -> None:
    assert "Then do not sign." in words_of(nobody.get(f"/s/{token}/decline"))
    answer = nobody.post(f"/s/{token}/decline", data={"reason": "Piece 2 was Tom’s work."})
    words = words_of(nobody.get(answer.location))
    assert "You said that something is not right" in words
    assert "Piece 2 was Tom’s work." in words
    assert desk.state_of(token) is LinkState.DECLINED


@pytest.mark.parametrize("reason", ["", "   "])
def test_declining_needs_a_reason(nobody: FlaskClient, token: str, desk: Desk, reason: str) -> None:
    answer = nobody.post(f"/s/{token}/decline", data={"reason": reason})
    assert "Say in a sentence what is not right." in words_of(answer, 422)
    assert desk.state_of(token) is LinkState.LIVE


def test_dana_passes_it_on_and_reads_that_the_provider_confirms_first(
    nobody: FlaskClient, token: str, desk: Desk
) -> None:
    assert "Larkfield Training confirms the address first" in words_of(nobody.get(f"/s/{token}/pass-on"))
    data = {"name": "Priya Shah", "email": "priya.shah@example.org"}
    words = words_of(nobody.get(nobody.post(f"/s/{token}/pass-on", data=data).location))
    assert "You passed this on to Priya Shah" in words
    assert desk.state_of(token) is LinkState.PASSED_ON


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("", "priya.shah@example.org", "Enter your colleague’s full name."),
        ("Priya Shah", "", "Enter your colleague’s work email address, like name@example.org."),
        ("Priya Shah", "priya", "Enter your colleague’s work email address, like name@example.org."),
        ("Amira", "Amira.Hussain@example.org", "That is the apprentice’s own address."),
        ("Dana", "dana.novak@example.org", "That is your own address."),
    ],
)
def test_an_address_that_will_not_do_is_said_beside_it(
    nobody: FlaskClient, token: str, desk: Desk, name: str, email: str, said: str
) -> None:
    answer = nobody.post(f"/s/{token}/pass-on", data={"name": name, "email": email})
    assert said in words_of(answer, 422)
    assert desk.state_of(token) is LinkState.LIVE


def test_a_witness_declines_and_passes_on_in_the_same_way(nobody: FlaskClient, desk: Desk) -> None:
    declined, passed = desk.witness_link(), desk.witness_link()
    words_of(nobody.get(f"/s/{declined}/decline"))
    nobody.post(f"/s/{declined}/decline", data={"reason": "I was not there."})
    words_of(nobody.get(f"/s/{passed}/pass-on"))
    nobody.post(f"/s/{passed}/pass-on", data={"name": "Priya Shah", "email": "priya@example.org"})
    assert desk.state_of(declined) is LinkState.DECLINED
    assert desk.state_of(passed) is LinkState.PASSED_ON
