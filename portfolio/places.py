"""Whether the place that she types for a KSB can be in the piece: a page it has, a time in the clip, words in its text.

Only what can be known is said: of a .docx nobody knows the pages, and in a picture nobody has read the words.
"""

import re
from collections.abc import Iterable, Sequence

from documents import Document
from foundation.clock import as_duration
from foundation.wording import numbered
from portfolio.models import EvidenceText, ReadState
from portfolio.rows import File

_NUMBERED = re.compile(
    r"\b(?:(?P<unit>(?i:page|slide|sheet))s?\s*|pp?\.\s*|pp?\s+)"
    r"(?P<first>\d{1,4})\b(?:\s*(?:-|–|to|and)\s*(?P<last>\d{1,4})\b)?"
)
_TIME = re.compile(r"(?<![\d:])(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?![\d:])")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
# What may have the thing that is counted: slides are often saved as a PDF, and called pages or slides then.
_HAVE = {
    "page": ("document", "slides"),
    "slide": ("document", "slides"),
    "sheet": ("spreadsheet",),
}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": None})
_FEWEST_WORDS = 2


def why_beyond(locator: str, files: Sequence[File]) -> str:
    """Why a place cannot be in these files, as a sentence that says how much there is; empty where it can, or where we
    cannot tell. `files` are those present."""
    if any(file.state is not ReadState.READ for file in files):
        return ""
    named = [file for file in files if file.name.casefold() in locator.casefold()]
    return _beyond_pages(locator, named or files) or _beyond_clip(locator, named or files)


def _beyond_pages(locator: str, files: Sequence[File]) -> str:
    for match in _NUMBERED.finditer(locator):
        unit = (match["unit"] or "page").lower()
        having = [file for file in files if file.kind in _HAVE[unit]]
        counts = [file.pages for file in having if file.pages is not None]
        if not having or len(counts) < len(having):
            continue
        most = max(counts)
        for number in (int(match["first"]), int(match["last"] or match["first"])):
            if not 1 <= number <= most:
                whose = f"“{having[0].name}” has" if len(having) == 1 else "The longest file here has"
                counted = "slide" if having[counts.index(most)].kind == "slides" else unit
                return f"{whose} {numbered(most, counted)}, so there is no {unit} {number}. Look again where it shows."
    return ""


def _beyond_clip(locator: str, files: Sequence[File]) -> str:
    clips = [file for file in files if file.kind == "video" and file.duration_seconds is not None]
    if not clips or any(file.kind not in ("image", "video") for file in files):
        return ""  # in a message or a log it may be the time of day
    longest = max(file.duration_seconds or 0 for file in clips)
    for match in _TIME.finditer(locator):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if hours * 3600 + minutes * 60 + seconds > longest + 1:
            whose = f"“{clips[0].name}” runs" if len(clips) == 1 else "The longest clip here runs"
            return f"{whose} {as_duration(longest)}, so there is no {match.group()} in it. Give a time inside the clip."
    return ""


def words_not_found(locator: str, files: Sequence[File], texts: Iterable[EvidenceText]) -> str:
    """The words that she quotes as the place and that stand nowhere in the piece; empty where all do, and where there
    is something in it that could not be read."""
    quoted = [words for words in _QUOTED.findall(locator) if len(words.split()) >= _FEWEST_WORDS]
    if not quoted or any(file.state is not ReadState.READ or not file.has_text for file in files):
        return ""
    passages = [passage for text in texts for passage in Document.from_dict(text.document).passages]
    if any(passage.locator == locator for passage in passages):
        return ""  # a place of ours, which may quote a heading or a question
    everything = _plain(
        " ".join([*(passage.text for passage in passages), *(one.locator or "" for one in passages)])
        + " "
        + " ".join(file.name for file in files)
    )
    return next((words for words in quoted if not _stands_in(words, everything)), "")


def _stands_in(words: str, everything: str) -> bool:
    """Quoted with something left out, each part has to stand there."""
    parts = (_plain(part).strip(" .,;:!?") for part in re.split(r"…|\.\.\.", words))
    return all(part in everything for part in parts)


def _plain(words: str) -> str:
    return " ".join(words.translate(_PLAIN).split()).casefold()


def doubt_about(locator: str, files: Sequence[File], texts: Sequence[EvidenceText]) -> str:
    """What to tell her about the place of a link, in a sentence or two; empty where nothing speaks against it."""
    beyond = why_beyond(locator, files)
    if beyond:
        return beyond
    lost = words_not_found(locator, files, texts)
    if not lost:
        return ""
    return (
        f"We could not find “{lost}” in this piece. Copy the words from where they stand, or give the page or the "
        "heading."
    )
