"""The rows of a queue: what waits for a tutor, or for an administrator, as the page lists it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from flask import url_for

from foundation.clock import now
from foundation.wording import waited_since
from sign_off.links.errands import Errand

# Characters of a reason that stand in the queue; all of it stands on the page that the row opens.
_REASON = 160


@dataclass(frozen=True)
class Flag:
    """What the checks hold against a piece, as a tag: words, tone, icon."""

    words: str
    tone: str
    icon: str


@dataclass(frozen=True)
class QueueRow:
    """One thing that waits. Only a piece carries flags: a report's checks are its own page's."""

    number: str
    unit: str
    title: str
    what: str
    url: str
    since: datetime
    button: str = "Review"
    is_long: bool = False
    flags: Sequence[Flag] = ()


def errand_row(errand: Errand) -> QueueRow:
    """What only staff can do about a link, and why it waits."""
    title, what = f"Give {errand.manager} the link to sign", f"{errand.apprentice} · {errand.what}"
    if errand.colleague:
        title = f"Confirm {errand.colleague}, who answers for {errand.manager}"
    elif errand.reason:
        title = f"{errand.manager} did not sign: “{shorten(errand.reason, _REASON, placeholder=' …')}”"
        what += " · talk it over, then ask again"
    elif errand.former:
        title = f"Ask {errand.manager} to sign: {errand.former}’s link no longer works"
    return QueueRow(
        *waited_since(errand.since, now()),
        title=title,
        what=what,
        url=url_for("sign_off.learner_statements", apprenticeship_id=errand.apprenticeship_id),
        since=errand.since,
        button="Open",
    )
