"""Takes what a portfolio pack holds from the database, as it is now. Suggestions that wait for her stay out."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.models import Apprenticeship
from documents import true_name
from gateway.packs.contents import (
    PackContents,
    PackFile,
    PackKsb,
    PackNote,
    PackPiece,
    PackPlace,
    PackTheme,
    PackWitness,
)
from gateway.packs.front import front_of
from gateway.packs.statements import WITH_PORTFOLIO
from portfolio.card import CARD_QUESTIONS
from portfolio.describing import describe_file, describe_piece, present_files
from portfolio.models import EvidenceFile, EvidenceItem, Finding, FindingState, KsbLink, LinkState, Origin
from portfolio.queries import list_findings, list_pieces
from portfolio.rules import rules_for, source_of
from sign_off.models import WitnessStatement
from sign_off.state import ReviewState, state_of
from standards import Standard, code_order

_STATES = {
    ReviewState.DRAFT: "Not sent to the tutor",
    ReviewState.SENT: "With the tutor",
    ReviewState.RETURNED: "Sent back by the tutor",
    ReviewState.ACCEPTED: "Accepted by the tutor",
}
_NOT_ASKED = "Not asked of the portfolio"


def assemble_portfolio(apprenticeship: Apprenticeship, made_at: datetime) -> PackContents:
    """Everything of her portfolio that is not taken out, with the KSB links that she confirmed."""
    standard = apprenticeship.standard
    pieces = list_pieces(apprenticeship)
    return PackContents(
        **front_of(apprenticeship, made_at, WITH_PORTFOLIO),
        pieces=tuple(_piece(number, piece) for number, piece in enumerate(pieces, start=1)),
        themes=_themes(pieces, standard),
        notes=_notes(list_findings(apprenticeship, FindingState.EXPLAINED), standard),
    )


def _piece(number: int, piece: EvidenceItem) -> PackPiece:
    answers = [(question, getattr(piece, name)) for name, question in CARD_QUESTIONS.items()]
    return PackPiece(
        number=number,
        title=piece.title,
        kind=describe_piece(piece),
        state=_STATES[state_of(piece.subject)],
        codes=tuple(sorted((link.code for link in _accepted(piece)), key=code_order)),
        card=tuple((question, said) for question, said in answers if said) if piece.card_in_pack else (),
        files=tuple(_file(file) for file in present_files(piece)),
        witness=_witness(piece.witness_statement) if piece.witness_statement else None,
    )


def _accepted(piece: EvidenceItem) -> list[KsbLink]:
    return [link for link in piece.links if link.state is LinkState.ACCEPTED]


def _file(file: EvidenceFile) -> PackFile:
    return PackFile(
        name=true_name(file.name, file.media_type),
        key=file.key,
        size=file.size,
        sha256=file.sha256,
        media_type=file.media_type,
        about=describe_file(file),
        seconds=file.duration_seconds,
        in_view_at=file.in_view_at,
    )


def _witness(statement: WitnessStatement) -> PackWitness:
    return PackWitness(
        about=statement.about,
        paragraphs=tuple(filter(None, map(str.strip, statement.what.split("\n")))),
        place=statement.place,
        seen_on=statement.seen_on,
        name=statement.witness_name,
        job_title=statement.witness_job_title,
        relationship=statement.witness_relationship,
        signed_at=statement.signed_at,
        digest=statement.digest,
    )


def _themes(pieces: Sequence[EvidenceItem], standard: Standard) -> tuple[PackTheme, ...]:
    """What evidence is collected for, by theme in the plan's order; then what she claims beyond it."""
    places: dict[str, list[PackPlace]] = {}
    for number, piece in enumerate(pieces, start=1):
        for link in _accepted(piece):
            places.setdefault(link.code, []).append(_place(number, piece, link))
    method = standard.evidenced
    themes = [PackTheme(theme.name, _ksbs(theme.ksbs, places, standard)) for theme in method.themes]
    elsewhere = sorted(places.keys() - set(method.ksbs), key=code_order)
    if elsewhere:
        themes.append(PackTheme(_NOT_ASKED, _ksbs(elsewhere, places, standard), asked=False))
    return tuple(themes)


def _ksbs(
    codes: Iterable[str], places: dict[str, list[PackPlace]], standard: Standard
) -> tuple[PackKsb, ...]:
    return tuple(PackKsb(code, standard.ksb(code).text, tuple(places.get(code, ()))) for code in codes)


def _place(number: int, piece: EvidenceItem, link: KsbLink) -> PackPlace:
    return PackPlace(
        piece=number,
        locator=link.locator,
        excerpt=link.excerpt,
        file=_file_of(link, [file.id for file in present_files(piece)]),
        in_witness=piece.witness_statement_id is not None,
    )


def _file_of(link: KsbLink, ids: Sequence[int]) -> int | None:
    """Which of the files a link is about. A place that she typed herself is in the one file, where there is one."""
    if link.file_id in ids:
        return ids.index(link.file_id)
    typed = link.origin is Origin.OWN and link.locator
    return 0 if typed and len(ids) == 1 else None


def _notes(findings: Sequence[Finding], standard: Standard) -> tuple[PackNote, ...]:
    rules = rules_for(standard)
    notes = []
    for finding in findings:
        if finding.rule in rules:
            source = source_of(rules[finding.rule], standard)
            notes.append(
                PackNote(
                    title=finding.title,
                    where=_where(finding),
                    excerpt=finding.excerpt,
                    note=finding.note,
                    source=f"{source.words} ({source.cited})",
                )
            )
    return tuple(notes)


def _where(finding: Finding) -> str:
    title = finding.item.title if finding.item else "The whole portfolio"
    return ", ".join(filter(None, (title, finding.file.name if finding.file else "", finding.locator)))
