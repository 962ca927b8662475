"""Where a statement stands: who signed, and whether what was signed is still what is there."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.models import Apprenticeship, Manager
from foundation.outbox import postbox
from sign_off.manifest import Manifest, canonical_json, changes_between
from sign_off.models import Answer, Party, Signature, SigningLink, Statement, StatementKind
from sign_off.statements.queries import list_current_statements
from sign_off.statements.words import StatementWords, parties_of, title_of
from sign_off.subjects import guide_to_statement


class StandingState(StrEnum):
    UNSIGNED = "unsigned"
    HALF_SIGNED = "half_signed"
    SIGNED = "signed"
    DECLINED = "declined"
    VOID = "void"

    @property
    def tone(self) -> str:
        """The GOV.UK tag colour."""
        return _LOOKS[self][0]

    @property
    def icon(self) -> str:
        return _LOOKS[self][1]

    @property
    def label(self) -> str:
        return _LOOKS[self][2]


_LOOKS = {
    StandingState.UNSIGNED: ("grey", "pen", "Not signed"),
    StandingState.HALF_SIGNED: ("purple", "clock", "One of two signed"),
    StandingState.SIGNED: ("green", "check", "Signed"),
    StandingState.DECLINED: ("yellow", "back", "Declined"),
    StandingState.VOID: ("red", "stop", "No longer counts"),
}


@dataclass(frozen=True)
class Standing:
    """`changes` says in words what moved after somebody signed, for whoever `who` named; `has_moved` also where nobody
    had. `last_link` is the newest of all."""

    kind: StatementKind
    title: str
    state: StandingState
    statement: Statement | None
    changes: tuple[str, ...] = ()
    has_moved: bool = False

    @property
    def signatures(self) -> tuple[Signature, ...]:
        return tuple(self.statement.signatures) if self.statement else ()

    @property
    def last_link(self) -> SigningLink | None:
        return self.statement.links[-1] if self.statement and self.statement.links else None

    def signature_of(self, party: Party) -> Signature | None:
        return next((signature for signature in self.signatures if signature.party is party), None)

    @property
    def signed_at(self) -> datetime | None:
        """When the last of all its parties signed; None until then, and when it no longer counts."""
        return self.signatures[-1].signed_at if self.state is StandingState.SIGNED else None

    @property
    def wanted_since(self) -> datetime | None:
        """Since when staff are to make a link and hand it over; None where mail goes, since then she can ask again."""
        return self.statement.link_wanted_at if self.statement and not postbox.can_send else None

    @property
    def awaits(self) -> Party | None:
        """Whose turn it is to sign, in the order of the parties; nobody's when it is signed."""
        if self.state is StandingState.SIGNED:
            return None
        if self.state is StandingState.VOID or self.statement is None:
            return parties_of(self.kind)[0]
        return next((party for party in parties_of(self.kind) if self.signature_of(party) is None), None)


def signer_of(
    standing: Standing, apprenticeship: Apprenticeship, before: Statement | None = None
) -> Manager | None:
    """Who is asked for the employer, also before there is a statement: whoever is asked about the attempt `before`."""
    statement = standing.statement or before
    return statement.signer if statement else apprenticeship.manager


def signed_digest(manifest: Manifest, words: StatementWords) -> str:
    """What a signature is over: SHA-256 of the canonical manifest and the canonical words, in hexadecimal."""
    return hashlib.sha256(manifest.canonical + b"\n" + canonical_json(words.to_dict())).hexdigest()


def standing_of(statement: Statement, who: str = "You") -> Standing:
    """Compare what was frozen with what is there now. `who` is the subject of "You changed page 3"."""
    kind, title = statement.kind, title_of(statement.kind)
    changes = changes_since(statement, who)
    if changes and statement.signatures:
        return Standing(kind, title, StandingState.VOID, statement, changes, has_moved=True)
    signed = {signature.party for signature in statement.signatures}
    if signed == set(parties_of(kind)):
        return Standing(kind, title, StandingState.SIGNED, statement)
    if statement.links and statement.links[-1].answer is Answer.DECLINED:
        return Standing(kind, title, StandingState.DECLINED, statement, has_moved=bool(changes))
    state = StandingState.HALF_SIGNED if signed else StandingState.UNSIGNED
    return Standing(kind, title, state, statement, has_moved=bool(changes))


def standing_for(apprenticeship: Apprenticeship, kind: StatementKind, who: str = "You") -> Standing:
    """The same for the present statement of this kind, also before there is one."""
    return standings_for(apprenticeship, (kind,), who)[kind]


def standings_for(
    apprenticeship: Apprenticeship, kinds: Collection[StatementKind], who: str = "You"
) -> dict[StatementKind, Standing]:
    """The same for several kinds, in one statement to the database."""
    current = list_current_statements(apprenticeship, kinds)
    return {
        kind: standing_of(current[kind], who)
        if kind in current
        else Standing(kind, title_of(kind), StandingState.UNSIGNED, None)
        for kind in kinds
    }


def changes_since(statement: Statement, who: str = "You") -> tuple[str, ...]:
    """What moved since the statement was frozen, in words. A record that was tampered with says so too."""
    frozen = Manifest.from_dict(statement.manifest)
    words = StatementWords.from_dict(statement.words)
    digests = {statement.digest, *(signature.digest for signature in statement.signatures)}
    if digests != {signed_digest(frozen, words)}:
        return ("The record of what was signed is not the one that was signed",)
    current = guide_to_statement(statement.kind).manifest_of(statement.apprenticeship)
    return changes_between(frozen, current, who=who, noun=words.noun)
