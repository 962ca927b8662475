"""Large files that come in parts: whole at the end, gone on with after a break, never added twice, nobody else's."""

from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from foundation.clock import now
from foundation.database import db
from foundation.files import files
from foundation.jobs import Job, JobState
from portfolio.models import EvidenceFile, Upload, UploadPart
from portfolio.uploads.services import MOST_AT_ONCE, PART_BYTES
from tests.cast import Cast, client_of
from tests.portfolio.conftest import JSON, LOG, Desk

FILM = b"".join(b"%08d" % number for number in range(1_250_000))  # 10 MB, no two places alike


def begin(browser: FlaskClient, name: str = "site visit.bin", size: int = len(FILM)) -> int:
    answer = browser.post("/portfolio/uploads", data={"name": name, "size": size}, headers=JSON)
    assert answer.status_code == 200
    assert (answer.json["ok"], answer.json["received"], answer.json["part"]) == (True, 0, PART_BYTES)
    return int(answer.json["id"])


def send(browser: FlaskClient, upload_id: int, start: int, content: bytes) -> TestResponse:
    return browser.post(
        f"/portfolio/uploads/{upload_id}/{start}",
        data=content,
        content_type="application/octet-stream",
        headers=JSON,
    )


def send_all(browser: FlaskClient, upload_id: int, content: bytes = FILM) -> None:
    for start in range(0, len(content), PART_BYTES):
        assert send(browser, upload_id, start, content[start : start + PART_BYTES]).status_code == 200


def add(browser: FlaskClient, upload_id: int, path: str = "/portfolio/add") -> TestResponse:
    return browser.post(path, data={"upload": upload_id}, headers=JSON)


def keys(desk: Desk) -> list[str]:
    with desk.look():
        return list(db.session.scalars(select(UploadPart.key)))


def kept_at(app: Flask, key: str) -> bytes:
    with app.app_context():
        return b"".join(files.store.read(key))


def test_the_parts_become_the_very_file_and_are_cleared_away(
    app: Flask, amira: FlaskClient, desk: Desk
) -> None:
    upload_id = begin(amira)
    send_all(amira, upload_id)
    parts = keys(desk)
    assert len(parts) == 3
    answer = add(amira, upload_id)
    (item_id,) = desk.ids()
    told = {"ok": True, "url": f"/portfolio/{item_id}", "title": "site visit", "same": ""}
    told["file"] = desk.file_of(item_id)
    assert answer.json == told
    with desk.piece(item_id) as piece:
        (file,) = piece.files
        assert (file.name, file.size, file.sha256) == ("site visit.bin", len(FILM), sha256(FILM).hexdigest())
        key = file.key
    assert kept_at(app, key) == FILM
    desk.work()
    assert keys(desk) == []
    for part in parts:
        with app.app_context(), pytest.raises(FileNotFoundError):
            files.store.read(part)


def test_after_a_break_it_goes_on_where_it_stopped(amira: FlaskClient, desk: Desk) -> None:
    upload_id = begin(amira)
    send(amira, upload_id, 0, FILM[:PART_BYTES])
    asked = amira.get(f"/portfolio/uploads/{upload_id}", headers=JSON)
    assert asked.json["received"] == PART_BYTES
    for start in range(PART_BYTES, len(FILM), PART_BYTES):
        send(amira, upload_id, start, FILM[start : start + PART_BYTES])
    assert add(amira, upload_id).status_code == 200


def test_a_part_that_does_not_follow_is_not_kept_and_says_how_far_we_are(
    app: Flask, amira: FlaskClient, desk: Desk
) -> None:
    upload_id = begin(amira)
    send(amira, upload_id, 0, FILM[:PART_BYTES])
    for start in (0, 2 * PART_BYTES):
        answer = send(amira, upload_id, start, b"x" * 100)
        assert (answer.status_code, answer.json["received"]) == (409, PART_BYTES)
    assert len(keys(desk)) == 1


def test_a_file_that_is_not_whole_is_not_added(amira: FlaskClient, desk: Desk) -> None:
    upload_id = begin(amira)
    send(amira, upload_id, 0, FILM[:PART_BYTES])
    answer = add(amira, upload_id)
    assert answer.status_code == 409
    assert "it goes on where it stopped" in answer.json["error"]
    assert desk.ids() == []


