"""Names that Windows, macOS and Linux all accept, as near as can be to what somebody called a thing."""

import re
import unicodedata

# Windows refuses these in a name: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_REFUSED = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# A path of a folder, a name and where it is unpacked fits into the 260 characters that Windows gives it, and a
# name into the 255 bytes that Linux gives it.
LONGEST_FOLDER = 60
LONGEST_NAME = 100
_MOST_BYTES = 200
_LONGEST_ENDING = 12


def safe_name(name: str, *, longest: int = LONGEST_NAME) -> str:
    """`name` as one part of a path. `&`, accents and spaces stay; a name that nothing is left of becomes "file"."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(letter for letter in name if letter.isprintable() or letter.isspace())
    name = " ".join(_REFUSED.sub("-", name).split()).lstrip(". ").rstrip(". ")
    name = _shortened(name, longest) or "file"
    return f"_{name}" if _RESERVED.match(name) else name


def _shortened(name: str, longest: int) -> str:
    """Cut the stem, so that the ending survives."""
    stem, ending = split_ending(name)
    while stem and (len(stem + ending) > longest or len((stem + ending).encode()) > _MOST_BYTES):
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{ending}"


def split_ending(name: str) -> tuple[str, str]:
    """ "Notes v1.2.docx" is "Notes v1.2" and ".docx". A name without an ending has an empty one."""
    stem, dot, ending = name.rpartition(".")
    is_ending = stem and ending.isalnum() and len(ending) <= _LONGEST_ENDING
    return (stem, dot + ending) if is_ending else (name, "")


class Folder:
    """Gives out names of one folder, each once: what is called the same gets " (2)".

    Case does not tell names apart, since Windows and macOS do not let it.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name_for(self, wanted: str, *, longest: int = LONGEST_NAME) -> str:
        safe = safe_name(wanted, longest=longest)
        stem, ending = split_ending(safe)
        name, number = safe, 1
        while self._key(name) in self._taken:
            number += 1
            name = f"{stem} ({number}){ending}"
        self._taken.add(self._key(name))
        return name

    @staticmethod
    def _key(name: str) -> str:
        return unicodedata.normalize("NFKC", name).casefold()
