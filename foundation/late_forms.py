"""A form that came after its session had ended: it is not taken, and what was typed comes back to be sent again.

Nothing of it is kept on the server: the words stand on the page that answers, and go from there. A form asks for that
with a hidden field, since not all may be sent from another page than their own: nobody signs what is not before them.
Its value is "yes", or a line for each field to be read again: "name: what the page calls it". Then the rest goes along
unseen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, g, request

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
    """The page with what was typed, as the answer to this request. None where the form does not ask for it, and where
    it is not ours: nobody is to be led to send a stranger's words. `refused`: who is signed in may
    not save it."""
    if ASKS not in request.form or not _came_from_us():
        return None
    g.failed = True
    page = current_app.jinja_env.get_template("errors/come_back.html")
    action = request.full_path.rstrip("?")
    return page.render(
        fields=list(_typed()),
        asks=ASKS,
        asked=request.form[ASKS],
        refused=refused,
        action=action,
        home_url="/",
        standard_line="",
    ), status


def _typed() -> Iterator[TypedField]:
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in _LEFT_OUT]
    written = {name for name, value in sent if _A_WORD.search(value)}
    called = dict(line.split(": ", 1) for line in request.form[ASKS].splitlines() if ": " in line)
    for name, value in sent:
        label = "What you wrote" if len(written) == 1 else _in_words(name)
        yield TypedField(name, value, called.get(name, "") if called else label if name in written else "")


def _in_words(name: str) -> str:
    """ "what_i_did" is "What I did"."""
    words = " ".join("I" if word == "i" else word for word in name.split("_"))
    return words[:1].upper() + words[1:]


def _came_from_us() -> bool:
    """Whether a page of ours sent it, as far as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(sender).netloc == request.host