def test_an_answer_that_never_arrived_may_be_asked_for_again_and_nothing_is_added_twice(
    amira: FlaskClient, desk: Desk
) -> None:
    upload_id = begin(amira, size=len(LOG))
    send_all(amira, upload_id, LOG)
    first = add(amira, upload_id)
    assert amira.get(f"/portfolio/uploads/{upload_id}", headers=JSON).json["received"] == len(LOG)
    assert add(amira, upload_id).json == first.json
    desk.work()
    assert add(amira, upload_id).json == first.json
    assert len(desk.ids()) == 1


def test_another_file_for_a_piece_may_come_in_parts_too(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    upload_id = begin(amira, name="second.txt", size=len(LOG))
    send_all(amira, upload_id, LOG)
    assert add(amira, upload_id, f"/portfolio/{item_id}/files").json["ok"] is True
    with desk.piece(item_id) as piece:
        assert [file.name for file in piece.files] == ["log.txt", "second.txt"]


def test_a_piece_that_is_locked_meanwhile_refuses_the_file_and_keeps_its_parts(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    upload_id = begin(amira, size=len(LOG))
    send_all(amira, upload_id, LOG)
    amira.post(f"/portfolio/{item_id}/delete")
    answer = add(amira, upload_id, f"/portfolio/{item_id}/files")
    assert answer.status_code == 409
    assert "is taken out of your portfolio" in answer.json["error"]
    assert len(keys(desk)) == 1
    assert add(amira, upload_id).json["ok"] is True


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "This file is empty"), (-5, "This file is empty"), (10**13, "larger than we take")],
)
def test_a_size_that_we_do_not_take_is_refused_before_anything_is_sent(
    amira: FlaskClient, desk: Desk, size: int, words: str
) -> None:
    answer = amira.post("/portfolio/uploads", data={"name": "film.mp4", "size": size}, headers=JSON)
    assert answer.status_code == 409
    assert words in answer.json["error"]


def test_more_bytes_than_were_told_are_not_kept(amira: FlaskClient, desk: Desk) -> None:
    upload_id = begin(amira, size=10)
    assert send(amira, upload_id, 0, b"x" * 11).status_code == 409
    assert send(amira, upload_id, 0, b"").status_code == 409
    assert keys(desk) == []


def test_a_part_larger_than_agreed_is_refused(amira: FlaskClient, desk: Desk) -> None:
    upload_id = begin(amira)
    assert send(amira, upload_id, 0, FILM[: PART_BYTES + 1]).status_code == 409
    assert keys(desk) == []


def test_there_is_an_end_to_how_many_are_on_their_way(amira: FlaskClient, desk: Desk) -> None:
    for _ in range(MOST_AT_ONCE):
        begin(amira)
    answer = amira.post("/portfolio/uploads", data={"name": "film.mp4", "size": 5}, headers=JSON)
    assert answer.status_code == 409
    assert "on their way already" in answer.json["error"]


def test_a_strange_apprentice_neither_sees_sends_nor_adds_it(
    app: Flask, cast: Cast, amira: FlaskClient, desk: Desk
) -> None:
    upload_id = begin(amira, size=len(LOG))
    send_all(amira, upload_id, LOG)
    callum = client_of(app, cast.callum)
    assert callum.get(f"/portfolio/uploads/{upload_id}", headers=JSON).status_code == 404
    assert send(callum, upload_id, 0, LOG).status_code == 404
    assert add(callum, upload_id).status_code == 404
    assert desk.ids() == []


def test_what_has_not_moved_for_a_day_is_cleared_away_and_what_has_is_kept(
    app: Flask, amira: FlaskClient, desk: Desk
) -> None:
    still, moving = begin(amira, size=len(LOG)), begin(amira, size=len(LOG))
    send_all(amira, still, LOG)
    send_all(amira, moving, LOG)
    with desk.look():
        db.session.get_one(Upload, still).moved_at = now() - timedelta(days=1)
        for job in db.session.scalars(select(Job).where(Job.kind == "clear_upload")):
            assert job.run_at > now() + timedelta(hours=23)
            job.run_at = now()
    desk.work()
    assert amira.get(f"/portfolio/uploads/{still}", headers=JSON).status_code == 404
    assert amira.get(f"/portfolio/uploads/{moving}", headers=JSON).json["received"] == len(LOG)
    with desk.look():
        again = (Job.kind == "clear_upload", Job.state == JobState.WAITING)
        assert db.session.scalar(select(func.count(Job.id)).where(*again)) == 1
        assert db.session.scalar(select(func.count(EvidenceFile.id))) == 0
