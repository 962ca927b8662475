"""Adding a standard: its page is uploaded, read, held beside its source, corrected, published."""

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

import standards
from accounts.models import StandardDraft, StandardVersion
from accounts.queries import list_standard_versions
from accounts.standard_drafts import forms
from foundation.database import db
from tests.accounts.people import working
from tests.cast import Cast, client_of

UPLOAD = "/administration/standards/import"
PAGES = Path(__file__).parents[1] / "standards" / "importing" / "pages"


def send(browser: FlaskClient, name: str, data: bytes | None = None) -> TestResponse:
    source = (PAGES / name).read_bytes() if data is None else data
    return browser.post(UPLOAD, data={"file": (io.BytesIO(source), name)})


def uploaded(browser: FlaskClient, name: str = "page.txt") -> str:
    """The address of the draft that this page becomes."""
    answer = send(browser, name)
    assert answer.status_code == 302
    return answer.headers["Location"]


def filled_in(page: str) -> dict[str, str]:
    """What the page's own form would send as it stands."""
    fields = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    fields.update(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        fields[name] = re.findall(r'<option selected value="([^"]*)"', options)[0]
    kept = {name: html.unescape(value) for name, value in fields.items() if name != "csrf_token"}
    return {name: value for name, value in kept.items() if not name.startswith("doubt_")}


def settle(browser: FlaskClient, address: str, **changes: str) -> TestResponse:
    """Save the form with every doubt ticked and these changes."""
    page = browser.get(address).text
    ticks = dict.fromkeys(re.findall(r'name="(doubt_\d+)"', page), "y")
    return browser.post(address, data={**filled_in(page), **ticks, **changes})


def published(app: Flask) -> list[str]:
    with working(app):
        return [f"{one.reference}@{one.version}" for one in list_standard_versions()]


def test_a_page_is_read_and_shown_with_its_doubts_first_and_its_source_beside(olive: FlaskClient) -> None:
    page = html.unescape(olive.get(uploaded(olive)).text)
    assert "Bell founder, ST9071, version 1.3" in page
    assert "13 KSBs" in page
    doubt = re.search(r'href="#(line-\d+)">', page)
    assert doubt is not None
    assert f'id="{doubt[1]}" class="mp-source__doubted"' in page
    assert page.index("requirement of this plan’s own") < page.index("Reference</label>")
    assert 'value="3500"' in page


@pytest.mark.parametrize("name", ["page.html", "converted.md", "occupation.html", "record.json"])
def test_html_markdown_and_the_open_datas_json_are_taken_too(olive: FlaskClient, name: str) -> None:
    assert "Bell founder" in olive.get(uploaded(olive, name)).text


def test_it_cannot_be_published_while_a_doubt_is_open(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    assert "1 doubt is open" in olive.get(address).text
    answer = olive.post(f"{address}/publish")
    assert answer.status_code == 409
    assert "1 doubt is open" in answer.text
    assert published(app) == ["ST0505@1.1"]


def test_corrected_and_settled_it_is_published_as_it_was_corrected(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    changes = {
        "version": "1.4", "ksb_K1": "Alloys of copper and tin.", "duty_0_ksbs": "k1, S1  B01", "method_0_words": "4000",
        "method_1_minutes": "",
    }  # fmt: skip
    assert settle(olive, address, **changes).status_code == 302
    assert olive.post(f"{address}/publish").status_code == 302
    assert published(app) == ["ST0505@1.1", "ST9071@1.4"]
    with working(app):
        version = db.session.scalars(select(StandardVersion).where(StandardVersion.version == "1.4")).one()
        standard = version.standard
        assert standard.ksb("K1").text == "Alloys of copper and tin."
        assert standard.duties[0].ksbs == ("K1", "S1", "B1")
        assert standard.methods[0].limits.words == 4000
        assert standard.methods[1].limits.minutes is None
        assert version.published_by.startswith("person:")
        assert db.session.scalars(select(StandardDraft)).all() == []
    assert olive.get(address).status_code == 404
    assert "Bell founder, ST9071, version 1.4" in olive.get("/administration/standards").text


def test_saving_changes_nothing_but_what_was_changed(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    before = standards.import_page((PAGES / "page.txt").read_bytes()).standard
    settle(olive, address)
    with working(app):
        draft = db.session.scalars(select(StandardDraft)).one()
        assert draft.standard == before
        assert draft.open_doubts == 0


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"version": ""}, "Enter the version."),
        ({"level": "four"}, "Enter a number, like 5."),
        ({"ksb_K2": " "}, "K2 has no words."),
        ({"duty_0_ksbs": "K1 moulds"}, "Write codes alone, like K1 K2 S3."),
        ({"duty_0_ksbs": "K1 K77"}, "duty 1 names K77, which “ksbs” does not have."),
        ({"method_0_words": "-5"}, "“words” of “Project report with presentation and questions” is -5."),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    olive: FlaskClient, changes: dict[str, str], complaint: str
) -> None:
    address = uploaded(olive)
    answer = settle(olive, address, **{"title": "Founder of bells", **changes})
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert complaint in page
    assert 'value="Founder of bells"' in page
    assert "Founder of bells" not in olive.get(address).text


def test_a_version_that_is_published_already_is_refused(app: Flask, olive: FlaskClient) -> None:
    seed = PAGES.parents[1] / "ST0505_page.txt"
    answer = send(olive, "ST0505.txt", seed.read_bytes())
    address = answer.headers["Location"]
    settle(olive, address)
    assert "ST0505 version 1.1 is published already" in olive.get(address).text
    assert olive.post(f"{address}/publish").status_code == 409
    with working(app):
        (version,) = list_standard_versions()
        assert version.standard == standards.load("ST0505", "1.1")


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("before_2018.txt", None, "We could not read before_2018.txt: There are no KSBs in this page"),
        ("empty.txt", b"", "We could not read empty.txt: There is nothing to read"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "We could not read photo.png"),
    ],
    ids=["old", "empty", "picture"],
)
def test_a_file_that_is_no_standard_is_refused_in_one_line_and_kept_nowhere(
    app: Flask, olive: FlaskClient, name: str, data: bytes | None, complaint: str
) -> None:
    answer = send(olive, name, data)
    assert answer.status_code == 422
    assert complaint in html.unescape(answer.text)
    with working(app):
        assert db.session.scalars(select(StandardDraft)).all() == []


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    olive: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert forms.MAX_BYTES == 5 * 1024 * 1024  # what the page says
    monkeypatch.setattr(forms, "MAX_BYTES", 1000)
    answer = send(olive, "page.txt")
    assert answer.status_code == 422
    assert "That file is larger than" in answer.text


