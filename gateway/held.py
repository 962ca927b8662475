"""What a pack was made from, and what has changed since: the content by its manifest, the statements by who signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import Apprenticeship
from gateway.models import Pack, PackKind, PackState
from gateway.packs.statements import WITH_PORTFOLIO, WITH_REPORT
from report_builder.models import name_of_attempt
from report_builder.queries import find_handed_in
from report_builder.rework import find_final
from sign_off.manifest import Manifest, changes_between
from sign_off.models import StatementKind
from sign_off.statements.queries import list_current_statements
from sign_off.statements.words import words_for
from sign_off.subjects import guide_to_statement

# The first statement that goes with a pack is about all that the pack holds.
_STATEMENTS: dict[PackKind, tuple[StatementKind, ...]] = {
    PackKind.PORTFOLIO: WITH_PORTFOLIO,
    PackKind.REPORT: WITH_REPORT,
}


@dataclass(frozen=True)
class Held:
    """What a pack is made from. `noun` is what an entry of the manifest is called; `signatures` name who signed, by
    the number of each signature."""

    manifest: Manifest
    noun: str
    signatures: Mapping[int, str]

    def to_dict(self) -> dict[str, Any]:
        """As it is kept with the pack."""
        return {"manifest": self.manifest.to_dict(), "signatures": list(self.signatures)}


def held_now(apprenticeship: Apprenticeship, kind: PackKind) -> Held:
    """What a pack of this kind would be made from now."""
    kinds = _STATEMENTS[kind]
    manifest = guide_to_statement(kinds[0]).manifest_of(apprenticeship)
    current = list_current_statements(apprenticeship, kinds)
    return Held(
        manifest=manifest,
        noun=words_for(kinds[0], apprenticeship, manifest).noun,
        signatures={one.id: one.name for statement in current.values() for one in statement.signatures},
    )


def changes_since_made(pack: Pack, who: str) -> tuple[str, ...]:
    """What moved since the pack was made, in words; `who` changed it. Nothing of a pack that is not ready, nor of one
    that was made before packs kept what they were made from, nor of a record."""
    if not _remembers(pack) or record_of(pack):
        return ()
    return _changes(pack, held_now(pack.apprenticeship, pack.kind), who)


def notes_on(apprenticeship: Apprenticeship, kind: PackKind, packs: Iterable[Pack]) -> dict[int, str]:
    """What to know of those of her packs, all of one kind, that are not of what there is now, by their ids: that one is
    out of date, or is a record of an earlier attempt."""
    remembering = [pack for pack in packs if _remembers(pack)]
    if not remembering:
        return {}
    notes = {pack.id: record for pack in remembering if (record := record_of(pack))}
    now = held_now(apprenticeship, kind)
    return notes | {
        pack.id: "Out of date" for pack in remembering if pack.id not in notes and _changes(pack, now, who="")
    }


def record_of(pack: Pack) -> str:
    """ "What was handed in, attempt 1": a pack of an earlier attempt at the report has nothing to keep up with.
    Empty of every other."""
    final = find_final(pack.apprenticeship) if pack.kind is PackKind.REPORT else None
    if final is None or pack.attempt >= final.attempt:
        return ""
    attempt, kept = name_of_attempt(pack.attempt), find_handed_in(final.id, pack.attempt)
    if kept and _remembers(pack) and _digest(kept.manifest) == _digest(pack.held["manifest"]):
        return f"What was handed in, {attempt}"
    return f"Of {attempt}, before it was as it was handed in"


def _digest(kept: Mapping[str, Any]) -> str:
    return Manifest.from_dict(kept).digest


def _remembers(pack: Pack) -> bool:
    return pack.state is PackState.READY and bool(pack.held)


def _changes(pack: Pack, now: Held, who: str) -> tuple[str, ...]:
    before = Manifest.from_dict(pack.held["manifest"])
    signed = [
        f"{name} signed" for number, name in now.signatures.items() if number not in pack.held["signatures"]
    ]
    gone = set(pack.held["signatures"]) - set(now.signatures)
    return (
        *changes_between(before, now.manifest, who=who, noun=now.noun),
        *(signed or ["A signature in it no longer counts"] * bool(gone)),
    )
