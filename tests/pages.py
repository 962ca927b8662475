"""What every page must be, whoever's test fetches it: valid, with one h1 that begins its title, every field labelled.

`CheckedClient` is the client of every Flask app in the suite, so no test can fetch a page and leave this out.
"""

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

XHTML = "{http://www.w3.org/1999/xhtml}"
NO_FIELD = {"hidden", "submit", "button", "image", "reset"}
POINTERS = (
    *("for", "headers", "list", "form"),
    *(f"aria-{name}" for name in ("activedescendant", "controls", "describedby", "details", "errormessage")),
    *(f"aria-{name}" for name in ("flowto", "labelledby", "owns")),
)
# What our scripts fetch to put into a page that is open.
PARTS = ("/progress", "/reading")
# What is new in every answer and changes nothing here: the tokens of a form.
_TOKEN = re.compile(r'(name="(?:csrf_token|once)" value=")[^"]+')
_right: set[bytes] = set()


class CheckedClient(FlaskClient):
    """A browser in which no page is wrong."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and answer.status_code not in range(300, 400):
            text = _unpacked(answer)
            faults = faults_of(text, is_part=answer.request.path.endswith(PARTS))
            asked = f"{answer.request.method} {answer.request.path}"
            assert not faults, f"{asked} ({answer.status_code}) is not as every page must be:\n" + "\n".join(
                f"- {fault}" for fault in faults
            )
        return answer


def _unpacked(answer: TestResponse) -> str:
    """The page as a browser reads it, which unpacks what travels packed."""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.data) if packed else answer.data).decode()


def install() -> None:
    """Make it the client of every app that a test makes."""
    Flask.test_client_class = CheckedClient


def faults_of(text: str, *, is_part: bool = False) -> list[str]:
    """What is wrong with a page, or with a part of one that our script puts into it. A page seen before is not read
    again."""
    if "<" not in text:
        return []  # a toy answer of a test, or none at all (HEAD)
    digest = hashlib.sha256(_TOKEN.sub(r"\1", text).encode()).digest()
    if digest in _right:
        return []
    parser = html5lib.HTMLParser()
    tree = parser.parseFragment(text) if is_part else parser.parse(text)
    faults = [*_invalid(text, parser), *_checks(tree), *(() if is_part else _of_a_page(tree))]
    if not faults:
        _right.add(digest)
    return faults


def _invalid(text: str, parser: html5lib.HTMLParser) -> Iterator[str]:
    lines = text.splitlines()
    for (line, column), code, data in parser.errors:
        shown = lines[line - 1].strip()[max(0, column - 60) : column + 20] if 0 < line <= len(lines) else ""
        yield f"invalid HTML, line {line}: {code} {data} near “{shown}”"


def _of_a_page(tree: Element) -> Iterator[str]:
    heads = [words_in(head) for head in tree.iter(f"{XHTML}h1")]
    title = " ".join((tree.findtext(f".//{XHTML}title") or "").split())
    if len(heads) != 1:
        yield f"{len(heads)} h1: {heads}"
    elif not title.startswith(heads[0]):
        yield f"the title “{title}” does not begin with the h1 “{heads[0]}”"
    if not tree.get("lang"):
        yield "no lang on <html>"


def _checks(tree: Element) -> Iterator[str]:
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = [one for element in elements if (one := element.get("id")) is not None]
    yield from _of_forms(elements)
    yield from (f"the id “{one}” stands there twice" for one in sorted({i for i in ids if ids.count(i) > 1}))
    known = set(ids)
    labelled = _labelled(elements)
    for element in elements:
        name = element.tag.removeprefix(XHTML)
        yield from _pointing_nowhere(element, name, known)
        yield from _inline(element, name)
        if name == "img" and element.get("alt") is None:
            yield f"a picture without alt: {element.get('src')}"
        if name in ("input", "textarea", "select") and not _is_labelled(element, labelled):
            yield f"the field “{element.get('name') or element.get('id')}” has no label"
        if name in ("button", "a") and not (words_in(element) or element.get("aria-label")):
            yield f"a {name} without words: {element.get('href') or element.get('name') or element.attrib}"


def _of_forms(elements: Iterable[Element]) -> Iterator[str]:
    """Words that are typed come back when their page comes too late (foundation/late_forms.py), and are not left
    without a question (guard.js). The editor has its own ways, and its plain form stands in for it."""
    elements = list(elements)
    for form in elements:
        if form.tag != f"{XHTML}form" or (form.get("method") or "").lower() != "post":
            continue
        apart = [one for one in elements if form.get("id") and one.get("form") == form.get("id")]
        fields = [*form.iter(), *apart]
        where = f"the form to {form.get('action') or 'its own page'}"
        if not any(_is_typed(field) for field in fields) or _has_its_own_place(form, fields):
            continue
        if not any(field.get("name") == "come_back" for field in fields):
            yield f"{where} loses what was typed when it comes too late (come_back)"
        if form.get("data-guard") is None and form.get("class") != "mp-editor__plain":
            yield f"{where} is left without a question when something was typed (data-guard)"


def _is_typed(field: Element) -> bool:
    """Words are typed into it; numbers and days are typed again in a moment."""
    if field.tag == f"{XHTML}input":
        typed = field.get("type", "text") in ("text", "email", "search")
        return typed and field.get("inputmode") != "numeric" and field.get("readonly") is None
    return field.tag == f"{XHTML}textarea" and field.get("readonly") is None


def _has_its_own_place(form: Element, fields: Iterable[Element]) -> bool:
    """Nobody signs in, or puts a name to something, from another page than its own."""
    secret = ("username", "current-password", "new-password")
    return form.get("id") == "sign" or any(field.get("autocomplete") in secret for field in fields)


def _labelled(elements: Iterable[Element]) -> set[str | Element]:
    """Ids that a label is for, and the fields inside a label."""
    labels = [element for element in elements if element.tag == f"{XHTML}label"]
    inside = {field for label in labels for field in label.iter()}
    return inside | {label.get("for", "") for label in labels}


def _is_labelled(field: Element, labelled: set[str | Element]) -> bool:
    return (
        field.get("type") in NO_FIELD
        or field in labelled
        or field.get("id") in labelled
        or bool(field.get("aria-label") or field.get("aria-labelledby"))
    )


def _pointing_nowhere(element: Element, name: str, known: set[str]) -> Iterator[str]:
    for pointer in POINTERS:
        for one in set((element.get(pointer) or "").split()) - known:
            yield f"{pointer}=“{one}” on <{name}> leads nowhere"
    href = element.get("href") or ""
    if name == "a" and href.startswith("#") and href[1:] not in known:
        yield f"the link “{words_in(element)}” leads to {href}, which is not there"


def _inline(element: Element, name: str) -> Iterator[str]:
    if name == "style" or (name == "script" and _runs_here(element)):
        yield f"an inline <{name}>, which our policy forbids"
    for attribute in element.attrib:
        if attribute == "style" or attribute.startswith("on"):
            yield f"an inline {attribute} on <{name}>, which our policy forbids"


def _runs_here(script: Element) -> bool:
    """It holds code of its own, and not data that code elsewhere reads."""
    return not script.get("src") and script.get("type") != "application/json"


def words_in(element: Element) -> str:
    """The words of an element as they are read, white space as one space."""
    return " ".join("".join(element.itertext()).split())
