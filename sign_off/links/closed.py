"""What somebody reads who opens a link that cannot be answered: what happened, and what to do."""

from dataclasses import dataclass

from foundation.clock import as_moment, now
from sign_off.links.services import RECEIPT_LASTS
from sign_off.links.state import LinkState
from sign_off.models import SigningLink
from sign_off.statements.standing import changes_since


@dataclass(frozen=True)
class ClosedWords:
    title: str
    sentences: tuple[str, ...]


def closed_words(link: SigningLink, state: LinkState) -> ClosedWords:
    apprentice = link.apprenticeship.apprentice
    tutor = link.apprenticeship.tutor
    whom = f"{tutor.name}, {apprentice.first_name}’s tutor," if tutor else "the training provider"
    answered = as_moment(link.answered_at) if link.answered_at else ""
    until = as_moment(link.expires_at)
    changes = (
        changes_since(link.statement, apprentice.first_name)
        if state is LinkState.CHANGED and link.statement
        else ()
    )
    told = f"{apprentice.first_name} and the training provider were told on {answered}."
    match state:
        case LinkState.SIGNED:
            return ClosedWords(
                "You have signed this", (f"You signed on {answered}. There is nothing more to do.",)
            )
        case LinkState.DECLINED:
            return ClosedWords(
                "You said that something is not right",
                (told, "You will get a new link once it is put right. There is nothing more to do now."),
            )
        case LinkState.PASSED_ON:
            return ClosedWords(
                f"You passed this on to {link.passed_to_name}",
                ("The training provider confirms the address, then sends a link there. You are done.",),
            )
        case LinkState.WITHDRAWN if not link.is_with_signer:
            return ClosedWords(
                "This link was withdrawn",
                (
                    f"{link.apprenticeship.provider.name} asks somebody else to answer for "
                    f"{link.apprenticeship.employer.name} now, so there is nothing more to do for you.",
                    f"Does that surprise you? Ask {whom} about it.",
                ),
            )
        case LinkState.WITHDRAWN:
            return ClosedWords(
                "This link was replaced",
                (f"If you were sent a newer one, open that. If not, ask {whom} for it.",),
            )
        case LinkState.CHANGED:
            return ClosedWords(
                f"{apprentice.first_name} changed something since you were asked",
                (
                    *(f"{change}." for change in changes),
                    f"So there is nothing to sign now. {apprentice.first_name} will ask you again.",
                ),
            )
        case _:
            return ClosedWords(
                "This link has run out", (f"It worked until {until}. Ask {whom} for a new one.",)
            )


def has_receipt(link: SigningLink) -> bool:
    """The receipt can be opened by link for as long as a link lasts; the copy is kept by whoever signed."""
    return link.answered_at is not None and now() < link.answered_at + RECEIPT_LASTS
