"""The check that every fetched page goes through finds what it is for."""

import pytest
from flask import Flask

from tests.pages import faults_of

PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>Portfolio – Masterpiece</title></head>'
    "<body><h1>Portfolio</h1>{}</body></html>"
)


def test_a_page_in_order_has_no_fault() -> None:
    field = '<label for="name">Name</label><input id="name" aria-describedby="hint"><p id="hint">Yours.</p>'
    assert faults_of(PAGE.format(field)) == []
    assert faults_of('<p>Reading “a &amp; b”…</p><a href="/portfolio/">Back</a>', is_part=True) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<p><ul></ul></p>", "invalid HTML"),
        ("<h1>Another</h1>", "2 h1"),
        ('<p id="a">1</p><p id="a">2</p>', "“a” stands there twice"),
        ('<input name="title">', "“title” has no label"),
        ('<label for="gone">Title</label>', "for=“gone” on <label> leads nowhere"),
        ('<p aria-labelledby="gone">x</p>', "aria-labelledby=“gone”"),
        ('<a href="#gone">Skip</a>', "leads to #gone"),
        ('<p style="color: red">x</p>', "an inline style"),
        ('<p onclick="x()">x</p>', "an inline onclick"),
        ("<script>x()</script>", "an inline <script>"),
        ('<img src="/a.webp">', "without alt"),
        ('<button type="submit"></button>', "a button without words"),
    ],
)
def test_each_fault_is_found(wrong: str, said: str) -> None:
    assert said in " ".join(faults_of(PAGE.format(wrong)))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (PAGE.format("").replace("<title>Portfolio", "<title>Evidence"), "does not begin with the h1"),
        (PAGE.format("").replace(' lang="en-GB"', ""), "no lang"),
        ("<p>No page at all</p>", "expected-doctype"),
    ],
)
def test_a_page_needs_its_frame(page: str, said: str) -> None:
    assert said in " ".join(faults_of(page))


def test_no_client_of_any_app_hands_out_a_page_with_a_fault() -> None:
    app = Flask("toy")
    app.add_url_rule("/", view_func=lambda: PAGE.format("<img src='/a.webp'>"))
    with pytest.raises(AssertionError, match=r"GET / \(200\) is not as every page must be"):
        app.test_client().get("/")
