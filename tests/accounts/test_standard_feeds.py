"""A file with many standards: what is in it is found in the browser, chosen, and read like a page."""

import html
import json
import re
from collections.abc import Sequence
from copy import deepcopy
from typing import IO, Any

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import StandardDraft, StandardFeed
from accounts.standard_drafts import views as draft_views
from accounts.standard_feeds import services
from foundation.clock import now
from foundation.database import db
from foundation.deleting import KIND
from foundation.files import StoredFile, files
from foundation.jobs import Job
from foundation.settings import MEGABYTE
from standards import is_feed
from tests.accounts.drafting import PAGES, UPLOAD, send
from tests.accounts.people import working
from tests.web import Work

RECORD: dict[str, Any] = json.loads((PAGES / "record.json").read_text("utf-8"))
TITLES = ("Bell founder", "Clock maker", "Bell tuner", "Wheelwright")
OLD = {"referenceNumber": "ST0001", "title": "From before 2018", "knowledges": [], "skills": []}


def record(number: int, title: str, **more: Any) -> dict[str, Any]:
    return {**deepcopy(RECORD), "referenceNumber": f"ST80{number:02}", "title": title, **more}


FEED = [OLD, *(record(number, title) for number, title in enumerate(TITLES, start=1))]


def feed_of(browser: FlaskClient, records: list[Any] | None = None) -> str:
    """The address of the feed that this file becomes."""
    answer = send(browser, "feed.json", json.dumps(FEED if records is None else records).encode())
    assert answer.status_code == 302
    return answer.headers["Location"]


def labels(page: str) -> list[str]:
    found = re.findall(r'<label class="govuk-label govuk-checkboxes__label"[^>]*>([^<]*)', page)
    return [html.unescape(one).strip() for one in found]


def all_due(app: Flask, kind: str) -> None:
    """As if the time had come for the jobs of this kind."""
    with working(app):
        for job in db.session.scalars(select(Job).where(Job.kind == kind)):
            job.run_at = now()


def ticked(page: str) -> set[int]:
    return {int(place) for place in re.findall(r'name="place" type="checkbox" value="(\d+)" checked', page)}


def drafts(app: Flask) -> list[str]:
    with working(app):
        return [
            one.standard.label for one in db.session.scalars(select(StandardDraft).order_by(StandardDraft.id))
        ]


def test_the_standards_of_a_feed_are_listed_by_title_and_old_ones_left_out(olive: FlaskClient) -> None:
    page = olive.get(feed_of(olive)).text
    assert [label.partition(",")[0] for label in labels(page)] == sorted(TITLES)
    assert "4 standards" in page


@pytest.mark.parametrize(
    ("search", "found"),
    [("bell", ["Bell founder", "Bell tuner"]), ("TUNER bell", ["Bell tuner"]), ("st8002", ["Clock maker"])],
)
def test_a_search_finds_words_of_the_title_and_references(
    olive: FlaskClient, search: str, found: list[str]
) -> None:
    page = olive.get(feed_of(olive), query_string={"q": search}).text
    assert [label.partition(",")[0] for label in labels(page)] == found


def test_a_search_that_finds_nothing_says_so(olive: FlaskClient) -> None:
    page = olive.get(feed_of(olive), query_string={"q": "<astronaut>"}).text
    assert "No standard in this file has all these words." in page
    assert "&lt;astronaut&gt;" in page


def test_one_that_is_chosen_is_read_like_a_page(app: Flask, olive: FlaskClient) -> None:
    address = feed_of(olive)
    answer = olive.post(address, data={"place": 3})
    page = olive.get(answer.headers["Location"]).text
    assert "Bell tuner" in page
    assert "Read from feed.json" in page
    assert len(drafts(app)) == 1


def test_several_that_are_chosen_wait_on_the_page_of_standards(app: Flask, olive: FlaskClient) -> None:
    answer = olive.post(feed_of(olive), data={"place": [1, 4]}, follow_redirects=True)
    assert "2 standards read." in answer.text
    assert [label.partition(",")[0] for label in drafts(app)] == ["Bell founder", "Wheelwright"]


