"""Two apprentices on two options of one standard, from evidence to pack: each is asked for the core and for her own,
and sees nothing of the other's; and one who changes her option."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from accounts.queries import apprenticeship_of
from foundation.database import db
from tests.accounts.people import the
from tests.cast import Cast, client_of
from tests.report_builder.writing import begin, doc, save
from tests.two_options import publish_two_options
from tests.web import Work

NOTES = """I set up the tuning lathe on 2 March 2026 and took metal from the bell in nine cuts, each moving one partial.

I fitted new headstocks, bearings and frames for the six swinging bells on 4 March 2026.
"""
# Of the portfolio: five of the core, and one of the option's.
HERS = {"tuner": {"K5"}, "bell_hanger": {"K6"}}
OPTIONS = pytest.mark.parametrize(("option", "other"), [("tuner", "bell_hanger"), ("bell_hanger", "tuner")])


@contextmanager
def apprenticeship_for(app: Flask, person: int) -> Iterator[Apprenticeship]:
    with app.app_context(), db.transaction():
        found = apprenticeship_of(the(person))
        assert found is not None
        yield found


@pytest.fixture
def on_options(app: Flask, cast: Cast) -> dict[str, int]:
    """Who is on which: Amira tunes, Callum hangs."""
    people = {"tuner": cast.amira, "bell_hanger": cast.callum}
    for option, person in people.items():
        with apprenticeship_for(app, person) as hers:
            hers.standard_version, hers.option = publish_two_options(), option
    return people


def codes_in(text: str) -> set[str]:
    return set(re.findall(r"\b[KSB]\d\b", text))


@OPTIONS
def test_from_evidence_to_pack_each_is_asked_for_her_own(
    app: Flask, ben: FlaskClient, on_options: dict[str, int], work: Work, option: str, other: str
) -> None:
    hers, (foreign,) = client_of(app, on_options[option]), HERS[other]
    (own,) = HERS[option]
    hers.post("/portfolio/add", data={"files": (BytesIO(NOTES.encode()), "notes.txt")})
    work()
    piece = hers.get("/portfolio/1").text
    assert f'id="s-{own.lower()}"' in piece  # what the mapper found
    assert foreign not in codes_in(piece)  # neither suggested nor to be picked
    hers.post("/portfolio/1/links", data={"code": foreign, "locator": "paragraph 1"})
    assert f'id="s-{foreign.lower()}"' not in hers.get("/portfolio/1").text
    assert hers.post("/portfolio/1/links", data={"code": own, "locator": "paragraph 1"}).status_code == 302
    assert hers.post("/subjects/1/submit").status_code == 302
    assert ben.post("/subjects/1/accept", data={"round": "1"}).status_code == 302

    for address in ("/", "/portfolio/", "/gateway/", "/help"):
        page = hers.get(address).text
        assert foreign not in codes_in(page), address
    assert "1 of 6" in hers.get("/portfolio/").text
    assert begin(hers).status_code == 302
    assert save(hers, doc("I chose the alloy and cast the bell.")).status_code == 200
    appendix = hers.get("/report/1/appendix").text
    assert ("S4" in codes_in(appendix)) == (option == "tuner")
    assert ("S5" in codes_in(appendix)) == (option == "bell_hanger")

    with apprenticeship_for(app, on_options[option]) as one:
        number = one.id
    hers.post(f"/gateway/{number}/packs", data={"kind": "portfolio"})
    work()
    with zipfile.ZipFile(BytesIO(hers.get("/packs/1/download").data)) as pack:
        index = pack.read("index.html").decode()
    assert own in codes_in(index)
    assert foreign not in codes_in(index)
    assert "KSBs shown</dt><dd>1 of 6" in index
    assert f"Bell founder ({'Tuner' if option == 'tuner' else 'Bell hanger'}), ST9071, version 1.3" in index


def test_their_tutor_has_a_map_for_each_option(ben: FlaskClient, on_options: dict[str, int]) -> None:
    page = ben.get("/learners/").text
    tuners, hangers = page.split('id="map-2"')
    assert "K6" not in codes_in(tuners.split('id="map-1"')[1])
    assert "K5" not in codes_in(hangers)
    home = ben.get("/").text
    assert "1 learner on ST9071 (Tuner)" in home
    assert "1 learner on ST9071 (Bell hanger)" in home


def test_an_administrator_sees_what_another_option_changes_and_moves_her(
    app: Flask, cast: Cast, olive: FlaskClient, on_options: dict[str, int], work: Work
) -> None:
    amira = client_of(app, cast.amira)
    amira.post("/portfolio/add", data={"files": (BytesIO(NOTES.encode()), "notes.txt")})
    work()
    for code in ("K5", "K2"):
        amira.post("/portfolio/1/links", data={"code": code, "locator": "paragraph 1"})
    with apprenticeship_for(app, cast.amira) as hers:
        address = f"/administration/learners/{hers.id}"
        move = f"{address}/versions/{hers.standard_version_id}?option=bell_hanger"
    assert move in olive.get(address).text
    page = olive.get(move).text
    for words in (
        "Move Amira Hussain to the option Bell hanger", "9 statements the same", "0 reworded", "2 gone", "2 new",
        "1 link is taken out: K5 is gone.",
    ):  # fmt: skip
        assert words in page
    assert "void" not in page, "nothing is signed"
    answer = olive.post(move, follow_redirects=True)
    assert "Amira is on the option Bell hanger now." in answer.text
    with apprenticeship_for(app, cast.amira) as hers:
        assert hers.option == "bell_hanger"
    assert "K5" not in codes_in(amira.get("/portfolio/1").text)


def test_who_is_on_no_option_yet_is_asked_for_all_and_the_administrator_is_told(
    app: Flask, cast: Cast, olive: FlaskClient, on_options: dict[str, int]
) -> None:
    with apprenticeship_for(app, cast.amira) as hers:
        hers.option = ""
        address = f"/administration/learners/{hers.id}"
        version = hers.standard_version_id
    assert {"K5", "K6"} <= codes_in(client_of(app, cast.amira).get("/portfolio/").text)
    assert "Amira is on no option yet" in olive.get(address).text
    asked = olive.get(f"{address}/versions/{version}").text
    assert "Which option does Amira learn?" in asked
    assert olive.post(f"{address}/versions/{version}").text.count("Which option does Amira learn?") > 0
    olive.post(f"{address}/versions/{version}?option=tuner")
    with apprenticeship_for(app, cast.amira) as hers:
        assert hers.option == "tuner"


def test_a_newer_version_keeps_her_option_where_it_has_it_and_asks_where_not(
    app: Flask, cast: Cast, olive: FlaskClient, on_options: dict[str, int]
) -> None:
    with apprenticeship_for(app, cast.amira) as hers:
        address = f"/administration/learners/{hers.id}/versions"
        kept = publish_two_options("1.4").id
        renamed = publish_two_options("1.5", tuner="Bell tuner").id
    assert "Move Amira Hussain to version 1.4, Tuner" in olive.get(f"{address}/{kept}").text
    asked = olive.get(f"{address}/{renamed}").text
    assert "Which option does Amira learn?" in asked
    assert "Bell tuner" in asked
    assert olive.get(f"{address}/{renamed}?option=ringer").status_code == 404
    olive.post(f"{address}/{renamed}")
    with apprenticeship_for(app, cast.amira) as hers:
        assert hers.standard_version.version == "1.3"  # nothing happens before one is chosen
    olive.post(f"{address}/{kept}")
    with apprenticeship_for(app, cast.amira) as hers:
        assert (hers.standard_version.version, hers.option) == ("1.4", "tuner")


@pytest.mark.parametrize("address", ["/administration/learners/{}/versions/{}?option=tuner"])
def test_her_own_option_is_no_move(
    app: Flask, cast: Cast, olive: FlaskClient, on_options: dict[str, int], address: str
) -> None:
    with apprenticeship_for(app, cast.amira) as hers:
        path = address.format(hers.id, hers.standard_version_id)
    assert "Which option does Amira learn?" in olive.get(path).text
