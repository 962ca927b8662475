"""A world in which every page has something to show: the demo's people, and beside them every state that it lacks.

Made before the server starts, through the verbs that people use; then only looked at.
"""

import json
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import standards
from accounts import services as accounts
from accounts.models import Apprenticeship, Manager, Person, StandardVersion
from accounts.queries import apprenticeship_of, find_person_by_email
from accounts.standard_drafts.services import upload_standard
from accounts.standard_feeds.services import keep_feed
from foundation.clock import now, today
from foundation.database import db
from foundation.files import files
from foundation.jobs import Worker
from foundation.outbox import Mail
from gateway import services as gateway
from gateway.models import PackKind
from home.demo.makers import make_file
from home.demo.prepare import address_of, prepare
from home.leaving import services as leaving
from home.provider_data.services import ask_for_download
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, FindingState
from portfolio.queries import list_findings, list_pieces
from report_builder import services as reports
from report_builder.content import validate_content
from report_builder.queries import find_current_report, list_rows
from report_builder.rework import record_rework
from sign_off.links import services as links
from sign_off.links.queries import find_signing_link
from sign_off.models import SigningLink, StatementKind, WitnessStatement
from sign_off.phrases.services import keep_phrase
from sign_off.reviews import services as reviews
from sign_off.statements import services as statements
from sign_off.witness import services as witness
from sign_off.witness.queries import list_witness_statements


def locked_pdf(folder: Path) -> bytes:
    """A PDF that asks for a password, as LibreOffice saves one."""
    (folder / "budget.txt").write_text("Budget for the switch in comms room B.")
    options = (
        '{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"secret"}}'
    )
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder), str(folder / "budget.txt")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "budget.pdf").read_bytes()