def test_what_is_chosen_stays_chosen_in_the_next_search_and_can_be_unticked_there(olive: FlaskClient) -> None:
    address = feed_of(olive)
    page = olive.get(address, query_string={"q": "bell", "place": [1, 4, 99]}).text
    assert ticked(page) == {1, 4}
    assert labels(page)[0].startswith("Wheelwright"), "what this search does not find stands above it"
    assert "1 other standard chosen" in page
    assert len(labels(page)) == len(set(labels(page))) == 3
    assert ticked(olive.get(address, query_string={"q": "no such", "place": [1]}).text) == {1}
    shown = olive.get(address, query_string={"q": "bell", "all": "yes", "place": [1]}).text
    assert (len(labels(shown)), ticked(shown)) == (4, {1})


def test_what_was_unticked_since_the_search_is_not_read(app: Flask, olive: FlaskClient) -> None:
    olive.post(feed_of(olive), query_string={"place": [1, 4]}, data={"place": [4]})
    assert [label.partition(",")[0] for label in drafts(app)] == ["Wheelwright"]


def test_one_that_was_read_is_marked_in_the_list(olive: FlaskClient) -> None:
    address = feed_of(olive)
    olive.post(address, data={"place": 3})
    page = olive.get(address, query_string={"q": "tuner"}).text
    assert "(read, not yet published)" in page
    assert "not yet published" not in olive.get(address, query_string={"q": "clock"}).text


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ([], "Choose at least one standard."),
        ([99], "Choose at least one standard."),
        (range(12), "You chose 12, and at most 10 are read at once. Untick 2."),
    ],
    ids=["none", "another", "too many"],
)
def test_what_cannot_be_chosen_is_told_and_reads_nothing(
    app: Flask, olive: FlaskClient, places: Sequence[int], why: str
) -> None:
    records = [record(number, f"Trade {number}") for number in range(12)]
    answer = olive.post(feed_of(olive, records), data={"place": list(places), "q": "trade 3"})
    assert answer.status_code == 422
    assert why in answer.text
    assert 'value="trade 3"' in answer.text
    assert ticked(answer.text) == {place for place in places if place < len(records)}
    assert drafts(app) == []


def test_one_that_cannot_be_read_costs_the_others_nothing(app: Flask, olive: FlaskClient) -> None:
    broken = record(7, "Broken", knowledges=[{"knowledgeId": "a", "detail": "."}], skills=[], behaviours=[])
    answer = olive.post(feed_of(olive, [*FEED, broken]), data={"place": [1, 5]}, follow_redirects=True)
    assert "We could not read ST8007: There are no KSBs" in html.unescape(answer.text)
    assert len(drafts(app)) == 1


def test_a_feed_of_another_provider_is_not_there(app: Flask, olive: FlaskClient, cast: Any) -> None:
    from tests.cast import client_of

    address = feed_of(olive)
    stranger = client_of(app, cast.stranger_administrator)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}/drop").status_code == 404
    assert "feed.json" not in stranger.get("/administration/standards").text


