"""Verbs about phrases. The acting person first; they flush, record, and never commit."""

import re

from sqlalchemy import update

from accounts.models import Person, Role
from accounts.queries import list_apprenticeships_for
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotAllowed, Refused
from foundation.events import record
from sign_off.models import Phrase
from sign_off.phrases.access import can_change
from sign_off.phrases.queries import phrase_exists, usable


def keep_phrase(actor: Person, body: str) -> Phrase:
    """A tutor keeps it for herself, an administrator for all tutors of the provider. Raises NotAllowed, Refused."""
    if actor.role is Role.APPRENTICE:
        raise NotAllowed("Phrases are for those who comment on others’ work.")
    body = _words(actor, body)
    phrase = Phrase(
        provider_id=actor.provider_id,
        owner_id=None if actor.role is Role.ADMINISTRATOR else actor.id,
        body=body,
        created_at=now(),
    )
    db.session.add(phrase)
    db.session.flush()
    _record("phrase_kept", actor, phrase)
    return phrase


def change_phrase(actor: Person, phrase: Phrase, body: str) -> None:
    """Raises NotAllowed, Refused."""
    _require(actor, phrase)
    phrase.body = _words(actor, body, but=phrase)
    db.session.flush()
    _record("phrase_changed", actor, phrase)


def delete_phrase(actor: Person, phrase: Phrase) -> None:
    """Comments that were sent with it stay as they are. Raises NotAllowed."""
    _require(actor, phrase)
    _record("phrase_deleted", actor, phrase)
    db.session.delete(phrase)
    db.session.flush()


def count_uses(actor: Person, used: str) -> None:
    """A comment was sent with these phrases ("3 7"). What names none of hers is left alone."""
    ids = [int(number) for number in re.findall(r"\d{1,9}", used)]
    for phrase in usable(actor, ids):
        db.session.execute(update(Phrase).where(Phrase.id == phrase.id).values(uses=Phrase.uses + 1))


def _words(actor: Person, body: str, *, but: Phrase | None = None) -> str:
    body = body.strip()
    if not body:
        raise Refused("Write the words to keep first.")
    if phrase_exists(actor, body, but=but):
        raise Refused("You have a phrase in these very words already.")
    named = name_in(actor, body)
    if named:
        raise Refused(
            f"This names {named}. A phrase is for every apprentice, and stays when one apprentice’s work is "
            "deleted: take the name out."
        )
    return body


def name_in(actor: Person, body: str) -> str:
    """The full name of one of her learners that stands in these words; empty where none does."""
    said = " ".join(body.split()).casefold()
    names = (one.apprentice.name for one in list_apprenticeships_for(actor))
    return next((name for name in names if " ".join(name.split()).casefold() in said), "")


def _require(actor: Person, phrase: Phrase) -> None:
    if not can_change(actor, phrase):
        raise NotAllowed("Only whoever keeps this phrase can change it.")


def _record(kind: str, actor: Person, phrase: Phrase) -> None:
    record(kind, actor=actor.actor, subject=f"phrase:{phrase.id}", shared=phrase.owner_id is None)
