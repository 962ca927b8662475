"""Somebody's browser without a window: signed in to a running server through the door, over HTTP."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.cast import PASSWORD


@contextmanager
def sign_in(url: str, name: str) -> Iterator[httpx.Client]:
    """A client that is signed in as this person of the cast while the block lasts."""
    with httpx.Client(base_url=url, follow_redirects=True, timeout=60) as browser:
        form = {"csrf_token": token_of(browser.get("/sign-in").text)}
        form |= {"email": f"{name.lower().replace(' ', '.')}@example.org", "password": PASSWORD}
        browser.post("/sign-in", data=form).raise_for_status()
        yield browser


def token_of(page: str) -> str:
    """What a form on this page sends so that the server knows it for its own."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None, "the page has no form"
    return found[1]
