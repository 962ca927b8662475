"""Turns what the texts of a piece seem to show into open links, and leaves every answer she gave alone.

Her answers shape what comes next: a KSB that she said yes to anywhere needs less to be asked about; one that she said
no to is never asked about in that piece again, nor anywhere else for the very same words. There it shows as answered,
with the piece she answered it in, until she asks to be asked there too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from ksb_mapper import Feedback
from portfolio.models import EvidenceItem, EvidenceText, KsbLink, LinkState, Origin, TextSource
from portfolio.queries import list_answers, list_nos_elsewhere, list_suggestions_elsewhere, list_texts
from portfolio.reading import MOST_SUGGESTIONS


@dataclass(frozen=True)
class SuggestedPlace:
    """Where a text seems to show a KSB; `key` names the place in a form."""

    key: str
    file_id: int | None
    passage: int
    start: int
    excerpt: str
    locator: str

    def is_of(self, link: KsbLink) -> bool:
        """Whether it is the place that stands in the link."""
        return (self.file_id, self.passage, self.start) == (link.file_id, link.passage, link.start)


def places_for(code: str, texts: Sequence[EvidenceText]) -> list[SuggestedPlace]:
    """Every place of these texts that is suggested for a KSB: a file's own words before those of the card."""
    return [
        SuggestedPlace(
            key=f"{text.id}-{place['passage']}-{place['start']}",
            file_id=text.file_id,
            **{name: place[name] for name in ("passage", "start", "excerpt", "locator")},
        )
        for text in sorted(texts, key=lambda text: text.source is TextSource.CARD)
        for suggestion in text.suggestions
        if suggestion["code"] == code
        for place in _places(suggestion)
    ]


def get_place(link: KsbLink, key: str) -> SuggestedPlace:
    """The suggested place that a form names. Raises Refused where the texts do not suggest it any more."""
    places = places_for(link.code, list_texts([link.item_id]))
    place = next((place for place in places if place.key == key), None)
    if place is None:
        raise Refused(
            f"That place is not suggested for {link.code} any more. Reload the page to see those that are."
        )
    return place


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


def refresh_alike(item: EvidenceItem, code: str, excerpt: str) -> None:
    """A no to these words was said or taken back: it holds, or holds no longer, in her other pieces that have them."""
    said = (code, _words(excerpt))
    for other_id, suggestions in list_suggestions_elsewhere(item):
        if any(
            said == (one["code"], _words(place["excerpt"])) for one in suggestions for place in _places(one)
        ):
            refresh_suggestions(db.session.get_one(EvidenceItem, other_id))


@dataclass(frozen=True)
class AnsweredElsewhere:
    """Words of this piece that are not asked about, because of the no that stands in `answer`, of another piece."""

    code: str
    locator: str
    excerpt: str
    answer: KsbLink


def answered_elsewhere(
    item: EvidenceItem, texts: Sequence[EvidenceText] | None = None
) -> list[AnsweredElsewhere]:
    """What the texts of the piece suggest and she answered in another, one for each KSB, best first. A KSB that she is
    asked about here for other words, or has answered here, is left out."""
    said = {(no.code, _words(no.excerpt)): no for no in reversed(list_nos_elsewhere(item))}
    if not said:
        return []
    known = {link.code for link in item.links}
    found = [
        (
            -suggestion["score"],
            AnsweredElsewhere(suggestion["code"], suggestion["locator"], suggestion["excerpt"], answer),
        )
        for text in (list_texts([item.id]) if texts is None else texts)
        for suggestion in text.suggestions
        if suggestion["code"] not in known
        for answer in [said.get((suggestion["code"], _words(suggestion["excerpt"])))]
        if answer is not None
    ]
    best: dict[str, AnsweredElsewhere] = {}
    for _, one in sorted(found, key=lambda scored: scored[0]):
        best.setdefault(one.code, one)
    return list(best.values())[:MOST_SUGGESTIONS]


def feedback_for(item: EvidenceItem) -> Feedback:
    """What she said to earlier suggestions, as the mapper hears it for this piece: yes on any piece in her portfolio,
    no on this one. The same KSB may well be shown by another piece."""
    answers = list_answers(item.apprenticeship_id)
    return Feedback(
        accepted=frozenset(link.code for link in answers if link.state is LinkState.ACCEPTED),
        rejected=frozenset(
            link.code for link in answers if link.state is LinkState.REJECTED and link.item_id == item.id
        ),
    )


def _best_by_code(item: EvidenceItem) -> dict[str, tuple[int | None, dict[str, Any]]]:
    """By KSB the file and what it suggests best: of each suggestion the first place whose words she has not said no to
    in another piece."""
    answered = {link.code for link in item.links if link.state is LinkState.REJECTED}
    asked_here = {link.code for link in item.links if link.asked_here}
    no = {(link.code, _words(link.excerpt)) for link in list_nos_elsewhere(item)}
    ranked = [
        ((text.source is TextSource.CARD, -suggestion["score"]), text.file_id, {**suggestion, **place})
        for text in list_texts([item.id])
        for suggestion in text.suggestions
        if (code := suggestion["code"]) not in answered
        for place in [
            one
            for one in _places(suggestion)
            if code in asked_here or (code, _words(one["excerpt"])) not in no
        ][:1]
    ]
    best: dict[str, tuple[int | None, dict[str, Any]]] = {}
    for _, file_id, suggestion in sorted(ranked, key=lambda one: one[0]):
        if suggestion["code"] not in best and len(best) < MOST_SUGGESTIONS:
            best[suggestion["code"]] = (file_id, suggestion)
    return best


def _places(suggestion: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Where a suggestion stands, the best place first."""
    return (suggestion, *suggestion.get("places", ()))


def _words(excerpt: str) -> str:
    """Breaks and spaces come and go when a text is saved anew."""
    return " ".join(excerpt.split()).casefold()
