"""A report as it was sent, for the tutor: read off the round's frozen manifest, never off the draft."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from accounts.models import Person
from foundation.errors import NotFound
from report_builder.access import list_handed_in_for
from report_builder.content import Content, to_plain_text
from report_builder.frozen import FrozenSection, thaw_report
from report_builder.models import Report
from report_builder.review.sections import shown_appendix, shown_sections
from report_builder.review.sending import UNAIDED, unaided_words
from report_builder.review.talk import WHOLE, talk_by_section
from sign_off.manifest import Manifest, changes_between
from sign_off.models import Decision, Review
from sign_off.phrases.queries import phrases_for_comment
from sign_off.reviews.access import can_comment, can_reopen, can_return, can_review
from sign_off.reviews.next_up import next_up_for
from sign_off.reviews.queries import list_comments
from sign_off.state import ReviewState, last_sent, state_of, tag_of, with_whom


def sent_page(person: Person, report: Report) -> dict[str, Any]:
    """The values of the tutor's page. Raises NotFound when nothing was sent."""
    review = last_sent(report.subject)
    if review is None:
        raise NotFound("We could not find that report among what was sent to you.")
    frozen = thaw_report(report, Manifest.from_dict(review.snapshot))
    talk = talk_by_section(list_comments(report.subject), _texts(frozen.sections))
    state = state_of(report.subject)
    unaided = unaided_words(report)
    may_comment = can_comment(person, report.subject)
    return {
        "phrases": phrases_for_comment(person, can_comment=may_comment),
        "review": review,
        "figure_url": lambda image: url_for("report_builder.figure", report_id=report.id, figure_id=image),
        "standard": report.apprenticeship.standard,
        "title": review.snapshot["title"],
        "state": tag_of(report.subject, with_whom(person, report.apprenticeship)),
        "is_hers_again": state not in (ReviewState.SENT, ReviewState.ACCEPTED),
        "length": frozen.length,
        "sections": shown_sections(frozen, frozen.length, talk),
        "appendix": shown_appendix(frozen),
        "whole": talk.get(WHOLE, ()),
        "news": _news(report, review),
        "can_comment": may_comment,
        "can_review": can_review(person, report.subject),
        "can_reopen": can_reopen(person, report.subject),
        "next_up": next_up_for(person, report.subject),
        "can_return": can_return(person, report.subject),
        "other": report.apprenticeship.apprentice.first_name,
        "earlier": list_handed_in_for(person, report),
        "unaided": unaided,
        "clause": report.apprenticeship.standard.find_clause(UNAIDED) if unaided else None,
    }


def _texts(sections: Sequence[FrozenSection]) -> dict[str, tuple[str, str]]:
    return {section.key: (section.title, to_plain_text(Content(section.content))) for section in sections}


def _news(report: Report, review: Review) -> Sequence[str]:
    """What changed since the tutor last decided on it."""
    earlier = [
        one
        for one in report.subject.reviews
        if one.number < review.number and one.decision in (Decision.RETURNED, Decision.ACCEPTED)
    ]
    if not earlier:
        return ()
    apprentice = report.apprenticeship.apprentice.first_name
    before, now = Manifest.from_dict(earlier[-1].snapshot), Manifest.from_dict(review.snapshot)
    return changes_between(before, now, who=apprentice, noun="")
