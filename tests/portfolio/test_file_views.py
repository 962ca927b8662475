"""Files of hers: many at once, looked at, renamed, replaced, taken out and brought back."""

from typing import IO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.clock import now
from foundation.database import db
from foundation.deleting import KIND
from foundation.files import StoredFile, files
from foundation.jobs import Job, JobState
from portfolio.models import EvidenceFile, ReadState
from portfolio.services import MOST_FILES_IN_A_PIECE
from tests.cast import Cast, client_of
from tests.portfolio.conftest import JSON, LOG, Desk, png, upload

LONG = "Ünïcödé protokół obsługi – 日本語 " + "very " * 60 + "long.txt"


def test_many_files_at_once_become_a_piece_each_whatever_they_are_called(
    amira: FlaskClient, desk: Desk
) -> None:
    answer = upload(
        amira,
        "/portfolio/add",
        ("Patch & restart.txt", LOG),
        (LONG, LOG),
        ("../../etc/passwd", LOG),
        ("Żółty_plan v1.3.png", png()),
    )
    assert (answer.status_code, answer.location) == (302, "/portfolio/")
    assert desk.titles()[0] == "Patch & restart"
    assert desk.titles()[1].startswith("Ünïcödé protokół obsługi – 日本語 very very")
    assert len(desk.titles()[1]) == 120
    assert desk.titles()[2:] == ["passwd", "Żółty plan v1.3"]
    page = amira.get("/portfolio/").text
    assert "Patch &amp; restart" in page
    assert "Patch & restart" not in page
    assert "../" not in page
    desk.work()
    for item_id in desk.ids():
        assert amira.get(f"/portfolio/{item_id}").status_code == 200


def test_one_file_leads_straight_to_its_piece(amira: FlaskClient, desk: Desk) -> None:
    answer = upload(amira, "/portfolio/add", ("log.txt", LOG))
    assert answer.location == f"/portfolio/{desk.ids()[0]}"


def test_an_empty_file_costs_the_others_nothing_and_is_named(amira: FlaskClient, desk: Desk) -> None:
    answer = upload(amira, "/portfolio/add", ("empty.txt", b""), ("log.txt", LOG))
    assert answer.status_code == 302
    assert desk.titles() == ["log"]
    said = amira.get(answer.location).text
    assert "empty.txt is not added. It is empty (0 bytes)." in said


@pytest.mark.parametrize("magic", [b"MZ\x90\x00", b"\x7fELF\x02", b"\xcf\xfa\xed\xfe"])
def test_a_program_is_not_taken_whatever_it_calls_itself(
    amira: FlaskClient, desk: Desk, magic: bytes
) -> None:
    program = magic + bytes(range(256)) * 20
    answer = upload(amira, "/portfolio/add", ("report.docx", program), ("log.txt", LOG))
    assert desk.titles() == ["log"]
    assert "report.docx is not added. It is a program, and we take none." in amira.get(answer.location).text
    script = b"#!/bin/sh\n# MZ\napt-get update\n"
    assert upload(amira, "/portfolio/add", ("update.sh", script)).status_code == 302
    assert desk.titles() == ["log", "update"], "a script is text that can be read"


