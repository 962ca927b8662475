"""What the plan asks before the gateway, on Amira's home."""

import re

from flask.testing import FlaskClient

from foundation.clock import today
from tests.home.conftest import ST0505, Bench
from tests.home.test_apprentice_home import text_of


def tasks_of(amira: FlaskClient) -> str:
    text = text_of(amira)
    return text[text.index("Before the gateway Would this be bounced?") :]


def test_everything_that_the_plan_asks_is_there_with_who_must_do_it(amira: FlaskClient) -> None:
    tasks = tasks_of(amira)
    assert ST0505.gateway
    for requirement in ST0505.gateway:
        assert requirement.text.removesuffix(".") in tasks
    who = {"apprentice": "You", "provider": "Ben", "employer": "Dana"}
    for requirement in ST0505.gateway:
        if requirement.id in ("english_maths", "ready", "employer_decision"):
            words = re.escape(requirement.text.removesuffix("."))
            assert re.search(rf"{words} Not (confirmed yet|signed) {who[requirement.who]}", tasks)


def test_her_home_and_the_gateway_page_count_the_same(amira: FlaskClient, bench: Bench) -> None:
    bench.accepted("Laptops", "K7")
    rows = re.compile(r'id="(?:task|r)-([a-z_]+)-hint"')
    home, gateway = amira.get("/").text, amira.get("/gateway/").text
    assert rows.findall(home)[: len(ST0505.gateway)] == rows.findall(gateway)
    counted = re.search(r"(\d+) of the (\d+) things that the plan asks are still open", home)
    assert counted is not None
    assert f"{counted[1]} of the {counted[2]} things that the plan asks before the gateway are" in gateway
    assert counted[2] == str(len(ST0505.gateway))


def test_the_statement_on_the_portfolio_stands_apart_from_what_the_plan_asks(
    amira: FlaskClient, bench: Bench
) -> None:
    bench.accepted("Laptops", "K7")
    assert "And for the pack Portfolio statement You sign first, then Dana. You" in tasks_of(amira)


def test_what_the_employer_has_to_bring_names_who_records_it(amira: FlaskClient) -> None:
    assert re.search(
        r"are ready to submit Not confirmed yet\. Ben asks Dana, and records it Ben", tasks_of(amira)
    )


def test_what_is_met_is_done_and_what_is_not_yet_says_when(amira: FlaskClient, bench: Bench) -> None:
    assert "Since 6 January 2025 Done" in tasks_of(amira)
    with bench.apprenticeship() as own:
        own.started_on = today()
    assert "12 months are full on" in tasks_of(amira)


def test_her_own_readiness_is_confirmed_from_there_and_nobody_elses(amira: FlaskClient, bench: Bench) -> None:
    page = amira.get("/").text
    confirm = re.findall(r'href="(/gateway/\d+/confirm/[^"]+)"', page)
    assert confirm == [f"/gateway/{bench.cast.amiras_apprenticeship}/confirm/ready"]
    assert amira.get(confirm[0]).status_code == 200
    assert amira.post(confirm[0]).status_code == 302
    assert re.search(r"ready to take the end-point assessment Confirmed on [^.]+ Done", tasks_of(amira))
