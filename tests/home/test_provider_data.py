"""Everything of a provider: put together by a job, fetched by its administrators, gone after a week."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from accounts.queries import list_standard_versions
from accounts.services import publish_or_find, reset_link_for
from foundation.clock import as_moment, now, today
from foundation.database import db
from foundation.files import CHUNK, Incoming, StoredFile, files
from foundation.jobs import Job, Worker
from gateway.models import PackState
from home.leaving.archive import Archive, Kept
from home.leaving.jobs import delete_when_due
from home.models import ProviderDownload
from home.provider_data import jobs
from home.provider_data.queries import list_learners
from tests.cast import Cast, client_of
from tests.home.conftest import Bench
from tests.home.test_apprentice_home import text_of
from tests.newer import newer_standard
from tests.web import Work

PAGE = "/administration/everything/"


@pytest.fixture
def bench_with_work(bench: Bench, cast: Cast) -> Bench:
    bench.accepted("Laptops", "K7")
    bench.draft("Leavers: closed?", "K13")
    bench.sent("Firewall rules", "K7", of=cast.callum)
    return bench


def downloaded(client: FlaskClient, number: int = 1) -> zipfile.ZipFile:
    response = client.get(f"{PAGE}{number}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    return zipfile.ZipFile(BytesIO(response.data))


def lines_of(archive: zipfile.ZipFile, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(path).decode("utf-8-sig"))))


def test_she_asks_sees_how_far_it_is_and_downloads_it(
    olive: FlaskClient, bench_with_work: Bench, work: Work, app: Flask
) -> None:
    assert "Put everything together" in text_of(olive, PAGE)
    assert olive.post(PAGE).location == PAGE
    assert "0 of 2 learners so far" in text_of(olive, PAGE)
    assert "data-done" not in olive.get(f"{PAGE}1/progress").text
    assert olive.get(f"{PAGE}1").status_code == 404
    work()
    assert "data-done" in olive.get(f"{PAGE}1/progress").text
    with app.app_context(), db.transaction() as session:
        download = session.get_one(ProviderDownload, 1)
        assert (download.done, download.total) == (2, 2)
        assert download.expires_at is not None
        assert timedelta(days=6, hours=23) < download.expires_at - now() <= timedelta(days=7)
        until = as_moment(download.expires_at)
    assert f"We remove it on {until}" in text_of(olive, PAGE)
    assert downloaded(olive).testzip() is None


def test_each_learners_folder_is_what_she_can_take_along_herself(
    olive: FlaskClient, amira: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work
) -> None:
    amira.post(f"/leaving/{cast.amiras_apprenticeship}/everything")
    work()
    own = zipfile.ZipFile(BytesIO(amira.get("/leaving/everything/1").data))
    olive.post(PAGE)
    work()
    all_of_it = downloaded(olive)
    folder = f"learners/Amira Hussain ({cast.amiras_apprenticeship})/"
    inside = {name.removeprefix(folder) for name in all_of_it.namelist() if name.startswith(folder)}
    assert inside == set(own.namelist()) | {"data/pack.json"}
    drafted = "portfolio/02 Leavers- closed- (2)/2 Leavers- closed-.png"
    assert all_of_it.read(folder + drafted) == own.read(drafted)
    listed = all_of_it.read(folder + "sha256.txt").decode()
    assert hashlib.sha256(own.read(drafted)).hexdigest() + "  " + drafted in listed
    assert any("Callum Reid" in name for name in all_of_it.namelist())


def test_beside_the_folders_lie_the_lists_the_standards_and_a_page_that_leads_to_all(
    olive: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work
) -> None:
    olive.post(PAGE)
    work()
    archive = downloaded(olive)
    people = {line["Name"]: line for line in lines_of(archive, "people.csv")}
    assert set(people) == {"Amira Hussain", "Callum Reid", "Ben Carter", "Carys Bevan", "Olive Marsh"}
    amira = lines_of(archive, "learners.csv")[0]
    assert (amira["Tutor"], amira["Employer"], amira["Line manager’s address"]) == (
        "Ben Carter",
        "Northgate Housing Trust",
        "dana.novak@example.org",
    )
    assert f"{amira['Folder']}index.html" in archive.namelist()
    (employer,) = lines_of(archive, "employers.csv")
    assert employer["Line manager"] == "Dana Novak"
    settings = {line["Setting"]: line["Value"] for line in lines_of(archive, "settings.csv")}
    assert settings["Days within which tutors answer"] == "5"
    asked = [line for line in lines_of(archive, "history.csv") if line["What"] == "provider download asked"]
    assert [line["Who"] for line in asked] == ["Olive Marsh"]
    (standard,) = [name for name in archive.namelist() if name.startswith("standards/")]
    assert json.loads(archive.read(standard))["reference"] == "ST0505"
    page = archive.read("index.html").decode()
    assert f'href="learners/Amira%20Hussain%20%28{cast.amiras_apprenticeship}%29/index.html"' in page
    assert all(f'href="{name}"' in page for name in archive.namelist() if name.startswith("data/"))


def test_two_versions_of_one_number_lie_side_by_side_with_what_the_provider_published_and_no_other_did(
    olive: FlaskClient, cast: Cast, work: Work, app: Flask
) -> None:
    with app.app_context(), db.transaction() as session:
        for provider_id in (1, 2):
            publish_or_find(newer_standard("1.1"), "tests", provider_id)
        publish_or_find(newer_standard("1.3"), "tests", 2)
        (own,) = [one for one in list_standard_versions(1) if one.provider_id is not None]
        session.get_one(Apprenticeship, cast.amiras_apprenticeship).standard_version = own
    olive.post(PAGE)
    work()
    archive = downloaded(olive)
    named = sorted(name for name in archive.namelist() if name.startswith("standards/"))
    assert named == ["standards/ST0505@1.1 shared.json", "standards/ST0505@1.1.json"]
    (first, second) = (json.loads(archive.read(name)) for name in named)
    assert first["ksbs"] != second["ksbs"]
    (row,) = json.loads(archive.read("data/standard_version.json"))
    assert (row["provider_id"], row["version"]) == (1, "1.1")


def test_no_secret_and_nobody_of_another_provider_is_in_it(
    olive: FlaskClient, bench_with_work: Bench, work: Work, app: Flask, cast: Cast
) -> None:
    with app.app_context(), db.transaction() as session:
        reset_link_for("tests", session.get_one(Person, cast.ben))
    olive.post(PAGE)
    work()
    archive = downloaded(olive)
    secrets = (b"password_hash", b"session_stamp", b"argon2", b"Sven", b"Tomos", b"Weirside")
    for name in archive.namelist():
        content = archive.read(name)
        assert not [secret for secret in secrets if secret in content], name
    (link,) = json.loads(archive.read("data/access_link.json"))
    assert "digest" not in link


def test_the_sums_name_every_file_and_are_true(
    olive: FlaskClient, bench_with_work: Bench, work: Work
) -> None:
    olive.post(PAGE)
    work()
    archive = downloaded(olive)
    listed = dict(line.split("  ", 1)[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
    assert set(listed) == set(archive.namelist()) - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_a_name_that_a_spreadsheet_would_run_is_words(
    olive: FlaskClient, app: Flask, cast: Cast, work: Work
) -> None:
    with app.app_context(), db.transaction() as session:
        session.get_one(Person, cast.carys).name = "=1+1"
    olive.post(PAGE)
    work()
    assert "'=1+1" in {line["Name"] for line in lines_of(downloaded(olive), "people.csv")}


def test_a_double_click_makes_one(olive: FlaskClient, app: Flask) -> None:
    assert olive.post(PAGE).status_code == 302
    assert olive.post(PAGE).status_code == 409
    with app.app_context(), db.transaction() as session:
        assert len(session.scalars(select(ProviderDownload)).all()) == 1


def test_however_large_a_file_is_it_is_written_a_piece_at_a_time(app: Flask) -> None:
    """What is handed on at once is never more than the store reads at once."""
    stored = files.store.put(BytesIO(bytes(5 * CHUNK)))
    pieces: list[int] = []
    with Archive(Incoming(lambda content: pieces.append(len(content))), files.store) as archive:
        archive.add_files([Kept(stored.key, "Film.mp4")])
    assert sum(pieces) > 5 * CHUNK
    assert max(pieces) == CHUNK


def test_after_a_week_it_is_gone_and_so_is_its_file(olive: FlaskClient, work: Work, app: Flask) -> None:
    olive.post(PAGE)
    work()
    with app.app_context(), db.transaction() as session:
        download = session.get_one(ProviderDownload, 1)
        key, download.expires_at = download.key, now()
        waiting = session.scalars(select(Job).where(Job.kind == "expire_provider_download")).one()
        assert waiting.run_at > now() + timedelta(days=6)
        waiting.run_at = now()
    assert key is not None
    assert olive.get(f"{PAGE}1").status_code == 404
    work()
    with app.app_context(), db.transaction() as session:
        assert session.get(ProviderDownload, 1) is None
    with pytest.raises(FileNotFoundError):
        next(files.store.read(key))


def test_what_fails_is_said_and_can_be_asked_for_again(
    olive: FlaskClient, app: Flask, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    olive.post(PAGE)
    with app.app_context(), db.transaction():
        jobs.give_up_provider_download(1)
    assert "We could not put it together" in text_of(olive, PAGE)
    assert olive.post(PAGE).status_code == 302
    work()
    assert "It is ready" in text_of(olive, PAGE)


def delete(app: Flask, apprenticeship_id: int) -> None:
    """Everything of hers, as it happens once her last day has gone by."""
    with app.app_context(), db.transaction() as session:
        session.get_one(Apprenticeship, apprenticeship_id).delete_after = today() - timedelta(days=1)
    with app.app_context(), db.transaction():
        delete_when_due(apprenticeship_id)


def test_a_learner_who_is_deleted_is_in_no_download_that_was_made(
    olive: FlaskClient, bench_with_work: Bench, cast: Cast, work: Work, app: Flask
) -> None:
    olive.post(PAGE)
    work()
    with app.app_context(), db.transaction() as session:
        key = session.get_one(ProviderDownload, 1).key
    assert key is not None
    delete(app, cast.amiras_apprenticeship)
    work()
    assert olive.get(f"{PAGE}1").status_code == 404
    with pytest.raises(FileNotFoundError):
        next(files.store.read(key))


def test_one_that_is_being_made_when_she_is_deleted_begins_again_without_her(
    olive: FlaskClient, bench_with_work: Bench, cast: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    olive.post(PAGE)
    write = jobs.write_everything
    deleted: list[bool] = []
    written: list[str] = []
    keep = files.store.write

    def note(fill: Callable[[Incoming], None]) -> StoredFile:
        written.append((stored := keep(fill)).key)
        return stored

    def delete_half_way(*given):
        lost = write(*given)
        if not deleted:
            deleted.append(True)
            delete(app, cast.amiras_apprenticeship)
        return lost

    monkeypatch.setattr(files.store, "write", note)
    monkeypatch.setattr(jobs, "write_everything", delete_half_way)
    with app.app_context():
        Worker(app.extensions["jobs"]).run_all()
        with db.transaction() as session:
            (download,) = session.scalars(select(ProviderDownload)).all()
            assert download.state is PackState.READY
    archive = downloaded(olive, download.id)
    assert [name for name in archive.namelist() if "Callum" in name]
    for name in archive.namelist():
        assert "Amira" not in name
        assert b"Amira" not in archive.read(name)
    with pytest.raises(FileNotFoundError):
        files.store.read(written[0])


def test_only_the_providers_administrators_ask_and_fetch(
    app: Flask, olive: FlaskClient, cast: Cast, work: Work
) -> None:
    olive.post(PAGE)
    work()
    assert client_of(app, cast.stranger_administrator).get(f"{PAGE}1").status_code == 404
    assert client_of(app, cast.ben).get(f"{PAGE}1").status_code == 403


def test_the_command_writes_it_straight_into_a_file(
    app: Flask, bench_with_work: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    run = app.test_cli_runner().invoke
    result = run(args=["leaving", "take-all", str(file), "--provider", "Larkfield Training"])
    assert result.exit_code == 0, result.output
    assert f"Everything of Larkfield Training is in {file}" in result.output
    assert zipfile.ZipFile(file).testzip() is None
    assert [path.name for path in tmp_path.glob("all*")] == ["all.zip"]
    again = run(args=["leaving", "take-all", str(file), "--provider", "Larkfield Training"])
    assert again.exit_code == 2
    assert "is there already" in again.output
    unnamed = run(args=["leaving", "take-all", str(tmp_path / "other.zip")])
    assert unnamed.exit_code == 2
    assert "Say which provider with --provider" in unnamed.output


def test_learners_come_by_name_as_everywhere(app: Flask, cast: Cast) -> None:
    with app.app_context(), db.transaction() as session:
        session.get_one(Person, cast.amira).name = "Zoë Adler"
        amiras = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        learners = list_learners(amiras.provider_id)
        assert len(learners) == 2 and learners[-1] == amiras.id
