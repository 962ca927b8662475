"""Leaving: everything as one file to take along, and all of it deleted when she asks."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts.models import Apprenticeship, Person
from foundation.clock import as_day, now, today
from foundation.database import Base, db
from foundation.events import Event
from foundation.files import Incoming, StoredFile, files
from foundation.jobs import Job, JobState
from foundation.outbox import Mail
from gateway.models import Pack, PackState
from portfolio.models import EvidenceFile
from report_builder.models import Report, ReportFigure
from tests.cast import Cast, client_of
from tests.gateway.a_report import finish
from tests.home.conftest import Bench
from tests.home.test_apprentice_home import text_of
from tests.report_builder.presenting import powerpoint, upload
from tests.report_builder.writing import begin
from tests.web import Work


def ask(client: FlaskClient, cast: Cast, what: str) -> int:
    return client.post(f"/leaving/{cast.amiras_apprenticeship}/{what}").status_code


def download(client: FlaskClient, pack_id: int = 1) -> zipfile.ZipFile:
    response = client.get(f"/leaving/everything/{pack_id}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    return zipfile.ZipFile(BytesIO(response.data))


@pytest.fixture
def bench_with_work(bench: Bench) -> Bench:
    bench.accepted("Laptops", "K7")
    bench.returned("Runbook", "K8", note="Give the date.")
    bench.draft("Leavers: closed?", "K13")
    return bench


def test_she_asks_sees_it_going_on_and_downloads_it(
    amira: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work
) -> None:
    assert "Put everything together" in text_of(amira, "/leaving")
    assert ask(amira, cast, "everything") == 302
    assert "We are putting it together here" in text_of(amira, "/leaving")
    assert "data-done" not in amira.get("/leaving/everything/1/progress").text
    assert amira.get("/leaving/everything/1").status_code == 404
    work()
    assert "data-done" in amira.get("/leaving/everything/1/progress").text
    assert f"We remove it after {as_day(now() + timedelta(days=7))}" in text_of(amira, "/leaving")
    assert download(amira).testzip() is None


def test_the_zip_holds_her_reports_as_documents_and_every_file_of_slides(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    begin(amira, title="A practice run")
    finish(app, cast)
    upload(amira, "Second & last.pptx", powerpoint("Overview"), report=2)
    ask(amira, cast, "everything")
    work()
    archive = download(amira)
    names = archive.namelist()
    assert "report/slides/1 R&D talk.pdf" in names and "report/slides/2 Second & last.pptx" in names
    assert not [name for name in names if name.endswith(".webp")], "pictures that we made can be made again"
    for title, said in (
        ("Practice report A practice run", "A practice run"),
        ("Project report The Elm Road Wi-Fi", "I planned the Wi-Fi of Elm Road & costed it."),
    ):
        content = archive.read(f"report/Amira Hussain ST0505 {title}.docx")
        assert said in [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    page = archive.read("index.html").decode()
    assert 'href="report/slides/1%20R%26D%20talk.pdf">R&amp;D talk.pdf (taken out)</a>' in page
    assert "An HDMI cable for my own laptop" in page
    digests = archive.read("sha256.txt").decode()
    assert "report/Amira Hussain ST0505 Project report The Elm Road Wi-Fi.docx" in digests


def test_a_lost_picture_of_a_report_costs_its_document_and_nothing_else(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    begin(amira)
    with app.app_context(), db.transaction() as session:
        report = session.get_one(Report, 1)
        section = report.sections[0]
        figure = ReportFigure(
            report_id=report.id,
            name="plan.png",
            key="ab/" + "0" * 30,
            size=9,
            sha256="ab" * 32,
            media_type="image/png",
            width=9,
            height=9,
            added_at=now(),
        )
        session.add(figure)
        session.flush()
        attrs = {"image": str(figure.id), "caption": "The plan", "width": 9, "height": 9}
        section.content = {"type": "doc", "content": [{"type": "figure", "attrs": attrs}]}
    ask(amira, cast, "everything")
    work()
    archive = download(amira)
    assert not [name for name in archive.namelist() if name.endswith(".docx")]
    assert "It could not be written as a document" in archive.read("index.html").decode()


def test_the_zip_holds_every_file_all_data_and_a_page_to_read_them_with(
    amira: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work
) -> None:
    ask(amira, cast, "everything")
    work()
    archive = download(amira)
    names = archive.namelist()
    assert "portfolio/01 Laptops (1)/1 Laptops.png" in names
    assert "portfolio/03 Leavers- closed- (3)/3 Leavers- closed-.png" in names
    assert archive.read("portfolio/01 Laptops (1)/1 Laptops.png") == b"what Laptops.png says"
    (round_,) = [one for one in json.loads(archive.read("data/review.json")) if one["note"]]
    assert round_["note"] == "Give the date."
    assert any(event["kind"] == "evidence_created" for event in json.loads(archive.read("data/history.json")))
    assert {"person": cast.ben, "name": "Ben Carter"} in json.loads(archive.read("data/names.json"))
    page = archive.read("index.html").decode()
    assert "Everything of Amira Hussain" in page
    assert 'href="portfolio/01%20Laptops%20%281%29/1%20Laptops.png"' in page
    assert "K7, Page 1" in page


def test_no_secret_of_the_server_is_in_the_zip(
    amira: FlaskClient, cast: Cast, work: Work, bench: Bench
) -> None:
    ask(amira, cast, "everything")
    work()
    (person,) = json.loads(download(amira).read("data/person.json"))
    assert person["name"] == "Amira Hussain"
    assert not {"password_hash", "session_stamp"} & person.keys()


def test_nothing_of_callums_is_in_amiras_zip(
    amira: FlaskClient, bench: Bench, cast: Cast, work: Work
) -> None:
    bench.sent("Firewall rules", "K7", of=cast.callum)
    ask(amira, cast, "everything")
    work()
    archive = download(amira)
    for name in archive.namelist():
        assert "Firewall" not in name
        assert b"Callum" not in archive.read(name)


def test_the_listing_of_digests_is_true(
    amira: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work
) -> None:
    ask(amira, cast, "everything")
    work()
    archive = download(amira)
    listed = dict(line.split("  ", 1)[::-1] for line in archive.read("sha256.txt").decode().splitlines())
    assert set(listed) == set(archive.namelist()) - {"sha256.txt"}
    for name, digest in listed.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_a_file_that_the_store_has_lost_does_not_stop_the_rest(
    amira: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work, app: Flask
) -> None:
    with app.app_context(), db.transaction() as session:
        files.delete_now(session.scalars(select(EvidenceFile.key).order_by(EvidenceFile.id)).first() or "")
    ask(amira, cast, "everything")
    work()
    names = download(amira).namelist()
    assert "portfolio/02 Runbook (2)/2 Runbook.png" in names
    assert "portfolio/01 Laptops (1)/1 Laptops.png" not in names


def test_a_download_whose_row_is_gone_when_it_is_made_leaves_no_file(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    write = files.store.write

    def delete_its_row(fill: Callable[[Incoming], None]) -> StoredFile:
        kept.append((stored := write(fill)).key)
        with db.transaction() as session:
            session.delete(session.get_one(Pack, 1))
        return stored

    ask(amira, cast, "everything")
    monkeypatch.setattr(files.store, "write", delete_its_row)
    work()
    (key,) = kept
    with pytest.raises(FileNotFoundError):
        files.store.read(key)


def test_asking_twice_while_it_is_being_made_makes_one(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    assert ask(amira, cast, "everything") == 302
    assert ask(amira, cast, "everything") == 302
    with app.app_context(), db.transaction() as session:
        assert session.query(Pack).count() == 1


def test_after_a_week_the_download_is_gone_and_so_is_its_file(
    amira: FlaskClient, cast: Cast, work: Work, app: Flask
) -> None:
    ask(amira, cast, "everything")
    work()
    with app.app_context(), db.transaction() as session:
        pack = session.get_one(Pack, 1)
        assert pack.state is PackState.READY and pack.key
        key, pack.ready_at = pack.key, now() - timedelta(days=7)
        waiting = session.scalars(select(Job).where(Job.kind == "expire_everything")).one()
        assert waiting.run_at > now() + timedelta(days=6)
        waiting.run_at = now()
    assert amira.get("/leaving/everything/1").status_code == 404
    work()
    with app.app_context(), db.transaction() as session:
        assert session.get(Pack, 1) is None
    with pytest.raises(FileNotFoundError):
        next(files.store.read(key))


def test_only_she_and_her_administrator_may_ask_or_fetch(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    ask(amira, cast, "everything")
    work()
    strangers = (cast.callum, cast.carys, cast.stranger_tutor, cast.stranger_administrator)
    for who, status in (*((one, 404) for one in strangers), (cast.ben, 403), (None, 302)):
        client = client_of(app, who)
        assert client.get("/leaving/everything/1").status_code == status
        assert client.get("/leaving/everything/1/progress").status_code == status
        for what in ("everything", "deletion", "keep"):
            assert ask(client, cast, what) == status
    assert client_of(app, cast.olive).get("/leaving/everything/1").status_code == 200


def test_her_tutor_cannot_fetch_it_as_a_pack_for_the_gateway_either(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    ask(amira, cast, "everything")
    work()
    paths = [
        str(rule).replace("<int:pack_id>", "1")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("gateway.") and "pack_id" in rule.arguments
    ]
    assert paths
    for path in paths:
        assert client_of(app, cast.ben).get(path).status_code == 404


def test_the_administrator_acts_on_her_behalf(olive: FlaskClient, cast: Cast, work: Work) -> None:
    path = f"/learners/{cast.amiras_apprenticeship}/leaving"
    assert "Everything of Amira Hussain" in text_of(olive, path)
    response = olive.post(f"/leaving/{cast.amiras_apprenticeship}/everything")
    assert response.location == path
    work()
    assert "It is ready" in text_of(olive, path)


def test_deletion_is_thirty_days_away_and_can_be_taken_back(
    amira: FlaskClient, cast: Cast, bench: Bench
) -> None:
    last = today() + timedelta(days=30)
    assert ask(amira, cast, "deletion") == 302
    assert f"Everything is deleted after {as_day(last)}." in text_of(amira, "/leaving")
    assert ask(amira, cast, "deletion") == 409
    assert ask(amira, cast, "keep") == 302
    assert "Delete everything in 30 days" in text_of(amira, "/leaving")


def make_due(app: Flask, cast: Cast, day_offset: int) -> None:
    """Her last day is so many days from today, and the job that looks is due."""
    with app.app_context(), db.transaction() as session:
        own = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        own.delete_after = today() + timedelta(days=day_offset)
        for job in session.scalars(select(Job).where(Job.kind == "delete_when_due")):
            job.run_at = now()


def test_nothing_is_deleted_on_her_last_day(amira: FlaskClient, cast: Cast, work: Work, app: Flask) -> None:
    ask(amira, cast, "deletion")
    make_due(app, cast, 0)
    work()
    assert amira.get("/").status_code == 200


def test_what_was_taken_back_is_not_deleted(amira: FlaskClient, cast: Cast, work: Work, app: Flask) -> None:
    ask(amira, cast, "deletion")
    ask(amira, cast, "keep")
    with app.app_context(), db.transaction() as session:
        for job in session.scalars(select(Job).where(Job.kind == "delete_when_due")):
            job.run_at = now()
    work()
    assert amira.get("/").status_code == 200


def test_after_her_last_day_nothing_of_hers_is_left_but_an_event_without_a_name(
    amira: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work, app: Flask
) -> None:
    bench_with_work.sent("Firewall rules", "K7", of=cast.callum)
    with app.app_context(), db.transaction() as session:
        about_work = {"apprenticeship_id": cast.amiras_apprenticeship}
        about_account = {"concerns": f"person:{cast.amira}"}
        for to, subject, about in (
            ("ben.carter@example.org", "Amira Hussain sent Laptops", about_work),
            ("amira.hussain@example.org", "Hello", about_account),
        ):
            session.add(Mail(to=to, subject=subject, body="", created_at=now(), **about))
        keys = [file.key for file in session.scalars(select(EvidenceFile)) if "Firewall" not in file.name]
    ask(amira, cast, "everything")
    ask(amira, cast, "deletion")
    work()
    make_due(app, cast, -1)
    work()
    assert amira.get("/").status_code == 302
    with app.app_context(), db.transaction() as session:
        assert session.get(Person, cast.amira) is None
        assert session.get(Apprenticeship, cast.amiras_apprenticeship) is None
        assert [file.name for file in session.scalars(select(EvidenceFile))] == ["Firewall rules.png"]
        about_her = session.scalars(
            select(Event).where(Event.subject == f"apprenticeship:{cast.amiras_apprenticeship}")
        ).all()
        assert [event.kind for event in about_her] == ["everything_deleted"]
        assert about_her[0].actor == "server"
        assert not session.scalars(select(Job).where(Job.state == JobState.FAILED)).all()
        left = everything_in_the_database()
        assert "Amira" not in left
        assert "amira.hussain" not in left
    for key in keys:
        with pytest.raises(FileNotFoundError):
            next(files.store.read(key))


def test_mails_about_others_outlast_her_also_where_her_name_is_part_of_theirs(
    amira: FlaskClient, cast: Cast, work: Work, app: Flask
) -> None:
    with app.app_context(), db.transaction() as session:
        invited = Mail(
            to="joanna@weirside.example",
            subject="Your invitation to Masterpiece",
            body="Hello Amira Hussain-Price",
            created_at=now(),
            concerns=f"person:{cast.stranger_apprentice}",
        )
        sent = Mail(
            to="ben.carter@example.org",
            subject="Callum Reid sent you “Laptops that I set up with Amira Hussain”",
            body="",
            created_at=now(),
            apprenticeship_id=cast.amiras_apprenticeship + 1,
        )
        hers = Mail(
            to="dana.novak@example.org",
            subject="Sign, please",
            body="",
            created_at=now(),
            apprenticeship_id=cast.amiras_apprenticeship,
        )
        session.add_all([invited, sent, hers])
    ask(amira, cast, "deletion")
    make_due(app, cast, -1)
    work()
    with app.app_context(), db.transaction() as session:
        assert session.get(Apprenticeship, cast.amiras_apprenticeship) is None
        left = [mail.to for mail in session.scalars(select(Mail).order_by(Mail.id))]
        assert left == ["joanna@weirside.example", "ben.carter@example.org"]


def everything_in_the_database() -> str:
    rows = [db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    return repr(rows)


def test_the_command_deletes_what_is_due_and_says_how_many(
    amira: FlaskClient, cast: Cast, app: Flask
) -> None:
    ask(amira, cast, "deletion")
    make_due(app, cast, -1)
    result = app.test_cli_runner().invoke(args=["leaving", "delete-due"])
    assert result.output == "Deleted everything of 1 apprentice.\n"
    with app.app_context(), db.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Person).where(Person.id == cast.amira)) == 0
    again = app.test_cli_runner().invoke(args=["leaving", "delete-due"])
    assert again.output == "Deleted everything of 0 apprentices.\n"
