"""A form that came after its session had ended: it is not taken, and what was typed comes back to be sent again.

Nothing of it is kept on the server: the words stand on the page that answers, and go from there. A form asks for that
with a hidden field, since not all may be sent from another page than their own: nobody signs what is not before them.
Its value is "yes", or a line for each field to be read again: "name: what the page calls it". Then the rest goes along
unseen. "-name" is a field that is left behind: what confirms something is ticked where that can be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, g, request

from foundation.access import rule_of

ASKS = "come_back"
_LEFT_OUT = frozenset({"csrf_token", ASKS})
_A_WORD = re.compile(r"[^\W\d_]{4}")


@dataclass(frozen=True)
class TypedField:
    """One value of the form. `label`: what its field is called, where it holds words to be read again; the rest (what
    was ticked, a number) goes along unseen."""

    name: str
    value: str
    label: str = ""


def come_back(status: int, *, refused: bool = False) -> tuple[str, int] | None:
    """The page with what was typed, as the answer to this request. None where the form does not ask for it, where
    nothing was typed, and where it is not ours: nobody is to be led to send a stranger's words. `refused`: who is
    signed in may not save it."""
    if ASKS not in request.form or not _came_from_us():
        return None
    fields = list(_typed())
    if not any(field.label and field.value.strip() for field in fields):
        return None
    g.failed = True
    page = current_app.jinja_env.get_template("errors/come_back.html")
    action = request.full_path.rstrip("?")
    return page.render(
        fields=fields,
        asks=ASKS,
        asked=request.form[ASKS],
        refused=refused,
        by_account=_is_by_account(),
        action=action,
        home_url="/",
        standard_line="",
    ), status


def typed_words() -> list[TypedField]:
    """The words of this request's form, to be read again and copied, where sending them again would do nothing. Empty
    where the form does not ask for them, and where it is not ours."""
    if ASKS not in request.form or not _came_from_us():
        return []
    return [field for field in _typed() if field.label and field.value.strip()]


def _typed() -> Iterator[TypedField]:
    asked = request.form[ASKS].splitlines()
    left_out = _LEFT_OUT | {line[1:] for line in asked if line.startswith("-")}
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in left_out]
    written = {name for name, value in sent if _A_WORD.search(value)}
    called = dict(line.split(": ", 1) for line in asked if ": " in line)
    for name, value in sent:
        label = "What you wrote" if len(written) == 1 else _in_words(name)
        yield TypedField(name, value, called.get(name, "") if called else label if name in written else "")


def _in_words(name: str) -> str:
    """ "what_i_did" is "What I did"."""
    words = " ".join("I" if word == "i" else word for word in name.split("_"))
    return words[:1].upper() + words[1:]


def _is_by_account() -> bool:
    """Whether who sent it can sign in; who came by a link has no account."""
    rule = rule_of(current_app.view_functions[request.endpoint]) if request.endpoint else None
    return rule is None or rule.by_account


def _came_from_us() -> bool:
    """Whether a page of ours sent it, as far as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(sender).netloc == request.host
