"""The words and the links of a page. That it is as every page must be, the client has seen to (tests/pages.py)."""

import html5lib
from werkzeug.test import TestResponse

from tests.pages import XHTML


def words_of(answer: TestResponse, status: int = 200) -> str:
    """The words of a page as they are read, white space as one space."""
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    body = html5lib.parse(answer.get_data(as_text=True)).find(f"{XHTML}body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def links_of(answer: TestResponse) -> list[str]:
    tree = html5lib.parse(answer.get_data(as_text=True))
    return [link.get("href", "") for link in tree.iter(f"{XHTML}a")]
