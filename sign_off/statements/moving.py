"""What moving to another version of the standard does to what was signed: the version is part of it, so it is void."""

from collections.abc import Sequence

from accounts.models import Apprenticeship, Person
from sign_off.statements.queries import list_signed
from sign_off.statements.voiding import watch_signatures
from sign_off.statements.words import title_of
from standards import Comparison, Standard


class StatementMover:
    """Foresees it, and lets everybody who signed be told once."""

    def blockers(self, apprenticeship: Apprenticeship, standard: Standard) -> Sequence[str]:
        return ()

    def foresee(self, apprenticeship: Apprenticeship, comparison: Comparison) -> Sequence[str]:
        return [
            f"{title_of(statement.kind)}: what was signed names the version, so it has to be signed again. "
            "Everybody who signed gets word of it."
            for statement in list_signed(apprenticeship.id)
        ]

    def move(self, actor: Person, apprenticeship: Apprenticeship, comparison: Comparison) -> None:
        watch_signatures(apprenticeship.id)
