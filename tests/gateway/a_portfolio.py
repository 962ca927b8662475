"""Amira's portfolio as the verbs of the rooms make it: real files, read by the jobs, mapped, accepted and signed."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask import Flask
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.files import files
from foundation.jobs import Worker
from gateway.jobs import make_pack
from gateway.models import Pack, PackKind
from gateway.services import ask_for_pack
from portfolio import services
from portfolio.card import ContextCard
from portfolio.models import EvidenceItem, Finding, FindingState
from portfolio.queries import list_findings, list_pieces
from sign_off.models import StatementKind, WitnessStatement
from sign_off.reviews.services import accept_subject, submit_subject
from sign_off.statements.queries import find_current_statement
from sign_off.statements.services import offer_for, send_signing_link, sign_by_link, sign_statement
from sign_off.witness.services import Observation, ask_for_witness, send_witness_link, sign_witness_statement
from standards import Force
from tests.cast import Cast
from tests.gateway.a_pack import photograph

RUNBOOK = b"I patched forty servers in three rings.\n\nI learned a lot and felt proud of myself.\n"
CARD = ContextCard(
    what_it_is="The patch runbook",
    what_i_did="I wrote it & I ran it <twice>",
    why_that_way="Rings keep the service up",
    what_came_of_it="98 of 100 servers patched",
    when_and_who="March 2026, Dana saw it",
)


@dataclass(frozen=True)
class Desk:
    """Amira, her tutor and her apprenticeship, in the session that is open."""

    amira: Person
    ben: Person
    apprenticeship: Apprenticeship

    @classmethod
    def of(cls, cast: Cast) -> "Desk":
        amira, ben = db.session.get(Person, cast.amira), db.session.get(Person, cast.ben)
        apprenticeship = db.session.get(Apprenticeship, cast.amiras_apprenticeship)
        assert amira and ben and apprenticeship
        return cls(amira, ben, apprenticeship)

    def piece(self, title: str, uploads: dict[str, bytes], codes: dict[str, str]) -> EvidenceItem:
        """A piece with these files, and these KSBs at these places of its first file."""
        item = services.create_piece(self.amira, self.apprenticeship, title)
        for name, content in uploads.items():
            services.add_file(self.amira, item, name, files.store.put(BytesIO(content)))
        for code, locator in codes.items():
            services.create_link(self.amira, item, code, locator, item.files[0])
        return item

    @property
    def codes(self) -> tuple[str, ...]:
        method = self.apprenticeship.standard.portfolio
        assert method is not None
        return method.ksbs


def build(app: Flask, cast: Cast) -> None:
    """Three pieces, a fourth that is taken out, a finding that is explained, and the jobs done."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        first, second, third, *_ = desk.codes
        runbook = desk.piece(
            "Patch & compliance <runbook>",
            {"R&D 3/4 runbook.txt": RUNBOOK, "Café rack.jpg": photograph(), "gone.txt": b"thrown away"},
            {first: "paragraph 1", second: ""},
        )
        services.update_card(desk.amira, runbook, CARD, in_pack=True)
        services.delete_file(desk.amira, runbook.files[2])
        tickets = desk.piece(
            "../../etc", {"con.txt": b"Ticket 4711\n", "CON.TXT": b"Ticket 4712\n"}, {third: "paragraph 1"}
        )
        services.update_card(desk.amira, tickets, CARD, in_pack=False)
        gone = desk.piece("Taken out", {"secret.txt": b"nobody reads this\n"}, {third: "paragraph 1"})
        services.delete_piece(desk.amira, gone)
        testify(desk, third)
    work(app)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        witness = list_pieces(desk.apprenticeship)[-1]
        services.create_link(desk.amira, witness, third, "witness statement, paragraph 1")
        for finding in open_findings(desk):
            services.explain_finding(desk.amira, finding, "A colleague said this, so I keep it.")


def testify(desk: Desk, code: str) -> None:
    ask_for_witness(desk.amira, desk.apprenticeship, "The switch in Leeds")
    witness = db.session.scalars(select(WitnessStatement)).one()
    send_witness_link(desk.ben, witness)
    sign_witness_statement(
        witness.links[-1],
        Observation(
            what="Amira replaced the switch.\n\nShe tested the link.",
            place="Leeds depot",
            seen_on=date(2026, 3, 4),
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
        ),
    )


def open_findings(desk: Desk) -> list[Finding]:
    found = list_findings(desk.apprenticeship, FindingState.OPEN)
    assert not [finding.title for finding in found if finding.force is Force.MUST]
    return found


def accept_and_sign(app: Flask, cast: Cast) -> None:
    """Ben accepts every piece; Amira and Dana sign the portfolio statement."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        for piece in list_pieces(desk.apprenticeship):
            submit_subject(desk.amira, piece.subject)
            accept_subject(desk.ben, piece.subject)
    with app.app_context(), db.transaction():
        desk, kind = Desk.of(cast), StatementKind.PORTFOLIO
        sign_statement(desk.amira, desk.apprenticeship, kind, offer_for(desk.apprenticeship, kind).digest)
        statement = find_current_statement(desk.apprenticeship, kind)
        assert statement is not None
        send_signing_link(desk.ben, statement)
        sign_by_link(
            statement.links[-1],
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
            confirmed=True,
        )


def ask(app: Flask, cast: Cast) -> int:
    """Amira asks for the pack. Returns its id."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        return ask_for_pack(desk.amira, desk.apprenticeship, PackKind.PORTFOLIO).id


def work(app: Flask) -> None:
    """Do every job that waits."""
    with app.app_context():
        Worker({**app.extensions["jobs"], "make_pack": make_pack}).run_all()


def pack_of(app: Flask, pack_id: int) -> Pack:
    with app.app_context(), db.transaction() as session:
        pack = session.get(Pack, pack_id)
        assert pack is not None
        return pack


def bytes_of(pack: Pack) -> bytes:
    assert pack.key is not None
    return b"".join(files.store.read(pack.key))
