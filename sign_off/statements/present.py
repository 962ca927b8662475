"""A standing as its page shows it: every sentence made, every link built, nothing left for the template to work out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import Apprenticeship, Manager, Person
from foundation.clock import as_day, as_moment
from sign_off.hints import is_close
from sign_off.links.queries import OutOfReach, out_of_reach
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import Answer, Party, Signature, SigningLink, Statement, StatementKind
from sign_off.statements.access import can_ask, can_sign
from sign_off.statements.attempts import earlier_of
from sign_off.statements.standing import Standing, StandingState, signer_of, standings_for
from sign_off.statements.words import parties_of
from sign_off.subjects import Concern, guide_to_statement, statement_kinds_of


@dataclass(frozen=True)
class ShownStatement:
    """`lead` says of another attempt how the one before it went in; `stands_in` that a colleague who was confirmed
    before is asked this time too; `blockers` are why it cannot be signed yet, `worth_a_look` what blocks nothing;
    `pass_on` is the link whose colleague the provider must confirm, `unsettled` the one whose answer waits for the
    provider, `lost` the one whose mail did not arrive, `slow` the one whose mail is still being tried; `can_ask`
    whether the employer can be asked now, by whoever looks: `asks` then, or whom staff can ask `instead`.
    `waits_for_staff`: she asked, and the link waits to be handed over. `remarks` are about who signed, for staff."""

    kind: StatementKind
    title: str
    state: StandingState
    lead: str
    sentence: str
    stands_in: str
    changes: tuple[str, ...]
    signatures: tuple[Signature, ...]
    remarks: tuple[str, ...]
    counts: bool
    blockers: tuple[Concern, ...]
    worth_a_look: tuple[Concern, ...]
    can_sign: bool
    can_ask: bool
    asks_again: bool
    asks: Manager | None
    instead: Manager | None
    waits_for_staff: bool
    pass_on: SigningLink | None
    unsettled: SigningLink | None
    lost: SigningLink | None
    slow: SigningLink | None


def shown_statements(reader: Person, apprenticeship: Apprenticeship) -> list[ShownStatement]:
    """All that her plan asks for: as many statements to the database for ten links as for one."""
    return _shown(reader, apprenticeship, statement_kinds_of(apprenticeship))


def shown_statement(reader: Person, apprenticeship: Apprenticeship, kind: StatementKind) -> ShownStatement:
    (shown,) = _shown(reader, apprenticeship, (kind,))
    return shown


def _shown(
    reader: Person, apprenticeship: Apprenticeship, kinds: Collection[StatementKind]
) -> list[ShownStatement]:
    who = "You" if reader.id == apprenticeship.apprentice_id else apprenticeship.apprentice.first_name
    standings = standings_for(apprenticeship, kinds, who).values()
    reach = out_of_reach(standing.last_link for standing in standings if standing.last_link is not None)
    return [_shown_standing(reader, apprenticeship, standing, reach) for standing in standings]


def _shown_standing(
    reader: Person, apprenticeship: Apprenticeship, standing: Standing, reach: OutOfReach
) -> ShownStatement:
    own, kind = reader.id == apprenticeship.apprentice_id, standing.kind
    signed = standing.state is StandingState.SIGNED
    concerns = () if signed else _concerns(apprenticeship, kind, own=own)
    blockers = tuple(concern for concern in concerns if concern.blocks)
    earlier = earlier_of(apprenticeship, kind)
    before = earlier.statement if earlier else None
    link, signer = standing.last_link, signer_of(standing, apprenticeship, before)
    tried = link if standing.state is not StandingState.VOID else None
    instead = apprenticeship.manager if signer is not apprenticeship.manager else None
    return ShownStatement(
        kind=kind,
        title=standing.title,
        state=standing.state,
        lead=earlier.sentence(standing) if earlier else "",
        sentence=sentence_of(standing, apprenticeship, own=own, before=before),
        stands_in=_stands_in(signer, instead, own=own) if link is None and not signed else "",
        changes=standing.changes,
        signatures=standing.signatures,
        remarks=tuple(_remarks(standing)),
        counts=standing.state is not StandingState.VOID,
        blockers=blockers,
        worth_a_look=tuple(concern for concern in concerns if not concern.blocks),
        can_sign=not blockers and can_sign(reader, apprenticeship, standing),
        can_ask=not blockers and can_ask(reader, apprenticeship, standing),
        asks=signer,
        instead=instead,
        waits_for_staff=standing.wanted_since is not None,
        asks_again=link is not None and link.is_with_signer and standing.state is not StandingState.VOID,
        pass_on=link if link is not None and link.answer is Answer.PASSED_ON else None,
        unsettled=link if link is not None and link.asks_staff else None,
        lost=tried if tried is not None and tried.id in reach.lost else None,
        slow=tried if tried is not None and tried.id in reach.slow else None,
    )


def _concerns(apprenticeship: Apprenticeship, kind: StatementKind, *, own: bool) -> tuple[Concern, ...]:
    """What is in the way, with the way to each for her. Of words that she has shown to nobody, others learn that
    something is to be put right and not what."""
    concerns = guide_to_statement(kind).concerns(apprenticeship)
    if own:
        return tuple(concerns)
    told = [replace(concern, way=None) for concern in concerns if not concern.is_private]
    if any(concern.blocks and concern.is_private for concern in concerns):
        told.append(
            Concern(f"{apprenticeship.apprentice.first_name} still has something to put right in it.")
        )
    return tuple(told)


def _remarks(standing: Standing) -> Iterator[str]:
    """What is worth a look about who signed, for staff. Practice: assessment organisations send back what a relative
    has signed; it blocks nothing."""
    for one in standing.signatures:
        if one.party is Party.EMPLOYER and is_close(one.relationship_to_apprentice):
            yield (
                f"{one.name} signed as “{one.relationship_to_apprentice}”. Assessment organisations send back what a "
                "relative has signed, so look at it together before it goes in."
            )


def _stands_in(signer: Manager | None, manager: Manager | None, *, own: bool) -> str:
    """Nobody has been asked yet this time, and it will be a colleague whom the provider confirmed in place of the
    manager."""
    if signer is None or manager is None:
        return ""
    can = "Your training provider can ask" if own else "You can ask"
    return f"{signer.name} was asked last, for {manager.name}, and is asked again. {can} {manager.first_name} instead."


def sentence_of(
    standing: Standing, apprenticeship: Apprenticeship, *, own: bool, before: Statement | None = None
) -> str:
    """Where it stands and who acts next, in one sentence that names the person waited for. `before`: about the attempt
    before, whose signer is asked again."""
    apprentice = "you" if own else apprenticeship.apprentice.first_name
    signer = signer_of(standing, apprenticeship, before)
    manager = signer.first_name if signer else apprenticeship.employer.name
    match standing.state:
        case StandingState.SIGNED:
            signed_on = standing.signed_at
            assert signed_on is not None, "a signed statement was signed at some time"
            whom = (
                "Both have" if len(parties_of(standing.kind)) > 1 else f"{standing.signatures[-1].name} has"
            )
            return f"{whom} signed; the last signature is of {as_day(signed_on)}."
        case StandingState.VOID:
            return void_sentence(standing, apprenticeship.apprentice.first_name, own=own)
        case StandingState.DECLINED:
            link = standing.last_link
            assert link is not None, "what was declined was asked for"
            if standing.wanted_since:
                return f"{_refused(link)} {handing_sentence(apprenticeship, manager, standing.wanted_since, own=own)}"
            return declined_sentence(link, apprenticeship.apprentice.first_name, own=own)
    if standing.awaits is Party.APPRENTICE:
        return f"{apprentice[:1].upper()}{apprentice[1:]} {'sign' if own else 'signs'} first, then {manager}."
    if standing.wanted_since:
        return handing_sentence(apprenticeship, manager, standing.wanted_since, own=own)
    return _waiting_sentence(standing, manager)


def handing_sentence(apprenticeship: Apprenticeship, whom: str, since: datetime, *, own: bool) -> str:
    """She asked, and no mail goes: who hands over what to whom."""
    asked = f"{'You' if own else apprenticeship.apprentice.first_name} asked on {as_day(since)}."
    if not own:
        return f"{asked} No mail goes from here: make the link and hand it to {whom}."
    staff = apprenticeship.tutor.first_name if apprenticeship.tutor else "your training provider"
    return f"{asked} No mail goes from here, so {staff} hands {whom} the link."


def declined_sentence(link: SigningLink, first_name: str, *, own: bool) -> str:
    """What the employer said, and what to do about it, for her or for her provider's staff."""
    with_whom = link.manager.first_name if own else f"{first_name} and {link.manager.first_name}"
    return f"{_refused(link)} Talk it over with {with_whom}, put it right, then ask again."


