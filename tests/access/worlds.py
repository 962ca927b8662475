"""The worlds of the table: databases in which everything that has an address exists, made by the rooms' own verbs.

Each is built once on a copy of the cast's database; its names ("returned", "draft_file") are what `table.txt` writes
in its addresses.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask
from sqlalchemy import select

import standards
from accounts.administration.services import deactivate_person
from accounts.models import AccessLink, Apprenticeship, Person, Role
from accounts.services import (
    accept_invitation,
    confirm_gateway,
    invite_person,
    publish_or_find,
    publish_standard,
    reset_link_for,
    reset_password,
    update_policy,
)
from accounts.standard_drafts.parts import get_part
from accounts.standard_drafts.services import upload_standard
from accounts.standard_feeds.services import keep_feed
from foundation.clock import now
from foundation.database import db
from foundation.outbox import Mail
from foundation.tokens import digest_of
from gateway.models import PackKind
from gateway.services import confirm_requirement
from home.leaving.services import ask_for_deletion
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, FindingState
from portfolio.queries import list_findings, list_pieces
from report_builder import services as reports
from report_builder.content import validate_content
from report_builder.models import ReportKind
from report_builder.queries import list_reports
from report_builder.rework import record_rework
from sign_off.links import services as links
from sign_off.links.queries import find_signing_link
from sign_off.models import SigningLink, StatementKind, WitnessStatement
from sign_off.phrases.services import keep_phrase
from sign_off.reviews.services import accept_subject, submit_subject
from sign_off.statements import services as statements
from sign_off.witness import services as witness
from sign_off.witness.queries import list_witness_statements
from tests.access.builder import FILES, Builder, Tokens, World
from tests.access.pack_world import pack, packs
from tests.access.piece_world import pieces, rounds
from tests.access.report_world import document_of, figure_of, practising, reporting
from tests.cast import Cast
from tests.gateway.a_portfolio import Desk
from tests.gateway.a_report import pass_gateway, present, sign_report, write_report
from tests.newer import newer_standard, publish_newer
from tests.report_builder.writing import doc


def working(build: Builder) -> None:
    """While she works: a piece and a report in each state, requests to witnesses, accounts in each state."""
    with db.transaction():
        pieces(build)
    build.work()
    with db.transaction():
        rounds(build)
        _phrases(build)
        _findings(build)
    with db.transaction():
        practising(build)
        _accounts(build)
        _witnesses(build)
        packs(build)
        confirm_requirement(build.person("amira"), build.amiras, "ready")
        ask_for_deletion(build.person("stranger_apprentice"), build.svens)
    build.work()


def _phrases(build: Builder) -> None:
    """One of Ben's, one of Carys's, and one that their provider gives to all."""
    for name, keeper in (("bens_phrase", "ben"), ("caryss_phrase", "carys"), ("shared_phrase", "olive")):
        phrase = keep_phrase(build.person(keeper), f"Say which version it was, and how you know ({keeper}).")
        build.name(**{name: phrase.id})


def _findings(build: Builder) -> None:
    """One that is open and one that she explained, both on the piece that came back."""
    of_piece = [
        one
        for one in list_findings(build.amiras, FindingState.OPEN)
        if one.item_id == int(build.names["returned"]) and one.force == "should"
    ]
    open_one, explained, *_ = of_piece
    portfolio.explain_finding(build.person("amira"), explained, "A colleague said this.")
    build.name(finding=open_one.id, explained=explained.id)


def _accounts(build: Builder) -> None:
    """Somebody invited, somebody who accepted, somebody whose account is closed; links to passwords in each state."""
    olive = build.person("olive")
    invited = {
        name: invite_person(olive.actor, olive.provider, Role.TUTOR, name, f"{first}@example.org")
        for first, name in (("nia", "Nia Price"), ("ewan", "Ewan Hart"), ("late", "Late Lowe"))
    }
    nia, ewan, late = (one.link.rpartition("/")[2] for one in invited.values())
    closed = accept_invitation(ewan, "a password that is long")
    deactivate_person(olive, closed)
    build.name(newer=publish_newer().id)
    standard = upload_standard(olive, FILES["bells.txt"], "bells.txt")
    knowledge = get_part(standard.content, "knowledge")
    without_a_plan = {**standard.content, "reference": "ST9079"}
    bare = publish_standard(standards.Standard.from_dict(without_a_plan), by="tests")
    feed = json.dumps([{**without_a_plan, "reference": f"ST908{number}"} for number in (1, 2)]).encode()
    build.name(feed=keep_feed(build.person("olive"), BytesIO(feed), "feed.json").id)
    build.name(bare=bare.id, standard=standard.id, knowledge_stamp=knowledge.stamp(standard.content))
    _own_versions(build, standards.Standard.from_dict({**without_a_plan, "reference": "ST9078"}))
    build.name(nia=invited["Nia Price"].person.id, closed=closed.id)

    _given_up(invited["Nia Price"].person.email, invited["Nia Price"].person.actor)
    fresh, old = _reset(build, "carys"), _reset(build, "ben")
    spent = _reset(build, "callum")
    reset_password(spent, "another password, long")
    build.person("callum").session_stamp = "stamp"
    for token in (late, old):
        _expire(db.session.scalars(select(AccessLink).where(AccessLink.digest == digest_of(token))).one())
    build.tokens["invitation"] = Tokens(live=nia, used=ewan, expired=late, another=fresh)
    build.tokens["reset"] = Tokens(live=fresh, used=spent, expired=old, another=nia)


def _own_versions(build: Builder, bare: standards.Standard) -> None:
    """What each provider published for its own apprentices, one number by both, and Olive one without a plan."""
    olive, adaeze = build.person("olive"), build.person("stranger_administrator")
    for name, by, standard in (
        ("own_newer", olive, newer_standard("1.3")),
        ("strangers_newer", adaeze, newer_standard("1.3")),
        ("own_bare", olive, bare),
    ):
        version, _ = publish_or_find(standard, by.actor, by.provider_id)
        build.name(**{name: version.id})


def _reset(build: Builder, name: str) -> str:
    return reset_link_for(build.person("olive").actor, build.person(name)).rpartition("/")[2]


def _expire(link: AccessLink | SigningLink) -> None:
    link.expires_at = now() - timedelta(minutes=1)
    db.session.flush()


def _witnesses(build: Builder) -> None:
    """Requests by Amira: one open, with a link that ran out before it; one signed; one passed on. And one of Sven's."""
    amira, ben = build.person("amira"), build.person("ben")
    asked = [
        _asked(build, about)
        for about in ("The switch", "The backup", "The patching", "The desk", "The Wi-Fi")
    ]
    waiting, signed, passed, declined, lost = asked
    expired = _token(witness.send_witness_link(ben, waiting))
    live = _token(witness.send_witness_link(ben, waiting))
    old = _link(expired)
    old.withdrawn_at = None
    _expire(old)
    used = _token(witness.send_witness_link(ben, signed))
    witness.sign_witness_statement(_link(used), _observation())
    passed_on = _token(witness.send_witness_link(ben, passed))
    links.pass_on_by_link(_link(passed_on), "Priya Shah", "priya.shah@example.org")

    refused = _link(_token(witness.send_witness_link(ben, declined)))
    links.decline_by_link(refused, "I was not there.")
    unread = _link(_token(witness.send_witness_link(ben, lost)))
    for name, settled_at in (("lost_mail", None), ("settled_mail", now())):
        mail = _given_up(unread.manager.email, unread.actor, settled_at)
        mail.apprenticeship_id = build.amiras.id
        build.name(**{name: mail.id})

    sven, tomos = build.person("stranger_apprentice"), build.person("stranger_tutor")
    witness.ask_for_witness(sven, build.svens, "The cabling")
    (svens,) = list_witness_statements(build.svens)
    another = _token(witness.send_witness_link(tomos, svens))
    build.tokens["witness"] = Tokens(live=live, used=used, expired=expired, another=another)
    build.name(request=waiting.id, svens_request=svens.id, passed_link=_link(passed_on).id)
    build.name(
        declined_link=refused.id,
        lost_link=unread.id,
        passed_token=passed_on,
        svens_link=_link(another).id,
        amira_name=amira.name,
    )


