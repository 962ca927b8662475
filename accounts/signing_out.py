"""Ending sign-ins. Verbs: they flush, and never commit. See docs/decisions/0017-signing-out-ends-this-browser.md."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from accounts.models import Person, SignedOut
from foundation.clock import now
from foundation.database import db
from foundation.events import record
from foundation.tokens import digest_of, new_token


def sign_out(person: Person, token: str) -> None:
    """End the sign-in that has this token, wherever its cookie lies; the person's other browsers stay signed in. One
    from before sign-ins had tokens ("") ends with all the others."""
    record("signed_out", actor=person.actor, subject=person.actor)
    if not token:
        sign_out_everywhere(person)
        return
    try:
        with db.session.begin_nested():
            db.session.add(SignedOut(person_id=person.id, digest=digest_of(token), at=now()))
    except IntegrityError:  # pressed twice: the other request has ended it
        return


def sign_out_everywhere(person: Person) -> None:
    """End every sign-in of the person. Those that were ended before need not be remembered then."""
    person.session_stamp = new_token()[:16]
    db.session.flush()
    db.session.execute(delete(SignedOut).where(SignedOut.person_id == person.id))