def _refused(link: SigningLink) -> str:
    return f"{link.manager.name} said that something is not right: “{link.reason}”"


def void_sentence(standing: Standing, whose: str, *, own: bool) -> str:
    """ "You changed page 3 after Dana signed, so that signature no longer counts. …" """
    last = standing.signatures[-1]
    who = "you" if own and last.party is Party.APPRENTICE else last.name
    count = len(standing.signatures)
    so = "both signatures no longer count" if count > 1 else "that signature no longer counts"
    if parties_of(standing.kind) == (Party.EMPLOYER,):
        again = "Ask for the decision again."
    elif own:
        again = "Read it, sign, and ask again."
    else:
        again = f"{whose} reads it and signs again; then the employer is asked again."
    what = standing.changes[0] if len(standing.changes) == 1 else f"{len(standing.changes)} things changed"
    return f"{what} after {who} signed, so {so}. {again}"


def former_sentence(link: SigningLink, signer: str) -> str:
    """Somebody else was asked, and the provider has set another manager since."""
    return (
        f"{link.manager.first_name} was asked on {as_day(link.created_at)} and does not sign any more: that link no "
        f"longer works. Ask {signer} now."
    )


def _waiting_sentence(standing: Standing, manager: str) -> str:
    link = standing.last_link
    if link is None:
        return f"{manager} has not been asked yet."
    name = link.manager.first_name
    match state_of_link(link, has_moved=standing.has_moved):
        case LinkState.LIVE:
            return f"{name} was asked on {as_day(link.created_at)}. The link works until {as_moment(link.expires_at)}."
        case LinkState.WITHDRAWN if not link.is_with_signer:
            return former_sentence(link, manager)
        case LinkState.PASSED_ON:
            return (
                f"{name} passed it on to {link.passed_to_name}. The training provider confirms that address, "
                "then a link goes there."
            )
        case LinkState.EXPIRED:
            return (
                f"{name} was asked on {as_day(link.created_at)} and has not answered; the link has run out."
            )
        case _:
            return f"{manager} can be asked again: the last link no longer works."
