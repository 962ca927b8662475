"""What the page of hints shows, as ready values."""

from collections.abc import Sequence
from dataclasses import dataclass

from report_builder.access import why_locked
from report_builder.appendix import Reader
from report_builder.measuring import passages_of
from report_builder.models import HintState, Report, ReportHint
from report_builder.queries import is_being_read, list_hints
from report_builder.reading.hints import RULES, HintForce, HintRule


@dataclass(frozen=True)
class ShownHint:
    """A sentence worth a second look, where it stands now."""

    id: int
    rule: HintRule
    force: HintForce
    excerpt: str
    where: str
    section_key: str


@dataclass(frozen=True)
class HintsPage:
    """`open` are worth a look, `left` she keeps as they are, both in reading order."""

    open: Sequence[ShownHint]
    left: Sequence[ShownHint]
    has_text: bool
    is_reading: bool
    was_read: bool
    problem: str
    locked: str

    @property
    def count(self) -> str:
        if not self.open:
            return "No sentence worth a second look"
        return (
            "1 sentence is worth a look"
            if len(self.open) == 1
            else f"{len(self.open)} sentences are worth a look"
        )


def hints_page(report: Report) -> HintsPage:
    """The hints whose sentences still stand: what she rewrote is mended, whether or not a job has read it since."""
    passages, hints = passages_of(report), list_hints(report)
    return HintsPage(
        open=_standing(report, [hint for hint in hints if hint.state is HintState.OPEN]),
        left=_standing(report, [hint for hint in hints if hint.state is HintState.LEFT]),
        has_text=any(passages.values()),
        is_reading=is_being_read(report),
        was_read=report.read_at is not None,
        problem=report.reading_problem,
        locked=why_locked(report),
    )


def count_open_hints(report: Report) -> int:
    """How many sentences are worth a look."""
    return len(_standing(report, [hint for hint in list_hints(report) if hint.state is HintState.OPEN]))


def _standing(report: Report, hints: Sequence[ReportHint]) -> list[ShownHint]:
    reader = Reader(passages_of(report))
    standing = [hint for hint in hints if reader.locate(hint.section_key, hint.excerpt)]
    return [
        ShownHint(
            id=hint.id,
            rule=RULES[hint.rule],
            force=HintForce.SHOULD,
            excerpt=hint.excerpt,
            where=reader.locate(hint.section_key, hint.excerpt),
            section_key=hint.section_key,
        )
        for hint in sorted(standing, key=lambda hint: reader.order(hint.section_key, hint.excerpt))
        if hint.rule in RULES
    ]
