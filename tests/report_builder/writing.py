"""What the cast does with a report, as tests say it."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from report_builder.content import Node

JSON = {"Accept": "application/json"}


def doc(*paragraphs: str) -> Node:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in paragraphs]
    return {"type": "doc", "content": content or [{"type": "paragraph"}]}


def begin(browser: FlaskClient, title: str = "The Elm Road Wi-Fi", second: str = "") -> TestResponse:
    """Start the report that is due. The first of a fresh database has the id 1."""
    return browser.post("/report/", data={"title": title, "second": second})


def save(
    browser: FlaskClient, content: Node, *, key: str = "p1-task", based_on: int = 0, report: int = 1
) -> TestResponse:
    """A save as the editor sends it."""
    sent: dict[str, Any] = {"content": content, "based_on": based_on}
    return browser.put(f"/report/{report}/sections/{key}", json=sent, headers=JSON)


def said(answer: TestResponse) -> dict[str, Any]:
    """What a script of ours reads."""
    read = answer.json
    assert isinstance(read, dict)
    return read
