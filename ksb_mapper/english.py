"""Whether a text is in English, told by its smallest words and its letters."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "English": "the and of was with that for this were which from had have my it",
    "German": "der die das und ist nicht ich mit ein eine den dem auf für von zu wurde haben habe",
    "French": "le la les et des est une dans pour que qui avec sur je nous pas du au aux été",
    "Spanish": "el los las y con por para una del se es mi al fue lo",
    "Italian": "il che per sono di gli della nel ho è un",
    "Portuguese": "os uma não com foi meu ao em um o que",
    "Polish": "się jest nie oraz przez jak ale został na z do",
    "Dutch": "de het een van ik niet voor met en op",
    "Welsh": "yn ac mae oedd wedi gan ar eu y",
    "Romanian": "și este pe cu fost din la o",
}
_ENGLISH = frozenset(_SMALL_WORDS["English"].split())
_ANOTHER = frozenset(" ".join(_SMALL_WORDS.values()).split()) - _ENGLISH


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many words a sentence has, how many are small ones of English or of another language, how many are in other
    letters than Latin ones."""

    words: int
    english: int
    foreign: int
    not_latin: int


def count_words(plain: str) -> WordCounts:
    """The counts of one sentence in lower case."""
    words = plain.split() if plain.isascii() else _WORD.findall(plain)
    return WordCounts(
        words=len(words),
        english=sum(map(_ENGLISH.__contains__, words)),
        foreign=0 if _ANOTHER.isdisjoint(words) else sum(map(_ANOTHER.__contains__, words)),
        not_latin=0 if plain.isascii() else sum(not _is_latin(word[0]) for word in words),
    )


def looks_english(sentences: Iterable[WordCounts], weights: Mapping[str, float]) -> bool:
    """False only where another language is plain: mostly other letters than Latin ones, or more than `most_foreign` of
    the words small ones of another language and less than `least_english` of English. Fewer than
    `fewest_words_of_a_language` are taken for English."""
    words = english = foreign = not_latin = 0
    for counts in sentences:
        words += counts.words
        english += counts.english
        foreign += counts.foreign
        not_latin += counts.not_latin
    if words < weights["fewest_words_of_a_language"]:
        return True
    if not_latin * 2 > words:
        return False
    return english >= weights["least_english"] * words or foreign < weights["most_foreign"] * words


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
