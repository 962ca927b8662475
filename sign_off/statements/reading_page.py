"""The values of the page on which a statement is read before it is signed."""

from typing import Any

from flask import url_for

from accounts.models import Apprenticeship
from sign_off.models import Party, StatementKind
from sign_off.statements.contents import contents_of
from sign_off.statements.services import Offer
from sign_off.statements.words import clauses_of
from sign_off.subjects import guide_to_statement


def reading_page(apprenticeship: Apprenticeship, kind: StatementKind, offer: Offer) -> dict[str, Any]:
    """What `offer` says and covers; where the apprentice has no part in it, what the employer is asked."""
    parties = offer.words.parties
    readings = guide_to_statement(kind).readings_of(apprenticeship, offer.manifest)
    contents = contents_of(
        offer.manifest,
        lambda file_id: url_for("sign_off.statement_file", kind=kind, file_id=file_id),
        readings,
    )
    return {
        "apprenticeship": apprenticeship,
        "words": offer.words,
        "party": parties.get(Party.APPRENTICE) or parties[Party.EMPLOYER],
        "contents": contents,
        "clauses": clauses_of(kind, apprenticeship),
        "digest": offer.digest,
    }
