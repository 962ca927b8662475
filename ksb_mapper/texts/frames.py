"""What stands around a piece of work: greetings, introductions, farewells, titles, lines of a form, heads of tables.

Such a line often holds the very words of a KSB and shows nothing of it: another sentence is the better place. Which
words begin one is in `data/frames.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache

from ksb_mapper.kept import kept_by_sentence
from ksb_mapper.shipped import shipped_tables
from ksb_mapper.texts.marks import BULLETS, HEADING, MAIL_FIELDS, MAIL_TIMES, NUMBER, TICK_BOX

_MAIL_HEAD = re.compile(
    rf"^[>*|\s]{{0,9}}(?:(?:{MAIL_FIELDS}|re|fwd?)\s?:\s"
    rf"|(?:{MAIL_TIMES})\s?:[^a-z]{{0,30}}(?:[a-z]{{2,9}}[^a-z]{{1,30}}){{0,3}}[a-z]{{0,3}}$)",
    re.IGNORECASE,
)
_NAMES_A_LINK = re.compile(r"\[[^\]]{0,200}\]:")
_DATE = re.compile(
    r"(?:on )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:the )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?(?:,? \d{2,4})?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]m)?)?[.:]?",
    re.IGNORECASE,
)
_SAYS_HIS_NAME = re.compile(r"(?:I am|I'm|I’m|This is) [A-Z][\w'’-]{1,30} [A-Z][\w'’-]{1,30}\b")
_ITEM = re.compile(rf"(?:[{BULLETS}>]|\(?{NUMBER}|{TICK_BOX})\s")
_MARKED_HEADING = re.compile(HEADING)
_WRITER = re.compile(r"\b(?:I|[Ww]e|[Mm]y|me)\b")
_CELL_END = re.compile(r"[|\t]")
_COLUMN_END = re.compile(r" {2,}")
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ",")

_MOST_WORDS_OF_A_TITLE = 12
_MOST_WORDS_OF_A_HEADING = 8
_MOST_WORDS_BESIDE_A_LABEL = 6
_MOST_WORDS_IN_THE_HEAD_OF_A_COLUMN = 4
_FEWEST_COLUMNS = 3
_MOST_WORDS_ABOVE_COLUMNS = 6
_FEWEST_WORDS_OF_PROSE = 8
_LONGEST_COURTESY = 120
_LONGEST_GREETING = 50


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The words that begin a frame, of each kind in one pattern."""

    greeting: re.Pattern[str]
    courtesy: re.Pattern[str]
    farewell: re.Pattern[str]
    farewell_words: re.Pattern[str]
    introduction: re.Pattern[str]
    label: re.Pattern[str]
    title: re.Pattern[str]


def is_mail_head(sentence: str) -> bool:
    """Whether a sentence, in one line, is of a mail's head, which says who wrote to whom and about what: it shows
    nothing by itself."""
    return _MAIL_HEAD.match(sentence) is not None


@kept_by_sentence(most=4_096)
def is_courtesy(sentence: str) -> bool:
    """Whether a sentence, in one line, greets, thanks, takes leave or says what a mail says around its matter."""
    words = load_frame_words()
    if len(sentence) <= _LONGEST_GREETING and (
        words.greeting.match(sentence) or words.farewell.match(sentence)
    ):
        return True
    return len(sentence) <= _LONGEST_COURTESY and words.courtesy.match(sentence) is not None


def is_head_of_output(sentence: str, before: str, after: str) -> bool:
    """Whether a sentence is the line above the columns that a command printed ("Filesystem  Size  Used"): it shows
    nothing by itself. `before` and `after` are as for `is_frame`."""
    if "  " not in sentence or before.rpartition("\n")[2].strip():
        return False
    cells = _COLUMN_END.split(sentence)
    if len(cells) < _FEWEST_COLUMNS or any(character.isdigit() for character in sentence):
        return False
    return (
        all(len(cell.split()) <= _MOST_WORDS_ABOVE_COLUMNS for cell in cells)
        and len(_COLUMN_END.split(_first_line(after.partition("\n")[2]).strip())) >= _FEWEST_COLUMNS
    )