def _given_up(to: str, concerns: str, settled_at: datetime | None = None) -> Mail:
    mail = Mail(
        to=to,
        subject="A link for you",
        body="",
        created_at=now() - timedelta(days=2),
        kind="witness_request",
        concerns=concerns,
        failed_at=now(),
        settled_at=settled_at,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def _asked(build: Builder, about: str) -> WitnessStatement:
    witness.ask_for_witness(build.person("amira"), build.amiras, about)
    return next(one for one in list_witness_statements(build.amiras) if one.about == about)


def _observation() -> witness.Observation:
    return witness.Observation(
        what="Amira restored the backup.",
        place="Comms room B",
        seen_on=date(2026, 3, 4),
        name="Dana Novak",
        job_title="IT service manager",
        relationship="Line manager",
    )


def _token(asked: links.Asked) -> str:
    assert asked.url is not None
    return asked.url.rpartition("/")[2]


def _link(token: str) -> SigningLink:
    link = find_signing_link(token)
    assert link is not None
    return link


def accepted(build: Builder) -> None:
    """When all is accepted: two pieces, in order, and nothing signed yet. Sven is as far."""
    with db.transaction():
        build.piece("piece", "Replacing a switch", b"I replaced a switch in comms room B.")
        build.piece("svens_piece", "Sven’s runbook", b"I wrote a runbook.", of="stranger_apprentice")
        for whose, name in (("amira", "piece"), ("stranger_apprentice", "svens_piece")):
            portfolio.create_link(build.person(whose), _item(build, name), "K8", "paragraph 1")
    build.work()
    with db.transaction():
        for apprenticeship in (build.amiras, build.svens):
            for item in list_pieces(apprenticeship):
                submit_subject(apprenticeship.apprentice, item.subject)
                assert apprenticeship.tutor is not None
                accept_subject(apprenticeship.tutor, item.subject)
        for one in list_findings(build.amiras, FindingState.OPEN):
            portfolio.explain_finding(build.person("amira"), one, "I keep it.")
        offer = statements.offer_for(build.amiras, StatementKind.PORTFOLIO)
        build.name(digest=offer.digest)


def _item(build: Builder, name: str) -> EvidenceItem:
    return db.session.get_one(EvidenceItem, int(build.names[name]))


def signing(build: Builder) -> None:
    """When the employer is asked: Amira has signed, Dana has a link, one ran out before it, and one is used up."""
    accepted(build)
    with db.transaction():
        ben = build.person("ben")
        for apprenticeship in (build.amiras, build.svens):
            digest = statements.offer_for(apprenticeship, StatementKind.PORTFOLIO).digest
            statements.sign_statement(
                apprenticeship.apprentice, apprenticeship, StatementKind.PORTFOLIO, digest
            )
        expired = _signing_link(ben, build.amiras, StatementKind.PORTFOLIO)
        live = _signing_link(ben, build.amiras, StatementKind.PORTFOLIO)
        old = _link(expired)
        old.withdrawn_at = None
        _expire(old)
        used = _signing_link(ben, build.amiras, StatementKind.READINESS)
        statements.sign_by_link(
            _link(used),
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
            confirmed=True,
        )
        another = _signing_link(build.person("stranger_tutor"), build.svens, StatementKind.PORTFOLIO)
        build.tokens["sign"] = Tokens(live=live, used=used, expired=expired, another=another)
        build.name(svens_link=_link(another).id)


def _signing_link(actor: Person, apprenticeship: Apprenticeship, kind: StatementKind) -> str:
    statement = statements.prepare_statement(actor, apprenticeship, kind)
    return _token(statements.send_signing_link(actor, statement))


def past_gateway(build: Builder) -> None:
    """After the gateway: her final report with its presentation, signed by both, and a pack of it."""
    with db.transaction():
        amira, ben, hers = build.person("amira"), build.person("ben"), build.amiras
        pass_gateway(Desk(amira, ben, hers))
        report = write_report(amira, hers)
        present(amira, report)
        sign_report(amira, ben, hers)
        assert report.presentation is not None and report.presentation.slides is not None
        build.name(report=report.id, slides=report.presentation.slides.id)
        pack(build, "report_pack", PackKind.REPORT)
    build.work()


def help_ended(build: Builder) -> None:
    """When the gateway is passed while a practice report lies with Ben; her provider allows no help after it."""
    with db.transaction():
        amira = build.person("amira")
        practice = reports.create_report(amira, build.amiras, ("The Elm Road Wi-Fi",))
        figure = figure_of(amira, practice, "Plan.png")
        content = validate_content(document_of("I moved forty desks.", figure))
        reports.save_section(amira, practice.sections[0], content, 0)
        submit_subject(amira, practice.subject)
        build.name(practice=practice.id, practice_subject=practice.subject_id, figure=figure)
    with db.transaction():
        olive = build.person("olive")
        update_policy(olive.actor, olive.provider, review_days=5, comments=False, suggestions=False)
        confirm_gateway(olive, build.amiras, date(2026, 5, 12))


def reworking(build: Builder) -> None:
    """When the report is reworked: attempt 1 went in without a signature here, rework 2 was signed by both."""
    with db.transaction():
        amira, ben, hers = build.person("amira"), build.person("ben"), build.amiras
        confirm_gateway(ben, hers, date(2026, 5, 12))
        report = write_report(amira, hers)
        present(amira, report)
        record_rework(ben, report, date(2026, 5, 12), after=1)
        section = next(one for one in report.sections if one.key == "p1-situation")
        reports.save_section(amira, section, validate_content(doc("I moved fifty desks.")), 0)
        sign_report(amira, ben, hers)
        record_rework(ben, report, date(2026, 5, 20), after=2)
        build.name(report=report.id)


def rework_sent(build: Builder) -> None:
    """When a rework is sent to Ben, since her provider allows comments after the gateway."""
    reworking(build)
    with db.transaction():
        olive, amira = build.person("olive"), build.person("amira")
        update_policy(olive.actor, olive.provider, review_days=5, comments=True, suggestions=False)
        submit_subject(amira, list_reports(build.amiras)[ReportKind.FINAL].subject)


def not_set_up(build: Builder) -> None:
    """Before her provider has said what she learns, and where."""
    with db.transaction() as session:
        session.delete(build.amiras)


BUILDERS: dict[str, Callable[[Builder], None]] = {
    "while she works": working,
    "when a report is sent": reporting,
    "when all is accepted": accepted,
    "when the employer is asked": signing,
    "after the gateway": past_gateway,
    "when help has ended": help_ended,
    "when the report is reworked": reworking,
    "when a rework is sent": rework_sent,
    "before she is set up": not_set_up,
}


def build(name: str, app: Flask, cast: Cast, path: Path) -> World:
    """Make the world of this name in the database that `app` is connected to, which rests at `path`."""
    builder = Builder(app, cast)
    with app.app_context():
        BUILDERS[name](builder)
    return World(path, builder.names, builder.tokens)
