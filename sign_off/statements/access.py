"""Who may see, make and sign statements. Role, ownership and state are asked together."""

from accounts.access import can_see_apprenticeship
from accounts.models import Apprenticeship, Person
from foundation.errors import MasterpieceError, NotAllowed, NotFound, Refused
from sign_off.models import Party, StatementKind
from sign_off.statements.standing import Standing, StandingState, signer_of
from sign_off.statements.words import parties_of
from sign_off.subjects import statement_kinds


def get_kind(name: str) -> StatementKind:
    """The kind of statement that an address names. Raises NotFound."""
    kind = next((kind for kind in statement_kinds() if kind == name), None)
    if kind is None:
        raise NotFound("There is no such statement.")
    return kind


def refusal_of_signing(
    person: Person, apprenticeship: Apprenticeship, standing: Standing
) -> MasterpieceError | None:
    """The apprentice signs first, where the statement has a part for an apprentice."""
    if apprenticeship.apprentice_id != person.id:
        return NotAllowed("Only the apprentice can sign here. The employer signs by link.")
    if Party.APPRENTICE not in parties_of(standing.kind):
        return Refused("This is the employer’s own decision, so there is nothing for you to sign.")
    if standing.state is not StandingState.VOID and standing.signature_of(Party.APPRENTICE):
        return Refused("You have signed this already.")
    return None


def refusal_of_asking(
    person: Person, apprenticeship: Apprenticeship, standing: Standing
) -> MasterpieceError | None:
    """The apprentice and her staff may ask the employer, once it is the employer's turn."""
    if not can_see_apprenticeship(person, apprenticeship):
        return NotFound("We could not find that apprentice among yours.")
    if standing.state is StandingState.SIGNED:
        return Refused("This is signed by everybody already.")
    if standing.awaits is not Party.EMPLOYER:
        first_name = apprenticeship.apprentice.first_name
        return Refused(f"{first_name} signs first. The employer can be asked after that.")
    if signer_of(standing, apprenticeship) is None:
        return Refused(
            f"Nobody is set to sign for {apprenticeship.employer.name}. "
            "The training provider sets who, with an email address; ask for that first."
        )
    return None


def can_sign(person: Person, apprenticeship: Apprenticeship, standing: Standing) -> bool:
    return refusal_of_signing(person, apprenticeship, standing) is None


def can_ask(person: Person, apprenticeship: Apprenticeship, standing: Standing) -> bool:
    return refusal_of_asking(person, apprenticeship, standing) is None
