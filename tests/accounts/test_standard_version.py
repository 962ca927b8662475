"""A published standard is read once in the life of a process, and named by what it says."""

from dataclasses import replace

import pytest

import standards
from accounts.models import Apprenticeship, StandardVersion
from accounts.services import publish_standard
from foundation.database import db
from tests.cast import Cast
from tests.counting import Counted


@pytest.mark.usefixtures("app")
def test_two_requests_read_the_same_standard_without_asking_for_its_content(
    cast: Cast, counting: Counted
) -> None:
    with db.transaction(writes=False) as session:
        first = session.get_one(Apprenticeship, cast.amiras_apprenticeship).standard
    counting.statements.clear()
    with db.transaction(writes=False) as session:
        again = session.get_one(Apprenticeship, cast.strangers_apprenticeship).standard

    assert again is first
    assert again == standards.load(first.reference)
    assert [said for said in counting.statements if "standard_version.content" in said] == []


@pytest.mark.usefixtures("app")
def test_another_version_is_another_standard() -> None:
    st0505 = standards.load("ST0505")
    with db.transaction():
        published = publish_standard(replace(st0505, version="9.9", title="A new title"), by="tests")
        published_id = published.id
    with db.transaction(writes=False) as session:
        read = session.get_one(StandardVersion, published_id)

        assert read.standard.title == "A new title"
        assert read.digest != session.query(StandardVersion).filter_by(version=st0505.version).one().digest


def test_the_digest_follows_the_content() -> None:
    content = standards.load("ST0505").to_dict()
    one, same = StandardVersion(content=content), StandardVersion(content=dict(reversed(content.items())))
    other = StandardVersion(content=content | {"level": 7})

    assert one.digest == same.digest
    assert one.digest != other.digest
    assert other.standard.level == 7
