"""Takes a demo learner through the gateway: what the plan asks is confirmed, statements are signed, the day is set."""

from datetime import timedelta

from accounts import services as accounts
from accounts.models import Apprenticeship, Person
from foundation.clock import today
from gateway import services as gateway
from gateway.requirements import can_tick
from sign_off.models import Statement, StatementKind
from sign_off.statements import services as statements


def pass_gateway(apprenticeship: Apprenticeship, days_ago: int) -> None:
    """As it happened `days_ago`: everybody signed the day before, then the organisation confirmed it."""
    apprentice, tutor = apprenticeship.apprentice, apprenticeship.tutor
    assert tutor is not None, "the demo gives every learner a tutor"
    for requirement in apprenticeship.standard.gateway:
        for person in (apprentice, tutor):
            if can_tick(person, requirement):
                variant = requirement.variants[0] if requirement.variants else ""
                tick = gateway.confirm_requirement(person, apprenticeship, requirement.id, variant)
                tick.confirmed_at -= timedelta(days=days_ago + 1)
                break
    offer = statements.offer_for(apprenticeship, StatementKind.PORTFOLIO)
    signed = statements.sign_statement(apprentice, apprenticeship, StatementKind.PORTFOLIO, offer.digest)
    decision = statements.create_statement(tutor, apprenticeship, StatementKind.READINESS)
    for statement in (signed.statement, decision):
        _sign_for_employer(tutor, statement, days_ago + 1)
    accounts.confirm_gateway(tutor, apprenticeship, today() - timedelta(days=days_ago))


def _sign_for_employer(tutor: Person, statement: Statement, days_ago: int) -> None:
    manager = statements.send_signing_link(tutor, statement).manager
    statements.sign_by_link(
        statement.links[-1],
        name=manager.name,
        job_title=manager.job_title,
        relationship="Line manager",
        confirmed=True,
    )
    statement.created_at -= timedelta(days=days_ago)
    for link in statement.links:
        assert link.answered_at is not None, "the demo's managers answer at once"
        link.created_at -= timedelta(days=days_ago)
        link.expires_at -= timedelta(days=days_ago)
        link.answered_at -= timedelta(days=days_ago)
    for signature in statement.signatures:
        signature.signed_at -= timedelta(days=days_ago)
