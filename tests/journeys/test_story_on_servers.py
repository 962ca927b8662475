"""The main job once more, word for word, with the database on PostgreSQL and the files on S3."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store
from sqlalchemy import create_engine, func, select

from gateway.models import Pack, PackState
from portfolio.models import EvidenceFile
from tests.journeys.test_story import runbook, test_from_one_document_to_a_signed_pack
from tests.journeys.test_story_of_the_report import (
    test_from_the_employers_decision_to_a_signed_report_pack,
    test_what_she_changes_after_both_signed_voids_both_signatures,
)
from tests.processes import start, stop
from tests.servers import PostgreSQL
from tests.site import Site, furnish

__all__ = [  # pytest finds them here too
    "runbook",
    "test_from_one_document_to_a_signed_pack",
    "test_from_the_employers_decision_to_a_signed_report_pack",
    "test_what_she_changes_after_both_signed_voids_both_signatures",
]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_libreoffice]


@pytest.fixture(scope="module")
def site(
    postgresql: PostgreSQL, s3_server: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server of this module's own whose home holds nothing but a secret and a log."""
    with postgresql.database() as database_url, pytest.MonkeyPatch.context() as patch:
        for name, value in s3_server.items():
            patch.setenv(name, value)
        elsewhere = {"DATABASE_URL": database_url, "FILES_URL": f"s3://masterpiece/{uuid.uuid4().hex}"}
        settings, cast = furnish(tmp_path_factory.mktemp("site"), elsewhere)
        process = start(settings)
        yield Site(settings["PUBLIC_URL"], cast, settings)
        stop(process)


def test_what_she_did_is_there_and_nowhere_else(site: Site, s3_server: dict[str, str]) -> None:
    engine = create_engine(site.settings["DATABASE_URL"])
    with engine.connect() as connection:
        files = connection.scalar(select(func.count()).select_from(EvidenceFile))
        packs = connection.execute(select(Pack.state, Pack.key)).all()
    engine.dispose()
    assert files == 1
    assert [pack.state for pack in packs] == [PackState.READY] * 2
    store = S3Store.from_url(
        site.settings["FILES_URL"],
        endpoint=s3_server["AWS_ENDPOINT_URL"],
        virtual_hosted_style_request=False,
        client_options={"allow_http": True},
    )
    for pack in packs:
        assert obstore.head(store, pack.key)["size"] > 0
    home = site.settings["MASTERPIECE_HOME"]
    assert sorted(path.name for path in Path(home).iterdir()) == ["secret-key", "server.log"]
