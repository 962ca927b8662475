"""kill -9 of the server and all its processes while she works: what was answered “saved” is there afterwards."""

import hashlib
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from documents import Document
from foundation.jobs import Job, JobState
from foundation.settings import Settings
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceText, ReadState
from report_builder.models import ReportSection, SectionRevision
from tests.over_http import sign_in, token_of
from tests.processes import Process, kill, start, stop
from tests.report_builder.writing import doc
from tests.site import furnish

KILLS = 3
LONG_READING = 1000  # paragraphs, which no machine reads before it can be killed
GOES_ON = 60  # seconds, at most, until a restarted server has done what it was about


class Server:
    """A server of a test's own, which can be killed and started again on the same home."""

    def __init__(self, settings: dict[str, str]) -> None:
        self.settings, self.url = settings, settings["PUBLIC_URL"]
        self.engine: Engine = create_engine(Settings.from_environ(settings).database_url)
        self._process: Process = start(settings)

    def kill(self) -> None:
        kill(self._process)

    def start(self) -> None:
        self._process = start(self.settings)

    def close(self) -> None:
        self.engine.dispose()
        stop(self._process)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    settings, _ = furnish(tmp_path)
    server = Server(settings)
    yield server
    server.close()


def until_killed(server: Server, works: list[Callable[[], object]], dice: random.Random) -> None:
    """Let each of `works` go on again and again in its own thread, kill the server at a moment that nobody chose once
    each was answered a few times, and start it again. Each of them ends with the connection that it lost.

    The moment is counted in answers and not in seconds: a fast machine would otherwise fill her portfolio first."""
    answers = dice.randrange(2, 9)
    answered = [threading.Event() for _ in works]

    def go_on(work: Callable[[], object], enough: threading.Event) -> None:
        try:
            for _ in range(answers):
                work()
            enough.set()
            while True:
                work()
        except httpx.TransportError:
            return

    threads = [threading.Thread(target=go_on, args=each) for each in zip(works, answered, strict=True)]
    for thread in threads:
        thread.start()
    for enough in answered:
        assert enough.wait(GOES_ON), "the server answers nothing"
    time.sleep(dice.uniform(0.0, 0.1))
    server.kill()
    for thread in threads:
        thread.join(GOES_ON)
        assert not thread.is_alive()
    server.start()


@dataclass
class Writer:
    """Writes in one section, each save resting on the last, and notes what was answered 200."""

    browser: httpx.Client
    token: str
    key: str
    revision: int = 0
    tried: int = 0
    answered: dict[int, Any] = field(default_factory=dict)

    def save(self) -> None:
        self.tried += 1
        content = doc(f"In {self.key} I measured it for the {self.tried}th time.")
        answer = self.browser.put(
            f"/report/1/sections/{self.key}",
            json={"content": content, "based_on": self.revision},
            headers={"Accept": "application/json", "X-CSRFToken": self.token},
        )
        assert answer.status_code == 200, answer.text
        self.revision = answer.json()["revision"]
        self.answered[self.revision] = content


def test_every_save_that_was_answered_is_there_with_all_before_it(server: Server) -> None:
    dice = random.Random(1)
    with (
        sign_in(server.url, "Amira Hussain") as laptop,
        sign_in(server.url, "Amira Hussain") as phone,
    ):
        form = {"csrf_token": token_of(laptop.get("/report/").text), "title": "The Elm Road Wi-Fi"}
        laptop.post("/report/", data=form).raise_for_status()
        writers = [
            Writer(browser, token_of(browser.get("/report/").text), key)
            for browser, key in ((laptop, "p1-task"), (phone, "p1-situation"))
        ]
        for _ in range(KILLS):
            until_killed(server, [writer.save for writer in writers], dice)
            for writer in writers:
                assert_kept(server, writer)
        assert all(len(writer.answered) > KILLS for writer in writers)


def assert_kept(server: Server, writer: Writer) -> None:
    """The last answered revision, or the one that was on its way; and every revision up to it, word for word."""
    with Session(server.engine) as session:
        section = session.scalars(select(ReportSection).where(ReportSection.key == writer.key)).one()
        kept = {
            revision.number: revision.content
            for revision in session.scalars(
                select(SectionRevision).where(SectionRevision.section_id == section.id)
            )
        }
        assert section.revision in (writer.revision, writer.revision + 1)
        assert section.content == kept[section.revision]
        assert sorted(kept) == list(range(1, section.revision + 1))
        assert {number: kept[number] for number in writer.answered} == writer.answered
        writer.revision = section.revision  # as the editor does: it goes on from what the server has


