"""Inviting everybody of a spreadsheet: check first, then invite what is right and hand back what is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

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
from accounts.administration.services import invite
from accounts.models import Provider
from accounts.queries import list_standard_versions
from accounts.services import Invited
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
        standards={f"{version.reference}@{version.version}": version for version in list_standard_versions()},
    )


def import_people(actor: str, provider: Provider, data: bytes) -> Imported:
    """Invite everybody whose line is right; a line that fails takes nobody else with it. Raises BadSheet."""
    checked = check_sheet(provider, data)
    imported = Imported(bad=list(checked.bad))
    for row, invitation in checked.good:
        try:
            with db.session.begin_nested():
                imported.invited.append(invite(actor, provider, invitation))
        except Refused as error:  # somebody else invited the same address a moment ago
            imported.bad.append(BadRow(row, (str(error),)))
    imported.bad.sort(key=lambda bad: bad.row.line)
    return imported
