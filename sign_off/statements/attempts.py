"""A statement about another attempt at what was handed in before: who signed that, and what has changed since."""

from dataclasses import dataclass, replace

from accounts.models import Apprenticeship
from foundation.clock import as_day
from sign_off.manifest import Manifest, changes_between
from sign_off.models import Answer, Party, Signature, SigningLink, Statement, StatementKind
from sign_off.statements.queries import find_statement_over
from sign_off.statements.standing import Standing, StandingState
from sign_off.statements.words import parties_of
from sign_off.subjects import Attempt, guide_to_statement


@dataclass(frozen=True)
class Earlier:
    """The attempt that went in before `attempt`, with the statement about it if anybody made one."""

    attempt: Attempt
    statement: Statement | None

    @property
    def signatures(self) -> tuple[Signature, ...]:
        return tuple(self.statement.signatures) if self.statement else ()

    def said_to(self, link: SigningLink) -> str:
        """For whoever is asked by `link`: which attempt this is, and who signed the one before for the employer."""
        now, before = self.attempt.name, self.attempt.before_name
        signature = next((one for one in self.signatures if one.party is Party.EMPLOYER), None)
        if self.statement is None or signature is None:
            return f"This is {now}."
        by = [one.manager_id for one in self.statement.links if one.answer is Answer.SIGNED]
        who = "You" if link.manager_id in by else signature.name
        return f"This is {now}. {who} signed {before} on {as_day(signature.signed_at)}."

    def changes_to(self, manifest: Manifest, *, who: str, noun: str) -> tuple[str, ...]:
        """What `who` changed since it went in. That it is another attempt goes without saying."""
        return changes_between(
            self.attempt.before, replace(manifest, title=self.attempt.before.title), who=who, noun=noun
        )

    def sentence(self, standing: Standing) -> str:
        """ "Attempt 1: signed by both, handed in. Rework 2: not signed yet." """
        signed, asked = len(self.signatures), len(parties_of(standing.kind))
        before = "signed by both, handed in" if signed == asked else "handed in"
        return f"{_capital(self.attempt.before_name)}: {before}. {_capital(self.attempt.name)}: {_NOW[standing.state]}."


_NOW = {
    StandingState.UNSIGNED: "not signed yet",
    StandingState.HALF_SIGNED: "signed by one of two",
    StandingState.SIGNED: "signed by both",
    StandingState.DECLINED: "the employer declined to sign",
    StandingState.VOID: "changed after it was signed",
}


def earlier_of(apprenticeship: Apprenticeship, kind: StatementKind) -> Earlier | None:
    """What went in before; None while this is the first attempt."""
    attempt = guide_to_statement(kind).attempt_of(apprenticeship)
    if attempt is None:
        return None
    return Earlier(attempt, find_statement_over(apprenticeship, kind, attempt.before))


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
