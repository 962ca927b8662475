"""What the plan asks of a final report before it goes in, looked at as it stands.

The one list of it: the report's statement cannot be signed, and its pack cannot be made, while a “must” is not met.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from report_builder.content import Content
from report_builder.mapping.standing import appendix_of
from report_builder.measuring import length_of, outline_of
from report_builder.models import Report
from report_builder.reading.page import count_open_hints
from report_builder.rework import is_as_handed_in
from report_builder.scaffold import REFERENCES_KEY
from sign_off.subjects import Way
from standards import Clause, Force, Standard


class ReportPart(StrEnum):
    """The part of the report, or of what goes in with it, where something is put right."""

    REPORT = "report"
    REWORK = "rework"
    APPENDIX = "appendix"
    READING = "reading"
    PRESENTATION = "presentation"
    STATEMENTS = "statements"


@dataclass(frozen=True)
class Check:
    """Something that was looked at. Not met, it blocks where the plan says “must”, and else is worth a look.
    `said` is what is so; `todo` what to do about it."""

    said: str
    met: bool
    todo: str = ""
    part: ReportPart = ReportPart.REPORT
    force: Force = Force.SHOULD
    clause: Clause | None = None

    @property
    def blocks(self) -> bool:
        return not self.met and self.force is Force.MUST

    @property
    def in_words(self) -> str:
        """What is so and what to do about it."""
        return f"{self.said}. {self.todo}".strip()


def checks_of(report: Report) -> list[Check]:
    """Everything that is looked at, in the order in which it is put right."""
    standard = report.apprenticeship.standard
    if not is_begun(report):
        return [Check("Nothing is written yet", met=False, todo="Write the first section.", force=Force.MUST)]
    return [
        *_reworked(standard, report),
        *_length(standard, report),
        _read_through(report),
        *_appendix(standard, report),
        *_presentation(standard, report),
    ]


def way_to(part: ReportPart, report: Report | None) -> Way:
    """The page on which she puts it right. While there is no report, the page that begins one."""
    if part is ReportPart.STATEMENTS:
        return Way("See the statements", "sign_off.statements")
    words, endpoint = _PAGES[part]
    if part is ReportPart.REPORT or report is None:
        return Way(words, endpoint)
    return Way(words, endpoint, {"report_id": report.id})


_PAGES = {
    ReportPart.REPORT: ("Open the report", "report_builder.report"),
    ReportPart.REWORK: ("Open the report", "report_builder.read"),
    ReportPart.READING: ("Read it through", "report_builder.hints"),
    ReportPart.APPENDIX: ("Open the appendix", "report_builder.appendix"),
    ReportPart.PRESENTATION: ("Open the presentation", "report_builder.presentation"),
}


def is_begun(report: Report) -> bool:
    """Whether anything is written in it that it prints."""
    keys = {section.key for section in outline_of(report)} | {REFERENCES_KEY}
    return any(section.key in keys and not Content(section.content).is_empty for section in report.sections)


def as_strong(clause: Clause | None) -> Force:
    """What a plan does not say is never a must."""
    return clause.force if clause else Force.SHOULD


def _reworked(standard: Standard, report: Report) -> Iterator[Check]:
    """A rework that nobody has worked on goes in no second time."""
    if report.told_on is None:
        return
    same = is_as_handed_in(report)
    be = "is word for word" if same else "is no longer word for word"
    yield Check(
        said=f"Rework {report.attempt} {be} what was handed in",
        met=not same,
        todo="Work the assessor’s feedback into it.",
        part=ReportPart.REWORK,
        clause=(clause := standard.find_clause("rework")),
        force=as_strong(clause),
    )


def _length(standard: Standard, report: Report) -> Iterator[Check]:
    length = length_of(report)
    if not length.allowed:
        return
    yield Check(
        said=f"The report has {length.headline}; {length.allowed}",
        met=length.state.is_allowed,
        todo=f"{length.advice}.".replace("..", "."),
        clause=(clause := standard.find_clause("report_words")),
        force=as_strong(clause),
    )


def _read_through(report: Report) -> Check:
    count = count_open_hints(report)
    sentences = "One sentence is" if count == 1 else f"{count or 'No'} sentences are"
    return Check(
        said=f"{sentences} worth a look before anybody else reads it",
        met=not count,
        todo="Read what we found, and change it or leave it.",
        part=ReportPart.READING,
    )


def _appendix(standard: Standard, report: Report) -> Iterator[Check]:
    appendix = appendix_of(report)
    missing = [entry.code for entry in appendix.entries if not entry.is_placed]
    clause = standard.find_clause("report_mapping")
    yield Check(
        said=f"The appendix places {appendix.placed} of {len(appendix.entries)} KSBs",
        met=appendix.placed > 0,
        todo="Say in the appendix where the report shows each KSB.",
        part=ReportPart.APPENDIX,
        clause=clause,
        force=as_strong(clause),
    )
    if appendix.placed and missing:
        yield Check(
            said=f"The appendix has no place for {', '.join(missing)}",
            met=False,
            todo="If the report shows them, say where. If it does not, the assessor can still ask about them.",
            part=ReportPart.APPENDIX,
            clause=clause,
        )
    if appendix.placed and appendix.uncovered_themes:
        yield Check(
            said=f"Nothing in the appendix shows {', '.join(appendix.uncovered_themes)}",
            met=False,
            todo="See whether the report covers it. Only a reader can tell for certain.",
            part=ReportPart.APPENDIX,
            clause=standard.find_clause("report_themes"),
        )


def _presentation(standard: Standard, report: Report) -> Sequence[Check]:
    presentation = report.presentation
    told = presentation is not None and presentation.needs_told_at is not None
    slides = presentation.slides if presentation else None
    clause = standard.find_clause("presentation_technical")
    return (
        Check(
            said="What is needed in the room is told"
            if told
            else "Nobody has said what is needed in the room",
            met=told,
            todo="Say it on the page of the presentation, even if it is nothing more.",
            part=ReportPart.PRESENTATION,
            clause=clause,
            force=as_strong(clause),
        ),
        Check(
            said=f"Slides go in with the report: {slides.name}"
            if slides
            else "No slides go in with the report",
            met=slides is not None,
            todo="If slides are shown, add them. If there are none, leave it so.",
            part=ReportPart.PRESENTATION,
            clause=standard.find_clause("presentation_materials_due"),
        ),
    )
