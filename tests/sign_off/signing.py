"""Both who sign, as tests of the verbs say it: Amira first, then Dana by her link."""

import pytest

from accounts.models import Apprenticeship, Person
from sign_off.links.queries import find_live_signing_link
from sign_off.models import SigningLink, Statement, StatementKind
from sign_off.statements import services
from sign_off.statements.queries import find_current_statement
from tests.cast import Cast
from tests.sign_off.conftest import apprenticeship_of, person, token_of

PORTFOLIO, READINESS = StatementKind.PORTFOLIO, StatementKind.READINESS


@pytest.fixture
def amira(cast: Cast) -> Person:
    return person(cast.amira)


@pytest.fixture
def ben(cast: Cast) -> Person:
    return person(cast.ben)


@pytest.fixture
def amiras(cast: Cast) -> Apprenticeship:
    return apprenticeship_of(cast)


def sign_first(amira: Person, amiras: Apprenticeship) -> Statement:
    """Amira signs her portfolio statement."""
    services.sign_statement(amira, amiras, PORTFOLIO, services.offer_for(amiras, PORTFOLIO).digest)
    statement = find_current_statement(amiras, PORTFOLIO)
    assert statement is not None
    return statement


def link_for_dana(ben: Person, statement: Statement) -> SigningLink:
    link = find_live_signing_link(token_of(services.send_signing_link(ben, statement)))
    assert link is not None
    return link


def sign(link: SigningLink, name: str = "Dana Novak", confirmed: bool = True) -> None:
    services.sign_by_link(
        link,
        name=name,
        job_title="IT service manager",
        relationship="Line manager since 2025",
        confirmed=confirmed,
    )