def test_without_a_file_it_says_what_to_do(olive: FlaskClient) -> None:
    answer = olive.post(UPLOAD, data={})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_the_file_can_be_taken_away_corrected_and_added_again(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    answer = olive.get(f"{address}/file")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ST9071@1.3.json"'
    data: dict[str, Any] = json.loads(answer.text)
    data["methods"][0]["themes"][0]["name"] = "Sound and metal"
    again = send(olive, "ST9071@1.3.json", json.dumps(data).encode()).headers["Location"]
    assert "Sound and metal: K1 K4 S3 B2" in olive.get(again).text


def test_how_far_a_report_may_be_from_its_words_is_filled_in_so_many_in_a_hundred(
    app: Flask, olive: FlaskClient
) -> None:
    address = uploaded(olive)
    form = filled_in(olive.get(address).text)
    assert form["method_0_tolerance"] == "10"
    refused = olive.post(address, data={**form, "method_0_tolerance": "150"})
    assert "Enter a number from 0 to 100." in refused.text
    olive.post(address, data={**form, "method_0_tolerance": "15"})
    assert filled_in(olive.get(address).text)["method_0_tolerance"] == "15"
    with working(app):
        project = db.session.scalars(select(StandardDraft)).one().standard.project
        assert project is not None
        assert project.limits.word_range == (2975, 4025)


def test_it_can_be_dropped(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    assert "Bell founder" in olive.get("/administration/standards").text
    assert olive.post(f"{address}/drop").status_code == 302
    assert olive.get(address).status_code == 404
    assert published(app) == ["ST0505@1.1"]


def test_the_number_of_one_that_was_dropped_is_never_given_to_another(olive: FlaskClient) -> None:
    address = uploaded(olive)
    olive.post(f"{address}/drop")
    assert uploaded(olive) != address
    assert olive.get(address).status_code == 404


def test_only_administrators_of_the_same_provider_see_it(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    address = uploaded(olive)
    for person, answer in ((cast.stranger_administrator, 404), (cast.ben, 403), (cast.amira, 403)):
        browser = client_of(app, person)
        assert browser.get(address).status_code == answer
        assert browser.get(f"{address}/file").status_code == answer
        for verb in ("", "/publish", "/drop"):
            assert browser.post(f"{address}{verb}").status_code == answer
    assert (
        "Bell founder"
        not in client_of(app, cast.stranger_administrator).get("/administration/standards").text
    )
    assert olive.get(address).status_code == 200
