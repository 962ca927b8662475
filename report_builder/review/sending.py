"""Where a report stands between apprentice and tutor, and the one thing that its reader can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accounts.models import Person
from report_builder.access import why_locked
from report_builder.models import Report, ReportKind
from sign_off.manifest import Manifest, changes_between
from sign_off.models import Review
from sign_off.reviews.access import can_reopen, can_submit, can_withdraw, must_be_unaided
from sign_off.state import ReviewState, StateTag, last_review, last_sent, state_of, tag_of
from sign_off.subjects import guide_to
from standards import Clause

UNAIDED = "report_unaided"


class Act(StrEnum):
    SEND = "submit_subject"
    TAKE_BACK = "withdraw_subject"
    REOPEN = "reopen_subject"

    @property
    def endpoint(self) -> str:
        return f"sign_off.{self.value}"


@dataclass(frozen=True)
class Sending:
    """`act` is what the apprentice can do, None where nothing, and `button` its words. `note` says why it cannot be
    sent, or what holds while it lies with the tutor; `clause` is what the plan says about it. `asked` is what the
    tutor wrote who sent it back; `since` what she has changed since it was sent."""

    state: StateTag
    act: Act | None
    button: str
    note: str
    clause: Clause | None
    asked: Review | None
    since: Sequence[str]

    @property
    def is_quiet(self) -> bool:
        """Whether it undoes something, rather than being the next step."""
        return self.act is not Act.SEND


def sending_of(person: Person, report: Report) -> Sending:
    """For the apprentice, on her own page."""
    subject, apprenticeship = report.subject, report.apprenticeship
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else "your tutor"
    act, button = _act(person, report, tutor)
    state, last = state_of(subject), last_review(subject)
    return Sending(
        state=tag_of(subject, apprenticeship.tutor.first_name if apprenticeship.tutor else ""),
        act=act,
        button=button,
        note=_note(report, tutor, state),
        clause=apprenticeship.standard.find_clause(UNAIDED) if _is_after_gateway(report) else None,
        asked=last if state is ReviewState.RETURNED else None,
        since=changes_since_sending(report) if state is ReviewState.SENT else (),
    )


def unaided_words(report: Report) -> str:
    """Why nobody helps with it, for whoever reads it; empty where tutors may."""
    if not must_be_unaided(report.subject):
        return ""
    provider = report.apprenticeship.provider.name
    return (
        "The gateway is passed, so this report is written unaided: "
        f"{provider} has switched tutors’ comments on it off."
    )


def changes_since_sending(report: Report) -> Sequence[str]:
    review = last_sent(report.subject)
    if review is None:
        return ()
    now = guide_to(report.subject).manifest_of(report.subject)
    return changes_between(Manifest.from_dict(review.snapshot), now, noun="")


def _is_after_gateway(report: Report) -> bool:
    return report.kind is ReportKind.FINAL


def _act(person: Person, report: Report, tutor: str) -> tuple[Act | None, str]:
    subject = report.subject
    if can_submit(person, subject) and not why_locked(report):
        return Act.SEND, f"Send to {tutor}{' again' if subject.reviews else ''}"
    if can_withdraw(person, subject):
        return Act.TAKE_BACK, "Take it back"
    if can_reopen(person, subject):
        return Act.REOPEN, "Open it again to change it"
    return None, ""


def _note(report: Report, tutor: str, state: ReviewState) -> str:
    if must_be_unaided(report.subject):
        return unaided_words(report) if _is_after_gateway(report) else ""
    if state is ReviewState.SENT:
        whom = tutor[:1].upper() + tutor[1:]
        return (
            f"{whom} reads it as you sent it, and you can go on writing. "
            "To show what is new, take it back and send it again."
        )
    if _is_after_gateway(report):
        return (
            f"This report is written unaided. Your provider lets {tutor} comment on it all the same, "
            "and every comment is kept in the log of help used."
        )
    return ""
