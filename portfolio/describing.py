"""Files and pieces in words, as cards and lists show them."""

from collections import Counter
from collections.abc import Sequence

from foundation.clock import as_duration
from portfolio.models import EvidenceFile, EvidenceItem, ReadState

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


def present_files(item: EvidenceItem) -> list[EvidenceFile]:
    """The files of a piece that were not deleted, in order."""
    return [file for file in item.files if file.deleted_at is None]


def describe_file(file: EvidenceFile) -> str:
    """ "Document, 6 pages", "Video clip, 4:12"."""
    if file.state is ReadState.WAITING:
        return "We are reading it"
    if file.state is ReadState.UNREADABLE:
        return "We could not read it"
    words = _WORDS.get(file.kind, _WORDS[""])[0].capitalize()
    if file.duration_seconds is not None:
        return f"{words}, {as_duration(file.duration_seconds)}"
    if file.pages:
        unit = {"slides": "slide", "spreadsheet": "sheet"}.get(file.kind, "page")
        return f"{words}, {file.pages} {unit}{'' if file.pages == 1 else 's'}"
    return words


def describe_piece(item: EvidenceItem) -> str:
    """ "Document, 6 pages" for one file, "1 document and 3 emails" for several."""
    return describe_files(present_files(item), witness=item.witness_statement_id is not None)


def describe_files(files: Sequence[EvidenceFile], *, witness: bool = False) -> str:
    if witness and not files:
        return "Witness statement"
    if not files:
        return "No file yet"
    if len(files) == 1:
        return describe_file(files[0])
    counts = Counter(file.kind for file in files)
    parts = [f"{count} {_WORDS.get(kind, _WORDS[''])[count > 1]}" for kind, count in counts.items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def thumb_kind(item: EvidenceItem) -> str:
    """Which drawing stands for the piece where there is no picture of it."""
    if item.witness_statement_id is not None:
        return "witness"
    files = present_files(item)
    return _THUMBS.get(files[0].kind, "document") if files else "empty"


def thumb_of(item: EvidenceItem) -> tuple[int, str] | None:
    """The file and the name of the first picture of a piece, if it has one."""
    return next(((file.id, file.thumb.name) for file in present_files(item) if file.thumb), None)