@dataclass
class Uploader:
    """Sends file after file, and notes what was answered: the digest of the bytes by the address of the piece."""

    browser: httpx.Client
    token: str
    dice: random.Random
    sent: set[str] = field(default_factory=set)
    answered: dict[str, str] = field(default_factory=dict)

    def upload(self) -> None:
        content = self.dice.randbytes(self.dice.randrange(100_000, 3_000_000))
        digest = hashlib.sha256(content).hexdigest()
        self.sent.add(digest)
        answer = self.browser.post(
            "/portfolio/add",
            data={"csrf_token": self.token},
            files={"files": (f"{digest[:8]}.bin", content)},
            headers={"Accept": "application/json"},
        )
        assert answer.status_code == 200, answer.text
        self.answered[answer.json()["url"]] = digest


def test_every_upload_that_was_answered_is_there_and_half_a_file_is_nowhere(server: Server) -> None:
    dice = random.Random(2)
    with sign_in(server.url, "Amira Hussain") as browser:
        token = token_of(browser.get("/portfolio/add").text)
        uploader = Uploader(browser, token, dice)
        for _ in range(KILLS):
            until_killed(server, [uploader.upload], dice)
            shown = digests_shown(server, browser)
            assert uploader.answered.items() <= shown.items()
            assert set(shown.values()) <= uploader.sent
            assert len(shown) <= len(uploader.answered) + KILLS
        assert len(uploader.answered) >= KILLS


def digests_shown(server: Server, browser: httpx.Client) -> dict[str, str]:
    """Every piece that she is shown, with the digest of the bytes that she gets for its one file."""
    portfolio = browser.get("/portfolio/").text
    with Session(server.engine) as session:
        pieces = session.scalars(select(EvidenceItem)).all()
        shown = {}
        for piece in pieces:
            (file,) = piece.files
            url = f"/portfolio/{piece.id}"
            assert f'href="{url}"' in portfolio
            content = browser.get(f"/portfolio/files/{file.id}").raise_for_status().content
            shown[url] = hashlib.sha256(content).hexdigest()
            assert (shown[url], len(content)) == (file.sha256, file.size)
    return shown


def test_an_upload_that_broke_off_half_way_leaves_nothing_that_she_sees(server: Server) -> None:
    with sign_in(server.url, "Amira Hussain") as browser:
        token = token_of(browser.get("/portfolio/add").text)
        whole = browser.build_request(
            "POST",
            "/portfolio/add",
            data={"csrf_token": token},
            files={"files": ("clip.mp4", bytes(5_000_000))},
        )
        send_half(server, whole)
        server.kill()
        server.start()

        assert "Start with something you have already done" in browser.get("/portfolio/").text
        with Session(server.engine) as session:
            assert session.scalars(select(EvidenceFile)).all() == []
        browser.send(whole).raise_for_status()
        assert "clip" in browser.get("/portfolio/").text


def send_half(server: Server, request: httpx.Request) -> None:
    """The head and the first half of the body, as from a phone that goes into a tunnel."""
    content = request.read()
    head = [f"{request.method} {request.url.raw_path.decode()} HTTP/1.1"]
    head += [f"{name.decode()}: {value.decode()}" for name, value in request.headers.raw]
    with socket.create_connection(("127.0.0.1", int(server.settings["PORT"])), timeout=30) as phone:
        phone.sendall("\r\n".join([*head, "", ""]).encode() + content[: len(content) // 2])
        time.sleep(0.5)


def test_the_job_that_was_running_runs_again_and_what_it_does_is_done_once(server: Server) -> None:
    with sign_in(server.url, "Amira Hussain") as browser:
        token = token_of(browser.get("/portfolio/add").text)
        sentence = "I wrote a custom configuration for unattended-upgrades and checked every server."
        notes = "\n\n".join([sentence] * LONG_READING).encode()
        answer = browser.post(
            "/portfolio/add", data={"csrf_token": token}, files={"files": ("notes.txt", notes)}
        )
        answer.raise_for_status()
        job_id = wait_for(lambda: job_in(server, JobState.RUNNING))
        server.kill()
        assert job_in(server, JobState.RUNNING) == job_id, "it was killed before it was done"
        with Session(server.engine) as session:
            assert session.scalars(select(EvidenceText)).all() == []
        server.start()

        wait_for(lambda: job_in(server, JobState.DONE))
        with Session(server.engine) as session:
            job, file = session.get_one(Job, job_id), session.scalars(select(EvidenceFile)).one()
            text = session.scalars(select(EvidenceText)).one()
            assert (job.attempts, file.state) == (2, ReadState.READ)
            assert Document.from_dict(text.document).passages[0].text == sentence
        assert "custom configuration" in browser.get(answer.url).text


def job_in(server: Server, state: JobState) -> int | None:
    with Session(server.engine) as session:
        return session.scalar(select(Job.id).where(Job.kind == "read_file", Job.state == state))


def wait_for(look: Callable[[], int | None]) -> int:
    deadline = time.monotonic() + GOES_ON
    while (found := look()) is None:
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
    return found
