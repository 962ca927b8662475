"""The apprentice's next step once the gateway is passed: the final report, up to its pack.

What is looked at, and in which order, is the report pack's own list: this page never says anything else than that one.
"""

from flask import url_for

from accounts.models import Apprenticeship
from gateway.models import PackKind, PackState
from gateway.queries import list_packs
from gateway.report_pack_page import report_pack_page
from gateway.report_preflight import report_flight
from home.advice import ShownStep


def step_after_gateway(apprenticeship: Apprenticeship) -> ShownStep:
    """What the report pack waits for first; then the pack; then the discussion."""
    if apprenticeship.standard.project is None:
        return _look_at_the_portfolio(
            "Your gateway is confirmed. The assessor reads your portfolio and talks with you about it."
        )
    flight = report_flight(apprenticeship)
    page = report_pack_page(apprenticeship.apprentice, apprenticeship, flight)
    if flight.report is None:
        return ShownStep(
            "Write your project report",
            "Your gateway is confirmed, so the final report can start. It is yours alone: nobody writes it with you.",
            ("Start the report", url_for("report_builder.report")),
        )
    pack_page = url_for("gateway.report_pack", apprenticeship_id=apprenticeship.id)
    for one in page.must:
        if one.fix is not None:
            return ShownStep(
                one.check.said, f"{one.check.todo} {page.due}".strip(), one.fix, _all_of(pack_page)
            )
    if not any(pack.state is PackState.READY for pack in list_packs(apprenticeship, PackKind.REPORT)):
        return ShownStep(
            "Make your report pack", f"{page.verdict} {page.due}".strip(), ("See the pack", pack_page)
        )
    return _look_at_the_portfolio(
        "Your report pack is made: send it to the assessment organisation. "
        "What comes next is the discussion, and your portfolio is at hand in it."
    )


def _look_at_the_portfolio(sentence: str) -> ShownStep:
    return ShownStep(
        "Get ready to talk about your work", sentence, ("Open your portfolio", url_for("portfolio.portfolio"))
    )


def _all_of(pack_page: str) -> tuple[str, str]:
    return ("See everything that the pack waits for", pack_page)