class Maker:
    """Makes it, on an empty database. The names that `make` returns fill the addresses of visits."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.names: dict[str, str | int] = {}

    def make(self, locked: bytes) -> dict[str, str | int]:
        prepare(self._worker)
        with db.transaction():
            self._newcomers()
        with db.transaction():
            self._amira(locked)
            self._too_long("Owen Hughes")
            self._small("Nia Price")
            self._small("Finn Walker")
        self._worker.run_all()
        with db.transaction():
            self._accept("Nia Price", "Finn Walker", "Callum Reid")
        self._worker.run_all()
        with db.transaction():
            self._statements()
            self._doors()
        self._worker.run_all()
        with db.transaction():
            self._mark()
        return self.names

    def _newcomers(self) -> None:
        """Two more learners of Ben's, a colleague who was invited and has not come, and a closed account."""
        callums = self._of("Callum Reid")
        for name in ("Nia Price", "Finn Walker"):
            person = accounts.invite_person(
                "tests", callums.provider, callums.apprentice.role, name, address_of(name)
            ).person
            person.password_hash = callums.apprentice.password_hash
            person.session_stamp = f"stamp of {name}"
            accounts.create_apprenticeship(
                "tests",
                person,
                standard_version=callums.standard_version,
                employer=callums.employer,
                tutor=callums.tutor,
                manager=callums.manager,
                started_on=callums.started_on,
                gateway_planned_on=None,
            )
        tutor = callums.tutor
        assert tutor is not None
        invited = accounts.invite_person(
            "tests", callums.provider, tutor.role, "Łukasz Wiśniewski", "lukasz@demo.example.org"
        )
        self.names["invitation"] = token_of(invited.link)
        self.names["invited"] = invited.person.id

    def _amira(self, locked: bytes) -> None:
        """A file that asks for a password, a piece taken out, a finding that a note explains, requests to witnesses."""
        amiras = self._of("Amira Hussain")
        amira = amiras.apprentice
        broken = portfolio.create_piece(amira, amiras, "The budget & what it bought")
        file = portfolio.add_file(amira, broken, "budget & costs.pdf", files.store.put(BytesIO(locked)))
        self.names |= {"broken": broken.id, "broken_file": file.id}
        gone = portfolio.create_piece(amira, amiras, "Something I took out again")
        portfolio.delete_piece(amira, gone)
        self.names["deleted"] = gone.id
        (explained, *_) = [
            one for one in list_findings(amiras, FindingState.OPEN) if one.rule == "personal_data"
        ]
        portfolio.explain_finding(amira, explained, "This address is public: it is on our web page.")
        for about in ("I replaced the switch in comms room B.", "I ran the Wi-Fi survey at Elm Road."):
            witness.ask_for_witness(amira, amiras, about)
        leaving.ask_for_everything(amira, amiras)
        olive, ben = self._person("Olive Marsh"), self._person("Ben Carter")
        ask_for_download(olive)
        keep_phrase(olive, "Say what you did, and what came of it.")
        self.names["phrase"] = keep_phrase(ben, "Which version was it, and how do you know?").id

    def _too_long(self, name: str) -> None:
        """A report past its limit, and clips past theirs."""
        his = self._of(name)
        item = portfolio.create_piece(his.apprentice, his, "Replacing every switch, uncut")
        clip = make_file({"file": "uncut.webm", "seconds": 642})
        portfolio.add_file(his.apprentice, item, "uncut.webm", files.store.put(clip))
        report = reports.create_report(his.apprentice, his, ("Elm Road Wi-Fi", "The repairs team’s drive"))
        words = [{"type": "text", "text": "word " * 2300}]
        content = validate_content({"type": "doc", "content": [{"type": "paragraph", "content": words}]})
        reports.save_section(his.apprentice, report.sections[0], content, based_on=0)
        reports.save_section(his.apprentice, report.sections[0], content, based_on=1)
        self.names |= {"long_report": report.id, "long_section": report.sections[0].key}

    def _small(self, name: str) -> None:
        """One piece, a text."""
        his = self._of(name)
        item = portfolio.create_piece(his.apprentice, his, "Desk assessments")
        text = BytesIO(b"I did 14 display screen equipment assessments and ordered four footrests.")
        portfolio.add_file(his.apprentice, item, "desk-assessments.txt", files.store.put(text))

    def _accept(self, *names: str) -> None:
        """All that they have, mapped and accepted by Ben."""
        ben = self._person("Ben Carter")
        for name in names:
            his = self._of(name)
            for item in list_pieces(his):
                if not item.subject.reviews:
                    portfolio.create_link(his.apprentice, item, "K20", "paragraph 1")
                    reviews.submit_subject(his.apprentice, item.subject)
                reviews.accept_subject(ben, item.subject, "Clear and exact.")

    def _statements(self) -> None:
        ben = self._person("Ben Carter")
        self.names["live"] = self._sign_and_ask("Nia Price")
        self.names["moved"] = self._sign_and_ask("Finn Walker")
        self.names["used"] = self._sign_and_ask("Callum Reid")
        statements.sign_by_link(
            self._link("used"),
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
            confirmed=True,
        )
        for word, name in (
            ("declined", "Amira Hussain"),
            ("passed_on", "Owen Hughes"),
            ("expired", "Callum Reid"),
        ):
            statement = statements.prepare_statement(ben, self._of(name), StatementKind.READINESS)
            link = links.send_link(ben, self._of(name), self._manager(name), statement=statement)
            assert link.url is not None
            self.names[word] = token_of(link.url)
        links.decline_by_link(self._link("declined"), "Piece 2 was Tom’s work.")
        links.pass_on_by_link(self._link("passed_on"), "Kit Moss", "kit.moss@example.org")
        self._link("expired").expires_at = now()
        for word, asked in zip(("witness", "witnessed"), self._requests("Amira Hussain"), strict=True):
            made = witness.send_witness_link(ben, asked)
            assert made.url is not None
            self.names[word] = token_of(made.url)
        self._see("witnessed")
        for name in ("Callum Reid", "Finn Walker"):  # so that what was signed no longer counts
            list_pieces(self._of(name))[0].what_came_of_it = "No server is past the limit."

    def _see(self, word: str) -> None:
        saw = witness.Observation(
            what="She moved the cables of switch B to the spare while the phones stayed up.",
            place="Comms room B",
            seen_on=now().date(),
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
        )
        witness.sign_witness_statement(self._link(word), saw)

    def _doors(self) -> None:
        olive, ben = self._person("Olive Marsh"), self._person("Ben Carter")
        reset = accounts.reset_link_for(olive.actor, self._person("Carys Bevan"))
        priyas = self._of("Priya Nair")
        pack = gateway.ask_for_pack(priyas.apprentice, priyas, PackKind.PORTFOLIO)
        leaving.ask_for_deletion(priyas.apprentice, priyas)
        self.names |= {"reset": token_of(reset), "pack": pack.id, "ben": ben.id, "olive": olive.id}

    def _lost_mail(self) -> None:
        """The one that brought Nia's manager her link, and an invitation."""
        live, invited = self._link("live"), db.session.get_one(Person, self.names["invited"])
        for to, subject, kind, concerns, whose in (
            (
                live.manager.email,
                "Nia Price asks for your signature",
                "sign_request",
                live.actor,
                "Nia Price",
            ),
            (invited.email, "Your invitation to Masterpiece", "invitation", invited.actor, ""),
        ):
            mail = Mail(to=to, subject=subject, body="", created_at=now(), kind=kind, concerns=concerns)
            mail.apprenticeship_id = self._of(whose).id if whose else None
            mail.failed_at = now()
            db.session.add(mail)

    def _mark(self) -> None:
        """What the addresses need to be called by. And one learner has lost her tutor."""
        self._lost_mail()
        self._of("Finn Walker").tutor = None
        for name in ("Amira Hussain", "Callum Reid", "Priya Nair", "Grace Adeyemi", "Nia Price"):
            self.names[name.split()[0].lower()] = self._of(name).id
        for item in list_pieces(self._of("Amira Hussain")):
            self._mark_piece(item)
        (finding, *_) = list_findings(self._of("Amira Hussain"), FindingState.OPEN)
        self.names["finding"] = finding.id
        final = find_current_report(self._of("Priya Nair"))
        assert final is not None
        (row, *_) = list_rows(final)
        record_rework(self._person("Ben Carter"), final, today(), after=1)
        bells = b"Title: Bells\nReference: ST9071\nVersion: 1.0\n\nKnowledge\n\nK1: How bells are cast.\n"
        bare = replace(
            standards.load("ST0505"),
            reference="ST9079",
            methods=(),
            gateway=(),
            overall_grades=(),
            clauses={},
        )
        self.names["bare"] = accounts.publish_standard(bare, by="tests").id
        self.names["draft"] = upload_standard(self._person("Olive Marsh"), bells, "bells.txt").id
        many = json.dumps([{**bare.to_dict(), "reference": f"ST908{number}"} for number in (1, 2)]).encode()
        self.names["feed"] = keep_feed(self._person("Olive Marsh"), BytesIO(many), "feed.json").id
        self.names |= {"final": final.id, "row": row.id, "version": self._newer_version().id}
        self.names["subject"] = list_pieces(self._of("Amira Hussain"))[2].subject_id

    def _newer_version(self) -> StandardVersion:
        """The same standard in a version that somebody may be moved to, and the provider's own of the same number."""
        newer = replace(standards.load("ST0505"), version="9.9")
        accounts.publish_or_find(newer, "tests", self._person("Olive Marsh").provider_id)
        return accounts.publish_standard(newer, by="tests")

    def _mark_piece(self, item: EvidenceItem) -> None:
        if item.witness_statement_id is not None:
            self.names["witness_piece"] = item.id
            return
        ending = item.files[0].name.rpartition(".")[2] if item.files else ""
        self.names.setdefault(f"{ending}_piece", item.id)
        self.names.setdefault(f"{ending}_file", item.files[0].id)
        if item.links:
            self.names.setdefault(f"{ending}_code", item.links[0].code)

    def _sign_and_ask(self, name: str) -> str:
        """He signs his portfolio, and Ben makes the link for Dana. Its token."""
        his, kind = self._of(name), StatementKind.PORTFOLIO
        offer = statements.offer_for(his, kind)
        signature = statements.sign_statement(his.apprentice, his, kind, offer.digest)
        asked = statements.send_signing_link(self._person("Ben Carter"), signature.statement)
        assert asked.url is not None
        return token_of(asked.url)

    def _link(self, word: str) -> SigningLink:
        link = find_signing_link(str(self.names[word]))
        assert link is not None
        return link

    def _requests(self, name: str) -> list[WitnessStatement]:
        return list_witness_statements(self._of(name))

    def _manager(self, name: str) -> Manager:
        manager = self._of(name).manager
        assert manager is not None
        return manager

    def _of(self, name: str) -> Apprenticeship:
        found = apprenticeship_of(self._person(name))
        assert found is not None
        return found

    def _person(self, name: str) -> Person:
        person = find_person_by_email(address_of(name))
        assert person is not None
        return person


def token_of(link: str) -> str:
    return link.rpartition("/")[2]
