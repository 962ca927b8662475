"""A feed larger than an ordinary request, sent to the server as a person starts it."""

import json

import pytest

from foundation.bodies import ORDINARY
from tests.accounts.drafting import PAGES, UPLOAD
from tests.over_http import sign_in, token_of
from tests.site import Site

LARGE = 12_000_000


@pytest.fixture(scope="module")
def feed() -> bytes:
    """Two standards and a record that is none, of 12 MB."""
    record = json.loads((PAGES / "record.json").read_text("utf-8"))
    return json.dumps([record, {**record, "referenceNumber": "ST0002"}, {"words": "x" * LARGE}]).encode()


def test_a_large_feed_is_taken_by_the_server_and_listed(site: Site, feed: bytes) -> None:
    assert len(feed) > ORDINARY
    with sign_in(site.url, "Olive Marsh") as olive:
        token = token_of(olive.get(UPLOAD).text)
        answer = olive.post(UPLOAD, data={"csrf_token": token}, files={"file": ("feed.json", feed)})
        assert answer.status_code == 200
        assert "/standards/feeds/" in str(answer.url)
        assert "2 standards" in answer.text
