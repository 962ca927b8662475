"""A report as it was sent, for the tutor: read off the round's frozen manifest, never off the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from accounts.models import Person
from documents.report.tree import AppendixRow
from foundation.errors import NotFound
from report_builder.content import Content, to_plain_text
from report_builder.frozen import FrozenReport, FrozenSection, thaw_report, words_in_all
from report_builder.length import Length, printed_keys
from report_builder.measuring import counts_of, outline_of
from report_builder.models import Report
from report_builder.review.sending import UNAIDED, unaided_words
from report_builder.review.sheets import SheetBlock, read_sheet
from report_builder.review.talk import WHOLE, talk_by_section
from report_builder.scaffold import REFERENCES_KEY
from sign_off.manifest import Manifest, changes_between
from sign_off.models import Decision, Review
from sign_off.reviews.access import can_comment, can_return, can_review
from sign_off.reviews.queries import list_comments
from sign_off.reviews.threads import Thread
from sign_off.state import ReviewState, last_sent, state_of, tag_of


@dataclass(frozen=True)
class SentSection:
    """A section, or only a title above others. `threads` is what was said about it."""

    key: str
    title: str
    level: int
    words: str
    blocks: tuple[SheetBlock, ...]
    threads: Sequence[Thread]


@dataclass(frozen=True)
class SentKsb:
    """A KSB with the rows that show it."""

    code: str
    statement: str
    rows: tuple[AppendixRow, ...]


@dataclass(frozen=True)
class SentAppendix:
    """The confirmed rows as they were sent, by KSB, and the KSBs of the project that have none."""

    words: str
    placed: tuple[SentKsb, ...]
    missing: tuple[str, ...]


def sent_page(person: Person, report: Report) -> dict[str, Any]:
    """The values of the tutor's page. Raises NotFound when nothing was sent."""
    review = last_sent(report.subject)
    if review is None:
        raise NotFound("We could not find that report among what was sent to you.")
    frozen = thaw_report(report, Manifest.from_dict(review.snapshot))
    talk = talk_by_section(list_comments(report.subject), _texts(frozen.sections))
    state = state_of(report.subject)
    unaided = unaided_words(report)
    return {
        "review": review,
        "title": review.snapshot["title"],
        "state": tag_of(report.subject, "you" if report.apprenticeship.tutor_id == person.id else ""),
        "is_hers_again": state not in (ReviewState.SENT, ReviewState.ACCEPTED),
        "length": frozen.length,
        "sections": _sections(frozen, frozen.length, talk),
        "appendix": _appendix(frozen),
        "whole": talk.get(WHOLE, ()),
        "news": _news(report, review),
        "can_comment": can_comment(person, report.subject),
        "can_review": can_review(person, report.subject),
        "can_return": can_return(person, report.subject),
        "other": report.apprenticeship.apprentice.first_name,
        "unaided": unaided,
        "clause": report.apprenticeship.standard.find_clause(UNAIDED) if unaided else None,
    }


def _texts(sections: Sequence[FrozenSection]) -> dict[str, tuple[str, str]]:
    return {section.key: (section.title, to_plain_text(Content(section.content))) for section in sections}


def _sections(
    frozen: FrozenReport, length: Length, talk: Mapping[str, Sequence[Thread]]
) -> list[SentSection]:
    """Those with something in them, with the titles above them, in the order of the scaffold; the references last."""
    outline, counts = outline_of(frozen), counts_of(frozen)
    printed = printed_keys(outline, counts)
    written = {section.key: section for section in frozen.sections}
    shown = [
        SentSection(
            key=section.key,
            title=section.title,
            level=section.level,
            words=words_in_all(length.by_section[section.key]),
            blocks=_blocks(written.get(section.key)),
            threads=talk.get(section.key, ()),
        )
        for section in outline
        if section.key in printed
    ]
    references = written.get(REFERENCES_KEY)
    if references is not None:
        threads = talk.get(REFERENCES_KEY, ())
        shown.append(
            SentSection(REFERENCES_KEY, references.title, 1, references.words, _blocks(references), threads)
        )
    return shown


def _blocks(section: FrozenSection | None) -> tuple[SheetBlock, ...]:
    return read_sheet(Content(section.content), section.title) if section else ()


def _appendix(frozen: FrozenReport) -> SentAppendix:
    method = frozen.apprenticeship.standard.project
    asked = method.ksbs if method else ()
    placed = tuple(
        SentKsb(code, frozen.apprenticeship.standard.ksb(code).text, tuple(rows))
        for code, rows in groupby(frozen.rows, key=lambda row: row.code)
    )
    codes = {one.code for one in placed}
    words = f"{len(placed)} of {len(asked)} KSBs placed"
    return SentAppendix(words, placed, tuple(code for code in asked if code not in codes))


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
