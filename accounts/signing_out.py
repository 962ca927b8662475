"""Ending sign-ins. Verbs: they flush, and never commit. See docs/decisions/0017-signing-out-ends-this-browser.md."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from accounts.models import Person, SignedOut
from foundation.clock import now
from foundation.database import db
from foundation.events import record
from foundation.tokens import digest_of, new_token

SPARE = timedelta(days=1)  # for requests that had begun when somebody signed out


def sign_out(person: Person, token: str) -> None:
    """End the sign-in that has this token, wherever its cookie lies; the person's other browsers stay signed in. One
    from before sign-ins had tokens ("") ends with all the others."""
    record("signed_out", actor=person.actor, subject=person.actor)
    _forget_run_out()
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


def _forget_run_out() -> None:
    """No cookie is sealed around a sign-in that was ended, so each has run out by itself once it would have by then."""
    lasts = current_app.permanent_session_lifetime + SPARE
    db.session.execute(delete(SignedOut).where(SignedOut.at < now() - lasts))
