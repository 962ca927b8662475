"""Findings as pages show them: where, what, the source word for word, and the way to the fix."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for

from portfolio.access import why_locked
from portfolio.finding_places import FoundPlace, FoundPlaces
from portfolio.models import Finding, FindingState
from portfolio.rows import Piece
from portfolio.rules import Source, rules_for, source_of
from standards import Force, Standard

# Shown beside the finding, which says how many others the page marks.
MOST_OTHER_PLACES = 12


class FindingLook(StrEnum):
    """How a finding looks: by its force, or, once she has kept it with a note, as explained."""

    MUST = "must"
    SHOULD = "should"
    EXPLAINED = "explained"

    @property
    def label(self) -> str:
        return {"must": "Must", "should": "Should", "explained": "Explained"}[self.value]

    @property
    def tone(self) -> str:
        return {"must": "red", "should": "yellow", "explained": "green"}[self.value]

    @property
    def icon(self) -> str:
        return {"must": "stop", "should": "alert", "explained": "check"}[self.value]


@dataclass(frozen=True)
class ShownFinding:
    """A finding in view. `item_id`: the piece it is about, None for the whole. `more`: places of the same text beside
    the one of `phrase`. `fix_here`: the way to the fix is worth
    a button on the piece's own page too; `locked`: why nothing can be mended there now, and what to do first. On the
    page of its piece `at` leads to its words, `others` are the first of its other places, and `marked` counts those
    after them that the page marks."""

    id: int
    item_id: int | None
    rule: str
    force: FindingLook
    title: str
    where: str
    phrase: str
    message: str
    source: Source
    quoted: bool
    fix: str
    fix_url: str
    fix_here: bool
    note: str
    more: int = 0
    locked: str = ""
    at: str = ""
    others: Sequence[FoundPlace] = ()
    marked: int = 0

    @property
    def can_be_explained(self) -> bool:
        return self.force is FindingLook.SHOULD


def shown_findings(
    findings: Sequence[Finding],
    standard: Standard,
    *,
    on_piece: bool = False,
    pieces: Sequence[Piece] = (),
    found: FoundPlaces | None = None,
) -> list[ShownFinding]:
    """Open findings first, then those that a note explains. `on_piece`: on the page of the piece they are about, which
    need not be named again and where `found` says which places are marked. `pieces` that were read already say for
    themselves whether they are locked."""
    read = {piece.id: piece for piece in pieces}
    rules = rules_for(standard)
    shown = [
        ShownFinding(
            id=finding.id,
            item_id=finding.item_id,
            rule=finding.rule,
            force=_look(finding),
            title=finding.title,
            where=_where(finding, on_piece=on_piece),
            phrase=finding.excerpt,
            message=finding.message,
            source=source_of(rules[finding.rule], standard),
            quoted=rules[finding.rule].clause is not None,
            fix="Open the piece" if locked else rules[finding.rule].fix,
            fix_url=fix_url(finding, locked=bool(locked)),
            fix_here=not _is_in_text(finding) and not locked,
            note=finding.note,
            more=finding.more or 0,
            locked=locked,
            at=places[0].at if places else "",
            others=places[1 : 1 + MOST_OTHER_PLACES],
            marked=sum(bool(place.at) for place in places[1 + MOST_OTHER_PLACES :]),
        )
        for finding in findings
        if finding.rule in rules
        for piece in [read.get(finding.item_id or 0, finding.item)]
        for locked in [why_locked(piece) if piece else ""]
        for places in [(found or {}).get(finding.id, ())]
    ]
    order = list(FindingLook)
    return sorted(shown, key=lambda finding: order.index(finding.force))


def fix_url(finding: Finding, *, locked: bool = False) -> str:
    """Where the thing that is wrong can be put right; of a locked piece, the page that unlocks it."""
    if finding.item_id is None:
        anchor = "video" if finding.rule == "video_too_long" else "coverage"
        return url_for("portfolio.portfolio", _anchor=anchor)
    if locked:
        return url_for("portfolio.evidence", item_id=finding.item_id)
    if finding.rule == "unreadable" and finding.file_id is not None:
        return url_for("portfolio.change_file", file_id=finding.file_id)
    if finding.rule == "no_text" or is_in_card(finding):
        return url_for("portfolio.card", item_id=finding.item_id)
    return url_for("portfolio.evidence", item_id=finding.item_id, _anchor=_anchor(finding))


_MAPPING = frozenset({"item_without_ksb", "link_without_locator", "other_method_claimed"})


def _anchor(finding: Finding) -> str:
    if finding.rule in _MAPPING:
        return "suggestions"
    if finding.rule == "empty_piece":
        return "more-files"
    if finding.rule == "same_piece":
        return "evidence"
    if _is_in_text(finding):
        return f"m-{finding.id}"
    return f"file-{finding.file_id}" if finding.file_id is not None else "witness"


def _is_in_text(finding: Finding) -> bool:
    """About words of a file, which are marked there."""
    return finding.file_id is not None and finding.passage is not None


def is_in_card(finding: Finding) -> bool:
    """About words of hers in the context card."""
    about_words = finding.file_id is None and bool(finding.excerpt)
    return about_words and finding.locator.startswith("context card")


def _look(finding: Finding) -> FindingLook:
    if finding.state is FindingState.EXPLAINED:
        return FindingLook.EXPLAINED
    return FindingLook.MUST if finding.force is Force.MUST else FindingLook.SHOULD


def _where(finding: Finding, *, on_piece: bool) -> str:
    if on_piece and finding.locator:
        return finding.locator[:1].upper() + finding.locator[1:]
    parts = [] if on_piece else [f"“{finding.item.title}”" if finding.item else "Whole portfolio"]
    if finding.file is not None:
        parts.append(finding.file.name)
    if finding.locator:
        parts.append(finding.locator)
    return ", ".join(parts) or "This piece"
