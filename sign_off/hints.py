"""What somebody who signs should look at once more: asked, never forbidden. The words stay the signer's own."""

import re
from dataclasses import dataclass
from datetime import date

from foundation.clock import as_day
from ksb_mapper import check_language

# How the signer knows the work. What is chosen stands in what is signed.
RELATIONS = ("Line manager", "Supervisor or mentor", "Colleague", "Customer or user of the service")
CLOSE = "Relative or friend"
OTHER = "Something else"

_CLOSE_WORDS = re.compile(
    r"\b(?:(?:grand|step|god)?(?:mother|father|mum|mom|dad|son|daughter)|mam|mummy|daddy|nan|nana|gran"
    r"|granny|grandma|grandpa|(?:half|step)?-?(?:brother|sister)s?|sibling|uncle|aunt|auntie|aunty|cousin|niece|nephew"
    r"|husband|wife|spouse|fianc[eé]e?|boyfriend|girlfriend|in-law|relative|relation of|related to|family|flatmate"
    r"|friend|best mate|(?:her|his|their|my|life) partner)\b",
    re.IGNORECASE,
)
# Words below which nobody has said what was done, step by step, and what came of it.
_FEW = 12


@dataclass(frozen=True)
class Hint:
    """Words to look at, and what to ask oneself."""

    excerpt: str
    message: str


def is_close(relationship: str) -> bool:
    """Whether these words say that the signer is a relative or a friend.

    Practice: assessment organisations send back what a relative has witnessed.
    """
    return relationship.startswith(CLOSE) or _CLOSE_WORDS.search(relationship) is not None


def hints_about_relation(relationship: str) -> list[Hint]:
    if not is_close(relationship):
        return []
    return [
        Hint(
            relationship,
            "Are you a relative or a friend? Assessment organisations send back what a relative has signed. If "
            "somebody else at work can answer, pass it on to them.",
        )
    ]


def hints_about_observation(what: str, seen_on: date, started_on: date) -> list[Hint]:
    """Where the text gives an opinion, or names somebody, or hardly says anything, and a day before she began.

    Plan: "Any employer contributions should focus on direct observation of performance … rather than opinions".
    """
    hints = [Hint(found.excerpt, found.message) for found in check_language(what, kind="witness").findings]
    if not hints and len(what.split()) < _FEW:
        hints.append(Hint(what, "Can you say more? What was done, step by step, and what came of it?"))
    if seen_on < started_on:
        hints.append(
            Hint(
                as_day(seen_on),
                f"The apprenticeship began on {as_day(started_on)}. Is this the day on which you saw it?",
            )
        )
    return hints
