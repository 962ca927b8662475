"""The portfolio as its page shows it: counts, cards, the grid, the tape of clips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

import standards
from accounts.models import Apprenticeship
from foundation.clock import as_duration
from foundation.pictures import Clip, VideoMeter
from foundation.wording import numbered, plural
from portfolio.access import why_locked
from portfolio.coverage import Coverage, ThemeRows, coverage_of, grid_of
from portfolio.describing import (
    describe_piece,
    names_waiting,
    present_files,
    thumb_kind,
    thumb_of,
    trouble_of,
)
from portfolio.models import EvidenceItem, LinkState
from portfolio.queries import place_of
from portfolio.rows import Piece
from sign_off.state import ReviewState, StateTag, state_of, tag_of
from standards import Ksb, KsbKind, Method, Standard, Theme, code_order


@dataclass(frozen=True)
class Card:
    """One piece on the portfolio page. `codes` are those she confirmed, `asked` how many suggestions wait for her;
    `trouble` what could not be read of it."""

    id: int
    title: str
    url: str
    words: str
    codes: Sequence[str]
    asked: int
    state: StateTag
    thumb_kind: str
    thumb_url: str | None
    first: bool
    last: bool
    trouble: str


@dataclass(frozen=True)
class ShownClip:
    time: str
    title: str
    in_view: str | None
    look: str
    url: str


@dataclass(frozen=True)
class Prompt:
    """A question that may ring a bell, for one theme. Where nobody wrote one for it, `statements` say what it asks."""

    theme: str
    question: str
    words: str
    codes: Sequence[str]
    statements: Sequence[Ksb] = ()


@dataclass(frozen=True)
class PortfolioPage:
    """Everything on the page, in words and ready numbers. `waiting`: the files that are being read."""

    counts: Sequence[str]
    cards: Sequence[Card]
    next_number: int
    typical: int | None
    thin_theme: str
    gap_codes: Sequence[str]
    grid: Sequence[ThemeRows]
    coverage: Coverage
    meter: VideoMeter | None
    clips: Sequence[ShownClip]
    waiting: Sequence[str]


def portfolio_page(apprenticeship: Apprenticeship, pieces: Sequence[Piece], method: Method) -> PortfolioPage:
    """Build the page of `pieces`, which come with files, links and reviews loaded."""
    standard = apprenticeship.standard
    urls = {piece.id: url_for("portfolio.evidence", item_id=piece.id) for piece in pieces}
    coverage = coverage_of(pieces, method)
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else ""
    thin = _thinnest(coverage)
    meter = meter_of(pieces, method)
    return PortfolioPage(
        counts=_counts(pieces, coverage, method, meter),
        cards=[
            _card(piece, n, len(pieces), urls[piece.id], tutor, method)
            for n, piece in enumerate(pieces, start=1)
        ],
        next_number=len(pieces) + 1,
        typical=method.limits.pieces_typical,
        thin_theme=thin[0],
        gap_codes=thin[1],
        grid=grid_of(pieces, standard, coverage, urls),
        coverage=coverage,
        meter=meter,
        clips=clips_of(pieces, urls),
        waiting=[name for piece in pieces for name in names_waiting(piece)],
    )


def prompts_of(standard: Standard, method: Method) -> list[Prompt]:
    """Questions by theme, where somebody wrote them for this standard; else the theme and its KSBs' words."""
    written = standards.prompts_for(standard).get(method.id, {})
    return [
        Prompt(
            theme=theme.name,
            question=written.get(theme.name, {}).get("question", _question(theme)),
            words=written.get(theme.name, {}).get("example", ""),
            codes=theme.ksbs,
            statements=() if theme.name in written else [standard.ksb(code) for code in theme.ksbs],
        )
        for theme in method.themes
    ]


def _question(theme: Theme) -> str:
    """Nobody has done anything "for knowledge": that is no theme of a plan's, only the kind of what it puts in none."""
    if theme.name in {kind.plural for kind in KsbKind}:
        return "Which of these have you shown at work?"
    return f"What have you done for {theme.name.lower()}?"


def order_anchor(item: EvidenceItem, way: str) -> str:
    """The button that moves the piece on the same way, or back where it has come to the end."""
    number, of = place_of(item)
    ends = {"up": 1, "down": of}
    back = {"up": "down", "down": "up"}
    return f"{back[way] if number == ends[way] else way}-{item.id}"


def meter_of(pieces: Sequence[Piece], method: Method) -> VideoMeter | None:
    """The tape, where the plan limits it."""
    limit = method.limits.video_minutes_max
    if limit is None:
        return None
    clips = [
        Clip(file.name, round(file.duration_seconds))
        for piece in pieces
        for file in present_files(piece)
        if file.duration_seconds is not None
    ]
    return VideoMeter.of(clips, limit * 60)


def clips_of(pieces: Sequence[Piece], urls: Mapping[int, str]) -> list[ShownClip]:
    clips: list[ShownClip] = []
    for piece in pieces:
        for file in present_files(piece):
            if file.duration_seconds is not None:
                clips.append(
                    ShownClip(
                        time=as_duration(file.duration_seconds),
                        title=f"{file.name}, in “{piece.title}”",
                        in_view=None if file.in_view_at is None else as_duration(file.in_view_at),
                        look="2" if len(clips) % 2 else "1",
                        url=f"{urls[piece.id]}#file-{file.id}",
                    )
                )
    return clips


def _counts(
    pieces: Sequence[Piece], coverage: Coverage, method: Method, meter: VideoMeter | None
) -> list[str]:
    accepted = sum(state_of(piece.subject) is ReviewState.ACCEPTED for piece in pieces)
    typical = method.limits.pieces_typical
    if not typical:
        counts = [numbered(len(pieces), "piece")]
    elif len(pieces) <= typical:
        counts = [f"{len(pieces)} of about {typical} pieces"]
    else:
        counts = [f"{numbered(len(pieces), 'piece')}, where about {typical} is usual"]
    counts.append(f"{accepted} accepted")
    counts.append(f"{coverage.count} {plural(len(method.ksbs), 'KSB')} shown")
    if coverage.in_drafts:
        counts.append(f"{coverage.in_drafts} more in drafts")
    if meter is not None:
        counts.append(f"{meter.count} video")
    return counts


def _card(piece: Piece, number: int, of: int, url: str, tutor: str, method: Method) -> Card:
    thumb, trouble = thumb_of(piece), trouble_of(piece)
    return Card(
        id=piece.id,
        title=f"{number}. {piece.title}",
        url=url,
        words="" if trouble and len(present_files(piece)) == 1 else describe_piece(piece),
        codes=sorted(
            (
                link.code
                for link in piece.links
                if link.state is LinkState.ACCEPTED and link.code in method.ksbs
            ),
            key=code_order,
        ),
        asked=0 if why_locked(piece) else sum(link.state is LinkState.OPEN for link in piece.links),
        state=tag_of(piece.subject, tutor),
        thumb_kind=thumb_kind(piece),
        thumb_url=url_for("portfolio.file_picture", file_id=thumb[0], name=thumb[1]) if thumb else None,
        first=number == 1,
        last=number == of,
        trouble=trouble,
    )


def _thinnest(coverage: Coverage) -> tuple[str, list[str]]:
    """The theme with the most KSBs that no piece is mapped to, and those KSBs."""
    gaps = [
        (theme.name, [code for code in theme.ksbs if code not in coverage.mapped])
        for theme in coverage.method.themes
    ]
    name, codes = max(gaps, key=lambda gap: len(gap[1]), default=("", []))
    return (name, codes) if codes else ("", [])
