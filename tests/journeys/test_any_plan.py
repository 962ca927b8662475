"""Plans that leave something out: whatever an apprentice and her tutor reach by following links answers, before the
gateway and after it, on a plan without limits, without themes, without clauses, without one of its methods."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import standards
from accounts.models import Apprenticeship
from foundation.clock import today
from foundation.database import db
from tests.bare import put_amira_on
from tests.cast import Cast
from tests.report_builder.writing import begin, doc, save
from tests.web import Work

NOTES = (
    "I installed two Ubuntu servers, wrote down their configuration and kept the operating system up to date."
)
# What stands on a page where a template took it for granted that the plan says something.
ODD = re.compile(
    r".{30}\bNone\b(?! is required).{20}|\b1 (?:themes|KSBs|pieces|projects|weeks|minutes|methods)\b"
)
Content = dict[str, Any]
SHORTER = Path(__file__).parents[1] / "standards" / "importing" / "pages" / "shorter_plan.json"


def _method(content: Content, kind: str) -> Content:
    found: Content = next(method for method in content["methods"] if method["kind"] == kind)
    return found


def bones(content: Content) -> None:
    """The names of the methods and their KSBs, and not a word more."""
    content["methods"] = [
        {name: method[name] for name in ("id", "name", "kind", "ksbs")} for method in content["methods"]
    ]
    for name in ("clauses", "gateway", "duties", "overall_grades"):
        content.pop(name, None)


def without_clauses(content: Content) -> None:
    content.pop("clauses")
    for requirement in content["gateway"]:
        requirement.pop("clause", None)


def without_project(content: Content) -> None:
    content["methods"].remove(_method(content, "project_report"))
    content.pop("overall_grades")


def without_portfolio(content: Content) -> None:
    content["methods"].remove(_method(content, "portfolio_discussion"))
    content.pop("overall_grades")


def of_one_theme(content: Content) -> None:
    for method in content["methods"]:
        whole: Content = {"name": "Craft", "ksbs": method["ksbs"]}
        method["themes"] = [whole]
        method.pop("themes_as_listed", None)
        method.pop("distinction_rule", None)


def of_a_most_alone(content: Content) -> None:
    """A number of words with nothing said about how far from it a report may be."""
    _method(content, "project_report")["limits"].pop("tolerance")


def of_the_shorter_kind(content: Content) -> None:
    """As since late 2025: other methods, a credit, no list for the gateway, behaviours that the employer verifies."""
    content.clear()
    content.update(json.loads(SHORTER.read_text(encoding="utf-8")))


PLANS: list[Callable[[Content], None]] = [
    bones,
    without_clauses,
    without_project,
    without_portfolio,
    of_one_theme,
    of_a_most_alone,
    of_the_shorter_kind,
]


@pytest.fixture(params=PLANS, ids=lambda plan: plan.__name__)
def plan(request: pytest.FixtureRequest, app: Flask, cast: Cast) -> standards.Standard:
    """Amira is on it."""
    content: Content = deepcopy(standards.load("ST0505").to_dict())
    request.param(content)
    content |= {"reference": "ST9072", "title": "Bell tuner"}
    with app.app_context(), db.transaction():
        put_amira_on(cast, content)
    return standards.Standard.from_dict(content)


def follow(browser: FlaskClient, *starts: str) -> dict[str, str]:
    """Every page that links lead to from these, by its path. Fails on the first that does not answer."""
    pages: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        answer = browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
        pages[path] = answer.text if answer.mimetype == "text/html" else ""
        waiting += [one for one in re.findall(r'href="(/[^"#?]*)', pages[path]) if "/static/" not in one]
    return pages


def test_every_link_leads_to_a_page_whatever_the_plan_leaves_out(
    app: Flask, cast: Cast, plan: standards.Standard, amira: FlaskClient, ben: FlaskClient, work: Work
) -> None:
    amira.post("/portfolio/add", data={"files": (BytesIO(NOTES.encode()), "notes.txt")})
    work()
    amira.post("/portfolio/1/links", data={"code": plan.evidenced.ksbs[0], "locator": "paragraph 1"})
    assert amira.post("/subjects/1/submit").status_code == 302
    assert ben.post("/subjects/1/accept", data={"round": "1"}).status_code == 302
    if plan.project:
        forbids = plan.find_clause("report_start_after_gateway") is not None
        assert ("may only be started after the gateway" in amira.get("/report/").text) is forbids
        assert begin(amira).status_code == 302
        assert save(amira, doc("I chose the alloy and cast the bell.")).status_code == 200
        assert amira.post("/subjects/2/submit").status_code == 302
    hers, his = follow(amira, "/"), follow(ben, "/", "/learners/")
    with app.app_context(), db.transaction():
        apprenticeship = db.session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        apprenticeship.gateway_confirmed_on, apprenticeship.gateway_confirmed_by = today(), "tests"
    if plan.project:
        assert begin(amira, title="The real one").status_code == 302
        assert save(amira, doc("I chose the alloy."), report=2).status_code == 200
    later = follow(amira, "/", "/report/" if plan.project else "/")
    for pages in (hers, his, later, follow(ben, "/")):
        assert {path: odd for path, page in pages.items() if (odd := ODD.findall(page))} == {}


def test_a_plan_of_the_shorter_kind_is_told_in_its_own_words(
    app: Flask, cast: Cast, amira: FlaskClient
) -> None:
    content: Content = json.loads(SHORTER.read_text(encoding="utf-8"))
    content["words"]["gateway"] = "gateway to completion"
    with app.app_context(), db.transaction():
        put_amira_on(cast, content)
    told = amira.get("/help").text
    for words in (
        "ready to take the apprenticeship assessment",
        "Before the gateway to completion",
        "The employer has verified the behaviours.",
        "It has 2,000 words: no fewer than 1,500 and no more than 2,000.",
    ):
        assert words in told
    assert "Before the gateway to completion" in amira.get("/gateway/").text
