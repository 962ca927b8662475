"""A report with everything in it that a report can hold, written and sent by Amira."""

from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from report_builder.content import Node
from report_builder.forms import MORE
from tests.report_builder.a_report import point
from tests.report_builder.test_section_views import png
from tests.report_builder.writing import JSON, begin, doc, said, save

SENTENCE = "I measured the signal at 14 desks before and after."


def text(words: str, *marks: str) -> Node:
    return {"type": "text", "text": words, **({"marks": [{"type": mark} for mark in marks]} if marks else {})}


def paragraph(*parts: Node) -> Node:
    return {"type": "paragraph", "content": list(parts)}


def cell(words: str, kind: str = "tableCell") -> Node:
    return {"type": kind, "attrs": {"colspan": 1, "rowspan": 1}, "content": [paragraph(text(words))]}


def row(*words: str, kind: str = "tableCell") -> Node:
    return {"type": "tableRow", "content": [cell(word, kind) for word in words]}


def items(*words: str) -> list[Node]:
    return [{"type": "listItem", "content": [paragraph(text(word))]} for word in words]


def rich(image: str) -> Node:
    """A heading, marked words, lists, a quotation, a table with a head and a figure."""
    return {
        "type": "doc",
        "content": [
            {"type": "heading", "attrs": {"level": 3}, "content": [text("What I measured")]},
            paragraph(text(SENTENCE), text(" The results were "), text("clear", "bold"), text(".")),
            {"type": "bulletList", "content": items("Channel 1 was crowded", "Channel 11 was free")},
            {"type": "orderedList", "attrs": {"start": 3}, "content": items("Switch it", "Measure again")},
            {"type": "blockquote", "content": [paragraph(text("It has never been this quick."))]},
            {
                "type": "table",
                "content": [
                    row("Desk", "Before", "After", kind="tableHeader"),
                    row("1", "-71 dBm", "-52 dBm"),
                    row("2", "-69 dBm", "-55 dBm"),
                ],
            },
            {"type": "figure", "attrs": {"image": image, "alt": "A plan of desks", "caption": "The desks"}},
            paragraph(text("Every desk is within the target.")),
        ],
    }


def add_picture(browser: FlaskClient, report: int = 1) -> str:
    sent = browser.post(
        f"/report/{report}/figures/", data={"file": (BytesIO(png()), "plan.png")}, headers=JSON
    )
    return str(said(sent)["id"])


def write_report(browser: FlaskClient, report: int = 1) -> None:
    """The report that is due, with words in five sections."""
    begin(browser)
    save(browser, doc("Northgate has 120 desks and weak Wi-Fi."), key="p1-situation", report=report)
    save(browser, doc("I planned two visits.", "I asked for keys."), key="p1-action-plan", report=report)
    save(browser, rich(add_picture(browser, report)), key="p1-action-test", report=report)
    save(browser, doc("I would survey first."), key="p1-reflection", report=report)
    save(browser, doc("Cisco, 2024."), key="references", report=report)


def make_ready_to_sign(browser: FlaskClient, report: int = 1) -> None:
    """What the plan asks of that report before it is signed: its length, a place in its appendix, its needs."""
    save(browser, doc(" ".join(["word"] * 1800)), key="p1-action-maintain", report=report)
    point(browser, "K5", SENTENCE, "p1-action-test", report=report)
    needs = {"kind": MORE, "needs": "A screen with HDMI"}
    assert browser.post(f"/report/{report}/presentation/needs", data=needs).status_code == 302


def send(browser: FlaskClient, subject: int = 1) -> TestResponse:
    return browser.post(f"/subjects/{subject}/submit")
