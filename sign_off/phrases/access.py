"""Whose phrases are whose: a tutor keeps her own, the administrators those of the provider."""

from accounts.models import Person, Role
from foundation.errors import NotAllowed, NotFound
from sign_off.models import Comment, Phrase
from sign_off.phrases.queries import find_comment_by, find_phrase


def can_use(person: Person, phrase: Phrase) -> bool:
    """Her own, and those that the provider gives to all."""
    if phrase.owner_id is None:
        return phrase.provider_id == person.provider_id
    return phrase.owner_id == person.id


def can_change(person: Person, phrase: Phrase) -> bool:
    """Of those that she can use: a tutor her own, an administrator those for all."""
    return can_use(person, phrase) and (person.role is Role.ADMINISTRATOR) is (phrase.owner_id is None)


def get_usable_phrase_for(person: Person, phrase_id: int) -> Phrase:
    """Raises NotFound for those of others."""
    phrase = find_phrase(phrase_id)
    if phrase is None or not can_use(person, phrase):
        raise NotFound("That phrase is not there any more. Choose another, or write the words.")
    return phrase


def get_phrase_for(person: Person, phrase_id: int) -> Phrase:
    """One that she may change. Raises NotFound for those of others, NotAllowed for a tutor on the provider's."""
    phrase = get_usable_phrase_for(person, phrase_id)
    if not can_change(person, phrase):
        raise NotAllowed(
            "Your provider keeps this phrase for all tutors. Only an administrator can change it."
        )
    return phrase


def get_own_comment_for(person: Person, comment_id: int) -> Comment:
    """Raises NotFound for a comment that somebody else wrote."""
    comment = find_comment_by(person, comment_id)
    if comment is None:
        raise NotFound("We could not find that comment among yours.")
    return comment
