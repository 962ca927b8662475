"""The report pack from the verbs that finish a report to the ZIP that is opened."""

import hashlib
import json
import subprocess
from pathlib import Path

import docx
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.clock import as_day, today
from foundation.database import db
from foundation.errors import Refused
from foundation.files import files
from gateway.models import Pack, PackState
from gateway.report_preflight import ReportFlight, report_flight
from report_builder import presentation_services as presentation
from report_builder.models import ReportKind
from report_builder.queries import list_reports
from tests.cast import Cast
from tests.gateway.a_portfolio import Desk, bytes_of, pack_of, work
from tests.gateway.a_report import (
    ask_for_report,
    finish,
    pass_gateway,
    present,
    sign_report,
    write_report,
)
from tests.gateway.unpacking import broken_links, page_of, unpacked
from tests.report_builder.presenting import pdf

REPORT = "Amira Hussain ST0505 Project report The Elm Road Wi-Fi.docx"
PAGES = ("index.html", "technical needs.html", "statements/Report statement.html")


@pytest.fixture
def made(app: Flask, cast: Cast) -> Pack:
    finish(app, cast)
    pack_id = ask_for_report(app, cast)
    work(app)
    return pack_of(app, pack_id)


def words_of(path: Path) -> str:
    return " ".join(" ".join(page_of(path).itertext()).split())


def test_a_pack_holds_the_report_the_slides_the_needs_and_the_statement(made: Pack, tmp_path: Path) -> None:
    assert (made.state, made.problem) == (PackState.READY, "")
    folder = unpacked(bytes_of(made), tmp_path / "pack")
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names - {name for name in names if name.endswith(".pdf") and "talk" not in name} == {
        "SHA256SUMS",
        "manifest.json",
        *PAGES,
        REPORT,
        "slides/R&D talk.pdf",
        "statements/Report statement, as signed.txt",
    }
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    subprocess.run(check, cwd=folder, check=True)
    assert (folder / "slides/R&D talk.pdf").read_bytes() == pdf()

    words = [paragraph.text for paragraph in docx.Document(str(folder / REPORT)).paragraphs]
    assert "I planned the Wi-Fi of Elm Road & costed it." in words
    assert any("ST0505, version 1.1" in line for line in words), "the cover names the standard's version"


def test_the_index_says_what_is_there_and_every_link_leads_to_it(made: Pack, tmp_path: Path) -> None:
    folder = unpacked(bytes_of(made), tmp_path / "pack")
    for name in PAGES:
        assert broken_links(folder / name, folder) == [], name
        assert not page_of(folder / name).xpath("//script | //link | //img | //@style")
    index = words_of(folder / "index.html")
    for said in (
        "Project report and presentation",
        "IT solutions technician, ST0505, version 1.1",
        "The Elm Road Wi-Fi",
        "the plan allows 1,800 to 2,200",
        "1 of 19 KSBs, in the appendix of the report",
        "the end of week 4",
        "PDF, 2 slides",
        "An HDMI cable for my own laptop",
        "The internet",
        "Dana Novak",
        "IT service manager",
        "sha256sum -c SHA256SUMS",
    ):
        assert said in index, said
    assert "Photographs" not in index
    needs = words_of(folder / "technical needs.html")
    assert "An HDMI cable for my own laptop" in needs and "Amira Hussain" in needs


def test_what_was_signed_can_be_checked_without_us(made: Pack, tmp_path: Path) -> None:
    folder = unpacked(bytes_of(made), tmp_path / "pack")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    [statement] = manifest["statements"]
    assert statement["standing"] == "Signed"
    assert [one["name"] for one in statement["signatures"]] == ["Amira Hussain", "Dana Novak"]
    signed = (folder / statement["signed_bytes"]).read_bytes()
    assert hashlib.sha256(signed).hexdigest() == statement["digest"]
    assert hashlib.sha256(pdf()).hexdigest().encode() in signed, "the slides are among what was signed"
    assert manifest["format"] == "Masterpiece report pack 1"
    assert manifest["technical_needs"] == ["An HDMI cable for my own laptop", "The internet"]
    assert (manifest["report"]["file"], manifest["slides"]) == (REPORT, "slides/R&D talk.pdf")


