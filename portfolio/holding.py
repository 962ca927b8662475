"""One at a time in a portfolio: its links and findings are found, compared and stored, and two who do that at once on
PostgreSQL would each store what the other had not yet shown."""

from sqlalchemy import select

from accounts.models import Apprenticeship
from foundation.database import db
from foundation.errors import Refused
from portfolio.models import KsbLink


def hold_portfolio(apprenticeship_id: int) -> None:
    """Nobody else changes this portfolio until our transaction ends, and what we know of it is as it is now.

    To be called before the first change: whoever held a row of it already, and waited here, could be waited for. Rows
    that only point to the apprenticeship can still be added. On SQLite the transaction is alone since it began.
    """
    held = select(Apprenticeship.id).where(Apprenticeship.id == apprenticeship_id)
    with db.session.no_autoflush:
        db.session.execute(held.with_for_update(key_share=True))
    db.session.flush()
    db.session.expire_all()


def hold_link(link: KsbLink) -> None:
    """The same for the portfolio of a link. Raises Refused where the worker took the link back meanwhile."""
    item, code = link.item, link.code
    hold_portfolio(item.apprenticeship_id)
    if link not in item.links:
        raise Refused(f"{code} is not suggested here any more. Reload the page to see what is.")
