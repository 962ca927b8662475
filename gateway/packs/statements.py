"""The statements of a pack: their words, who signed, and whether what was signed is still what is there."""

from collections.abc import Collection

from accounts.models import Apprenticeship
from gateway.packs.contents import PackParty, PackSignature, PackStatement
from sign_off.manifest import canonical_json
from sign_off.models import Party, Signature, StatementKind
from sign_off.statements.services import Offer, offer_for, offer_of
from sign_off.statements.standing import Standing, StandingState, standing_for
from sign_off.statements.words import parties_of
from sign_off.subjects import statement_kinds

# The report's statement goes with the report.
WITH_PORTFOLIO = (StatementKind.PORTFOLIO, StatementKind.READINESS)
WITH_REPORT = (StatementKind.REPORT,)
_WHO = {Party.APPRENTICE: "The apprentice", Party.EMPLOYER: "The employer"}
_STANDINGS = {
    StandingState.UNSIGNED: "Not signed yet",
    StandingState.HALF_SIGNED: "Signed by one of two",
    StandingState.SIGNED: "Signed",
    StandingState.DECLINED: "The employer declined to sign",
    StandingState.VOID: "Signed, but it no longer counts, because something changed afterwards",
}


def statements_for(
    apprenticeship: Apprenticeship, kinds: Collection[StatementKind]
) -> tuple[PackStatement, ...]:
    """Each statement of these kinds as it stands now, also where nobody has signed it."""
    return tuple(_statement(apprenticeship, kind) for kind in statement_kinds() if kind in kinds)


def _statement(apprenticeship: Apprenticeship, kind: StatementKind) -> PackStatement:
    standing = standing_for(apprenticeship, kind, who=apprenticeship.apprentice.first_name)
    is_signed = standing.statement is not None and bool(standing.signatures)
    offer = (
        offer_of(standing.statement)
        if standing.statement is not None and standing.signatures
        else offer_for(apprenticeship, kind)
    )
    return PackStatement(
        title=offer.words.title,
        standing=_STANDINGS[standing.state],
        parties=tuple(_party(party, standing, offer) for party in parties_of(kind)),
        covers=tuple(f"{entry.title} ({entry.kind})" for entry in offer.manifest.entries),
        changes=standing.changes,
        digest=offer.digest if is_signed else None,
        signed_bytes=signed_bytes(offer) if is_signed else None,
    )


def signed_bytes(offer: Offer) -> bytes:
    """What the signatures are over. Its SHA-256 is the statement's digest, so that anybody can check it without us."""
    return offer.manifest.canonical + b"\n" + canonical_json(offer.words.to_dict())


def _party(party: Party, standing: Standing, offer: Offer) -> PackParty:
    words, signature = offer.words.parties[party], standing.signature_of(party)
    return PackParty(
        who=_WHO[party],
        paragraphs=words.paragraphs,
        confirms=words.boxes,
        signature=_signature(signature) if signature else None,
    )


def _signature(signature: Signature) -> PackSignature:
    return PackSignature(
        name=signature.name,
        job_title=signature.job_title,
        relationship=signature.relationship_to_apprentice,
        signed_at=signature.signed_at,
        digest=signature.digest,
    )