def test_made_twice_a_pack_is_the_same_bytes(app: Flask, made: Pack) -> None:
    with app.app_context(), db.transaction() as session:
        again = session.get_one(Pack, made.id)
        again.state, again.key = PackState.WAITING, None
        session.flush()
        session.commit()
        from gateway.jobs import make_pack

        make_pack(made.id)
    assert pack_of(app, made.id).sha256 == made.sha256


def test_slides_without_an_ending_get_the_one_that_opens_them(app: Flask, cast: Cast, tmp_path: Path) -> None:
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        pass_gateway(desk)
        present(desk.amira, write_report(desk.amira, desk.apprenticeship), "con")
        sign_report(desk.amira, desk.ben, desk.apprenticeship)
    pack_id = ask_for_report(app, cast)
    work(app)
    folder = unpacked(bytes_of(pack_of(app, pack_id)), tmp_path / "pack")
    assert [path.name for path in (folder / "slides").iterdir()] == ["_con.pdf"]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    [slides] = [one for one in manifest["files"] if one["path"].startswith("slides")]
    assert slides["original"]["sha256"] == slides["sha256"]


def test_lost_slides_fail_the_pack_in_one_sentence(app: Flask, cast: Cast) -> None:
    finish(app, cast)
    with app.app_context(), db.transaction():
        report = list_reports(Desk.of(cast).apprenticeship)[ReportKind.FINAL]
        assert report.presentation is not None and report.presentation.slides is not None
        files.delete_now(report.presentation.slides.key)
    pack_id = ask_for_report(app, cast)
    work(app)
    pack = pack_of(app, pack_id)
    assert pack.state is PackState.FAILED
    assert pack.problem.startswith("“R&D talk.pdf” is missing from where files are kept.")


def test_what_changes_after_signing_blocks_the_next_pack_until_both_sign_again(
    app: Flask, cast: Cast
) -> None:
    finish(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        presentation.tell_needs(
            desk.amira, list_reports(desk.apprenticeship)[ReportKind.FINAL], "Nothing else"
        )
    with pytest.raises(Refused, match="was signed, but something changed afterwards"):
        ask_for_report(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship)
    assert ask_for_report(app, cast)


def flight(app: Flask, cast: Cast, **how: int) -> ReportFlight:
    """The checks of a report that is written and no more."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        pass_gateway(desk)
        write_report(desk.amira, desk.apprenticeship, **how)
        db.session.flush()
        return report_flight(desk.apprenticeship)


def test_without_a_final_report_there_is_nothing_to_pack(app: Flask, cast: Cast) -> None:
    with pytest.raises(Refused, match="There is no final report yet"):
        ask_for_report(app, cast)


def test_what_the_plan_says_must_be_blocks_and_the_rest_is_said(app: Flask, cast: Cast) -> None:
    found = flight(app, cast)
    assert [one.said for one in found.must] == [
        "Nobody has said what is needed in the room",
        "Nobody has signed the report statement",
    ]
    assert all(one.clause is not None and "must" in one.clause.quote for one in found.must)
    assert [one.said.partition(" place")[0] for one in found.should] == [
        "The appendix has no",
        found.should[1].said,
        "No slides go in with the report",
    ]
    assert found.deadline is not None and as_day(today()) not in found.deadline.words


@pytest.mark.parametrize(("words", "blocked"), [(1700, True), (1800, False), (2300, True)])
def test_the_length_blocks_because_the_plan_says_must(
    app: Flask, cast: Cast, words: int, blocked: bool
) -> None:
    found = flight(app, cast, words=words)
    said = [one.said for one in found.must if "the plan allows 1,800 to 2,200" in one.said]
    assert bool(said) is blocked


@pytest.mark.needs_pango
def test_what_is_needed_in_the_room_is_there_on_paper_too(made: Pack, tmp_path: Path) -> None:
    folder = unpacked(bytes_of(made), tmp_path / "pack")
    paper = pypdfium2.PdfDocument(folder / "technical needs.pdf")
    try:
        assert "An HDMI cable for my own laptop" in paper[0].get_textpage().get_text_range()
    finally:
        paper.close()


def test_the_browser_downloads_it_under_her_name(made: Pack, amira: FlaskClient) -> None:
    answer = amira.get(f"/packs/{made.id}/download")
    assert hashlib.sha256(answer.data).hexdigest() == made.sha256
    assert "Amira%20Hussain%20ST0505%20report%20pack" in answer.headers["Content-Disposition"]
