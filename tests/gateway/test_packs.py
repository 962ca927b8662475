"""The portfolio pack from the verbs that fill a portfolio to the ZIP that is opened."""

import hashlib
import json
import subprocess
from io import BytesIO
from pathlib import Path
from typing import IO

import openpyxl
import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from foundation.database import db
from foundation.files import StoredFile, files
from foundation.jobs import Job, JobState
from gateway.jobs import make_pack
from gateway.models import Pack, PackState
from gateway.packs.mapping import NO_PLACE
from portfolio import services
from portfolio.models import EvidenceFile, KsbLink, LinkState
from portfolio.queries import list_pieces
from sign_off.reviews.services import reopen_subject
from tests.cast import Cast
from tests.gateway.a_pack import GPS_IFD, photograph
from tests.gateway.a_portfolio import RUNBOOK, Desk, accept_and_sign, ask, bytes_of, pack_of, work
from tests.gateway.unpacking import broken_links, page_of, pages_in, unpacked

FIRST = "pieces/01 Patch & compliance -runbook-"


@pytest.fixture
def made(app: Flask, portfolio: Cast) -> Pack:
    """A pack of it, as the job left it."""
    pack_id = ask(app, portfolio)
    work(app)
    return pack_of(app, pack_id)


def words_of(path: Path) -> str:
    return " ".join(" ".join(page_of(path).itertext()).split())


def test_a_pack_holds_what_is_in_the_portfolio_and_nothing_that_was_taken_out(
    app: Flask, portfolio: Cast, made: Pack, tmp_path: Path
) -> None:
    assert (made.state, made.problem) == (PackState.READY, "")
    content = bytes_of(made)
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    folder = unpacked(content, tmp_path / "pack")
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, check=True)

    assert (folder / FIRST / "4 runbook.txt").read_bytes() == RUNBOOK
    with Image.open(folder / FIRST / "Café rack.jpg") as copy:
        assert not copy.getexif().get_ifd(GPS_IFD)
    assert (folder / "pieces/02 -..-etc/_con.txt").read_bytes() == b"Ticket 4711\n"
    assert (folder / "pieces/02 -..-etc/_CON (2).TXT").read_bytes() == b"Ticket 4712\n"
    assert not list(folder.rglob("*gone*")) + list(folder.rglob("*secret*")) + list(folder.rglob("*Taken*"))

    for page in pages_in(folder):
        assert broken_links(page, folder) == [], page.name
        assert not page_of(page).xpath("//script")
    index = words_of(folder / "index.html")
    assert "I wrote it & I ran it <twice>" in index
    assert index.count("98 of 100 servers patched") == 1, "the second card is left out"
    assert "Patch & compliance <runbook>" in index and "../../etc" in index
    assert "Amira replaced the switch." in index and "Leeds depot" in index
    assert "A colleague said this, so I keep it." in index
    assert "Not signed yet" in index
    assert made.apprenticeship_id == portfolio.amiras_apprenticeship


def test_a_copy_has_the_ending_under_which_it_opens_whatever_its_name_says(
    app: Flask, portfolio: Cast, tmp_path: Path
) -> None:
    with app.app_context(), db.transaction():
        desk = Desk.of(portfolio)
        rack = list_pieces(desk.apprenticeship)[0].files[1]
        services.rename_file(desk.amira, rack, "Café rack.pdf")
    pack_id = ask(app, portfolio)
    work(app)
    folder = unpacked(bytes_of(pack_of(app, pack_id)), tmp_path / "pack")
    with Image.open(folder / FIRST / "Café rack.jpg") as copy:
        assert copy.format == "JPEG"
    assert not list(folder.rglob("*rack.pdf"))


def test_the_manifest_gives_the_photograph_as_it_was_and_as_it_is(made: Pack, tmp_path: Path) -> None:
    manifest = json.loads((unpacked(bytes_of(made), tmp_path / "pack") / "manifest.json").read_text("utf-8"))
    [copy] = [file for file in manifest["files"] if file["path"].endswith("rack.jpg")]
    assert copy["original"]["sha256"] == hashlib.sha256(photograph()).hexdigest() != copy["sha256"]
    assert copy["location_removed"] is True


def test_the_mapping_is_what_the_database_holds(
    app: Flask, portfolio: Cast, made: Pack, tmp_path: Path
) -> None:
    folder = unpacked(bytes_of(made), tmp_path / "pack")
    workbook = openpyxl.load_workbook(folder / "mapping.xlsx")
    rows = list(workbook["Mapping"].iter_rows(values_only=True))
    rows = rows[[row[0] for row in rows].index("KSB") + 1 :]
    written = {
        (row[0], row[4], "" if row[6] == NO_PLACE else row[6], row[7] or "")
        for row in rows
        if row[3] is not None
    }
    with app.app_context(), db.transaction() as session:
        desk = Desk.of(portfolio)
        accepted = session.scalars(select(KsbLink).where(KsbLink.state == LinkState.ACCEPTED)).all()
        stored = {
            (link.code, link.item.title, link.locator, link.excerpt)
            for link in accepted
            if link.item.deleted_at is None
        }
        assert len(stored) == 4
        assert written == stored
        order = [str(row[0]) for row in rows]
        gaps = {str(row[0]) for row in rows if row[3] is None}
        assert gaps == set(desk.codes) - {code for code, *_ in stored}
        named = ", ".join(code for code in order if code in gaps)
        assert f"No piece shows {named}." in words_of(folder / "index.html")


