"""Files: their text with locators, their media facts, and writers."""

from documents.counting import count_words, dash_joined
from documents.detecting import is_program
from documents.errors import EmptyFile, Encrypted, TooBig, TookTooLong, Truncated, UnreadableFile, WrongType
from documents.location import without_location
from documents.media_types import ACCEPTED, Accepted, MediaKind
from documents.naming import note_on_name, true_name
from documents.passages import Document, Passage, PassageKind, short_locator
from documents.probing import Probe, probe
from documents.reading import read

__all__ = [
    "ACCEPTED",
    "Accepted",
    "Document",
    "EmptyFile",
    "Encrypted",
    "MediaKind",
    "Passage",
    "PassageKind",
    "Probe",
    "TooBig",
    "TookTooLong",
    "Truncated",
    "UnreadableFile",
    "WrongType",
    "count_words",
    "dash_joined",
    "is_program",
    "note_on_name",
    "probe",
    "read",
    "short_locator",
    "true_name",
    "without_location",
]
