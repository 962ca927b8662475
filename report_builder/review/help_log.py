"""Help with the report after the gateway: every comment and note of a tutor, every suggestion of ours.

Plan: the apprentice completes report and presentation "unaided". So what help there was is on record, for her and for
the provider's staff alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Apprenticeship
from foundation.events import Event
from foundation.wording import numbered
from report_builder.review.queries import list_comments_by_id, list_events_of, list_people
from sign_off.models import Comment, SubjectKind

# What the report's own reading records when it has offered something after the gateway.
OFFERED = "report_help_offered"
_BY_A_TUTOR = ("comment_added", "subject_returned", "subject_accepted")
US = "Masterpiece"


@dataclass(frozen=True)
class Help:
    """What was done, by whom, and in which words, if there were any."""

    what: str
    by: str
    at: datetime
    words: str = ""


def list_help(apprenticeship: Apprenticeship) -> list[Help]:
    """Everything on record, oldest first."""
    recorded = list_events_of(apprenticeship, (*_BY_A_TUTOR, OFFERED))
    events = [event for event in recorded if _is_help(event)]
    names, comments = _names(events), _comments(events)
    return [help_used for event in events for help_used in _told(event, names, comments)]


def _is_help(event: Event) -> bool:
    if event.kind == OFFERED:
        return True
    said = event.details
    about_report = said.get("of") == SubjectKind.REPORT
    return about_report and bool(said.get("help") and said.get("after_gateway"))


def _names(events: Sequence[Event]) -> dict[str, str]:
    ids = {int(event.actor.partition(":")[2]) for event in events if event.actor.startswith("person:")}
    return {person.actor: person.name for person in list_people(ids)}


def _comments(events: Sequence[Event]) -> dict[int, Comment]:
    ids = [event.details["comment"] for event in events if event.kind == "comment_added"]
    return {comment.id: comment for comment in list_comments_by_id(ids)}


def _told(event: Event, names: Mapping[str, str], comments: Mapping[int, Comment]) -> Iterator[Help]:
    by = names.get(event.actor, US)
    match event.kind:
        case "comment_added":
            comment = comments[event.details["comment"]]
            yield Help(f"Commented on {comment.locator or 'the whole report'}", by, event.at, comment.body)
        case "subject_returned":
            yield Help("Sent it back with a note", by, event.at)
        case "subject_accepted":
            yield Help("Accepted it with a note", by, event.at)
        case _:
            if codes := sorted(set(event.details.get("rows", ()))):
                yield Help("Suggested a place for the appendix", US, event.at, ", ".join(codes))
            if hints := event.details.get("hints", 0):
                sentences = numbered(hints, "sentence")
                yield Help(f"Pointed to {sentences} worth a look", US, event.at)
