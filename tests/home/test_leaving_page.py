"""The page in the ZIP of everything: whatever she wrote or was told can be read there, with no server and no JSON."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Enum, String, select, update

from accounts.models import Apprenticeship, Person
from foundation.clock import now, today
from foundation.database import Base, db
from foundation.files import files
from foundation.tokens import digest_of
from gateway.models import RequirementTick
from portfolio.models import EvidenceItem, Finding, FindingState, ReadState
from report_builder.models import Presentation, Slides
from sign_off.models import (
    Answer,
    Comment,
    Party,
    Signature,
    SigningLink,
    Statement,
    StatementKind,
    WitnessStatement,
)
from standards import Force
from tests.cast import Cast
from tests.home.conftest import Bench
from tests.report_builder.writing import begin
from tests.web import Work

# Columns of her tables that hold words and stand elsewhere than on the page, or are of no use to a reader.
NOT_ON_THE_PAGE = {
    "evidence_file": {"key", "sha256", "media_type", "kind"},
    "file_picture": {"name", "key"},
    "ksb_link": set[str](),
    "finding": {"rule", "fingerprint"},
    "upload": {"name"},  # never became evidence
    "upload_part": {"key"},
    "evidence_text": set[str](),  # the text of her files, which are in the ZIP
    "review": {"digest"},
    "subject": set[str](),
    "statement": {"digest"},
    "signature": {"digest"},
    "signing_link": {"digest"},
    "witness_statement": {"digest"},
    "requirement_tick": {"requirement", "confirmed_by"},
    "person": {"password_hash", "session_stamp", "name"},
    "access_link": {"digest"},
    "signed_out": {"digest"},
    "apprenticeship": {"option", "gateway_confirmed_by"},
    "pack": {"asked_by", "key", "sha256", "problem"},
    "report": {"reading_problem"},
    "report_section": {"key"},  # the words are in the report's document
    "section_revision": set[str](),
    "report_figure": {
        "name",
        "key",
        "sha256",
        "media_type",
    },  # in the document, and under its name in the ZIP
    "mapping_row": {"code", "section_key", "locator", "excerpt"},  # the document's appendix
    "report_handed_in": set[str](),  # earlier attempts, whose words are revisions in the data
    "report_hint": {"rule", "section_key", "excerpt"},  # sentences of the document
    "slides": {"key", "sha256", "media_type"},
    "slides_picture": {"name", "key"},
    "phrase": {"body"},  # staff's own: an apprentice has none
    "standard_draft": {"file_name", "uploaded_by"},
    "standard_feed": {"file_name", "key"},
    "comment": {"once"},
    "presentation": set[str](),
    "evidence_item": set[str](),
}


def words_of(table: str) -> list[str]:
    """The columns whose words a reader must find."""
    columns = Base.metadata.tables[table].c
    return [
        column.name
        for column in columns
        if isinstance(column.type, String)
        and not isinstance(column.type, Enum)
        and column.name not in NOT_ON_THE_PAGE[table]
    ]


@pytest.fixture
def a_full_life(app: Flask, bench: Bench, amira: FlaskClient, cast: Cast) -> None:
    """One row at least in each table that holds words of hers or words to her."""
    piece = bench.returned("Runbook", "K8", note="Give the date.")
    begin(amira, title="A practice run")
    with app.app_context(), db.transaction() as session:
        own = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        subject = session.get_one(EvidenceItem, piece).subject
        first = Comment(subject_id=subject.id, author_id=cast.ben, body="Which ring?", created_at=now())
        statement = Statement(
            apprenticeship_id=own.id,
            kind=StatementKind.PORTFOLIO,
            manifest={"title": "Portfolio statement", "entries": []},
            words={
                "parties": {"employer": {"paragraphs": ["I have read it all."], "boxes": ["It is hers."]}}
            },
            digest="ab" * 32,
            created_at=now(),
        )
        seen = WitnessStatement(
            apprenticeship_id=own.id,
            about="The switch",
            created_at=now(),
            seen_on=today(),
            signed_at=now(),
            digest="cd" * 32,
        )
        talk = Presentation(
            report_id=1,
            needs="A screen",
            needs_told_at=now(),
            timing=[3, 17],
            outline=[["Three points", "Look up"]],
            saved_at=now(),
        )
        session.add_all([first, statement, seen, talk])
        session.flush()
        stored = files.store.put(BytesIO(b"slides"))
        session.add_all(
            [
                Slides(
                    presentation_id=talk.id,
                    name="Talk.pptx",
                    key=stored.key,
                    size=stored.size,
                    sha256=stored.sha256,
                    media_type="application/pdf",
                    outline=[],
                    added_at=now(),
                ),
                Comment(
                    subject_id=subject.id,
                    author_id=cast.amira,
                    reply_to_id=first.id,
                    body="The second.",
                    created_at=now(),
                ),
                Signature(
                    statement_id=statement.id,
                    party=Party.EMPLOYER,
                    name="Dana",
                    job_title="Manager",
                    relationship_to_apprentice="Line manager",
                    digest=statement.digest,
                    signed_at=now(),
                ),
                RequirementTick(
                    apprenticeship_id=own.id,
                    requirement="english_maths",
                    confirmed_by=f"person:{cast.ben}",
                    confirmed_at=now(),
                ),
                Finding(
                    apprenticeship_id=own.id,
                    item_id=piece,
                    rule="any",
                    force=Force.SHOULD,
                    fingerprint="f",
                    title="t",
                    message="m",
                    state=FindingState.EXPLAINED,
                    note="n",
                    found_at=now(),
                ),
                *(
                    SigningLink(
                        **about,
                        manager_id=cast.dana,
                        digest=digest_of(str(about)),
                        created_at=now(),
                        expires_at=now() + timedelta(days=9),
                        answer=Answer.DECLINED,
                        answered_at=now(),
                    )
                    for about in ({"statement_id": statement.id}, {"witness_statement_id": seen.id})
                ),
            ]
        )


def page_for(client: FlaskClient, cast: Cast, work: Work) -> str:
    assert client.post(f"/leaving/{cast.amiras_apprenticeship}/everything").status_code == 302
    work()
    archive = zipfile.ZipFile(BytesIO(client.get("/leaving/everything/1").data))
    return archive.read("index.html").decode()


@pytest.mark.usefixtures("a_full_life")
def test_every_word_that_she_wrote_or_was_told_is_on_the_page(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    """Each column gets a word of its own, so that a column which a room adds later is missed here."""
    work()
    wanted: list[str] = []
    with app.app_context(), db.transaction() as session:
        for table in NOT_ON_THE_PAGE:
            rows = session.execute(select(Base.metadata.tables[table]))
            if table == "phrase" or rows.first() is None:
                continue
            marks: dict[str, str] = {column: f"{table} {column} mark" for column in words_of(table)}
            if table == "person":
                session.execute(update(Person).where(Person.id == cast.amira).values(marks))
            elif marks:
                state = {"state": ReadState.UNREADABLE} if "problem" in marks else {}
                session.execute(update(Base.metadata.tables[table]).values({**marks, **state}))
            wanted += marks.values()
    page = page_for(amira, cast, work)
    assert [mark for mark in wanted if mark not in page] == []
    for table in (
        "review",
        "comment",
        "witness_statement",
        "signing_link",
        "finding",
        "requirement_tick",
        "slides",
    ):
        assert any(mark.startswith(table) for mark in wanted), f"{table} was empty"


def test_every_table_of_hers_is_looked_at() -> None:
    """A table that points to her and is not named above has been thought of by nobody."""
    named = {table.name for table in Base.metadata.sorted_tables if _leads_to_a_person(table.name)}
    assert named <= set(NOT_ON_THE_PAGE)


def _leads_to_a_person(table: str, seen: frozenset[str] = frozenset()) -> bool:
    if table == "person":
        return True
    targets = {key.column.table.name for key in Base.metadata.tables[table].foreign_keys} - seen - {table}
    return any(_leads_to_a_person(target, seen | {table}) for target in targets)


@pytest.mark.usefixtures("a_full_life")
def test_it_says_who_said_what_and_what_came_of_it(
    amira: FlaskClient, cast: Cast, work: Work, app: Flask
) -> None:
    with app.app_context(), db.transaction() as session:
        for link in session.scalars(select(SigningLink)):
            link.reason = "I was on leave that week."
    page = page_for(amira, cast, work)
    assert "sent back by Ben Carter on" in page and "Give the date." in page
    assert page.index("Which ring?") < page.index("The second."), "an answer stands under what it answers"
    assert page.count("I was on leave that week.") == 2, "of the statement, and of the witness"
    assert "Dana Novak, asked by link on" in page and ", declined on" in page
    assert "Three points" in page and "Look up" in page, "what she means to say in her presentation"
    assert "I have read it all." in page and "It is hers." in page
    assert "(explained)" in page and "Note: n" in page
    assert "<script" not in page and "http" not in page.replace("http-equiv", ""), "it needs nobody"
