"""What every page must be, whoever fetches it: valid, with one h1 that begins its title, and every field labelled."""

from xml.etree import ElementTree

import html5lib
from werkzeug.test import TestResponse

XHTML = "{http://www.w3.org/1999/xhtml}"


def words_of(answer: TestResponse, status: int = 200) -> str:
    """The words of a page as they are read, white space as one space; the page itself is checked on the way."""
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    tree = html5lib.HTMLParser(strict=True).parse(answer.get_data(as_text=True))
    _check(tree)
    body = tree.find(f".//{XHTML}body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def _check(tree: ElementTree.Element) -> None:
    (head,) = tree.findall(f".//{XHTML}h1")
    title = tree.findtext(f".//{XHTML}title") or ""
    assert title == f"{' '.join(''.join(head.itertext()).split())} – Masterpiece"
    ids = [one for element in tree.iter() if (one := element.get("id"))]
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})
    for element in tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            assert set((element.get(attribute) or "").split()) <= set(ids), f"{attribute} leads nowhere"
    labelled = {label.get("for") for label in tree.iter(f"{XHTML}label")}
    for name in ("input", "textarea", "select"):
        for field in tree.iter(f"{XHTML}{name}"):
            assert field.get("type") == "hidden" or field.get("id") in labelled, (
                f"{field.get('name')} has no label"
            )


def links_of(answer: TestResponse) -> list[str]:
    tree = html5lib.HTMLParser(strict=True).parse(answer.get_data(as_text=True))
    return [link.get("href", "") for link in tree.iter(f"{XHTML}a")]
