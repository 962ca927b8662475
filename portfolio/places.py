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

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"\d{{1,4}}|(?i:{'|'.join(_WORDS)})"
# "p2" alone may be a priority, so it is a page only where nothing but another page follows.
_NUMBERED = re.compile(
    r"\b(?:(?P<unit>(?i:page|slide|sheet)s?)\s*|pp?\.\s*|pp?\s+|pp?(?=\d+\s*(?:[-–,;]|$)))"
    rf"(?P<first>{_NUMBER})\b(?:\s*(?:-|–|to|and)\s*(?P<last>{_NUMBER})\b)?"
)
_TIME = re.compile(r"(?<![\d:])(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?![\d:])")
_QUOTED = re.compile(r"(?P<heading>\b(?i:heading)\s*)?[“\"](?P<words>[^“”\"]+)[”\"]")
# What may have the thing that is counted: slides are often saved as a PDF, and called pages or slides then.
_HAVE = {
    "page": ("document", "slides"),
    "slide": ("document", "slides"),
    "sheet": ("spreadsheet",),
}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": None})
_FEWEST_WORDS = 2
_MOST_WORDS_OF_A_HEADING = 12
_TIMELESS = {"document", "slides", "spreadsheet", "image"}


def why_beyond(locator: str, files: Sequence[File]) -> str:
    """Why a place cannot be in these files, as a sentence that says how much there is; empty where it can, or where we
    cannot tell. `files` are those present."""
    if any(file.state is not ReadState.READ for file in files):
        return ""
    named = [file for file in files if file.name.casefold() in locator.casefold()]
    files = named or files
    return _without_pages(locator, files) or _beyond_pages(locator, files) or _beyond_clip(locator, files)


def _without_pages(locator: str, files: Sequence[File]) -> str:
    """Of pictures and clips it is known that they have no pages."""
    if not files or any(file.kind not in ("image", "video") for file in files):
        return ""
    if not _NUMBERED.search(locator):
        return ""
    if any(file.kind == "video" for file in files):
        return "A clip has no pages. Give a time in it, like 1:05."
    return "A picture has no pages. Say in words what in it shows this."


def _beyond_pages(locator: str, files: Sequence[File]) -> str:
    for match in _NUMBERED.finditer(locator):
        unit = (match["unit"] or "page").lower().removesuffix("s")
        having = [file for file in files if file.kind in _HAVE[unit]]
        counts = [file.pages for file in having if file.pages is not None]
        if not having or len(counts) < len(having):
            continue
        most = max(counts)
        for number in (_number(match["first"]), _number(match["last"] or match["first"])):
            if not 1 <= number <= most:
                whose = f"“{having[0].name}” has" if len(having) == 1 else "The longest file here has"
                counted = "slide" if having[counts.index(most)].kind == "slides" else unit
                return f"{whose} {numbered(most, counted)}, so there is no {unit} {number}. Look again where it shows."
    return ""


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _WORDS.index(written.lower()) + 1


def _beyond_clip(locator: str, files: Sequence[File]) -> str:
    if files and _TIME.fullmatch(locator.strip()) and all(file.kind in _TIMELESS for file in files):
        return (
            f"There is no clip here in which {locator.strip()} could be. Give a page, a heading or the words."
        )
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
    found = list(_QUOTED.finditer(locator))
    headings = [match["words"] for match in found if match["heading"]]
    quoted = [match["words"] for match in found if len(match["words"].split()) >= _FEWEST_WORDS]
    if not (quoted or headings) or any(
        file.state is not ReadState.READ or not file.has_text for file in files
    ):
        return ""
    passages = [passage for text in texts for passage in Document.from_dict(text.document).passages]
    if any(passage.locator == locator for passage in passages):
        return ""  # a place of ours, which may quote a heading or a question
    everything = _plain(
        " ".join([*(passage.text for passage in passages), *(one.locator or "" for one in passages)])
        + " "
        + " ".join(file.name for file in files)
    )
    short = (one.text for one in passages if len(one.text.split()) <= _MOST_WORDS_OF_A_HEADING)
    titles = _plain("\n".join([*short, *(one.locator or "" for one in passages)]))
    lost = [words for words in quoted if not _stands_in(words, everything)]
    return next((words for words in [*lost, *headings] if words in lost or not _stands_in(words, titles)), "")


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
