"""Mails from before they carried it say by number about which apprentice they are: to her, or naming her whole name.

The name counts only among the apprentices of the provider whose people the mail went to, and only where one of them is
meant. A mail that leaves a doubt stays as it is.
"""

import re
from collections.abc import Iterable
from itertools import chain

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0094"
branch_labels = None
depends_on = None

_MAILS = sa.text('SELECT id, "to", subject, body FROM mail WHERE apprenticeship_id IS NULL ORDER BY id')
_APPRENTICES = sa.text(
    "SELECT apprenticeship.id, apprenticeship.provider_id, person.name, person.email "
    "FROM apprenticeship JOIN person ON person.id = apprenticeship.apprentice_id ORDER BY apprenticeship.id"
)
_PEOPLE = sa.text(
    "SELECT email, provider_id FROM person UNION "
    "SELECT lower(manager.email), employer.provider_id FROM manager JOIN employer ON employer.id = manager.employer_id"
)
_SAY = sa.text("UPDATE mail SET apprenticeship_id = :apprenticeship_id WHERE id = :id")


def upgrade() -> None:
    connection = op.get_bind()
    apprentices = connection.execute(_APPRENTICES).all()
    by_address = {one.email: one.id for one in apprentices}
    named: dict[int, list[tuple[str, int]]] = {}
    for one in apprentices:
        named.setdefault(one.provider_id, []).append((one.name, one.id))
    providers: dict[str, set[int]] = {}
    for email, provider_id in connection.execute(_PEOPLE):
        providers.setdefault(email, set()).add(provider_id)
    for mail in connection.execute(_MAILS).all():
        address = mail.to.lower()
        names = chain.from_iterable(named.get(provider_id, []) for provider_id in providers.get(address, ()))
        about = by_address.get(address) or _only_one_named(f"{mail.subject}\n{mail.body}", names)
        if about is not None:
            connection.execute(_SAY, {"apprenticeship_id": about, "id": mail.id})


def _only_one_named(words: str, names: Iterable[tuple[str, int]]) -> int | None:
    """Whose whole name stands in the words, where it is one person's: not as a part of a longer name."""
    named = [
        (name, id_)
        for name, id_ in names
        if name in words and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words)
    ]
    longest = [
        (name, id_) for name, id_ in named if not any(name != other and name in other for other, _ in named)
    ]
    return longest[0][1] if len(longest) == 1 else None


def downgrade() -> None:
    """The numbers are true, and nothing tells them from those that were written with the mail: they stay."""
