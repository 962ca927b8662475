"""What the page of the report pack shows, as ready values: each check with its force and the way to put it right."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from accounts.models import Apprenticeship, Person
from foundation.wording import counted, plural, sentence_case
from gateway.report_preflight import ReportFlight
from portfolio.finding_page import FindingLook
from report_builder.preflight import Check, ReportPart, way_to


@dataclass(frozen=True)
class ShownCheck:
    """A check that is not met. `fix` is (words, address) for whoever can put it right, None for others."""

    check: Check
    force: FindingLook
    where: str
    fix: tuple[str, str] | None


@dataclass(frozen=True)
class ReportPackPage:
    verdict: str
    due: str
    must: Sequence[ShownCheck]
    should: Sequence[ShownCheck]
    in_order: Sequence[str]


def report_pack_page(person: Person, apprenticeship: Apprenticeship, flight: ReportFlight) -> ReportPackPage:
    is_hers = apprenticeship.apprentice_id == person.id
    return ReportPackPage(
        verdict=_verdict(flight),
        due=f"{flight.deadline.words}." if flight.deadline else "",
        must=[_shown(one, flight, apprenticeship, is_hers=is_hers) for one in flight.must],
        should=[_shown(one, flight, apprenticeship, is_hers=is_hers) for one in flight.should],
        in_order=[one.said for one in flight.in_order],
    )


def _verdict(flight: ReportFlight) -> str:
    must, should = len(flight.must), len(flight.should)
    if must:
        return f"{sentence_case(counted(must, 'thing'))} must be put right before the pack can be made."
    if should:
        things = f"{sentence_case(counted(should, 'thing'))} {plural(should, 'is', 'are')}"
        return f"It can be made. {things} worth a look before you send it."
    return "It can be made. We check what a machine can check; read it once yourself before you send it."


_WHERES = {
    ReportPart.REPORT: "The report",
    ReportPart.REWORK: "The rework",
    ReportPart.READING: "Its sentences",
    ReportPart.APPENDIX: "Its appendix",
    ReportPart.PRESENTATION: "The presentation",
    ReportPart.STATEMENTS: "The statement",
}


def _shown(
    check: Check, flight: ReportFlight, apprenticeship: Apprenticeship, *, is_hers: bool
) -> ShownCheck:
    force = FindingLook.MUST if check.blocks else FindingLook.SHOULD
    return ShownCheck(
        check, force, _WHERES[check.part], _fix(check.part, flight, apprenticeship, is_hers=is_hers)
    )


def _fix(
    part: ReportPart, flight: ReportFlight, apprenticeship: Apprenticeship, *, is_hers: bool
) -> tuple[str, str] | None:
    """Where it is put right; for others than her only the statements, where they can ask the employer."""
    way = way_to(part, flight.report)
    if is_hers:
        return way.words, way.url
    if part is ReportPart.STATEMENTS:
        return way.words, url_for("sign_off.learner_statements", apprenticeship_id=apprenticeship.id)
    return None
