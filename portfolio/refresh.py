"""Keeps the stored findings in step with the portfolio: new ones appear, mended ones say so, explanations stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from ksb_mapper import PersonalDataKind
from portfolio.checks import FileFact, Found, LanguageFact, LinkFact, PieceFact, check_portfolio
from portfolio.models import (
    EvidenceFile,
    EvidenceItem,
    EvidenceText,
    Finding,
    FindingState,
    LinkState,
    ReadState,
)
from portfolio.owning import is_own_name
from portfolio.queries import list_findings, list_pieces, list_texts
from sign_off.hints import is_close


def refresh_findings(apprenticeship: Apprenticeship) -> list[Finding]:
    """Check the portfolio again and store what is found. Returns the findings that are open or explained."""
    found = {
        finding.fingerprint: finding
        for finding in check_portfolio(facts_of(apprenticeship), apprenticeship.standard)
    }
    stored = {finding.fingerprint: finding for finding in list_findings(apprenticeship, *FindingState)}
    _go_by_words(stored, found)
    for fingerprint, finding in stored.items():
        if fingerprint not in found and finding.state is not FindingState.MENDED:
            finding.state, finding.settled_at = FindingState.MENDED, now()
    for fingerprint, fresh in found.items():
        _store(apprenticeship, stored.get(fingerprint), fresh)
    db.session.flush()
    return list_findings(apprenticeship)


def _go_by_words(stored: dict[str, Finding], found: Mapping[str, Found]) -> None:
    """Let what she said to words hold though the place goes by which their finding was known: what stays of them has
    another first place then. Of several findings of the same words, one with a note is taken."""
    left: dict[tuple[object, ...], list[Finding]] = {}
    for finding in stored.values():
        if finding.fingerprint not in found and finding.state is not FindingState.MENDED:
            key = (finding.rule, finding.item_id, finding.file_id, finding.excerpt)
            left.setdefault(key, []).append(finding)
    for fresh in found.values():
        same = left.get((fresh.rule.id, fresh.item_id, fresh.file_id, fresh.words)) if fresh.words else None
        known = stored.get(fresh.fingerprint)
        if not same or (known is not None and known.state is FindingState.EXPLAINED):
            continue
        held = min(same, key=lambda one: one.state is not FindingState.EXPLAINED)
        same.remove(held)
        if known is not None:
            known.state, known.note, known.settled_at = held.state, held.note, held.settled_at
            continue
        del stored[held.fingerprint]
        held.fingerprint = fresh.fingerprint
        stored[held.fingerprint] = held


def facts_of(apprenticeship: Apprenticeship) -> list[PieceFact]:
    """The portfolio as the checks see it."""
    db.session.flush()
    pieces = list_pieces(apprenticeship)
    texts: dict[int, list[EvidenceText]] = {}
    for text in list_texts([piece.id for piece in pieces]):
        texts.setdefault(text.item_id, []).append(text)
    return [_piece_fact(piece, texts.get(piece.id, [])) for piece in pieces]


def language_of(piece: EvidenceItem, texts: Sequence[EvidenceText]) -> list[LanguageFact]:
    """What the words of a piece give away, those of its files that are in it; her own name is no secret there."""
    present = {file.id for file in piece.files if file.deleted_at is None}
    return [
        LanguageFact(**fact, file_id=text.file_id)
        for text in texts
        if text.file_id is None or text.file_id in present
        for fact in text.language
        if not _is_own_name(fact, piece)
    ]


def _piece_fact(piece: EvidenceItem, texts: list[EvidenceText]) -> PieceFact:
    return PieceFact(
        id=piece.id,
        title=piece.title,
        files=[_file_fact(file) for file in piece.files if file.deleted_at is None],
        links=[LinkFact(link.code, link.locator) for link in piece.links if link.state is LinkState.ACCEPTED],
        language=[*language_of(piece, texts), *_about_witness(piece)],
        stands_alone=piece.witness_statement_id is not None,
    )


def _is_own_name(fact: Mapping[str, Any], piece: EvidenceItem) -> bool:
    is_name = fact.get("kind") == PersonalDataKind.NAME.label
    return is_name and is_own_name(fact["excerpt"], piece.apprenticeship.apprentice.name)


def _about_witness(piece: EvidenceItem) -> list[LanguageFact]:
    """What the words by which a witness says who he is give away."""
    who = piece.witness_statement.witness_relationship if piece.witness_statement is not None else ""
    return [LanguageFact("witness_relative", who, "who signed")] if is_close(who) else []


def _file_fact(file: EvidenceFile) -> FileFact:
    speaks = file.kind in ("image", "video") or file.state is ReadState.WAITING
    return FileFact(
        id=file.id,
        name=file.name,
        problem=file.problem,
        has_text=file.has_text or speaks,
        seconds=file.duration_seconds,
        in_view_at=file.in_view_at,
        sha256=file.sha256,
    )


def findings_of_whole(
    pieces: Sequence[EvidenceItem], apprenticeship: Apprenticeship, stored: Sequence[Finding]
) -> list[Finding]:
    """What is found in these pieces together, as in a portfolio of no others, with what she said about it where it is
    `stored`. Nothing of it is kept."""
    facts = [_piece_fact(piece, []) for piece in pieces]
    known = {finding.fingerprint: finding for finding in stored}
    return [
        Finding(
            id=known[one.fingerprint].id if one.fingerprint in known else None,
            rule=one.rule.id,
            force=one.rule.force,
            title=one.title,
            message=one.message,
            state=known[one.fingerprint].state if one.fingerprint in known else FindingState.OPEN,
            locator=one.locator,
            excerpt=one.excerpt,
            note=known[one.fingerprint].note if one.fingerprint in known else "",
        )
        for one in check_portfolio(facts, apprenticeship.standard)
        if one.item_id is None
    ]


def _store(apprenticeship: Apprenticeship, known: Finding | None, fresh: Found) -> None:
    finding = known
    if finding is None:
        finding = Finding(
            apprenticeship_id=apprenticeship.id,
            fingerprint=fresh.fingerprint,
            rule=fresh.rule.id,
            found_at=now(),
        )
        db.session.add(finding)
    if finding.state is FindingState.MENDED:
        finding.state, finding.note, finding.settled_at = FindingState.OPEN, "", None
    finding.force = fresh.rule.force
    finding.title, finding.message = fresh.title, fresh.message
    finding.item_id, finding.file_id = fresh.item_id, fresh.file_id
    finding.locator, finding.excerpt = fresh.locator, fresh.excerpt
    finding.passage, finding.start, finding.more = fresh.passage, fresh.start, fresh.more
