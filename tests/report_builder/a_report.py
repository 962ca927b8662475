"""Amira's report with enough in it that something can be suggested, and how tests read its stored rows."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.database import db
from report_builder.models import MappingRow, Report, RowState
from tests.report_builder.writing import JSON, begin, doc, save
from tests.web import Work

NETWORK = (
    "I installed and configured nine access points and a PoE switch to meet the service level agreement."
)
BACKUP = "I tested the backup and recovery of the file server and documented the results in the test log."
REMOTE = "I used remote access tools to maintain the servers and logged each fault in the ticketing system."
TEAM = "We walked through the building with a video call."


def write(browser: FlaskClient, *paragraphs: str, key: str = "p1-action-build", based_on: int = 0) -> None:
    """Save paragraphs as the editor does, and insist that they are saved."""
    assert save(browser, doc(*paragraphs), key=key, based_on=based_on).status_code == 200


def written(browser: FlaskClient) -> None:
    """A report in which three sections have something to show, and one says “we”."""
    begin(browser)
    write(browser, NETWORK)
    write(browser, "The plan came first.", BACKUP, key="p1-action-test")
    write(browser, REMOTE, key="p1-action-maintain")
    write(browser, TEAM, key="p1-result")


def read(browser: FlaskClient, work: Work, report: int = 1) -> None:
    """Have the job read the report now."""
    assert browser.post(f"/report/{report}/reading", data={"back": "appendix"}).status_code == 302
    assert work() >= 1


def rows(app: Flask, *states: RowState) -> list[MappingRow]:
    """The stored rows in these states (any, where none is named), by code and place."""
    with app.app_context(), db.transaction(writes=False) as session:
        found = session.query(MappingRow).order_by(MappingRow.code, MappingRow.id).all()
        return [row for row in found if not states or row.state in states]


def placed(app: Flask) -> int:
    """What pages that do not show the report say."""
    with app.app_context(), db.transaction(writes=False) as session:
        return session.query(Report).order_by(Report.id).all()[-1].placed


def decide(browser: FlaskClient, row: MappingRow, decision: str, *, json: bool = False) -> TestResponse:
    """An answer by a button, or as our script sends it."""
    path = f"/report/{row.report_id}/appendix/rows/{row.id}"
    return browser.post(path, data={"decision": decision}, headers=JSON if json else None)


def point(browser: FlaskClient, code: str, excerpt: str, section: str = "", report: int = 1) -> TestResponse:
    """A row of her own."""
    sent = {"code": code, "excerpt": excerpt, "section": section}
    return browser.post(f"/report/{report}/appendix/rows", data=sent)
