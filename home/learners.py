"""Where learners stand, as those who teach them or administer them may see it: what was sent, never a draft."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import url_for

from accounts.her_version import label_for
from accounts.models import Apprenticeship, Person, Role
from accounts.queries import list_apprenticeships_for
from accounts.standard_names import marks_of, with_mark
from foundation.wording import numbered, plural
from home.heat import HeatMap, HeatRow, cells_of, heat_map
from home.leaving.access import can_leave
from portfolio.coverage import Coverage, ThemeRows, coverage_of, grid_of
from portfolio.describing import present_files, thumb_among, thumb_kind_of
from portfolio.models import EvidenceItem
from portfolio.queries import list_pieces
from portfolio.rows import PieceRow, read_pieces_of
from report_builder.models import Report
from report_builder.queries import list_rounds
from report_builder.report_page import deadline_of
from report_builder.rework import find_final
from sign_off.manifest import Manifest
from sign_off.models import Review
from sign_off.reviews.taken_back import TakenBackRow, list_taken_back
from sign_off.state import (
    ReviewState,
    StateTag,
    is_shown,
    last_sent,
    state_of,
    tag_of,
    with_whom,
)


@dataclass(frozen=True)
class Learner:
    """One learner in the list. `ksbs` is "11 of 25"; `is_closed` of an account that was deactivated; `deleted_after`
    the last day of one whose everything will be deleted."""

    name: str
    url: str
    tutor: str
    employer: str
    gateway: date | None
    past_gateway: bool
    sent: int
    accepted: int
    ksbs: str
    last_sent: datetime | None
    is_closed: bool
    deleted_after: date | None


@dataclass(frozen=True)
class Cohort:
    """Learners on one standard, with the map of those whose accounts are open."""

    reference: str
    version: str
    standard: str
    learners: Sequence[Learner]
    map: HeatMap


@dataclass(frozen=True)
class LearnersPage:
    """All of them. `empty` says what to do where there is nobody; `names_tutors` where they have several."""

    count: str
    names_tutors: bool
    empty: str
    cohorts: Sequence[Cohort]


@dataclass(frozen=True)
class SentPiece:
    """A piece, or a report, as it was last sent and not taken back: title, words and picture are those of the sending,
    whatever she has changed since."""

    title: str
    url: str
    words: str
    state: StateTag
    thumb_kind: str
    thumb_url: str | None
    sent_at: datetime


@dataclass(frozen=True)
class LearnerPage:
    """`grid` and `numbers` cover the pieces that show something now: sent or accepted. `taken_back` is what the reader
    had commented on. `links` are (words, url)."""

    apprenticeship: Apprenticeship
    standard: str
    counts: Sequence[str]
    pieces: Sequence[SentPiece]
    reports: Sequence[SentPiece]
    taken_back: Sequence[TakenBackRow]
    grid: Sequence[ThemeRows]
    numbers: Sequence[str]
    links: Sequence[tuple[str, str]]


def cohorts_for(person: Person) -> list[Cohort]:
    """All the learners of this tutor or administrator, by standard and option: as many statements as for one."""
    apprenticeships = list_apprenticeships_for(person)
    pieces = defaultdict[int, list[PieceRow]](list)
    for piece in read_pieces_of([one.id for one in apprenticeships]):
        pieces[piece.apprenticeship_id].append(piece)
    by_standard = defaultdict(list)
    for one in apprenticeships:
        by_standard[one.standard_version_id, one.option].append(one)
    marks = marks_of(list({one.standard_version for one in apprenticeships}))
    return [_cohort(together, pieces, marks) for together in by_standard.values()]


def learners_page(person: Person) -> LearnersPage:
    """Where every learner of `person` stands."""
    cohorts = cohorts_for(person)
    learners = sum(len(cohort.learners) for cohort in cohorts)
    return LearnersPage(
        names_tutors=person.role is not Role.TUTOR,
        count=numbered(learners, "learner"),
        empty="You have no learners yet. Your administrator assigns them to you."
        if person.role is Role.TUTOR
        else "Nobody is learning here yet. Invite the first apprentice.",
        cohorts=cohorts,
    )


def _cohort(
    apprenticeships: Sequence[Apprenticeship], pieces: dict[int, list[PieceRow]], marks: Mapping[int, str]
) -> Cohort:
    first = apprenticeships[0]
    mark = marks.get(first.standard_version_id)
    standard, option = first.standard, first.standard_version.find_option(first.option)
    method = standard.evidenced
    rows = [
        HeatRow(
            one.apprentice.name,
            url_for("home.learner", apprenticeship_id=one.id),
            cells_of(pieces[one.id], method),
        )
        for one in apprenticeships
    ]
    learning = [
        row for row, one in zip(rows, apprenticeships, strict=True) if one.apprentice.deactivated_at is None
    ]
    return Cohort(
        reference=f"{standard.reference} ({option.name})" if option else standard.reference,
        version=with_mark(standard.version, mark),
        standard=with_mark(standard.label, mark),
        learners=[
            _learner(one, pieces[one.id], coverage_of(pieces[one.id], method).count)
            for one in apprenticeships
        ],
        map=heat_map(learning, method),
    )


def _learner(apprenticeship: Apprenticeship, pieces: Sequence[PieceRow], ksbs: str) -> Learner:
    states = Counter(state_of(piece.subject) for piece in pieces)
    sendings = [review.sent_at for piece in pieces if (review := last_sent(piece.subject))]
    return Learner(
        name=apprenticeship.apprentice.name,
        url=url_for("home.learner", apprenticeship_id=apprenticeship.id),
        tutor=apprenticeship.tutor.name if apprenticeship.tutor else "",
        employer=apprenticeship.employer.name,
        gateway=apprenticeship.gateway_confirmed_on or apprenticeship.gateway_planned_on,
        past_gateway=apprenticeship.is_past_gateway,
        sent=states[ReviewState.SENT] + states[ReviewState.ACCEPTED] + states[ReviewState.RETURNED],
        accepted=states[ReviewState.ACCEPTED],
        ksbs=ksbs,
        last_sent=max(sendings, default=None),
        is_closed=apprenticeship.apprentice.deactivated_at is not None,
        deleted_after=apprenticeship.delete_after,
    )


def learner_page(person: Person, apprenticeship: Apprenticeship) -> LearnerPage:
    """One learner's page for `person`, who may see her."""
    every_piece, rounds = list_pieces(apprenticeship), list_rounds(apprenticeship)
    subjects = [*(piece.subject for piece in every_piece), *(report.subject for report in rounds)]
    pieces = [piece for piece in every_piece if last_sent(piece.subject)]
    showing = [piece for piece in pieces if is_shown(piece.subject)]
    standard = apprenticeship.standard
    coverage = coverage_of(showing, standard.evidenced)
    urls = {piece.id: url_for("portfolio.evidence", item_id=piece.id) for piece in pieces}
    holder = with_whom(person, apprenticeship)
    return LearnerPage(
        apprenticeship=apprenticeship,
        standard=label_for(apprenticeship),
        counts=[*_counts(pieces, coverage), *_rework(apprenticeship)],
        pieces=[_sent_piece(piece, urls[piece.id], holder) for piece in pieces],
        reports=[
            _sent_report(report, review, holder) for report in rounds if (review := last_sent(report.subject))
        ],
        taken_back=list_taken_back(person, subjects),
        grid=_settled(grid_of(showing, standard, coverage, urls)) if showing else (),
        numbers=[str(number) for number, piece in enumerate(pieces, start=1) if piece in showing],
        links=_links(person, apprenticeship),
    )


