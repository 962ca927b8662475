"""What becomes of the links of a portfolio when its apprenticeship moves to another version of the standard.

A link is carried over where the statement is the same. Where it was reworded she is asked again, with her own place
beside the new words. Where it is gone the link goes too, and the history keeps its place.
"""

from collections.abc import Iterable, Sequence

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.events import record
from foundation.jobs import enqueue
from foundation.wording import numbered, plural
from portfolio.following import record_asked_again
from portfolio.holding import hold_portfolio
from portfolio.models import KsbLink, LinkState
from portfolio.queries import list_every_piece
from portfolio.refresh import refresh_findings
from standards import Comparison, Standard


class PortfolioMover:
    """Knows the portfolio's links, for accounts.moving."""

    def blockers(self, apprenticeship: Apprenticeship, standard: Standard) -> Sequence[str]:
        return ()

    def foresee(self, apprenticeship: Apprenticeship, comparison: Comparison) -> Sequence[str]:
        links = [link for link in _links(apprenticeship) if link.state is LinkState.ACCEPTED]
        if not links:
            return ()
        name = apprenticeship.apprentice.first_name
        reworded = {pair.old.code for pair in comparison.reworded}
        kept = [link for link in links if link.code in comparison.same]
        asked = [link for link in links if link.code in reworded]
        lost = [link for link in links if link.code not in comparison.same and link.code not in reworded]
        sentences = [f"{_count(kept)} from {name}’s evidence to a KSB {_is(kept)} carried over."]
        if asked:
            sentences.append(f"{_count(asked)} {_is(asked)} put to {name} again: {_codes(asked)} reworded.")
        if lost:
            sentences.append(f"{_count(lost)} {_is(lost)} taken out: {_codes(lost)} gone.")
        return sentences

    def move(self, actor: Person, apprenticeship: Apprenticeship, comparison: Comparison) -> None:
        hold_portfolio(apprenticeship.id)
        reworded = {pair.old.code: pair.new.code for pair in comparison.reworded}
        coming: list[tuple[KsbLink, str]] = []
        for link in _links(apprenticeship):
            code = comparison.same.get(link.code) or reworded.get(link.code)
            if code is None or (link.code in reworded and link.state is LinkState.REJECTED):
                _leave_behind(actor, apprenticeship, link)
                continue
            if link.code in reworded:
                link.state = LinkState.OPEN
                if link.is_asked_again:
                    record_asked_again(link, actor.actor, why="reworded")
            coming.append((link, code))
        _renumber(coming)
        for piece in list_every_piece(apprenticeship):
            enqueue("read_again", item_id=piece.id)
        refresh_findings(apprenticeship)


def _links(apprenticeship: Apprenticeship) -> list[KsbLink]:
    """Those of pieces taken out too: they can be brought back."""
    return [link for piece in list_every_piece(apprenticeship) for link in piece.links]


def _leave_behind(actor: Person, apprenticeship: Apprenticeship, link: KsbLink) -> None:
    if link.state is LinkState.ACCEPTED:
        record(
            "link_left_behind",
            actor=actor.actor,
            subject=f"evidence:{link.item_id}",
            apprenticeship_id=apprenticeship.id,
            code=link.code,
            locator=link.locator,
            excerpt=link.excerpt,
        )
    link.item.links.remove(link)
    db.session.delete(link)


def _renumber(coming: Iterable[tuple[KsbLink, str]]) -> None:
    """In two steps: K1 may become K2 while K2 becomes K1, and a piece has one link to a KSB."""
    coming = list(coming)
    for link, code in coming:
        link.code = f"to {code}"
    db.session.flush()
    for link, code in coming:
        link.code = code
    db.session.flush()


def _count(links: Sequence[KsbLink]) -> str:
    return numbered(len(links), "link")


def _is(links: Sequence[object]) -> str:
    return plural(len(links), "is", "are")


def _codes(links: Sequence[KsbLink]) -> str:
    codes = list(dict.fromkeys(link.code for link in links))
    return f"{', '.join(codes)} {_is(codes)}"