def test_a_feed_too_large_or_of_too_many_is_refused_with_what_to_do(
    app: Flask, olive: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.dumps(FEED).encode()
    monkeypatch.setattr(services, "MOST_STANDARDS", 3)
    answer = send(olive, "feed.json", data)
    assert answer.status_code == 422
    assert "We could not read feed.json: It holds more than 3 standards." in html.unescape(answer.text)
    monkeypatch.setattr(services, "MAX_BYTES", len(data) - 1)
    answer = send(olive, "feed.json", data)
    assert answer.status_code == 422
    assert "Take one standard out of the open data" in answer.text
    with working(app):
        assert db.session.scalars(select(StandardFeed)).all() == []


def test_a_feed_that_breaks_off_says_so(olive: FlaskClient) -> None:
    answer = send(olive, "feed.json", json.dumps(FEED).encode()[:-40])
    assert answer.status_code == 422
    said = "We could not read feed.json: This breaks off or is damaged after 4 records. Download it again."
    assert said in html.unescape(answer.text)


def test_a_pasted_feed_is_a_feed_too(olive: FlaskClient) -> None:
    answer = olive.post(UPLOAD, data={"pasted": json.dumps(FEED[:3])}, content_type="multipart/form-data")
    assert len(labels(olive.get(answer.headers["Location"]).text)) == 2


def test_a_list_of_one_record_is_read_at_once(olive: FlaskClient) -> None:
    answer = send(olive, "one.json", json.dumps([record(1, "Bell founder")]).encode())
    assert "/standards/drafts/" in answer.headers["Location"]


def test_a_file_that_is_let_go_is_deleted_and_so_is_one_after_a_week(
    app: Flask, olive: FlaskClient, work: Work
) -> None:
    first, second = feed_of(olive), feed_of(olive)
    with working(app):
        keys = [feed.key for feed in db.session.scalars(select(StandardFeed))]
    olive.post(f"{first}/drop")
    work()
    all_due(app, "clear_standard_feed")
    work()
    assert olive.get(second).status_code == 404
    with working(app):
        for key in keys:
            with pytest.raises(FileNotFoundError):
                files.store.read(key)


def test_the_page_names_the_most_that_this_server_takes(app: Flask, olive: FlaskClient) -> None:
    assert "a feed up to 120 MB" in olive.get(UPLOAD).text
    app.config["MAX_CONTENT_LENGTH"] = 41 * MEGABYTE
    assert "a feed up to 40 MB" in olive.get(UPLOAD).text


@pytest.mark.parametrize("data", [b"[]", b"[1, 2, 3]", b"[[]]"])
def test_data_without_a_standard_is_refused_in_words_for_the_page(olive: FlaskClient, data: bytes) -> None:
    answer = send(olive, "list.json", data)
    assert answer.status_code == 422
    assert "python -m" not in answer.text


def test_a_store_that_is_away_is_asked_again_for_the_file_of_a_feed(
    app: Flask, olive: FlaskClient, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def be_away(key: str) -> None:
        raise ConnectionError("503 Slow Down")

    feed_of(olive)
    dropped = feed_of(olive)
    with working(app):
        keys = [feed.key for feed in db.session.scalars(select(StandardFeed))]
    olive.post(f"{dropped}/drop")
    with monkeypatch.context() as away:
        away.setattr(files.store, "delete", be_away)
        all_due(app, "clear_standard_feed")
        work()
    with working(app):
        assert db.session.scalars(select(StandardFeed)).all() == []
    all_due(app, KIND)
    work()
    with working(app):
        for key in keys:
            with pytest.raises(FileNotFoundError):
                files.store.read(key)


def test_a_feed_whose_row_is_not_written_leaves_no_file(
    app: Flask, olive: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    put = files.store.put

    def watch(source: IO[bytes]) -> StoredFile:
        stored = put(source)
        kept.append(stored.key)
        return stored

    monkeypatch.setattr(files.store, "put", watch)
    monkeypatch.setattr(services, "enqueue", lambda *_, **__: abort(503))
    assert send(olive, "feed.json", json.dumps(FEED).encode()).status_code == 503
    (key,) = kept
    with working(app), pytest.raises(FileNotFoundError):
        files.store.read(key)


@pytest.mark.parametrize("records", [FEED, FEED[1:2]], ids=["a feed", "one record"])
def test_nobody_waits_while_it_is_found_out_what_a_file_is(
    olive: FlaskClient, monkeypatch: pytest.MonkeyPatch, records: list[Any]
) -> None:
    held: list[bool] = []

    def watch(file: IO[bytes]) -> bool:
        held.append(db.session.in_transaction())
        return is_feed(file)

    monkeypatch.setattr(draft_views, "is_feed", watch)
    assert send(olive, "feed.json", json.dumps(records).encode()).status_code == 302
    assert held == [False]