def test_the_signed_statement_lies_in_the_pack_with_the_bytes_that_were_signed(
    app: Flask, portfolio: Cast, tmp_path: Path
) -> None:
    accept_and_sign(app, portfolio)
    pack_id = ask(app, portfolio)
    work(app)
    folder = unpacked(bytes_of(pack_of(app, pack_id)), tmp_path / "pack")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    statement = manifest["statements"][0]
    assert [signature["name"] for signature in statement["signatures"]] == ["Amira Hussain", "Dana Novak"]
    signed = (folder / statement["signed_bytes"]).read_bytes()
    digest = hashlib.sha256(signed).hexdigest()
    assert {statement["digest"], *(one["digest"] for one in statement["signatures"])} == {digest}
    said = words_of(folder / "statements/Portfolio statement.html")
    for words in ("Dana Novak", "IT service manager", "Line manager", digest, "Patch & compliance <runbook>"):
        assert words in said
    assert "Not signed yet" not in said


def test_a_signature_that_no_longer_counts_says_so_in_the_pack(
    app: Flask, portfolio: Cast, tmp_path: Path
) -> None:
    accept_and_sign(app, portfolio)
    with app.app_context(), db.transaction():
        desk = Desk.of(portfolio)
        piece = list_pieces(desk.apprenticeship)[0]
        reopen_subject(desk.amira, piece.subject)
        services.update_title(desk.amira, piece, "Another title")
    pack_id = ask(app, portfolio)
    work(app)
    folder = unpacked(bytes_of(pack_of(app, pack_id)), tmp_path / "pack")
    said = words_of(folder / "statements/Portfolio statement.html")
    assert "it no longer counts" in said
    assert "Amira renamed piece 1 from “Patch & compliance <runbook>” to “Another title”" in said


def test_made_twice_a_pack_is_the_same_bytes(app: Flask, portfolio: Cast, made: Pack) -> None:
    with app.app_context(), db.transaction() as session:
        again = session.get(Pack, made.id)
        assert again is not None
        again.state, again.key = PackState.WAITING, None
        session.flush()
        session.commit()
        make_pack(made.id)
    second = pack_of(app, made.id)
    assert second.key != made.key
    assert second.sha256 == made.sha256


def test_a_pack_whose_row_is_gone_when_it_is_made_leaves_no_file(
    app: Flask, portfolio: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    put = files.store.put

    def delete_its_row(source: IO[bytes]) -> StoredFile:
        kept.append((stored := put(source)).key)
        with db.transaction() as session:
            session.delete(session.get_one(Pack, pack_id))
        return stored

    pack_id = ask(app, portfolio)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(files.store, "put", delete_its_row)
        work(app)
    (key,) = kept
    with pytest.raises(FileNotFoundError):
        files.store.read(key)


def test_a_pack_that_is_ready_is_not_made_again(app: Flask, made: Pack) -> None:
    with app.app_context(), db.transaction():
        make_pack(made.id)
    assert pack_of(app, made.id).key == made.key


def test_a_lost_file_fails_the_pack_in_one_sentence_and_another_can_be_asked_for(
    app: Flask, portfolio: Cast
) -> None:
    with app.app_context(), db.transaction() as session:
        lost = session.scalars(select(EvidenceFile).where(EvidenceFile.name == "Café rack.jpg")).one()
        files.delete_now(lost.key)
    pack_id = ask(app, portfolio)
    work(app)
    pack = pack_of(app, pack_id)
    assert (pack.state, pack.key) == (PackState.FAILED, None)
    assert pack.problem.startswith("“Café rack.jpg” is missing from where files are kept.")
    assert ask(app, portfolio) != pack_id


def test_a_fault_that_nobody_foresaw_ends_in_words_and_not_in_a_pack_that_is_made_for_ever(
    app: Flask, portfolio: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: BytesIO) -> None:
        raise OSError(28, "No space left on device")

    pack_id = ask(app, portfolio)
    monkeypatch.setattr(files.store, "put", full)
    work(app)
    pack = pack_of(app, pack_id)
    assert (pack.state, pack.key) == (PackState.FAILED, None)
    assert pack.problem == (
        "Something went wrong on this server. Make the pack again; if that fails too, tell your provider."
    )
    with app.app_context(), db.transaction() as session:
        [job] = session.scalars(select(Job).where(Job.kind == "make_pack"))
        assert job.state is JobState.DONE
