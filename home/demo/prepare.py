"""Puts the demo's people and evidence into the database, through the same verbs that the pages use."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

import standards
from accounts import services as accounts
from accounts.models import Apprenticeship, Manager, Person, Provider, Role, StandardVersion
from accounts.passwords import hash_password
from foundation.clock import today
from foundation.database import db
from foundation.files import files
from foundation.jobs import Worker
from foundation.tokens import new_token
from home.demo.makers import make_file
from home.demo.past_gateway import pass_gateway
from home.demo.reports import write_reports
from portfolio import services as portfolio
from portfolio.card import ContextCard
from portfolio.models import EvidenceItem, LinkState
from portfolio.queries import find_item
from sign_off.reviews import services as reviews

PASSWORD = "a demo password"  # noqa: S105 (known on purpose: the demo is served on this machine alone)
STORY = Path(__file__).with_name("story.toml")
CARD = ("what_it_is", "what_i_did", "why_that_way", "what_came_of_it", "when_and_who")


def address_of(name: str) -> str:
    return f"{name.split()[0].lower()}@demo.example.org"


def prepare(worker: Worker) -> list[Person]:
    """Fill an empty database. Returns those who can sign in, each with PASSWORD."""
    story = tomllib.loads(STORY.read_text(encoding="utf-8"))
    with db.transaction():
        people = _people(story)
    placed = [
        (_add_piece(learner["name"], piece), piece)
        for learner in story["learners"]
        for piece in _pieces(learner)
    ]
    worker.run_all()
    for item_id, piece in placed:
        with db.transaction():
            _settle(item_id, piece)
    worker.run_all()
    with db.transaction():
        learners = _learners()
        for learner in story["learners"]:
            if "gateway_confirmed_days_ago" in learner:
                pass_gateway(learners[learner["name"]], learner["gateway_confirmed_days_ago"])
        write_reports(learners)
    worker.run_all()
    return people


def _learners() -> dict[str, Apprenticeship]:
    return {one.apprentice.name: one for one in db.session.scalars(select(Apprenticeship))}


def _pieces(learner: dict[str, Any]) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = learner.get("pieces", [])
    return pieces


def _people(story: dict[str, Any]) -> list[Person]:
    plan = story["provider"]
    version = accounts.publish_standard(standards.load(plan["standard"]), by="demo")
    provider = accounts.create_provider(plan["name"])
    employer = accounts.find_or_create_employer(provider, plan["employer"])
    manager = accounts.find_or_create_manager(
        employer, plan["manager"], address_of(plan["manager"]), plan["manager_job"]
    )
    administrator = _person(provider, Role.ADMINISTRATOR, plan["administrator"])
    tutors = {name: _person(provider, Role.TUTOR, name) for name in plan["tutors"]}
    learners = [
        _learner(provider, version, manager, tutors[learner["tutor"]], learner)
        for learner in story["learners"]
    ]
    return [*learners, *tutors.values(), administrator]


def _person(provider: Provider, role: Role, name: str) -> Person:
    person = accounts.invite_person("demo", provider, role, name, address_of(name)).person
    person.password_hash, person.session_stamp = hash_password(PASSWORD), new_token()[:16]
    return person


def _learner(
    provider: Provider, version: StandardVersion, manager: Manager, tutor: Person, learner: dict[str, Any]
) -> Person:
    person = _person(provider, Role.APPRENTICE, learner["name"])
    started = today() - timedelta(days=30 * learner["started_months_ago"])
    accounts.create_apprenticeship(
        "demo",
        person,
        standard_version=version,
        employer=manager.employer,
        tutor=tutor,
        manager=manager,
        started_on=started,
        gateway_planned_on=started + timedelta(days=30 * (version.standard.months_to_gateway or 18)),
    )
    return person


def _add_piece(name: str, piece: dict[str, Any]) -> int:
    made = make_file(piece)
    with db.transaction():
        stored = files.put(made)
        apprenticeship = _learners()[name]
        apprentice = apprenticeship.apprentice
        item = portfolio.create_piece(apprentice, apprenticeship, piece["title"])
        portfolio.add_file(apprentice, item, piece["file"], stored)
        card = ContextCard(**{question: piece.get(question, "") for question in CARD})
        portfolio.update_card(apprentice, item, card, in_pack=True)
        return item.id


def _settle(item_id: int, piece: dict[str, Any]) -> None:
    """Map it, send it, and let the tutor decide, as the story says."""
    item = find_item(item_id)
    assert item is not None
    apprentice, tutor = item.apprenticeship.apprentice, item.apprenticeship.tutor
    _map(item, apprentice, piece)
    if piece["state"] == "draft":
        return
    review = reviews.submit_subject(apprentice, item.subject)
    review.sent_at -= timedelta(days=piece.get("days_ago", 1))
    if tutor is None or piece["state"] == "sent":
        return
    for excerpt, body in piece.get("comments", []):
        place = _place_of(item, excerpt)
        comment = reviews.add_comment(tutor, item.subject, body, locator=place, excerpt=excerpt)
        comment.created_at = review.sent_at + timedelta(days=1)
    if piece["state"] == "accepted":
        reviews.accept_subject(tutor, item.subject, "")
    else:
        reviews.return_subject(tutor, item.subject, piece["note"])
    review.decided_at = review.sent_at + timedelta(days=1)


def _map(item: EvidenceItem, apprentice: Person, piece: dict[str, Any]) -> None:
    for link in list(item.links):
        if link.code in piece.get("accept", []) and link.state is LinkState.OPEN:
            portfolio.accept_link(apprentice, link)
    for code, place in piece.get("by_hand", {}).items():
        portfolio.create_link(apprentice, item, code, place)


def _place_of(item: EvidenceItem, excerpt: str) -> str:
    for text in item.texts:
        for passage in text.document["passages"]:
            if excerpt in passage["text"]:
                return str(passage["locator"])
    return ""


def is_prepared() -> bool:
    """True when somebody is in the database already."""
    with db.transaction() as session:
        return session.query(Person.id).first() is not None
