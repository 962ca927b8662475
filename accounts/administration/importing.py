"""Inviting everybody of a spreadsheet: check first, then invite what is right and hand back what is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from accounts.administration.csv_import import (
    BadRow,
    Checked,
    Known,
    Row,
    addresses_in,
    check_rows,
    read_rows,
)
from accounts.administration.queries import known_addresses, list_tutors_of
from accounts.administration.services import Invitation, invite
from accounts.models import Person, Provider, Role
from accounts.queries import list_standard_versions
from accounts.services import Invited
from accounts.standard_names import by_short_name
from foundation.database import db
from foundation.errors import Refused


@dataclass(frozen=True)
class Imported:
    """Who was invited, and the lines that were not taken."""

    invited: list[Invited] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def check_sheet(provider: Provider, data: bytes) -> Checked:
    """What inviting this sheet would do. Writes nothing. Raises BadSheet."""
    rows = read_rows(data)
    return check_rows(rows, _known(provider, rows))


def _known(provider: Provider, rows: Iterable[Row]) -> Known:
    return Known(
        addresses=frozenset(known_addresses(addresses_in(rows))),
        tutors={tutor.email: tutor for tutor in list_tutors_of(provider)},
        standards=by_short_name(list_standard_versions(provider.id)),
    )


def import_people(actor: str, provider: Provider, data: bytes) -> Imported:
    """Invite everybody whose line is right; a line that fails takes nobody else with it. Raises BadSheet."""
    checked = check_sheet(provider, data)
    bad, invited = list(checked.bad), dict[int, Invited]()
    arrived: dict[str, Person] = {}
    for row, invitation in sorted(checked.good, key=lambda good: good[1].role is Role.APPRENTICE):
        try:
            with db.session.begin_nested():
                one = invite(actor, provider, _with_tutor(invitation, row["Tutor email"].lower(), arrived))
        except Refused as error:  # somebody else invited the same address a moment ago
            bad.append(BadRow(row, (str(error),)))
            continue
        invited[row.line] = one
        arrived[one.person.email] = one.person
    bad.sort(key=lambda one: one.row.line)
    return Imported([invited[line] for line in sorted(invited)], bad)


def _with_tutor(invitation: Invitation, address: str, arrived: Mapping[str, Person]) -> Invitation:
    """The same, with the tutor whom a line of the same sheet invited. Raises Refused where that did not happen."""
    placement = invitation.placement
    if placement is None or placement.tutor is not None or not address:
        return invitation
    if address not in arrived:
        raise Refused(f"The tutor at {address} was not invited. Put that line right first.")
    return replace(invitation, placement=replace(placement, tutor=arrived[address]))
