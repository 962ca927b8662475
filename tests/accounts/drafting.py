"""Drafts of standards as an administrator makes them in the browser, and what became of them."""

import html
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import StandardDraft
from accounts.queries import list_standard_versions
from accounts.standard_names import by_short_name
from foundation.database import db
from tests.accounts.people import working

UPLOAD = "/administration/standards/import"
PAGES = Path(__file__).parents[1] / "standards" / "importing" / "pages"
SEED = PAGES.parents[1] / "ST0505_page.txt"


def send(browser: FlaskClient, name: str, data: bytes | None = None) -> TestResponse:
    source = (PAGES / name).read_bytes() if data is None else data
    return browser.post(UPLOAD, data={"file": (io.BytesIO(source), name)})


def zipped(name: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as held:
        held.writestr(name, "words")
    return archive.getvalue()


def uploaded(browser: FlaskClient, name: str = "page.txt") -> str:
    """The address of the draft that this page becomes."""
    answer = send(browser, name)
    assert answer.status_code == 302
    return answer.headers["Location"]


def filled_in(page: str) -> dict[str, Any]:
    """What the page's own form would send as it stands."""
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") in {"checkbox", "radio"}:
            if " checked" in tag:
                fields.setdefault(said["name"], []).append(said["value"])
        elif "name" in said:
            fields[said["name"]] = html.unescape(said.get("value", ""))
    for name, words in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\r?\n?([^<]*)</textarea>', page):
        fields[name] = html.unescape(words)
    for name, choices in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        fields[name] = html.unescape(re.findall(r'<option selected value="([^"]*)"', choices)[0])
    return {
        name: value
        for name, value in fields.items()
        if name != "csrf_token" and not name.startswith("doubt_")
    }


def part(address: str, part_id: str) -> str:
    return f"{address}/parts/{part_id}"


def save(browser: FlaskClient, address: str, part_id: str, **changes: str) -> TestResponse:
    """Save one part with every doubt of it ticked and these changes."""
    page = browser.get(part(address, part_id)).text
    ticks = dict.fromkeys(re.findall(r'name="(doubt_\d+)"', page), "y")
    return browser.post(part(address, part_id), data={**filled_in(page), **ticks, **changes})


def parts_in(browser: FlaskClient, address: str) -> list[str]:
    found = re.findall(r'href="[^"]*/parts/([^"#]+)"', browser.get(address).text)
    return list(dict.fromkeys(found))


def settle(browser: FlaskClient, address: str) -> None:
    """Save every part as it stands, each doubt ticked."""
    for part_id in parts_in(browser, address):
        assert save(browser, address, part_id).status_code in {302, 422}, part_id


def the_draft() -> StandardDraft:
    return db.session.scalars(select(StandardDraft)).one()


def published(app: Flask, provider_id: int = 1) -> list[str]:
    """What the apprentices of this provider (without one named: Olive's) can be on."""
    with working(app):
        return list(by_short_name(list_standard_versions(provider_id)))
