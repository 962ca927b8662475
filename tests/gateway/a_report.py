"""Amira's final report as the verbs of the rooms make it: written, mapped, with slides and needs, signed by both."""

from io import BytesIO

from flask import Flask

from accounts import services as accounts
from accounts.models import Apprenticeship, Person
from foundation.clock import today
from foundation.database import db
from gateway.models import PackKind
from gateway.services import ask_for_pack
from report_builder import presentation_services as presentation
from report_builder import services as reports
from report_builder.content import validate_content
from report_builder.models import MappingRow, Report, RowState
from report_builder.slides import ready_slides
from sign_off.models import StatementKind
from sign_off.statements.services import offer_for, prepare_statement, send_signing_link, sign_by_link
from sign_off.statements.services import sign_statement as sign
from tests.cast import Cast
from tests.gateway.a_portfolio import Desk
from tests.report_builder.presenting import pdf
from tests.report_builder.writing import doc

SENTENCE = "I planned the Wi-Fi of Elm Road & costed it."
NEEDS = "An HDMI cable for my own laptop\nThe internet"


def pass_gateway(desk: Desk) -> None:
    accounts.confirm_gateway(desk.ben, desk.apprenticeship, today())


def write_report(amira: Person, apprenticeship: Apprenticeship, *, words: int = 1900) -> Report:
    """The final report with that many words and a little more, and one KSB placed."""
    report = reports.create_report(amira, apprenticeship, ("The Elm Road Wi-Fi",))
    section = next(one for one in report.sections if one.key == "p1-task")
    reports.save_section(amira, section, validate_content(doc(SENTENCE, " ".join(["word"] * words))), 0)
    method = apprenticeship.standard.project
    assert method is not None
    report.rows.append(
        MappingRow(
            code=method.ksbs[0],
            project=1,
            section_key="p1-task",
            locator="Task, paragraph 1",
            excerpt=SENTENCE,
            suggested=False,
            state=RowState.CONFIRMED,
        )
    )
    db.session.flush()
    return report


def present(amira: Person, report: Report, name: str = "R&D talk.pdf") -> None:
    presentation.add_slides(amira, report, ready_slides(BytesIO(pdf()), name))
    presentation.tell_needs(amira, report, NEEDS)


def sign_report(amira: Person, ben: Person, apprenticeship: Apprenticeship, *, both: bool = True) -> None:
    """Amira signs the report statement, then Dana by her link."""
    sign(amira, apprenticeship, StatementKind.REPORT, offer_for(apprenticeship, StatementKind.REPORT).digest)
    if both:
        statement = prepare_statement(ben, apprenticeship, StatementKind.REPORT)
        send_signing_link(ben, statement)
        sign_by_link(
            statement.links[-1],
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
            confirmed=True,
        )


def finish(app: Flask, cast: Cast, *, both: bool = True) -> None:
    """All of it, in a session of its own."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        pass_gateway(desk)
        present(desk.amira, write_report(desk.amira, desk.apprenticeship))
        sign_report(desk.amira, desk.ben, desk.apprenticeship, both=both)


def ask_for_report(app: Flask, cast: Cast) -> int:
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        return ask_for_pack(desk.amira, desk.apprenticeship, PackKind.REPORT).id
