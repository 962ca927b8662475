"""Findings as pages show them: where, what, the source word for word, and the way to the fix."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for

from portfolio.models import Finding, FindingState
from portfolio.rules import Source, all_rules, source_of
from standards import Force, Standard


class ShownForce(StrEnum):
    """A force as a tag shows it."""

    MUST = "must"
    SHOULD = "should"
    MENDED = "mended"

    @property
    def label(self) -> str:
        return {"must": "Must", "should": "Should", "mended": "Explained"}[self.value]

    @property
    def tone(self) -> str:
        return {"must": "red", "should": "yellow", "mended": "green"}[self.value]

    @property
    def icon(self) -> str:
        return {"must": "stop", "should": "alert", "mended": "check"}[self.value]


@dataclass(frozen=True)
class ShownFinding:
    id: int
    rule: str
    force: ShownForce
    title: str
    where: str
    phrase: str
    message: str
    source: Source
    quoted: bool
    fix: str
    fix_url: str
    note: str

    @property
    def can_be_explained(self) -> bool:
        return self.force is ShownForce.SHOULD


def shown_findings(findings: Sequence[Finding], standard: Standard) -> list[ShownFinding]:
    """Open findings first, then those that a note explains."""
    rules = all_rules()
    shown = [
        ShownFinding(
            id=finding.id,
            rule=finding.rule,
            force=_force(finding),
            title=finding.title,
            where=_where(finding),
            phrase=finding.excerpt,
            message=finding.message,
            source=source_of(rules[finding.rule], standard),
            quoted=rules[finding.rule].clause is not None,
            fix=rules[finding.rule].fix,
            fix_url=fix_url(finding),
            note=finding.note,
        )
        for finding in findings
        if finding.rule in rules
    ]
    order = list(ShownForce)
    return sorted(shown, key=lambda finding: order.index(finding.force))


def fix_url(finding: Finding) -> str:
    """Where the thing that is wrong can be put right."""
    if finding.item_id is None:
        anchor = "video" if finding.rule == "video_too_long" else "coverage"
        return url_for("portfolio.portfolio", _anchor=anchor)
    if finding.rule in ("item_without_ksb", "link_without_locator", "other_method_claimed"):
        return url_for("portfolio.evidence", item_id=finding.item_id, _anchor="suggestions")
    anchor = f"file-{finding.file_id}" if finding.file_id is not None else "card"
    return url_for("portfolio.evidence", item_id=finding.item_id, _anchor=anchor)


def _force(finding: Finding) -> ShownForce:
    if finding.state is FindingState.EXPLAINED:
        return ShownForce.MENDED
    return ShownForce.MUST if finding.force is Force.MUST else ShownForce.SHOULD


def _where(finding: Finding) -> str:
    parts = [f"“{finding.item.title}”" if finding.item else "Whole portfolio"]
    if finding.file is not None:
        parts.append(finding.file.name)
    if finding.locator:
        parts.append(finding.locator)
    return ", ".join(parts)