def _links(person: Person, apprenticeship: Apprenticeship) -> list[tuple[str, str]]:
    links = [
        ("Before the gateway", url_for("gateway.learner_gateway", apprenticeship_id=apprenticeship.id)),
        ("Statements", url_for("sign_off.learner_statements", apprenticeship_id=apprenticeship.id)),
    ]
    if apprenticeship.is_past_gateway and apprenticeship.standard.project is not None:
        used = url_for("report_builder.learners_help_used", apprenticeship_id=apprenticeship.id)
        links.append(("Help used with the report", used))
    if can_leave(person, apprenticeship):
        leaving = url_for("home.learner_leaving", apprenticeship_id=apprenticeship.id)
        links.append(("Download or delete everything", leaving))
    return links


def _rework(apprenticeship: Apprenticeship) -> Iterator[str]:
    """That the report must be reworked, and by when."""
    final = find_final(apprenticeship)
    if final is not None and final.told_on is not None:
        deadline = deadline_of(apprenticeship, final)
        yield deadline.words if deadline else final.label


def _counts(pieces: Sequence[EvidenceItem], coverage: Coverage) -> list[str]:
    accepted = sum(state_of(piece.subject) is ReviewState.ACCEPTED for piece in pieces)
    counts = [f"{len(pieces)} {'piece' if len(pieces) == 1 else 'pieces'} sent", f"{accepted} accepted"]
    counts.append(f"{coverage.count} {plural(len(coverage.method.ksbs), 'KSB')} shown")
    return counts


def _sent_piece(piece: EvidenceItem, url: str, holder: str) -> SentPiece:
    review = last_sent(piece.subject)
    assert review is not None, "only pieces that were sent come here"
    whole = Manifest.from_dict(review.snapshot).entries[0]
    ids = {file.id for file in whole.files}
    sent = [file for file in present_files(piece) if str(file.id) in ids]
    thumb = thumb_among(sent)
    is_witness = piece.witness_statement_id is not None
    return SentPiece(
        title=review.snapshot["title"],
        url=url,
        words=whole.kind,
        state=tag_of(piece.subject, holder),
        thumb_kind=thumb_kind_of(sent, witness=is_witness) if sent or is_witness else "document",
        thumb_url=url_for("portfolio.file_picture", file_id=thumb[0], name=thumb[1]) if thumb else None,
        sent_at=review.sent_at,
    )


def _sent_report(report: Report, review: Review, holder: str) -> SentPiece:
    whole = Manifest.from_dict(review.snapshot).entries[0]
    return SentPiece(
        title=review.snapshot["title"],
        url=url_for("report_builder.read", report_id=report.id),
        words=whole.kind,
        state=tag_of(report.subject, holder),
        thumb_kind="document",
        thumb_url=None,
        sent_at=review.sent_at,
    )


def _settled(themes: Sequence[ThemeRows]) -> list[ThemeRows]:
    """The grid without suggestions that she has not answered: they are not part of what she sent."""
    return [
        replace(
            theme,
            rows=[
                row._replace(
                    cells=None
                    if row.gap
                    else [cell if cell and not cell.suggested else None for cell in row.cells or ()],
                )
                for row in theme.rows
            ],
        )
        for theme in themes
    ]
