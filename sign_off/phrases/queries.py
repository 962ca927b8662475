"""Reads about phrases, most used first."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select

from accounts.models import Person, Role
from foundation.database import db
from sign_off.models import Comment, Phrase


@dataclass(frozen=True)
class Phrases:
    """What a tutor can put into a comment: `own` are hers, `shared` the provider's."""

    own: list[Phrase]
    shared: list[Phrase]

    def __bool__(self) -> bool:
        return bool(self.own or self.shared)


def phrases_of(person: Person) -> Phrases:
    """An administrator has those of the provider alone."""
    found = db.session.scalars(
        select(Phrase)
        .where(
            Phrase.provider_id == person.provider_id,
            or_(Phrase.owner_id == person.id, Phrase.owner_id.is_(None)),
        )
        .order_by(Phrase.uses.desc(), Phrase.id.desc())
    ).all()
    return Phrases(
        own=[one for one in found if one.owner_id is not None],
        shared=[one for one in found if one.owner_id is None],
    )


def phrases_for_comment(person: Person, *, can_comment: bool) -> Phrases:
    """None for whoever does not comment as a tutor: the database is not asked then."""
    return phrases_of(person) if can_comment and person.role is Role.TUTOR else Phrases([], [])


def find_phrase(phrase_id: int) -> Phrase | None:
    return db.session.get(Phrase, phrase_id)


def phrase_exists(person: Person, body: str, *, but: Phrase | None = None) -> bool:
    """Whether she has these very words already, in another phrase than `but`."""
    phrases = phrases_of(person)
    return any(one.body == body and one is not but for one in (*phrases.own, *phrases.shared))


def find_comment_by(author: Person, comment_id: int) -> Comment | None:
    return db.session.scalar(select(Comment).where(Comment.id == comment_id, Comment.author_id == author.id))


def usable(person: Person, ids: Iterable[int]) -> list[Phrase]:
    """Those of these numbers that she can use."""
    wanted = set(ids)
    phrases = phrases_of(person) if wanted else Phrases([], [])
    return [one for one in (*phrases.own, *phrases.shared) if one.id in wanted]
