"""A plan that comes after its standard was published without one: a new version, filled in from the old."""

import html
import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import standards
from accounts.models import StandardDraft, StandardVersion
from accounts.services import publish_standard
from accounts.standard_drafts.adding_plan import with_plan
from foundation.database import db
from tests.accounts.people import working
from tests.cast import Cast, client_of

PAGES = Path(__file__).parents[1] / "standards" / "importing" / "pages"
PLAN = (PAGES / "page.txt").read_bytes()


def bare() -> standards.Standard:
    """The bell founder as the open data gives it: without its plan."""
    content = standards.import_page(PLAN).standard.to_dict()
    for name in ("methods", "gateway", "overall_grades", "clauses", "words", "verified_by_employer"):
        content.pop(name, None)
    return standards.Standard.from_dict(content)


@pytest.fixture
def version(app: Flask) -> int:
    with working(app):
        return publish_standard(bare(), by="tests").id


def send(browser: FlaskClient, version: int, data: bytes = PLAN) -> str:
    sent = {"file": (io.BytesIO(data), "plan.txt")}
    return str(browser.post(f"/administration/standards/{version}/plan", data=sent).headers["Location"])


def test_a_version_without_a_plan_offers_to_add_one_and_one_with_it_does_not(
    app: Flask, olive: FlaskClient, version: int
) -> None:
    page = olive.get("/administration/standards").text
    assert re.findall(r"/administration/standards/(\d+)/plan", page) == [str(version)]
    with working(app):
        seeds = db.session.scalars(
            select(StandardVersion.id).where(StandardVersion.reference == "ST0505")
        ).one()
    assert olive.get(f"/administration/standards/{seeds}/plan").status_code == 409


def test_the_plan_becomes_a_new_version_and_the_old_one_does_not_change(
    app: Flask, olive: FlaskClient, version: int
) -> None:
    address = send(olive, version)
    page = html.unescape(olive.get(address).text)
    assert "Bell founder, ST9071, version 1.3 with plan" in page
    assert "the one with the plan needs a version of its own" in page
    with working(app):
        draft = db.session.scalars(select(StandardDraft)).one()
        whole = standards.import_page(PLAN).standard
        assert draft.standard.ksbs == bare().ksbs
        assert draft.standard.duties == bare().duties
        assert draft.standard.methods == whole.methods
        assert draft.standard.gateway == whole.gateway
        draft.doubts = [{**doubt, "settled": True} for doubt in draft.doubts]
    assert olive.post(f"{address}/publish").status_code == 302
    with working(app):
        old, new = db.session.scalars(
            select(StandardVersion).where(StandardVersion.reference == "ST9071").order_by(StandardVersion.id)
        )
        assert old.standard == bare()
        assert (new.version, len(new.standard.methods)) == ("1.3 with plan", 2)


def test_codes_of_the_plan_are_those_of_the_same_statements_and_what_is_not_there_is_a_doubt() -> None:
    content = standards.import_page(PLAN).standard.to_dict()
    texts = {ksb["code"]: ksb["text"] for ksb in content["ksbs"]}
    for ksb in content["ksbs"]:  # the plan has K1 and K2 the other way round
        ksb["text"] = {"K1": texts["K2"], "K2": texts["K1"]}.get(ksb["code"], ksb["text"])
    content["ksbs"].append({"code": "S9", "text": "Ring a quarter peal on the finished bells."})
    content["methods"][0]["ksbs"].append("S9")
    made, doubts = with_plan(bare(), standards.import_page(json.dumps(content)))
    project, discussion = standards.Standard.from_dict(made).methods
    assert "K2" in project.ksbs
    assert "K1" not in project.ksbs
    assert "K1" in discussion.ksbs
    assert "S9" not in project.ksbs
    assert any("has no S9. It is left out of the methods." in doubt.why for doubt in doubts)
    assert made["duties"] == bare().to_dict()["duties"]


def test_a_page_without_a_plan_is_refused(olive: FlaskClient, version: int) -> None:
    record = {"file": (io.BytesIO((PAGES / "record.json").read_bytes()), "record.json")}
    answer = olive.post(f"/administration/standards/{version}/plan", data=record)
    assert answer.status_code == 422
    assert "We could not read record.json: There is no assessment plan in it." in html.unescape(answer.text)


def test_only_an_administrator_adds_one(app: Flask, cast: Cast, version: int) -> None:
    path = f"/administration/standards/{version}/plan"
    assert client_of(app, cast.ben).get(path).status_code == 403
    assert client_of(app, cast.olive).get("/administration/standards/999/plan").status_code == 404


def test_the_open_data_is_neither_promised_nor_taken_for_a_plan(olive: FlaskClient, version: int) -> None:
    address = f"/administration/standards/{version}/plan"
    assert "feed" not in olive.get(address).text
    record = (PAGES / "record.json").read_bytes()
    for data in (record, b"[%b, %b]" % (record, record)):
        answer = olive.post(address, data={"file": (io.BytesIO(data), "data.json")})
        assert answer.status_code == 422
        assert "We could not read data.json: There is no assessment plan in it." in answer.text
        assert "Save the published page, which names the methods" in answer.text
