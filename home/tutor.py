"""The tutor's home: what waits for her or him, longest first, and where the learners are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from accounts.models import Person
from foundation.clock import as_weekday, now, today
from foundation.wording import counted, numbered, sentence_case, waited_since
from home.learners import Cohort, cohorts_for
from home.queries import count_findings
from home.queue import Flag, QueueRow, errand_row
from home.reworks import ReworkRow, rework_rows
from home.undelivered.undelivered_page import undelivered_rows
from sign_off.links.errands import errands_of
from sign_off.models import SubjectKind
from sign_off.reviews.queries import Waiting, desk_of
from sign_off.reviews.taken_back import TakenBackRow, taken_back_rows
from standards import Force

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


# How long it stands here that something was taken back; the learner's page says it until it is sent again.
_TAKEN_BACK_STANDS = timedelta(days=14)


@dataclass(frozen=True)
class TutorHome:
    title: str
    meta: Sequence[str]
    queue: Sequence[QueueRow]
    taken_back: Sequence[TakenBackRow]
    reworks: Sequence[ReworkRow]
    cohorts: Sequence[Cohort]


def tutor_home(person: Person) -> TutorHome:
    """Build the page: the same number of statements for one learner as for forty."""
    desk = desk_of(person)
    waiting = desk.waiting
    findings = count_findings([one.subject_id for one in waiting])
    errands, lost = errands_of(person), undelivered_rows(person)
    rows = [*(_row(one, findings) for one in waiting), *(errand_row(one) for one in errands), *lost]
    queue = sorted(rows, key=lambda row: row.since)
    cohorts = cohorts_for(person)
    pieces = not errands and not lost and all(one.kind is SubjectKind.EVIDENCE for one in waiting)
    return TutorHome(
        title=_title(len(queue), "piece" if pieces else "thing"),
        meta=_meta(queue, cohorts),
        queue=queue,
        taken_back=taken_back_rows(one for one in desk.withdrawn if now() - one.at < _TAKEN_BACK_STANDS),
        reworks=rework_rows(person),
        cohorts=cohorts,
    )


def _title(count: int, noun: str) -> str:
    if not count:
        return "Nothing waits for you"
    return f"{sentence_case(counted(count, noun))} {'waits' if count == 1 else 'wait'} for you"


def _meta(queue: Sequence[QueueRow], cohorts: Sequence[Cohort]) -> list[str]:
    meta = [as_weekday(today())]
    if queue:
        meta.append(f"Longest wait: {queue[0].number} {queue[0].unit}")
    named = Counter(cohort.reference for cohort in cohorts)
    for cohort in cohorts:
        version = f" version {cohort.version}" if named[cohort.reference] > 1 else ""
        meta.append(f"{numbered(len(cohort.learners), 'learner')} on {cohort.reference}{version}")
    return meta


def _row(waiting: Waiting, findings: Mapping[int, Mapping[Force, int]]) -> QueueRow:
    return QueueRow(
        *waited_since(waiting.since, now()),
        title=waiting.title,
        what=f"{waiting.apprentice} · {_which_time(waiting)}",
        url=url_for("sign_off.open_subject", subject_id=waiting.subject_id),
        since=waiting.since,
        is_long=waiting.is_long,
        flags=_flags(findings[waiting.subject_id]) if waiting.subject_id in findings else (),
    )


def _which_time(waiting: Waiting) -> str:
    """What was commented on and taken back was never decided, and is not there for the first time all the same. What
    was taken back unread is: that it was sent is hers to know."""
    if waiting.round == 1 and waiting.is_known:
        return "sent again"
    which = _ORDINALS[waiting.round - 1] if waiting.round <= len(_ORDINALS) else f"{waiting.round}th"
    return f"{which} time"


def _flags(counts: Mapping[Force, int]) -> list[Flag]:
    flags = []
    if must := counts.get(Force.MUST, 0):
        flags.append(Flag(f"{must} must", "red", "stop"))
    if should := counts.get(Force.SHOULD, 0):
        flags.append(Flag(f"{should} should", "yellow", "alert"))
    return flags or [Flag("Nothing flagged", "green", "check")]
