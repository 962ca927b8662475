import re
from xml.etree import ElementTree

import html5lib
import pytest

from tests.look.render import PAGES, ROOT, environment, page

XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(name: str) -> ElementTree.Element:
    return html5lib.HTMLParser(strict=True).parse(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_valid_html_with_one_h1_that_begins_its_title(name: str) -> None:
    tree = parsed(name)
    heads = tree.findall(f".//{XHTML}h1")
    assert len(heads) == 1
    title = tree.find(f".//{XHTML}title")
    assert title is not None
    assert f"{''.join(heads[0].itertext()).strip()} – Masterpiece" == title.text


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_every_reference_to_one_leads_somewhere(name: str) -> None:
    tree = parsed(name)
    ids = [one for element in tree.iter() if (one := element.get("id"))]
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})
    for element in tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for target in (element.get(attribute) or "").split():
                assert target in ids, f"{attribute} names {target}"


@pytest.mark.parametrize("name", PAGES)
def test_every_icon_is_in_the_sprite(name: str) -> None:
    html = page(name)
    symbols = set(re.findall(r'<symbol id="([^"]+)"', html))
    assert set(re.findall(r'<use href="#([^"]+)"', html)) <= symbols


def test_every_macro_is_in_the_gallery() -> None:
    components = sorted((ROOT / "templates/components").glob("*.html"))
    pages = [*(ROOT / "tests/look/gallery").glob("*.html"), *(ROOT / "templates/layout").glob("*.html")]
    text = "".join(
        re.sub("{#.*?#}", "", file.read_text("utf-8"), flags=re.DOTALL) for file in [*components, *pages]
    )
    for macro in re.findall(r"{% macro (\w+)\(", text):
        assert len(re.findall(rf"\b{macro}\(", text)) > 1, f"{macro} is shown nowhere"


def test_words_of_people_are_escaped_everywhere() -> None:
    card = environment().from_string(
        '{% from "components/waiting_row.html" import waiting_row %}{{ waiting_row("1", "day", title, title) }}'
    )
    html = card.render(title="<script>alert(1)</script>")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_wrong_field_is_described_by_its_hint_and_its_error() -> None:
    html = page("forms-wrong")
    assert 'aria-describedby="where-hint where-error"' in html
    assert '<a href="#where">Say where it was.</a>' in html
    assert 'value="13"' in html, "what was typed into the wrong date is shown again"


def test_a_fresh_form_shows_its_data_and_no_error() -> None:
    html = page("forms")
    assert 'value="Elm Road"' in html
    assert [f'value="{part}"' in html for part in (12, 3, 2026)] == [True] * 3
    assert "govuk-error" not in html
    assert " required" not in html


def test_nothing_is_ticked_beforehand() -> None:
    assert " checked" not in page("signing")


def test_an_error_page_needs_nobody_and_says_what_to_do() -> None:
    html = page("error")
    assert "Sign out" not in html
    assert "Nothing of yours is lost." in html
