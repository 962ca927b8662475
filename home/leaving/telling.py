"""Telling those whom it touches: that everything of an apprentice will be deleted, and that it is kept after all."""

from dataclasses import dataclass

from flask import url_for

from accounts.models import Apprenticeship, Person
from foundation.clock import as_day
from foundation.links import public_url
from foundation.outbox import postbox, queue_mail
from foundation.wording import listed, sentence_case
from home.leaving.access import can_leave
from home.leaving.queries import who_asked_for_deletion


@dataclass(frozen=True)
class DeletionNotice:
    """What a page says until it happens or is taken back: `words`, what can be done, and where (words, url)."""

    words: str
    advice: str
    link: tuple[str, str] | None


def deletion_notice(reader: Person, apprenticeship: Apprenticeship) -> DeletionNotice | None:
    """For somebody who may see her; None while nothing is to be deleted."""
    if apprenticeship.delete_after is None:
        return None
    her, own = apprenticeship.apprentice, reader.id == apprenticeship.apprentice_id
    asked = who_asked_for_deletion(apprenticeship)
    by = "" if asked is None else " You asked for it." if asked is reader else f" {asked.name} asked for it."
    words = f"Everything of {'yours' if own else her.name} is deleted after {as_day(apprenticeship.delete_after)}."
    if own:
        return DeletionNotice(
            words + by,
            "Until then nothing changes, and you can keep it after all. To have it all the same, download it first.",
            ("Keep or download everything", url_for("home.leaving")),
        )
    if can_leave(reader, apprenticeship):
        page = url_for("home.learner_leaving", apprenticeship_id=apprenticeship.id)
        return DeletionNotice(
            words + by, "Until then it can be taken back.", ("Keep or download everything", page)
        )
    whom = her if asked is None else asked
    return DeletionNotice(
        words + by, f"Until then it can be taken back. Should it stay? Ask {whom.name}: {whom.email}.", None
    )


def tell_of_deletion(actor: Person, apprenticeship: Apprenticeship) -> None:
    """Mail her, also where she asked herself (somebody at her unlocked phone may have), and her tutor."""
    after = apprenticeship.delete_after
    assert after is not None, "there is a day on which it is deleted"
    her = apprenticeship.apprentice
    page = public_url("home.leaving")
    _mail(
        her,
        apprenticeship,
        f"Everything of yours is deleted after {as_day(after)}",
        "deletion_asked",
        actor,
        page=page,
    )
    if apprenticeship.tutor is not None:
        title = f"Everything of {her.name} is deleted after {as_day(after)}"
        _mail(apprenticeship.tutor, apprenticeship, title, "deletion_asked_for_tutor", actor)


def tell_of_keeping(actor: Person, apprenticeship: Apprenticeship) -> None:
    """Mail both that nothing is deleted."""
    her = apprenticeship.apprentice
    _mail(her, apprenticeship, "Nothing of yours is deleted", "deletion_withdrawn", actor)
    if apprenticeship.tutor is not None:
        _mail(
            apprenticeship.tutor,
            apprenticeship,
            f"Nothing of {her.name} is deleted",
            "deletion_withdrawn",
            actor,
        )


def said_after_asking(actor: Person, apprenticeship: Apprenticeship) -> str:
    """What the page says to whoever asked: the day, and who knows of it."""
    after, names = apprenticeship.delete_after, _others(actor, apprenticeship)
    assert after is not None, "it was asked for"
    words = f"Everything is deleted after {as_day(after)}. It can be taken back until then."
    if not names:
        return words
    if postbox.can_send:
        return f"{words} We told {names} by mail."
    return f"{words} No mail goes out from here, so tell {names} yourself."


def who_is_told(actor: Person, apprenticeship: Apprenticeship) -> str:
    """What the page says beforehand; nothing where nobody else is concerned."""
    names = _others(actor, apprenticeship)
    if not names:
        return ""
    return (
        f"{sentence_case(names)} {'hear' if ' and ' in names else 'hears'} of it, and can see it until then."
    )


def _others(actor: Person, apprenticeship: Apprenticeship) -> str:
    concerned = (apprenticeship.apprentice, apprenticeship.tutor)
    return listed([one.first_name for one in concerned if one is not None and one is not actor])


def _mail(
    reader: Person,
    apprenticeship: Apprenticeship,
    subject: str,
    template: str,
    actor: Person,
    **values: object,
) -> None:
    queue_mail(
        reader.email,
        subject,
        template,
        concerns=f"deletion:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        reader=reader,
        actor=actor,
        apprenticeship=apprenticeship,
        **values,
    )
