"""Several things that happen to one portfolio at the same moment, on the database that lets them: PostgreSQL."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.errors import Refused
from foundation.files import MemoryStore, StoredFile, files
from foundation.jobs import Worker
from foundation.migrate import upgrade
from portfolio import services
from portfolio.jobs import read_again
from portfolio.models import EvidenceFile, EvidenceItem, KsbLink, LinkState, Origin
from tests.cast import Cast, assemble, client_of
from tests.portfolio.conftest import LOG, upload
from tests.servers import PostgreSQL
from tests.web import create_app, settings_for

AT_ONCE = 3


class MeetingStore(MemoryStore):
    """Lets nobody go on from an upload before all have come, where `meeting` is set."""

    meeting: threading.Barrier | None = None

    def put(self, source: IO[bytes]) -> StoredFile:
        stored = super().put(source)
        if self.meeting is not None:
            self.meeting.wait(30)
        return stored

    def __len__(self) -> int:
        return len(self._files)


@pytest.fixture
def store() -> MeetingStore:
    return MeetingStore()


@pytest.fixture
def busy(postgresql: PostgreSQL, tmp_path: Path, store: MeetingStore) -> Iterator[tuple[Flask, Cast]]:
    """The app on PostgreSQL with the cast in it."""
    with postgresql.database() as url:
        upgrade(url)
        app = create_app(replace(settings_for(tmp_path / "unused"), database_url=url))
        app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)
        files.connect(store)
        with app.app_context():
            cast = assemble()
        yield app, cast
        db.engine.dispose()


def test_first_files_that_come_at_once_are_all_taken(busy: tuple[Flask, Cast], store: MeetingStore) -> None:
    app, cast = busy
    store.meeting = threading.Barrier(AT_ONCE)

    def send(number: int) -> int:
        name = f"log {number}.txt"
        return upload(client_of(app, cast.amira), "/portfolio/add", (name, LOG + name.encode())).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(send, range(AT_ONCE))) == [302] * AT_ONCE
    with app.app_context(), db.transaction() as session:
        pieces = session.scalars(select(EvidenceItem).order_by(EvidenceItem.position)).all()
        assert [piece.position for piece in pieces] == [1, 2, 3]
        keys = session.scalars(select(EvidenceFile.key)).all()
        assert len(keys) == len(store) == AT_ONCE


def test_what_she_maps_while_the_worker_suggests_the_same_is_kept(
    busy: tuple[Flask, Cast],
) -> None:
    app, cast = busy
    upload(client_of(app, cast.amira), "/portfolio/add", ("log.txt", LOG))
    with app.app_context():
        Worker(app.extensions["jobs"]).run_all()
    with app.app_context(), db.transaction() as session:
        (link, *_) = session.scalars(select(KsbLink).order_by(KsbLink.id)).all()
        item_id, code = link.item_id, link.code
        session.delete(link)

    def work() -> None:
        with app.app_context(), db.transaction():
            read_again(item_id)

    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), db.transaction() as session:
            item = session.get_one(EvidenceItem, item_id)
            services.create_link(session.get_one(Person, cast.amira), item, code, "line 7")
            worker = pool.submit(work)
            with pytest.raises(TimeoutError):
                worker.result(1)
        worker.result(30)
    with app.app_context(), db.transaction() as session:
        kept = session.scalars(select(KsbLink).where(KsbLink.code == code)).one()
        assert (kept.state, kept.origin, kept.locator) == (LinkState.ACCEPTED, Origin.OWN, "line 7")


def test_the_largest_file_that_is_taken_fits_into_its_row(busy: tuple[Flask, Cast]) -> None:
    app, cast = busy
    largest: int = app.config["SETTINGS"].max_upload_bytes
    with app.app_context(), db.transaction() as session:
        her = session.get_one(Person, cast.amira)
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        item = services.create_piece(her, apprenticeship, "A clip")
        services.add_file(her, item, "clip.mp4", replace(files.put(BytesIO(LOG)), size=largest))
    with app.app_context(), db.transaction() as session:
        assert session.scalars(select(EvidenceFile.size)).one() == largest >= 2**31


def test_a_file_whose_row_could_not_be_written_does_not_stay(
    app: Flask, cast: Cast, store: MeetingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.connect(store)

    def fail(*_: object) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr(services, "refresh_findings", fail)
    assert upload(client_of(app, cast.amira), "/portfolio/add", ("log.txt", LOG)).status_code == 500
    assert len(store) == 0


def test_a_file_of_a_job_that_breaks_does_not_stay(app: Flask, store: MeetingStore) -> None:
    files.connect(store)
    with app.app_context():
        with pytest.raises(RuntimeError), db.transaction():
            files.put(BytesIO(b"a picture"))
            raise RuntimeError("the worker broke")
        assert len(store) == 0
        with db.transaction():
            files.put(BytesIO(b"a picture"))
        assert len(store) == 1


def test_an_answer_to_a_suggestion_that_is_gone_is_refused(app: Flask, cast: Cast, amira: object) -> None:
    upload(client_of(app, cast.amira), "/portfolio/add", ("log.txt", LOG))
    with app.app_context():
        Worker(app.extensions["jobs"]).run_all()
    with app.app_context(), db.transaction() as session:
        her = session.get_one(Apprenticeship, cast.amiras_apprenticeship).apprentice
        link = session.scalars(select(KsbLink)).first()
        assert link is not None
        assert link.item.links
        session.connection().exec_driver_sql("DELETE FROM ksb_link")
        with pytest.raises(Refused, match="not suggested here any more"):
            services.accept_link(her, link)
