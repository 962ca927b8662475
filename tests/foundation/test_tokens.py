"""Secrets in links."""

import re

from foundation.tokens import digest_of, new_token


def test_a_token_is_43_letters_that_need_no_escaping_in_a_link() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", new_token())


def test_no_two_tokens_are_the_same() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000


def test_a_digest_is_always_the_same_and_never_the_token() -> None:
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    token = new_token()
    assert token not in digest_of(token)
