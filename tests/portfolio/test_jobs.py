"""What the worker does with files, cards and observations: good ones are read, bad ones cost nothing but themselves."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.clock import as_day, now
from foundation.database import db
from portfolio.jobs import read_card, read_file, read_witness_statement
from portfolio.models import LinkState, ReadState, TextSource
from portfolio.queries import list_findings, list_pieces
from sign_off.models import SigningLink
from sign_off.witness import services as witness
from tests.portfolio.bad_files import BAD, clip_cut_short
from tests.portfolio.conftest import LOG, Desk, png, upload

pytestmark = [pytest.mark.needs_libreoffice, pytest.mark.needs_ffmpeg]


def test_a_document_of_libreoffices_is_read_with_its_places(
    desk: Desk, office_files: Mapping[str, Path]
) -> None:
    item_id = desk.add("Patch & restart.docx", office_files["docx"].read_bytes())
    with desk.piece(item_id) as item:
        (file,) = item.files
        assert (file.state, file.kind, file.problem) == (ReadState.READ, "document", "")
        (text,) = item.texts
        places = [passage["locator"] for passage in text.document["passages"]]
        assert any("Patching" in place for place in places), "a heading, since a .docx has no pages"
        assert any(link.state is LinkState.OPEN and link.excerpt for link in item.links)


def test_a_pdf_is_read_by_page_and_drawn(
    amira: FlaskClient, desk: Desk, office_files: Mapping[str, Path]
) -> None:
    item_id = desk.add("runbook.pdf", office_files["pdf"].read_bytes())
    with desk.piece(item_id) as item:
        (file,) = item.files
        assert (file.pages, file.media_type) == (1, "application/pdf")
        assert {picture.name for picture in file.pictures} >= {"thumb.webp"}
        assert item.texts[0].document["passages"][0]["locator"].startswith("page 1")
    assert "Page 1 of 1" in amira.get(f"/portfolio/{item_id}").text


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_gets_one_clear_line_and_costs_nothing_else(
    amira: FlaskClient, desk: Desk, office_files: Mapping[str, Path], tmp_path: Path, what: str
) -> None:
    name, make, line = BAD[what]
    answer = upload(amira, "/portfolio/add", ("before.txt", LOG), (name, make(office_files, tmp_path)))
    assert answer.status_code == 302
    assert upload(amira, "/portfolio/add", ("after.txt", LOG)).status_code == 302
    desk.work()
    before, bad, after = desk.ids()
    with desk.piece(bad) as item:
        (file,) = item.files
        assert (file.state, file.problem) == (ReadState.UNREADABLE, line[:1].upper() + line[1:])
    page = amira.get(f"/portfolio/{bad}").text
    assert f"We could not open {name.replace('&', '&amp;')}: {line} Nothing else was lost." in page
    for other in (before, after):
        with desk.piece(other) as item:
            assert item.files[0].state is ReadState.READ
            assert item.texts
    with desk.look() as own:
        about = [one for one in list_findings(own) if one.rule == "unreadable"]
        assert [one.item_id for one in about] == [bad]


def test_a_bad_file_is_put_right_by_putting_a_good_one_in_its_place(
    amira: FlaskClient, desk: Desk, tmp_path: Path
) -> None:
    item_id = desk.add("clip.mp4", clip_cut_short(tmp_path / "clip.mp4"))
    file_id = desk.file_of(item_id)
    assert f"/portfolio/files/{file_id}/change" in amira.get("/gateway/").text
    upload(amira, f"/portfolio/files/{file_id}/replace", ("log.txt", LOG))
    desk.work()
    with desk.look() as own:
        assert not [one for one in list_findings(own) if one.rule == "unreadable"]


@pytest.mark.parametrize(
    ("name", "content", "kind", "better"),
    [("a picture.docx", png(), "image", "a picture.png"), ("a text.pdf", LOG, "text", "a text.txt")],
)
def test_what_a_file_is_counts_and_not_what_its_name_says(
    amira: FlaskClient, desk: Desk, name: str, content: bytes, kind: str, better: str
) -> None:
    item_id = desk.add(name, content)
    with desk.piece(item_id) as item:
        assert (item.files[0].state, item.files[0].kind) == (ReadState.READ, kind)
    page = amira.get(f"/portfolio/{item_id}").text
    assert page.count("Its name says") == 1, "one clear line, whatever kind of file it is"
    assert f"as “{better}”, so that it opens" in page
    given = amira.get(f"/portfolio/files/{desk.file_of(item_id)}?download").headers["Content-Disposition"]
    assert better.replace(" ", "%20") in given or better in given
    amira.post(f"/portfolio/files/{desk.file_of(item_id)}/change", data={"name": better})
    assert "Its name says" not in amira.get(f"/portfolio/{item_id}").text, "she put the name right"


def test_reading_a_file_twice_stores_the_same_once(app: Flask, desk: Desk) -> None:
    item_id = desk.add()
    with desk.piece(item_id) as item:
        file_id, links = item.files[0].id, [(link.code, link.locator) for link in item.links]
        item.files[0].state = ReadState.WAITING
    with app.app_context(), db.transaction():
        read_file(file_id)
    with app.app_context(), db.transaction():
        read_file(file_id)
    with desk.piece(item_id) as item:
        assert len(item.texts) == 1
        assert [(link.code, link.locator) for link in item.links] == links


def test_what_was_taken_away_meanwhile_is_no_fault(app: Flask) -> None:
    with app.app_context(), db.transaction():
        read_file(404)
        read_card(404)
        read_witness_statement(404)


def test_a_card_is_read_once_for_what_it_says_now(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    for what in ("I felt proud of what I learned.", LOG.decode()):
        amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": what, "in_pack": "y"})
        desk.work()
    with desk.piece(item_id) as item:
        (card,) = [text for text in item.texts if text.source is TextSource.CARD]
        assert [passage["text"] for passage in card.document["passages"]] == [LOG.decode()]
        assert card.document["passages"][0]["locator"] == "context card, “What did I do?”"
        assert any(link.locator.startswith("context card") for link in item.links)


def observe(
    desk: Desk, amira: FlaskClient, ben: FlaskClient, what: str, relationship: str = "Line manager"
) -> int:
    """Dana writes what she saw. The id of the piece it becomes."""
    amira.post("/witness-statements/", data={"about": "I replaced the switch in comms room B."})
    ben.post(f"/learners/{desk.cast.amiras_apprenticeship}/witness-statements/1/link")
    saw = witness.Observation(what, "Comms room B", now().date(), "Dana Novak", "IT manager", relationship)
    with desk.app.app_context(), db.transaction() as session:
        witness.sign_witness_statement(session.query(SigningLink).one(), saw)
    desk.work()
    (item_id,) = desk.ids()
    return item_id


def test_an_observation_is_checked_for_opinion_paragraph_by_paragraph(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = observe(
        desk,
        amira,
        ben,
        "She moved the cables to the spare switch.\n\nI think she is a brilliant apprentice and a real asset.",
    )
    with desk.piece(item_id) as item:
        (text,) = item.texts
        assert [passage["locator"] for passage in text.document["passages"]] == [
            "witness statement, paragraph 1",
            "witness statement, paragraph 2",
        ]
    with desk.look() as own:
        assert [one.locator for one in list_findings(own) if one.rule == "opinion"] == [
            "witness statement, paragraph 2"
        ]
        assert [piece.title for piece in list_pieces(own)] == [
            "Witness statement: I replaced the switch in comms room B."
        ]


def test_what_a_witness_who_signs_did_herself_is_suggested_for_nobody(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    seen = "Amira replaced the failed access switch and tested connectivity with ping and traceroute."
    own = "I configured the VLANs and their DHCP scopes on the core switch myself."
    item_id = observe(desk, amira, ben, f"{seen}\n{own}")
    with desk.piece(item_id) as item:
        assert {link.excerpt for link in item.links} == {seen}


def test_a_witness_who_says_she_is_a_relative_is_held_against_the_piece(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = observe(desk, amira, ben, "She moved the cables to the spare switch.", relationship="Her aunt")
    with desk.look() as own:
        (found,) = [one for one in list_findings(own) if one.rule == "witness_relative"]
        assert (found.item_id, found.excerpt, found.force) == (item_id, "Her aunt", "should")


def test_a_signed_statement_says_who_saw_it_where_and_when_to_her_and_to_her_tutor(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = observe(desk, amira, ben, "She moved the cables to the spare switch.")
    desk.send(item_id)
    for reader in (amira, ben):
        page = reader.get(f"/portfolio/{item_id}").text
        for said in ("Dana Novak, IT manager", "Line manager", "Comms room B", as_day(now().date())):
            assert f">{said}</dd>" in page
