"""What the worker does for the portfolio: read files, context cards and witness statements.

Each job takes what it needs, lets go of the database, does the slow part, and stores the result: done twice, it
stores the same.
"""

import mimetypes
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from documents import Document, MediaKind, Passage, Probe, UnreadableFile
from documents.sandbox import preview_safely, probe_safely, read_safely
from foundation.database import db
from foundation.files import StoredFile, files
from foundation.jobs import MOST_ATTEMPTS, list_unfinished
from ksb_mapper import Feedback
from portfolio.card import answers_in
from portfolio.describing import card_is_unread
from portfolio.following import follow_files
from portfolio.holding import hold_portfolio
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceText, FilePicture, ReadState, TextSource
from portfolio.queries import find_card_text, find_file, find_item
from portfolio.reading import WITNESS, Analysis, analyse, card_document
from portfolio.refresh import refresh_findings
from portfolio.suggesting import feedback_for, refresh_suggestions
from portfolio.witnessing import RULE as INCOMPLETE
from portfolio.witnessing import what_is_missing
from standards import Standard

GIVEN_UP = "It could not be read, though we tried three times. Save a fresh copy and add it again."


@dataclass(frozen=True)
class _Picture:
    name: str
    width: int
    height: int
    stored: StoredFile


@dataclass(frozen=True)
class _Reading:
    """What came of opening a file: its facts and text, or one line that says why not."""

    facts: Probe | None = None
    document: Document | None = None
    pictures: tuple[_Picture, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class _Whose:
    """What an analysis has to know of the portfolio that a text is in: kept when the database is let go of."""

    standard: Standard
    feedback: Feedback
    apprentice: str

    def analyse(self, passages: Sequence[Passage], kind: str) -> Analysis:
        return analyse(passages, self.standard, kind=kind, feedback=self.feedback, apprentice=self.apprentice)


def _whose(item: EvidenceItem) -> _Whose:
    whole = item.apprenticeship
    return _Whose(whole.standard, feedback_for(item), whole.apprentice.name)


def read_file(file_id: int) -> None:
    """Read an uploaded file: what it is, its text, its pictures, what it seems to show and what is wrong with it."""
    file = find_file(file_id)
    if file is None or file.state is not ReadState.WAITING:
        return
    whose = _whose(file.item)
    key, name, by_witness = file.key, file.name, file.is_witness
    db.release()
    reading = _read(key, name)
    passages = reading.document.passages if reading.document else ()
    analysis = _analyse(passages, whose, TextSource.FILE, by_witness=by_witness)
    file = _held(find_file(file_id))
    if file is None:
        return
    _store_facts(file, reading)
    if reading.document is not None:
        _store_text(file.item, TextSource.FILE, reading.document, analysis, file=file)
    _settle(file.item)


def give_up_file(file_id: int) -> None:
    """Say on the piece that its file could not be read: reading it failed, or took the worker down, every time."""
    file = _held(find_file(file_id))
    if file is None or file.state is not ReadState.WAITING:
        return
    file.state, file.problem = ReadState.UNREADABLE, GIVEN_UP
    _settle(file.item)


def analyse_file(file_id: int) -> None:
    """Check the words of a file anew that was read: she has said whose they are."""
    file = find_file(file_id)
    if file is None or file.state is not ReadState.WAITING or file.text is None:
        return
    whose = _whose(file.item)
    document, by_witness = Document.from_dict(file.text.document), file.is_witness
    db.release()
    analysis = _analyse(document.passages, whose, TextSource.FILE, by_witness=by_witness)
    file = _held(find_file(file_id))
    if file is None or file.text is None:
        return
    file.text.language, file.text.suggestions = analysis.language, analysis.suggestions
    file.state = ReadState.READ
    _settle(file.item)


def give_up_analysis(file_id: int) -> None:
    """What was found before stays."""
    file = find_file(file_id)
    if file is not None and file.state is ReadState.WAITING:
        file.state = ReadState.READ


def _held(file: EvidenceFile | None) -> EvidenceFile | None:
    if file is not None:
        hold_portfolio(file.item.apprenticeship_id)
    return file


def _analyse(
    passages: Sequence[Passage],
    whose: _Whose,
    source: TextSource,
    *,
    by_witness: bool,
) -> Analysis:
    """What the words give away, as those of whoever wrote them. A statement that she was given as a file may leave out
    what the form for witnesses asks for."""
    kind = WITNESS if by_witness or source is TextSource.WITNESS else "evidence"
    analysis = whose.analyse(passages, kind)
    missing = what_is_missing(passages) if by_witness else ""
    if not missing:
        return analysis
    lacks = {
        "rule": INCOMPLETE,
        "excerpt": "",
        "locator": "",
        "passage": None,
        "start": None,
        "kind": missing,
    }
    return replace(analysis, language=[*analysis.language, lacks])


def read_card(item_id: int) -> None:
    """Check the context card as portfolio text is checked, and look for KSBs in it."""
    item = find_item(item_id)
    if item is None:
        return
    _read_words(item, TextSource.CARD, card_document(answers_in(item)), kind="evidence")


def give_up_card(item_id: int) -> None:
    """Keep the card as a text that nothing was found in. What another job read of it, or is still to read, stays."""
    item = find_item(item_id)
    if item is None:
        return
    hold_portfolio(item.apprenticeship_id)
    others = [job for job in list_unfinished("read_card", item_id=item_id) if job.attempts < MOST_ATTEMPTS]
    if others or not card_is_unread(item, find_card_text(item)):
        return
    _store_text(item, TextSource.CARD, card_document(answers_in(item)), Analysis([], []))
    _settle(item)


def read_witness_statement(item_id: int) -> None:
    """Check a witness statement for opinion, and look for KSBs in it."""
    item = find_item(item_id)
    if item is None or item.witness_statement is None:
        return
    document = Document(
        media_type="text/plain",
        passages=tuple(
            Passage(words.strip(), f"witness statement, paragraph {number}")
            for number, words in enumerate(
                filter(str.strip, item.witness_statement.what.split("\n")), start=1
            )
        ),
    )
    _read_words(item, TextSource.WITNESS, document, kind=WITNESS)


def read_again(item_id: int) -> None:
    """Analyse anew what was read of a piece: its apprenticeship has moved to another version of the standard."""
    item = find_item(item_id)
    if item is None:
        return
    whose = _whose(item)
    documents = {
        text.id: (
            text.source,
            Document.from_dict(text.document),
            text.file is not None and text.file.is_witness,
        )
        for text in item.texts
    }
    db.release()
    analysed = {
        text_id: _analyse(document.passages, whose, source, by_witness=by_witness)
        for text_id, (source, document, by_witness) in documents.items()
    }
    again = find_item(item_id)
    if again is None:
        return
    hold_portfolio(again.apprenticeship_id)
    for text in again.texts:
        if text.id in analysed:
            text.language, text.suggestions = analysed[text.id].language, analysed[text.id].suggestions
    _settle(again)


def _read_words(item: EvidenceItem, source: TextSource, document: Document, *, kind: str) -> None:
    item_id, whose = item.id, _whose(item)
    db.release()
    analysis = whose.analyse(document.passages, kind)
    again = find_item(item_id)
    if again is not None:
        hold_portfolio(again.apprenticeship_id)
        _store_text(again, source, document, analysis)
        _settle(again)


def _read(key: str, name: str) -> _Reading:
    promised = mimetypes.guess_type(name)[0]
    with files.on_disk(key) as path, tempfile.TemporaryDirectory() as folder:
        try:
            facts = probe_safely(path, media_type=promised)
            silent = facts.kind in (MediaKind.IMAGE, MediaKind.VIDEO)
            document = None if silent else read_safely(path, media_type=facts.media_type)
        except UnreadableFile as error:
            return _Reading(problem=_sentence(str(error)))
        return _Reading(facts, document, _pictures(path, Path(folder)))


def _pictures(path: Path, folder: Path) -> tuple[_Picture, ...]:
    """Thumbnail, pages, frames. A file that reads well but cannot be drawn simply has no pictures."""
    try:
        drawn = preview_safely(path, folder)
    except UnreadableFile:
        return ()
    return tuple(
        _Picture(one.name, one.width, one.height, files.put(BytesIO((folder / one.name).read_bytes())))
        for one in drawn
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _store_facts(file: EvidenceFile, reading: _Reading) -> None:
    if reading.facts is None:
        file.state, file.problem = ReadState.UNREADABLE, reading.problem
        return
    facts = reading.facts
    file.state = ReadState.READ
    file.media_type, file.kind, file.pages = facts.media_type, facts.kind.value, facts.pages
    file.width, file.height, file.duration_seconds = facts.width, facts.height, facts.duration_seconds
    file.playable, file.has_location = facts.playable is not False, bool(facts.has_location)
    file.has_text = reading.document is not None and bool(reading.document.passages)
    for picture in reading.pictures:
        file.pictures.append(
            FilePicture(
                name=picture.name,
                key=picture.stored.key,
                size=picture.stored.size,
                width=picture.width,
                height=picture.height,
            )
        )


def _store_text(
    item: EvidenceItem,
    source: TextSource,
    document: Document,
    analysis: Analysis,
    file: EvidenceFile | None = None,
) -> None:
    known = next((text for text in item.texts if text.source is source and text.file is file), None)
    text = known or EvidenceText(item=item, source=source, file=file)
    if analysis.notes:
        document = replace(document, notes=(*document.notes, *analysis.notes))
    text.document, text.language, text.suggestions = (
        document.to_dict(),
        analysis.language,
        analysis.suggestions,
    )
    db.session.add(text)


def _settle(item: EvidenceItem) -> None:
    db.session.flush()
    follow_files(item, "worker")
    refresh_suggestions(item)
    refresh_findings(item.apprenticeship)
