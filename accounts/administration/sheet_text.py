"""The text of a spreadsheet that was saved as CSV, in whichever alphabet the program that saved it writes.

UTF-8 and UTF-16 name themselves, or cannot be mistaken. What is neither may be Windows-1252, as Excel's plain "CSV" is
in Western Europe, or one of its many neighbours, in which the same byte is another letter: it is read only where every
such byte makes a letter that can stand where it stands, and the page then shows these words to be looked at.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from foundation.errors import MasterpieceError

MAX_BYTES = 1024 * 1024

# What Word and Excel put for quotation marks, apostrophes, dashes and a space that does not break.
_MARKS = "‘’“”–—…\u00a0"
_CAPITAL_INSIDE = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŸŒ]")


class BadSheet(MasterpieceError):
    """The file as a whole cannot be read. The message says what to do."""

    status = 422


class Alphabet(StrEnum):
    """How the bytes of a sheet stand for letters, by Python's name for it."""

    UTF_8 = "utf-8-sig"
    UTF_16 = "utf-16"
    WINDOWS = "cp1252"


@dataclass(frozen=True)
class SheetText:
    """The text, without a byte order mark, and how it was read."""

    text: str
    alphabet: Alphabet

    @property
    def to_look_at(self) -> list[str]:
        """Where the alphabet was concluded: each word in which another one would have made another letter, once."""
        if self.alphabet is not Alphabet.WINDOWS:
            return []
        words = (word.strip("\"'") for word in re.split(r"[\s,;]+", self.text))
        return list(dict.fromkeys(word for word in words if not word.isascii()))


def read_text(data: bytes) -> SheetText:
    """Raises BadSheet."""
    if len(data) > MAX_BYTES:
        raise BadSheet("That file is larger than 1 MB. Split it and send the parts one after another.")
    if data.startswith(b"PK"):
        raise BadSheet("That is a workbook, not a CSV file. In Excel choose “Save as” and “CSV UTF-8”.")
    read = _decoded(data)
    if "\0" in read.text:
        raise BadSheet("That is not a CSV file. In Excel choose “Save as” and “CSV UTF-8”.")
    if not read.text.strip():
        raise BadSheet("That file is empty. Fill in the template and send it again.")
    return read


def _decoded(data: bytes) -> SheetText:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for alphabet in (Alphabet.UTF_16,) if marked else (Alphabet.UTF_8, Alphabet.WINDOWS):
        try:
            text = data.decode(alphabet)
        except UnicodeDecodeError:
            continue
        if alphabet is not Alphabet.WINDOWS or _could_be_windows(text):
            return SheetText(text, alphabet)
    raise BadSheet(
        "We cannot tell in which alphabet that file is, so names with accents would be spoilt. "
        "In Excel choose “Save as” and “CSV UTF-8”."
    )


def _could_be_windows(text: str) -> bool:
    """Whether all that is not ASCII is a letter where a letter can be. In a neighbour's alphabet, names turn up with
    signs in them ("£ukasz", "S³awek") or with a capital inside a word ("ZoŽ")."""
    signs = (one for one in text if not one.isascii() and one not in _MARKS)
    plain = not any(ord(one) < 32 and one not in "\t\r\n" for one in text)
    return (
        plain
        and all(unicodedata.category(one) in ("Lu", "Ll") for one in signs)
        and not _CAPITAL_INSIDE.search(text)
    )
