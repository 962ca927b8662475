"""The apprentice's home: the one next step, where she stands in counts, and who waits for whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from accounts.models import Apprenticeship
from foundation.clock import as_weekday, now, today
from foundation.pictures import PageMark, StoneRow, VideoMeter, WordMeter
from foundation.wording import counted, number, numbered, plural, sentence_case
from home.advice import ShownStep, shown_step
from home.after_gateway import after_gateway
from home.before_gateway import TaskCard, tasks_before_gateway
from home.hero import Countdown, countdown, greeting, rework_countdown
from home.waits import Wait, waits_of
from portfolio.coverage import Coverage, coverage_of
from portfolio.models import FindingState
from portfolio.portfolio_page import clips_of, meter_of
from portfolio.queries import list_findings
from portfolio.rows import Piece, read_pieces
from report_builder.length import plain_length
from report_builder.models import Report
from report_builder.queries import find_current_rounds
from report_builder.report_page import deadline_of
from sign_off.models import StatementKind
from sign_off.state import ReviewState, state_of
from sign_off.statements.standing import standings_for
from sign_off.subjects import statement_kinds_of
from standards import Method

_LOOKS = {
    ReviewState.ACCEPTED: "accepted",
    ReviewState.SENT: "waiting",
    ReviewState.RETURNED: "back",
    ReviewState.DRAFT: "draft",
}


@dataclass(frozen=True)
class Stand:
    """One count: the figure, its words, rows of (words, count), and a link (words, url) to what it counts."""

    number: str
    words: str
    rows: Sequence[tuple[str, str]]
    link: tuple[str, str]


@dataclass(frozen=True)
class ApprenticeHome:
    """Everything on the page. `video` is None where the plan limits no video, `report` where it asks for none, and
    `words` where it sets no limit."""

    greeting: str
    line: str
    countdown: Countdown | None
    step: ShownStep
    pieces: Stand
    marks: Sequence[PageMark]
    ksbs: Stand
    stones: Sequence[StoneRow]
    video: Stand | None
    meter: VideoMeter | None
    report: Stand | None
    words: WordMeter | None
    waits: Sequence[Wait]
    card: TaskCard


def apprentice_home(apprenticeship: Apprenticeship, method: Method) -> ApprenticeHome:
    """Build the page of an apprentice whose plan asks for the portfolio `method`."""
    pieces = read_pieces(apprenticeship)
    findings = list_findings(apprenticeship, FindingState.OPEN)
    coverage = coverage_of(pieces, method)
    meter = meter_of(pieces, method)
    current = find_current_rounds(apprenticeship)
    report, words = _stand_of_report(apprenticeship, current)
    standings = standings_for(apprenticeship, statement_kinds_of(apprenticeship))
    signed = standings[StatementKind.PORTFOLIO]
    after = after_gateway(apprenticeship) if apprenticeship.is_past_gateway else None
    return ApprenticeHome(
        greeting=greeting(now(), apprenticeship.apprentice.first_name),
        line=_line(pieces),
        countdown=_countdown(apprenticeship, current),
        step=after.step if after else shown_step(apprenticeship, pieces, findings, coverage, signed, current),
        pieces=_stand_of_pieces(apprenticeship, pieces, method),
        marks=_marks(apprenticeship, pieces, method),
        ksbs=_stand_of_ksbs(coverage),
        stones=[StoneRow.of(theme.name, coverage.shown_in(theme)) for theme in method.themes],
        video=_stand_of_video(pieces, meter, method) if meter else None,
        meter=meter,
        report=report,
        words=words,
        waits=waits_of(apprenticeship, pieces, standings.values(), current),
        card=after.tasks if after else tasks_before_gateway(apprenticeship, pieces, standings),
    )


def _line(pieces: Sequence[Piece]) -> str:
    day = as_weekday(today())
    if not pieces:
        return f"{day}. Your portfolio is empty, and that is where everybody starts."
    accepted = sum(state_of(piece.subject) is ReviewState.ACCEPTED for piece in pieces)
    if accepted == len(pieces):
        return f"{day}. Everything that you have sent is accepted."
    if not accepted:
        none = "Your piece is not" if len(pieces) == 1 else "None of your pieces is"
        return f"{day}. {none} accepted yet."
    return (
        f"{day}. {sentence_case(number(accepted))} of your {counted(len(pieces), 'piece')} "
        f"{plural(accepted, 'is', 'are')} accepted."
    )


def _countdown(apprenticeship: Apprenticeship, report: Report | None) -> Countdown | None:
    if report is not None and report.told_on is not None:
        deadline = deadline_of(apprenticeship, report)
        return rework_countdown(today(), deadline.on, report.attempt) if deadline else None
    project = apprenticeship.standard.project
    return countdown(
        today(),
        planned=apprenticeship.gateway_planned_on,
        confirmed=apprenticeship.gateway_confirmed_on,
        due_week=project.limits.due_week if project else None,
        gateway=apprenticeship.standard.words.gateway,
    )


def _stand_of_pieces(apprenticeship: Apprenticeship, pieces: Sequence[Piece], method: Method) -> Stand:
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else ""
    typical = method.limits.pieces_typical
    counts = Counter(state_of(piece.subject) for piece in pieces)
    rows = [
        (ReviewState.ACCEPTED.label(), counts[ReviewState.ACCEPTED]),
        (ReviewState.SENT.label(tutor), counts[ReviewState.SENT]),
        ("Sent back to you", counts[ReviewState.RETURNED]),
        (ReviewState.DRAFT.label(), counts[ReviewState.DRAFT]),
        ("Not started", max(typical - len(pieces), 0) if typical else 0),
    ]
    return Stand(
        number=str(len(pieces)),
        words=_of_typical(len(pieces), typical),
        rows=[(words, str(count)) for words, count in rows if count],
        link=("See all pieces" if pieces else "Start your portfolio", url_for("portfolio.portfolio")),
    )


def _of_typical(count: int, typical: int | None) -> str:
    if not typical:
        return plural(count, "piece")
    return f"of about {typical} pieces" if count <= typical else f"pieces, where about {typical} is usual"


def _marks(apprenticeship: Apprenticeship, pieces: Sequence[Piece], method: Method) -> list[PageMark]:
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else ""
    marks = []
    for place, piece in enumerate(pieces, start=1):
        state = state_of(piece.subject)
        marks.append(PageMark(_LOOKS[state], state.icon, f"Piece {place}: {state.label(tutor)}"))
    for place in range(len(pieces) + 1, (method.limits.pieces_typical or 0) + 1):
        marks.append(PageMark("empty", "plus", f"Piece {place}: not started"))
    return marks


def _stand_of_ksbs(coverage: Coverage) -> Stand:
    of = len(coverage.method.ksbs)
    missing = len(coverage.missing)
    words = f"See the {number(missing)} that {plural(missing, 'is', 'are')} missing"
    return Stand(
        number=str(len(coverage.shown)),
        words=f"of {numbered(of, 'KSB')} shown",
        rows=[("More in drafts", str(coverage.in_drafts))] if coverage.in_drafts else [],
        link=(
            words if missing else "See what shows what",
            url_for("portfolio.portfolio", _anchor="coverage"),
        ),
    )


def _stand_of_video(pieces: Sequence[Piece], meter: VideoMeter, method: Method) -> Stand:
    urls = {piece.id: url_for("portfolio.evidence", item_id=piece.id) for piece in pieces}
    most = method.limits.video_minutes_max or 0  # there is a meter because the plan says so
    rows = [(clip.title, clip.time) for clip in meter.clips]
    unseen = sum(clip.in_view is None for clip in clips_of(pieces, urls))
    if unseen:
        rows.append(("Do not yet say where you can be seen", str(unseen)))
    if meter.over_width is None:
        rows.append(("Left, for the whole portfolio", meter.left.removesuffix(" left")))
    return Stand(
        number=meter.total,
        words=f"of {numbered(most, 'minute')} of video",
        rows=rows,
        link=("See your clips", url_for("portfolio.portfolio", _anchor="video"))
        if meter.clips
        else ("Add a clip", url_for("portfolio.add")),
    )


def _stand_of_report(
    apprenticeship: Apprenticeship, begun: Report | None
) -> tuple[Stand | None, WordMeter | None]:
    """Her words against the plan's, of the report that counts now: practice before the gateway, then the final."""
    project = apprenticeship.standard.project
    if project is None:
        return None, None
    words = begun.words if begun else 0
    length = plain_length(words, project)
    goal = project.limits.words
    if apprenticeship.is_past_gateway:
        which, link = "final", "Open the final report" if begun else "Start the final report"
    else:
        which, link = "practice", "Open your practice report" if begun else "Practise your report"
    stand = Stand(
        number=f"{words:,}",
        words=f"of {goal:,} words, {which}" if goal else f"{plural(words, 'word')}, {which}",
        rows=[(length.advice, "")] if length.advice else [],
        link=(link, url_for("report_builder.report")),
    )
    return stand, length.meter
