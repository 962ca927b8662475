"""Turns what the texts of a piece seem to show into open links, and leaves every answer she gave alone.

Her answers shape what comes next: a KSB that she said yes to anywhere needs less to be asked about; one that she said
no to is never asked about in that piece again, nor anywhere else for the very same words.
"""

from typing import Any

from foundation.clock import now
from foundation.database import db
from ksb_mapper import Feedback
from portfolio.models import EvidenceItem, KsbLink, LinkState, Origin, TextSource
from portfolio.queries import list_answers, list_texts
from portfolio.reading import MOST_SUGGESTIONS


def refresh_suggestions(item: EvidenceItem) -> None:
    """Open a link for each KSB that the texts suggest; drop open ones that nothing suggests any more.

    Accepted links stay as they are, and so does the place of one that she is asked about again; rejected ones are
    never opened again. A file's own words go before what the context card says of them.
    """
    best = _best_by_code(item)
    known = {link.code: link for link in list(item.links)}
    for code, link in known.items():
        if link.state is LinkState.OPEN and code not in best and not link.is_asked_again:
            item.links.remove(link)
            db.session.delete(link)
    for code, (file_id, suggestion) in best.items():
        link = known.get(code) or KsbLink(
            item=item, code=code, origin=Origin.SUGGESTED, state=LinkState.OPEN, created_at=now()
        )
        db.session.add(link)
        if link.state is LinkState.OPEN and not link.is_asked_again:
            link.file_id = file_id
            link.locator, link.excerpt = suggestion["locator"], suggestion["excerpt"]
            link.passage, link.start = suggestion["passage"], suggestion["start"]
            link.score = suggestion["score"]
    db.session.flush()


def feedback_for(item: EvidenceItem) -> Feedback:
    """What she said to earlier suggestions, as the mapper hears it for this piece: yes on any piece in her portfolio,
    no on this one. The same KSB may well be shown by another piece."""
    answers = list_answers(item.apprenticeship_id)
    return Feedback(
        accepted=frozenset(link.code for link in answers if link.state is LinkState.ACCEPTED),
        rejected=_rejected_in(item, answers),
    )


def _rejected_in(item: EvidenceItem, answers: list[KsbLink]) -> frozenset[str]:
    return frozenset(
        link.code for link in answers if link.state is LinkState.REJECTED and link.item_id == item.id
    )


def _best_by_code(item: EvidenceItem) -> dict[str, tuple[int | None, dict[str, Any]]]:
    answers = list_answers(item.apprenticeship_id)
    rejected = _rejected_in(item, answers)
    no = {(link.code, _words(link.excerpt)) for link in answers if link.state is LinkState.REJECTED}
    ranked = [
        ((text.source is TextSource.CARD, -suggestion["score"]), text.file_id, suggestion)
        for text in list_texts([item.id])
        for suggestion in text.suggestions
        if suggestion["code"] not in rejected
        and (suggestion["code"], _words(suggestion["excerpt"])) not in no
    ]
    best: dict[str, tuple[int | None, dict[str, Any]]] = {}
    for _, file_id, suggestion in sorted(ranked, key=lambda one: one[0]):
        if suggestion["code"] not in best and len(best) < MOST_SUGGESTIONS:
            best[suggestion["code"]] = (file_id, suggestion)
    return best


def _words(excerpt: str) -> str:
    """Breaks and spaces come and go when a text is saved anew."""
    return " ".join(excerpt.split()).casefold()