def is_frame(sentence: str, before: str, after: str) -> bool:
    """Whether a sentence, in one line, stands around what was done rather than says it: it leads to others, greets,
    introduces, takes leave, dates, names the piece or a part of it, or says which and whose it is. `before` and `after`
    are some of what stands around it, in lines; before a sentence that begins the piece stands nothing."""
    if _is_frame_by_its_words(sentence):
        return True
    above, _, same_line_before = before.rpartition("\n")
    same_line_after, _, below = after.partition("\n")
    if same_line_before.strip() or same_line_after.strip():
        return False
    return _is_heading(sentence, above, below) or _is_head_of_columns(sentence, above, below)


@kept_by_sentence(most=4_096)
def _is_frame_by_its_words(sentence: str) -> bool:
    words = load_frame_words()
    if label := words.label.match(sentence):
        return len(sentence[label.end() :].split()) <= _MOST_WORDS_BESIDE_A_LABEL
    return (
        is_courtesy(sentence)
        or sentence.endswith(":")
        or _NAMES_A_LINK.match(sentence) is not None
        or _MARKED_HEADING.match(sentence) is not None
        or words.introduction.match(sentence) is not None
        or _SAYS_HIS_NAME.match(sentence) is not None
        or words.title.match(sentence) is not None
        or _DATE.fullmatch(sentence) is not None
    )


def _is_heading(sentence: str, above: str, below: str) -> bool:
    """A short line without an end, of which something follows: at the top of the piece, or above prose."""
    if sentence.endswith(_SENTENCE_ENDS) or _ITEM.match(sentence) or _WRITER.search(sentence):
        return False
    words = len(sentence.split())
    if not above.strip():
        return words <= _MOST_WORDS_OF_A_TITLE and "|" not in sentence and bool(below.strip())
    follows_a_gap = not above.rpartition("\n")[2].strip()
    is_above_prose = len(_first_line(below).split()) >= _FEWEST_WORDS_OF_PROSE
    return words <= _MOST_WORDS_OF_A_HEADING and follows_a_gap and is_above_prose


def _is_head_of_columns(sentence: str, above: str, below: str) -> bool:
    cells = [cell.split() for cell in _CELL_END.split(sentence.strip("| "))]
    if len(cells) < 2 or any(len(cell) > _MOST_WORDS_IN_THE_HEAD_OF_A_COLUMN for cell in cells):
        return False
    return (
        not any(character.isdigit() for character in sentence)
        and not _CELL_END.search(above.rpartition("\n")[2])
        and _CELL_END.search(_first_line(below)) is not None
    )


def _first_line(text: str) -> str:
    """The first line that is not blank, empty where there is none."""
    return text.lstrip().partition("\n")[0]


@cache
def load_frame_words() -> FrameWords:
    """The words of `data/frames.toml`, read once."""
    data: dict[str, list[str]] = shipped_tables("frames.toml")

    def any_of(which: str) -> str:
        return f"(?:{'|'.join(map(re.escape, data[which]))})"

    def beginning(which: str, after: str) -> re.Pattern[str]:
        return re.compile(any_of(which) + after, re.IGNORECASE)

    return FrameWords(
        greeting=beginning("greetings", r"\b[^.?!]{0,25}[,.!]{0,3}$"),
        courtesy=re.compile(
            # "Thanks to the new rule" is none.
            rf"(?:{any_of('greetings')}\b[^.?!,]{{0,25}},\s+)?{any_of('courtesies')}\b(?! to the\b| to a\b)",
            re.IGNORECASE,
        ),
        farewell=beginning("farewells", r"\b(?:[^.?!]{0,25}[.!]{0,3}|[^.?!]{0,45},)$"),
        farewell_words=beginning("farewells", r"\b"),
        introduction=beginning("introductions", r"\b"),
        label=beginning("labels", r"\s?:\s"),
        title=beginning("titles", r"\s?:\s"),
    )
