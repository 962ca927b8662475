"""Who teaches whom: giving learners to a tutor, and telling everybody whom it touches, each in one mail."""

from collections.abc import Sequence

from accounts.administration.queries import list_learners_of
from accounts.models import Apprenticeship, Person, Role
from foundation.database import db
from foundation.errors import Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import queue_mail
from foundation.wording import numbered


def assign_tutor(actor: str, apprenticeship: Apprenticeship, tutor: Person | None) -> None:
    """Hand a learner to a (new) tutor, or to none for now. Raises Refused."""
    before = apprenticeship.tutor
    if before is not tutor:
        _assign(actor, apprenticeship, tutor)
        _tell([apprenticeship], before, tutor)


def hand_over_learners(actor: Person, giver: Person, taker: Person) -> int:
    """Hand every learner of one tutor to another. Returns how many. Raises Refused."""
    if giver is taker:
        raise Refused(f"{giver.name} has these learners already. Choose a colleague.")
    learners = list_learners_of(giver)
    for apprenticeship in learners:
        _assign(actor.actor, apprenticeship, taker)
    _tell(learners, giver, taker)
    return len(learners)


def _assign(actor: str, apprenticeship: Apprenticeship, tutor: Person | None) -> None:
    if tutor is not None and (
        tutor.provider_id != apprenticeship.provider_id or tutor.role is not Role.TUTOR
    ):
        raise Refused("That person is not a tutor of this provider. Choose one who is.")
    before = apprenticeship.tutor_id
    apprenticeship.tutor = tutor
    db.session.flush()
    record(
        "tutor_assigned",
        actor=actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        before=before,
        tutor=tutor.id if tutor else None,
    )


def _tell(learners: Sequence[Apprenticeship], giver: Person | None, taker: Person | None) -> None:
    """One mail to each learner who has an account to go to, one to whoever takes them, one to whoever gave them and is
    still here."""
    for one in learners:
        if taker is not None and one.apprentice.is_active:
            queue_mail(
                one.apprentice.email,
                f"{taker.name} is your tutor now",
                "tutor_changed",
                concerns=f"tutor_of:{one.id}",
                apprenticeship_id=one.id,
                apprentice=one.apprentice,
                giver=giver,
                taker=taker,
            )
    for tutor, title, template in (
        (taker, "with you now", "learners_given"),
        (giver, "with a colleague now" if taker else "not with you any more", "learners_taken"),
    ):
        if learners and tutor is not None and tutor.deactivated_at is None:
            queue_mail(
                tutor.email,
                f"{numbered(len(learners), 'learner is', 'learners are')} {title}",
                template,
                concerns=f"learners_of:{tutor.id}",
                apprenticeship_id=learners[0].id if len(learners) == 1 else None,
                learners=learners,
                giver=giver,
                taker=taker,
                page=public_url("home.home"),
            )