def test_a_piece_that_nobody_could_open_says_so_before_it_is_sent(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("half.pdf", b"%PDF-1.7\n1 0 obj")
    page = amira.get(f"/portfolio/{item_id}").text
    assert "We could not read “half.pdf”, and your tutor may not either." in page
    assert "Send to Ben all the same" in page
    upload(amira, f"/portfolio/{item_id}/files", ("log.txt", LOG))
    desk.work()
    assert "all the same" not in amira.get(f"/portfolio/{item_id}").text


def test_with_no_file_chosen_she_is_asked_for_one(amira: FlaskClient, desk: Desk) -> None:
    answer = amira.post("/portfolio/add", data={}, content_type="multipart/form-data")
    assert (answer.status_code, answer.location) == (302, "/portfolio/add")
    assert "Choose at least one file first." in amira.get("/portfolio/add").text


def test_the_script_is_told_what_came_of_each_file(amira: FlaskClient, desk: Desk) -> None:
    kept = upload(amira, "/portfolio/add", ("Patch & restart.txt", LOG), headers=JSON)
    assert kept.json == {
        "ok": True,
        "url": f"/portfolio/{desk.ids()[0]}",
        "title": "Patch & restart",
        "file": 1,
        "same": "",
    }
    refused = upload(amira, "/portfolio/add", ("empty.txt", b""), headers=JSON)
    assert refused.status_code == 409
    assert refused.json is not None
    assert refused.json["error"].startswith("empty.txt is not added.")


def test_files_that_came_together_stand_in_the_order_in_which_she_chose_them(
    amira: FlaskClient, desk: Desk
) -> None:
    first = desk.add("first.txt", read=False)
    came = [desk.add(f"{name}.txt", read=False) for name in ("c", "a", "b")]
    c, a, b = (desk.file_of(item_id) for item_id in came)
    assert amira.post("/portfolio/order", data={"file": [a, b, c]}, headers=JSON).json == {"ok": True}
    assert desk.titles() == ["first", "a", "b", "c"]
    upload(amira, f"/portfolio/{first}/files", ("z.txt", LOG), ("y.txt", LOG))
    with desk.piece(first) as item:
        _, z, y = (file.id for file in item.files)
    amira.post("/portfolio/order", data={"file": [y, z]}, headers=JSON)
    with desk.piece(first) as item:
        assert [file.name for file in item.files] == ["first.txt", "y.txt", "z.txt"]


def test_the_files_of_a_piece_that_is_with_the_tutor_stay_as_they_were_sent(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add("a.txt")
    upload(amira, f"/portfolio/{item_id}/files", ("b.txt", LOG))
    desk.work()
    with desk.piece(item_id) as item:
        a, b = (file.id for file in item.files)
    desk.send(item_id)
    assert amira.post("/portfolio/order", data={"file": [b, a]}, headers=JSON).status_code == 409


def test_two_pieces_of_one_name_are_told_apart(amira: FlaskClient, desk: Desk) -> None:
    first, *_ = [desk.add(name, read=False) for name in ("Photo.txt", "photo.md", "Photo.txt")]
    assert desk.titles() == ["Photo", "photo (2)", "Photo (3)"]
    refused = amira.post(f"/portfolio/{first}/title", data={"title": "photo (2) "})
    assert refused.status_code == 422
    assert "Another piece is called “photo (2)”. Say what tells them apart." in refused.text
    assert 'value="photo (2) "' in refused.text
    assert amira.post(f"/portfolio/{first}/title", data={"title": "PHOTO"}).status_code == 302


def test_more_files_join_a_piece_until_it_is_full(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(read=False)
    more = [(f"{number}.txt", LOG) for number in range(MOST_FILES_IN_A_PIECE)]
    answer = upload(amira, f"/portfolio/{item_id}/files", *more)
    assert answer.location == f"/portfolio/{item_id}"
    said = amira.get(answer.location).text
    assert f"39.txt is not added. This piece has {MOST_FILES_IN_A_PIECE} files" in said
    with desk.piece(item_id) as item:
        assert len(item.files) == MOST_FILES_IN_A_PIECE


def test_what_is_with_the_tutor_takes_no_more_files(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    desk.send(item_id)
    answer = upload(amira, f"/portfolio/{item_id}/files", ("more.txt", LOG), headers=JSON)
    assert answer.status_code == 409
    assert "is with your tutor. Take it back first" in str(answer.json)


def test_the_file_comes_back_byte_for_byte_and_under_her_own_name(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("Patch & restart – ü.txt")
    file_id = desk.file_of(item_id)
    answer = amira.get(f"/portfolio/files/{file_id}?download")
    assert answer.data == LOG
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''Patch%20%26%20restart%20%E2%80%93%20%C3%BC.txt" in disposition


def test_a_page_that_she_uploads_never_runs_on_our_address(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("page.html", b"<html><script>alert(1)</script><p>Hello</p></html>")
    answer = amira.get(f"/portfolio/files/{desk.file_of(item_id)}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_part_of_a_file_is_served_for_seeking(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("photo.png", png())
    answer = amira.get(f"/portfolio/files/{desk.file_of(item_id)}", headers={"Range": "bytes=1-3"})
    assert (answer.status_code, answer.data) == (206, b"PNG")


def test_a_picture_of_a_file_is_shown_and_one_that_never_was_is_not(amira: FlaskClient, desk: Desk) -> None:
    file_id = desk.file_of(desk.add("photo.png", png()))
    page = amira.get("/portfolio/").text
    assert f"/portfolio/files/{file_id}/pictures/" in page
    name = page.split(f"/portfolio/files/{file_id}/pictures/")[1].split('"')[0]
    assert amira.get(f"/portfolio/files/{file_id}/pictures/{name}").mimetype == "image/webp"
    assert amira.get(f"/portfolio/files/{file_id}/pictures/never.webp").status_code == 404


def test_she_renames_a_file_in_place(amira: FlaskClient, desk: Desk) -> None:
    file_id = desk.file_of(item_id := desk.add())
    page = f"/portfolio/files/{file_id}/change"
    assert amira.get(page).status_code == 200
    assert "Give the file a name." in amira.post(page, data={"name": ""}).text
    assert "under 200 characters" in amira.post(page, data={"name": "x" * 201}).text
    answer = amira.post(page, data={"name": "Log of 10 & 11 March.txt"})
    assert answer.location == f"/portfolio/{item_id}"
    assert "Log of 10 &amp; 11 March.txt" in amira.get(answer.location).text


def test_a_file_that_is_replaced_keeps_its_place_and_can_be_brought_back(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add("old.txt", b"The old words.")
    upload(amira, f"/portfolio/{item_id}/files", ("second.txt", LOG))
    old = desk.file_of(item_id)
    assert upload(amira, f"/portfolio/files/{old}/replace", ("new.txt", b"The new words.")).status_code == 302
    desk.work()
    page = amira.get(f"/portfolio/{item_id}").text
    assert "The new words." in page
    assert "The old words." not in page
    assert page.index("new.txt") < page.index("second.txt")
    new = desk.file_of(item_id)
    assert amira.post(f"/portfolio/files/{old}/restore").status_code == 302
    page = amira.get(f"/portfolio/{item_id}").text
    assert "“old.txt” is back in the place of “new.txt”, which you can bring back below." in page
    assert ("The old words." in page, "The new words." in page) == (True, False)
    assert f"/portfolio/files/{new}/restore" in page
    assert "46 Ubuntu servers" in page, "the other file stays"


def test_a_replacement_that_is_refused_leaves_the_file_as_it_was(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("old.txt", b"The old words.")
    old = desk.file_of(item_id)
    answer = upload(amira, f"/portfolio/files/{old}/replace", ("new.txt", b""))
    assert answer.location == f"/portfolio/files/{old}/change"
    assert "new.txt is not added. It is empty" in amira.get(answer.location).text
    assert "The old words." in amira.get(f"/portfolio/{item_id}").text


def test_a_file_that_is_taken_out_is_gone_from_the_page_and_comes_back(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    file_id = desk.file_of(item_id)
    amira.post(f"/portfolio/files/{file_id}/delete")
    page = amira.get(f"/portfolio/{item_id}").text
    assert "46 Ubuntu servers" not in page
    assert "You can bring it back below." in page
    assert f"/portfolio/files/{file_id}/restore" in page
    amira.post(f"/portfolio/files/{file_id}/restore")
    assert "46 Ubuntu servers" in amira.get(f"/portfolio/{item_id}").text


def a_clip(desk: Desk, seconds: float = 252) -> tuple[int, int]:
    """A piece with a clip that was read, as its page sees it. The ids of both."""
    item_id = desk.add("switch.mp4", b"\x00\x00\x00\x18ftypmp42 no more", read=False)
    with desk.piece(item_id) as item:
        file: EvidenceFile = item.files[0]
        file.state, file.kind, file.media_type = ReadState.READ, "video", "video/mp4"
        file.duration_seconds = seconds
        return item_id, file.id


def test_she_says_where_in_the_clip_she_can_be_seen_and_takes_it_back(amira: FlaskClient, desk: Desk) -> None:
    item_id, file_id = a_clip(desk)
    answer = amira.post(f"/portfolio/files/{file_id}/in-view", data={f"in-view-{file_id}": "1:05"})
    assert answer.location == f"/portfolio/{item_id}#file-{file_id}"
    with desk.piece(item_id) as item:
        assert item.files[0].in_view_at == 65
    assert 'value="1:05"' in amira.get(f"/portfolio/{item_id}").text
    amira.post(f"/portfolio/files/{file_id}/in-view", data={f"in-view-{file_id}": ""})
    with desk.piece(item_id) as item:
        assert item.files[0].in_view_at is None


def test_a_moment_outside_the_clip_is_refused_and_stays_as_typed(amira: FlaskClient, desk: Desk) -> None:
    _, file_id = a_clip(desk, seconds=30)
    page = amira.post(f"/portfolio/files/{file_id}/in-view", data={f"in-view-{file_id}": "2:00"}).text
    assert "The clip runs 0:30. Choose a place inside it." in page
    assert 'value="2:00"' in page


def test_nobody_is_in_view_in_a_text(amira: FlaskClient, desk: Desk) -> None:
    file_id = desk.file_of(item_id := desk.add())
    amira.post(f"/portfolio/files/{file_id}/in-view", data={f"in-view-{file_id}": "0:01"})
    with desk.piece(item_id) as item:
        assert item.files[0].in_view_at is None


def test_a_strange_apprentice_reaches_no_file_of_hers(app: Flask, cast: Cast, desk: Desk) -> None:
    file_id = desk.file_of(item_id := desk.add())
    for who in (cast.callum, cast.stranger_apprentice):
        browser = client_of(app, who)
        assert browser.get(f"/portfolio/files/{file_id}").status_code == 404
        assert browser.get(f"/portfolio/files/{file_id}/change").status_code == 404
        assert upload(browser, f"/portfolio/files/{file_id}/replace", ("mine.txt", LOG)).status_code == 404
        assert upload(browser, f"/portfolio/{item_id}/files", ("mine.txt", LOG)).status_code == 404
        for verb in ("delete", "restore", "in-view"):
            assert browser.post(f"/portfolio/files/{file_id}/{verb}").status_code == 404
    with desk.piece(item_id) as item:
        assert [(file.name, file.deleted_at) for file in item.files] == [("log.txt", None)]


def test_what_was_refused_leaves_nothing_in_the_store(
    amira: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    item_id = desk.add()
    desk.send(item_id)
    put, kept = files.store.put, list[StoredFile]()

    def note(source: IO[bytes]) -> StoredFile:
        kept.append(put(source))
        return kept[-1]

    monkeypatch.setattr(files.store, "put", note)
    upload(amira, f"/portfolio/{item_id}/files", ("more.txt", b"Never kept."))
    desk.work()
    (refused,) = kept
    with pytest.raises(FileNotFoundError):
        next(files.store.read(refused.key))


def test_a_store_that_keeps_what_was_refused_costs_the_others_nothing_and_is_asked_again(
    app: Flask, amira: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, kept = files.store.put, list[StoredFile]()

    def note(source: IO[bytes]) -> StoredFile:
        kept.append(put(source))
        return kept[-1]

    def be_away(key: str) -> None:
        raise ConnectionError("503 Slow Down")

    monkeypatch.setattr(files.store, "put", note)
    with monkeypatch.context() as away:
        away.setattr(files.store, "delete", be_away)
        answer = upload(amira, "/portfolio/add", ("empty.txt", b""), ("log.txt", LOG))
        desk.work()
    assert answer.status_code == 302
    assert desk.titles() == ["log"]
    refused, added = kept
    with app.app_context(), db.transaction() as session:
        for job in session.scalars(select(Job).where(Job.kind == KIND, Job.state == JobState.WAITING)):
            job.run_at = now()
    desk.work()
    with pytest.raises(FileNotFoundError):
        files.store.read(refused.key)
    assert next(files.store.read(added.key)) == LOG
