"""What a manifest of a report holds, what voids it and what does not, and its words read again from one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from foundation.files import files
from foundation.migrate import upgrade
from foundation.settings import Settings
from report_builder.content import Content, to_plain_text
from report_builder.frozen import WordsLost, thaw_report
from report_builder.guides import ReportGuide, ReportStatementGuide
from report_builder.models import (
    MappingRow,
    Presentation,
    Report,
    ReportKind,
    RowState,
    SectionRevision,
    Slides,
)
from sign_off.manifest import Manifest, changes_between
from sign_off.subjects import ReadingCopy
from tests.cast import Cast, assemble, client_of
from tests.report_builder.test_file_views import lines
from tests.report_builder.test_section_views import png
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import JSON, begin, doc, said, save
from tests.web import create_app

TEST, PLAN = "p1-action-test", "p1-action-plan"


@contextmanager
def the_report(app: Flask, kind: ReportKind = ReportKind.PRACTICE) -> Iterator[Report]:
    with app.app_context(), db.transaction() as session:
        yield session.query(Report).filter_by(kind=kind).one()


def sent_now(app: Flask) -> Manifest:
    with the_report(app) as report:
        return ReportGuide().manifest_of(report.subject)


def signed_now(app: Flask, cast: Cast) -> Manifest:
    with app.app_context(), db.transaction() as session:
        return ReportStatementGuide().manifest_of(session.get_one(Apprenticeship, cast.amiras_apprenticeship))


def changes(old: Manifest, new: Manifest) -> Sequence[str]:
    return changes_between(old, new, noun="")


def confirm(app: Flask, *rows: tuple[str, str]) -> None:
    """Rows of the appendix that she has confirmed: (code, sentence)."""
    with the_report(app) as report:
        for number, (code, sentence) in enumerate(rows):
            report.rows.append(
                MappingRow(
                    code=code,
                    project=1,
                    section_key=TEST,
                    locator="Test, paragraph 1",
                    excerpt=sentence,
                    suggested=True,
                    state=RowState.CONFIRMED,
                    score=float(number),
                    decided_at=now(),
                )
            )


def test_there_is_one_entry_for_each_section_with_something_in_it(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    save(amira, doc(), key=PLAN)
    save(amira, doc("Cisco, 2024."), key="references")
    manifest = sent_now(app)
    assert manifest.title == "Practice report: The Elm Road Wi-Fi"
    assert [(entry.title, entry.kind) for entry in manifest.entries] == [
        ("Practice report", "The Elm Road Wi-Fi, 6 words"),
        ("Test", "5 words"),
        ("References", "2 words, not counted"),
    ]


def test_of_two_projects_each_section_says_which(app: Flask, amira: FlaskClient) -> None:
    begin(amira, second="The print room")
    save(amira, doc("one two"), key="p2-task")
    (whole, section) = sent_now(app).entries
    assert whole.facts["title"] == ["The Elm Road Wi-Fi", "The print room"]
    assert section.title == "Task, project 2"


def test_a_changed_word_is_named_by_its_section_and_the_same_word_again_is_no_change(
    app: Flask, amira: FlaskClient
) -> None:
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    before = sent_now(app)
    save(amira, doc("I measured 14 desks."), key=TEST, based_on=1)
    assert sent_now(app) == before
    save(amira, doc("I measured 15 desks and a hall."), key=TEST, based_on=1)
    assert changes(before, sent_now(app)) == ("You changed the text of “Test”",)
    save(amira, doc("I measured 14 desks."), key=TEST, based_on=2)
    again = sent_now(app)
    assert again.digest == before.digest, "she has put it back, so it is what it was"
    assert [entry.id for entry in again.entries] == ["", "3"]


def test_a_section_that_comes_or_goes_and_a_new_title_are_changes(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    before = sent_now(app)
    save(amira, doc(), key=TEST, based_on=1)
    save(amira, doc("I planned it."), key=PLAN)
    amira.post("/report/1/projects", data={"title": "The Oak Road Wi-Fi", "second": ""})
    assert changes(before, sent_now(app)) == (
        "The title changed from “Practice report: The Elm Road Wi-Fi” to “Practice report: The Oak Road Wi-Fi”",
        "You changed the title of “Practice report”",
        "“Plan” was added",
        "“Test” was taken out",
    )


def test_bold_type_is_a_change_too_since_the_assessor_reads_it(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("desks"), key=TEST)
    before = sent_now(app)
    bold = doc("desks")
    bold["content"][0]["content"][0]["marks"] = [{"type": "bold"}]
    save(amira, bold, key=TEST, based_on=1)
    assert changes(before, sent_now(app)) == ("You changed the text of “Test”",)


def test_a_picture_is_a_file_of_its_section(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    sent = amira.post("/report/1/figures/", data={"file": (BytesIO(png()), "plan.png")}, headers=JSON)
    figure = {"type": "figure", "attrs": {"image": said(sent)["id"], "alt": "A plan", "caption": "The plan"}}
    save(amira, {"type": "doc", "content": [figure, figure]}, key=TEST)
    manifest = sent_now(app)
    (file,) = manifest.entries[1].files
    assert (file.name, file.media_type) == ("plan.png", "image/png")
    with the_report(app) as report:
        served = ReportGuide().find_file(report.subject, file.id)
        assert served is not None and served.sha256 == file.sha256
        assert ReportGuide().find_file(report.subject, "77") is None
        assert ReportGuide().find_file(report.subject, "../1") is None


def test_the_order_of_the_appendix_is_no_change_and_another_row_is(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("I measured 14 desks. I wrote it down."), key=TEST)
    confirm(app, ("K3", "I measured 14 desks."), ("S2", "I wrote it down."))
    before = sent_now(app)
    assert before.entries[-1].kind == "2 of 19 KSBs placed"
    with the_report(app) as report:
        for row in report.rows:
            row.score = -row.score
    assert sent_now(app) == before
    with the_report(app) as report:
        report.rows[0].state = RowState.REJECTED
    assert changes(before, sent_now(app)) == ("You changed the mapping of “Mapping appendix”",)


def test_more_words_than_the_plan_allows_are_said_and_hinder_nothing(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("word " * 2300), key=TEST)
    assert sent_now(app).entries[0].kind == (
        "The Elm Road Wi-Fi, 2,302 words, more than the 2,200 that the plan allows"
    )
    with the_report(app) as report:
        assert ReportGuide().blockers(report.subject) == []


def test_a_report_with_nothing_in_it_cannot_be_sent(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    with the_report(app) as report:
        assert ReportGuide().blockers(report.subject) == ["Nothing is written yet. Write the first section."]


def test_a_practice_report_is_not_sent_after_the_gateway(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    begin(amira)
    save(amira, doc("words"))
    pass_gateway(app, cast)
    with the_report(app) as report:
        assert ReportGuide().blockers(report.subject) == [
            "The gateway is passed, so your practice report is kept as it is. Write in the final report."
        ]


def test_the_words_are_read_again_as_they_were_whatever_was_written_since(
    app: Flask, amira: FlaskClient
) -> None:
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    save(amira, doc("Cisco, 2024."), key="references")
    confirm(app, ("K16", "14 desks."), ("S2", "I measured"))
    before = sent_now(app)
    save(amira, doc("All of it is new."), key=TEST, based_on=1)
    save(amira, doc("So is this."), key=PLAN)
    with the_report(app) as report:
        frozen = thaw_report(report, before)
        read = [(section.title, to_plain_text(Content(section.content))) for section in frozen.sections]
        assert read == [("Test", "I measured 14 desks."), ("References", "Cisco, 2024.")]
        assert frozen.length.words == 6
        assert [(row.code, row.section, row.sentence) for row in frozen.rows] == [
            ("S2", "Test, paragraph 1", "I measured"),
            ("K16", "Test, paragraph 1", "14 desks."),
        ]


@pytest.mark.parametrize("how", ["gone", "altered"])
def test_words_that_we_no_longer_hold_are_never_shown_as_others(
    app: Flask, amira: FlaskClient, how: str
) -> None:
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    before = sent_now(app)
    with the_report(app) as report:
        revision = db.session.query(SectionRevision).one()
        if how == "gone":
            db.session.delete(revision)
        else:
            revision.content = doc("Somebody else's words.")
        db.session.flush()
        with pytest.raises(WordsLost, match="The words of “Test” as they were then are missing"):
            thaw_report(report, before)


def test_the_final_is_what_is_signed_once_it_can_be(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    begin(amira)
    save(amira, doc("Practice words"))
    blocked: list[str] = []
    for step in (
        lambda: pass_gateway(app, cast),
        lambda: begin(amira),
        lambda: save(amira, doc("Real"), report=2),
    ):
        with app.app_context(), db.transaction() as session:
            hers = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
            blocked += [one.said for one in ReportStatementGuide().concerns(hers)]
        step()
    assert blocked == [
        "The final report starts after the gateway, which is not confirmed yet.",
        "The final report is not begun yet. Start it on the report’s page.",
        "Nothing is written yet. Write the first section.",
    ]
    manifest = signed_now(app, cast)
    assert [(entry.title, entry.kind) for entry in manifest.entries] == [
        ("Project report", "The Elm Road Wi-Fi, 2 words"),
        ("Task", "2 words"),
        ("Presentation", "No slides"),
    ]


def test_the_docx_to_read_by_holds_the_words_that_were_frozen(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    manifest = signed_now(app, cast)
    save(amira, doc("Written since."), key=TEST, based_on=1)
    with app.app_context(), db.transaction() as session:
        hers = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        copy = ReportStatementGuide().readings_of(hers, manifest)[-1]
        assert isinstance(copy, ReadingCopy)
        content, again = copy.write(), copy.write()
    assert copy.name == "Amira Hussain ST0505 Project report The Elm Road Wi-Fi.docx"
    words = [text for _, text in lines(content)]
    assert "I measured 14 desks." in words and "Written since." not in words
    assert content == again, "the same words make the same file"


def test_slides_and_what_they_need_are_signed_with_the_report(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    begin(amira)
    save(amira, doc("Real words"))
    before = signed_now(app, cast)
    stored = files.store.put(BytesIO(b"slides"))
    with the_report(app, ReportKind.FINAL) as report:
        slides = Slides(
            name="Elm Road.pptx",
            key=stored.key,
            size=stored.size,
            sha256=stored.sha256,
            media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
            outline=[],
            added_at=now(),
        )
        needs = "A screen with HDMI"
        report.presentation = Presentation(needs=needs, timing=[], saved_at=now(), all_slides=[slides])
    after = signed_now(app, cast)
    assert changes(before, after) == (
        "You added “Elm Road.pptx” to “Presentation”",
        "You changed the technical needs of “Presentation”",
    )
    with the_report(app, ReportKind.FINAL) as report:
        assert report.presentation is not None and report.presentation.slides is not None
        report.presentation.slides.pages = 12
    assert signed_now(app, cast) == after, "that we have counted its slides changes nothing of hers"
    with the_report(app, ReportKind.FINAL) as report:
        (file,) = after.entries[-1].files
        served = ReportStatementGuide().find_file(report.apprenticeship, file.id)
        assert served is not None and served.key == stored.key
        assert ReportStatementGuide().find_file(report.apprenticeship, "slides-77") is None
        report.presentation.slides.taken_out_at = now()
    assert "You took “Elm Road.pptx” out of “Presentation”" in changes(after, signed_now(app, cast))


@pytest.fixture
def either(database_url: str, tmp_path: Path) -> Iterator[tuple[Flask, Cast]]:
    """The whole application on SQLite, then on PostgreSQL."""
    upgrade(database_url)
    app = create_app(
        Settings(
            database_url=database_url,
            files_url=tmp_path.as_uri(),
            secret_key="only for tests",
            public_url="http://masterpiece.test",
            secure_cookies=False,
            rate_limits=False,
        )
    )
    app.config.update(WTF_CSRF_ENABLED=False)
    with app.app_context():
        cast = assemble()
    yield app, cast
    db.engine.dispose()


def test_a_report_is_frozen_kept_and_read_again_on_both_databases(either: tuple[Flask, Cast]) -> None:
    app, cast = either
    amira = client_of(app, cast.amira)
    begin(amira)
    save(amira, doc("I measured 14 desks."), key=TEST)
    save(amira, doc("I planned it."), key=PLAN)
    before = sent_now(app)
    save(amira, doc("Written since."), key=PLAN, based_on=1)
    with the_report(app) as report:
        frozen = thaw_report(report, Manifest.from_dict(before.to_dict()))
        assert [to_plain_text(Content(section.content)) for section in frozen.sections] == [
            "I planned it.",
            "I measured 14 desks.",
        ]
