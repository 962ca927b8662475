"""Home once the gateway is passed: the final report, up to its pack.

What is looked at, and in which order, is the report pack's own list: this page never says anything else than that one.
"""

from dataclasses import dataclass

from flask import url_for

from accounts.models import Apprenticeship
from foundation.clock import as_weekday
from gateway.models import PackKind, PackState
from gateway.queries import list_packs
from gateway.report_pack_page import ReportPackPage, report_pack_page
from gateway.report_preflight import ReportFlight, report_flight
from home.advice import ShownStep
from home.before_gateway import Task, TaskCard
from report_builder.preflight import ReportPart


@dataclass(frozen=True)
class AfterGateway:
    """The next step, and everything that the report pack waits for; no tasks where the plan asks for no project."""

    step: ShownStep
    tasks: TaskCard


def after_gateway(apprenticeship: Apprenticeship) -> AfterGateway:
    pack_page = url_for("gateway.report_pack", apprenticeship_id=apprenticeship.id)
    card = TaskCard("Before the report goes in", [], ("The report pack", pack_page))
    if apprenticeship.standard.project is None:
        sentence = "Your gateway is confirmed. The assessor reads your portfolio and talks with you about it."
        return AfterGateway(_look_at_the_portfolio(sentence), card)
    flight = report_flight(apprenticeship)
    page = report_pack_page(apprenticeship.apprentice, apprenticeship, flight)
    card.tasks.extend(_tasks(page))
    return AfterGateway(_step(apprenticeship, flight, page, pack_page), card)


def _step(
    apprenticeship: Apprenticeship, flight: ReportFlight, page: ReportPackPage, pack_page: str
) -> ShownStep:
    """What the report pack waits for first; then the pack; then the discussion."""
    if flight.report is None:
        return ShownStep(
            "Write your project report",
            "Your gateway is confirmed, so the final report can start. It is yours alone: nobody writes it with you.",
            ("Start the report", url_for("report_builder.report")),
        )
    if (rework := _unworked(flight, page)) is not None:
        return rework
    for one in page.must:
        if one.fix is not None:
            return ShownStep(one.check.said, f"{one.check.todo} {page.due}".strip(), one.fix)
    attempt = flight.report.attempt
    if not any(
        pack.state is PackState.READY and pack.attempt == attempt
        for pack in list_packs(apprenticeship, PackKind.REPORT)
    ):
        return ShownStep(
            "Make your report pack", f"{page.verdict} {page.due}".strip(), ("See the pack", pack_page)
        )
    return _look_at_the_portfolio(
        "Your report pack is made: send it to the assessment organisation. "
        "What comes next is the discussion, and your portfolio is at hand in it."
    )


def _unworked(flight: ReportFlight, page: ReportPackPage) -> ShownStep | None:
    """A rework is written before it is anything else, also where the plan says nothing of it."""
    for one in (*page.must, *page.should):
        if one.check.part is ReportPart.REWORK and one.fix is not None:
            due = f", due {as_weekday(flight.deadline.on)}" if flight.deadline else ""
            return ShownStep(
                f"Rework your report with the assessor’s feedback{due}",
                f"{one.check.said}. What you handed in stays as it was.",
                one.fix,
            )
    return None


def _look_at_the_portfolio(sentence: str) -> ShownStep:
    button = ("Open your portfolio", url_for("portfolio.portfolio"))
    return ShownStep("Get ready to talk about your work", sentence, button)


def _tasks(page: ReportPackPage) -> list[Task]:
    """What is still to do, “must” first, then what is in order."""
    open_ones = [
        Task(
            id=f"pack-{number}",
            title=one.check.said,
            hint=one.check.todo,
            url=one.fix[1] if one.fix else None,
            done=False,
            who="You",
        )
        for number, one in enumerate((*page.must, *page.should))
    ]
    done = [
        Task(id=f"pack-done-{number}", title=said, hint="", url=None, done=True, who="You")
        for number, said in enumerate(page.in_order)
    ]
    return open_ones + done
