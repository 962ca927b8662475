"""Files and pieces in words, as cards and lists show them."""

from collections import Counter
from collections.abc import Sequence
from typing import overload

from documents import Document
from foundation.clock import as_day, as_duration
from foundation.wording import numbered
from portfolio.card import answers_in
from portfolio.models import THUMB, EvidenceFile, EvidenceItem, EvidenceText, ReadState
from portfolio.reading import card_document
from portfolio.rows import File, FileRow, Piece, PieceRow
from sign_off.models import WitnessStatement

_WORDS = {
    "document": ("document", "documents"),
    "slides": ("set of slides", "sets of slides"),
    "spreadsheet": ("spreadsheet", "spreadsheets"),
    "message": ("email", "emails"),
    "text": ("text file", "text files"),
    "image": ("photograph or picture", "photographs or pictures"),
    "video": ("video clip", "video clips"),
    "": ("file", "files"),
}
_THUMBS = {
    "slides": "diagram",
    "spreadsheet": "sheet",
    "message": "mail",
    "image": "photo",
    "video": "video",
}


@overload
def present_files(item: EvidenceItem) -> list[EvidenceFile]: ...


@overload
def present_files(item: PieceRow) -> list[FileRow]: ...


def present_files(item: Piece) -> Sequence[File]:
    """The files of a piece that were not deleted, in order."""
    return [file for file in item.files if file.deleted_at is None]


def names_waiting(item: Piece) -> list[str]:
    """The files of the piece that are still being read."""
    return [file.name for file in present_files(item) if file.state is ReadState.WAITING]


def card_is_unread(item: EvidenceItem, card: EvidenceText | None) -> bool:
    """Whether she says something else about the piece than was last read of it, which is `card`."""
    read = Document.from_dict(card.document).passages if card is not None else ()
    return card_document(answers_in(item)).passages != read


def in_words(waiting: Sequence[str], *, card: bool) -> str:
    """What is still being read, in a sentence; empty where nothing is. `waiting`: names of files; `card`: her own words
    about the piece too."""
    files = [numbered(len(waiting), "file")] if len(waiting) > 1 else list(waiting)
    return " and ".join([*files, *(["what you said about this piece"] if card else [])])


def describe_file(file: File) -> str:
    """ "Document, 6 pages", "Video clip, 4:12"."""
    if file.state is ReadState.WAITING:
        return "We are reading it"
    if file.state is ReadState.UNREADABLE:
        return "We could not read it"
    words = "Witness statement" if file.is_witness else _WORDS.get(file.kind, _WORDS[""])[0].capitalize()
    if file.duration_seconds is not None:
        return f"{words}, {as_duration(file.duration_seconds)}"
    if file.pages:
        unit = {"slides": "slide", "spreadsheet": "sheet"}.get(file.kind, "page")
        return f"{words}, {numbered(file.pages, unit)}"
    return words


def why_unread(file: File) -> str:
    """Why nothing in the file can be suggested or checked, as part of a sentence; empty where it was read, or is still
    to be. "it asks for a password" """
    if file.state is ReadState.UNREADABLE:
        return file.problem[:1].lower() + file.problem[1:].partition(". ")[0].rstrip(".")
    if file.state is ReadState.WAITING or file.has_text:
        return ""
    return {"image": "we cannot look at pictures", "video": "we cannot watch clips"}.get(
        file.kind, "it has no text that we could read"
    )


def witness_facts(signed: WitnessStatement) -> dict[str, str]:
    """Where, when and by whom it was seen, in words, as who reads the statement has to know."""
    return {
        "Where": signed.place,
        "When": as_day(signed.seen_on) if signed.seen_on else "",
        "Who saw it": f"{signed.witness_name}, {signed.witness_job_title}",
        "How they know the work": signed.witness_relationship,
    }


def trouble_of(item: Piece) -> str:
    """What the card of a piece says about files that should have been read and could not be; empty when all is well.
    A picture and a clip are no trouble."""
    bad = [file for file in present_files(item) if file.kind not in ("image", "video") and why_unread(file)]
    if not bad:
        return ""
    if len(bad) > 1:
        return f"{len(bad)} files could not be read"
    what = "Could" if len(present_files(item)) == 1 else f"{bad[0].name} could"
    return f"{what} not be read: {why_unread(bad[0])}"


def unopened(item: Piece) -> str:
    """What to do before a piece is sent of whose files not one could be read; empty where one was, or may yet be."""
    files = present_files(item)
    if not files or any(file.state is not ReadState.UNREADABLE for file in files):
        return ""
    which = f"“{files[0].name}”" if len(files) == 1 else "any of these files"
    return (
        f"We could not read {which}, and your tutor may not either. Put a copy that opens in its place first."
    )


def describe_piece(item: Piece) -> str:
    """ "Document, 6 pages" for one file, "1 document and 3 emails" for several."""
    return describe_files(present_files(item), witness=item.witness_statement_id is not None)


def describe_files(files: Sequence[File], *, witness: bool = False) -> str:
    if witness and not files:
        return "Witness statement"
    if not files:
        return "No file yet"
    if len(files) == 1:
        return describe_file(files[0])
    counts = Counter(file.kind for file in files)
    parts = [f"{count} {_WORDS.get(kind, _WORDS[''])[count > 1]}" for kind, count in counts.items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def thumb_kind(item: Piece) -> str:
    """Which drawing stands for the piece where there is no picture of it."""
    return thumb_kind_of(present_files(item), witness=item.witness_statement_id is not None)


def thumb_kind_of(files: Sequence[File], *, witness: bool = False) -> str:
    """The same for these files of a piece."""
    if witness or (files and files[0].is_witness):
        return "witness"
    return _THUMBS.get(files[0].kind, "document") if files else "empty"


def thumb_of(item: Piece) -> tuple[int, str] | None:
    """The file and the name of the first picture of a piece, if it has one."""
    return thumb_among(present_files(item))


def thumb_among(files: Sequence[File]) -> tuple[int, str] | None:
    """The same for these files of a piece."""
    return next(((file.id, THUMB) for file in files if file.thumb), None)
