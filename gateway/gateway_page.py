"""The values of the page that answers: would this be bounced? For the apprentice herself, and for staff."""

from typing import Any

from accounts.models import Apprenticeship, Person
from gateway.access import can_open_pack, can_pack_portfolio, can_pack_report
from gateway.dates import key_dates
from gateway.held import notes_on
from gateway.models import Pack, PackKind
from gateway.preflight import preflight
from gateway.queries import list_packs
from gateway.report_pack_page import ReportPackPage, report_pack_page
from gateway.report_preflight import report_flight
from gateway.requirements import can_tick, way_of
from gateway.services import PACKS_DRAFTS
from report_builder.report_page import deadline_of
from report_builder.rework import find_final


def gateway_page(person: Person, apprenticeship: Apprenticeship) -> dict[str, Any]:
    """As `person` sees it."""
    final = find_final(apprenticeship)
    return {
        "apprenticeship": apprenticeship,
        "flight": preflight(apprenticeship, person),
        "report": _report_of(person, apprenticeship),
        "final": final,
        "deadline": deadline_of(apprenticeship, final),
        "dates": key_dates(apprenticeship, final),
        "can_tick": lambda requirement: can_tick(person, requirement),
        "way_of": lambda one: way_of(person, apprenticeship, one),
        **_packs_for(person, apprenticeship),
    }


def _packs_for(person: Person, apprenticeship: Apprenticeship) -> dict[str, Any]:
    """The newest packs of each kind that this person may open, what to know of each that is not of now, and what holds
    another one back."""
    packs = {
        kind: [pack for pack in list_packs(apprenticeship, kind) if can_open_pack(person, pack)][:3]
        for kind in (PackKind.PORTFOLIO, PackKind.REPORT)
    }
    name = apprenticeship.apprentice.first_name
    return {
        "packs": packs[PackKind.PORTFOLIO],
        "report_packs": packs[PackKind.REPORT],
        "notes": _notes_on(apprenticeship, packs),
        "holds_back": "" if can_pack_portfolio(person, apprenticeship) else PACKS_DRAFTS.format(name=name),
        "can_pack_report": apprenticeship.is_past_gateway and can_pack_report(person, apprenticeship),
    }


def _notes_on(apprenticeship: Apprenticeship, packs: dict[PackKind, list[Pack]]) -> dict[int, str]:
    notes: dict[int, str] = {}
    for kind, listed in packs.items():
        notes |= notes_on(apprenticeship, kind, listed)
    return notes


def _report_of(person: Person, apprenticeship: Apprenticeship) -> ReportPackPage | None:
    """How her final report stands, for herself, once it is begun."""
    if person.id != apprenticeship.apprentice_id or not apprenticeship.is_past_gateway:
        return None
    flight = report_flight(apprenticeship)
    return report_pack_page(person, apprenticeship, flight) if flight.report else None
