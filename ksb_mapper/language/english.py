"""Whether a text is in English, told by its smallest words and its letters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ksb_mapper.language.weights import LanguageWeights
from ksb_mapper.shipped import shipped_tables

_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?:['’][^\W\d_]++)?+(?![\w,])")
"""No small word stands before a comma: what does is a code or a name in a list."""
_CODES = re.compile(r"(?:\b[a-z]{2}\b[ /|]+){4,}")
"""As a list of locales has them ("en de fr es")."""
_LETTERS = re.compile(r"[^\W\d_]+")
_BORROWED = frozenset("àâáäçèéêëíîïñóôöúûüåøæœ")
"""Letters beyond a to z of words that English has borrowed, and of dishes and makers: they tell nothing by
themselves."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many words a sentence has, how many are small ones of English, how many of its letters are Latin ones and
    how many are others."""

    words: int
    english: int
    latin: int
    not_latin: int


def count_words(plain: str) -> WordCounts:
    """The counts of one sentence in lower case."""
    if plain.isascii():
        words = plain.split()
        return WordCounts(len(words), sum(map(_english().__contains__, words)), len(plain), 0)
    words = _LETTERS.findall(plain)
    # A single letter is a sign ("λ 0.02"), and so is one before a unit ("Δt").
    not_latin = sum(
        len(word) for word in words if len(word) > 1 and not (_is_latin(word[0]) or _is_latin(word[-1]))
    )
    return WordCounts(
        len(words),
        sum(map(_english().__contains__, words)),
        sum(map(len, words)) - not_latin,
        not_latin,
    )


def looks_english(counts: Sequence[WordCounts], sentences: Iterable[str], weights: LanguageWeights) -> bool:
    """False only where another language is plain.

    That is where most letters are not Latin, however short the text is (`fewest_words_in_other_letters`, or as many
    `fewest_letters_without_spaces`). Else where a language has more than `most_foreign` of the words, being small ones
    of its own or spelt with letters that English has not, and English less than `least_english` of as many. A text in
    several languages has too few words of each: there it is asked of each sentence, and those of another language must
    have more than `most_in_others` of the letters. A text with `plainly_english` of its words small ones of English, or
    of fewer words than `fewest_words_of_a_language`, is not looked at so closely. `sentences` are the texts counted,
    asked for only then.
    """
    if (whole := _by_its_small_words(_together(counts), weights)) is not None:
        return whole
    texts = list(sentences)
    if _is_plainly_another(texts, sum(one.words for one in counts), weights):
        return False
    letters = sum(one.latin + one.not_latin for one in counts)
    of_others = sum(
        one.latin + one.not_latin
        for one, text in zip(counts, texts, strict=True)
        if not _is_english_by_itself(one, text, weights)
    )
    return of_others <= weights.most_in_others * letters


def first_in_another(counts: Sequence[WordCounts], sentences: Iterable[str], weights: LanguageWeights) -> int:
    """The number of the first sentence that is not English by itself; of the first where none is too plainly so."""
    return next(
        (
            number
            for number, (one, sentence) in enumerate(zip(counts, sentences, strict=True))
            if not _is_english_by_itself(one, sentence, weights)
        ),
        0,
    )


def _together(counts: Sequence[WordCounts]) -> WordCounts:
    return WordCounts(
        sum(one.words for one in counts),
        sum(one.english for one in counts),
        sum(one.latin for one in counts),
        sum(one.not_latin for one in counts),
    )


def _is_english_by_itself(counts: WordCounts, sentence: str, weights: LanguageWeights) -> bool:
    told = _by_its_small_words(counts, weights)
    return not _is_plainly_another([sentence], counts.words, weights) if told is None else told


def _by_its_small_words(counts: WordCounts, weights: LanguageWeights) -> bool | None:
    """Whether a text looks English, as far as letters and small words of English tell; None where they do not."""
    if counts.not_latin > counts.latin:
        return (
            counts.words < weights.fewest_words_in_other_letters
            and counts.not_latin < weights.fewest_letters_without_spaces
        )
    is_short = counts.words < weights.fewest_words_of_a_language
    return True if is_short or counts.english >= weights.plainly_english * counts.words else None


def _is_plainly_another(sentences: Iterable[str], total: int, weights: LanguageWeights) -> bool:
    words = Counter(word for sentence in sentences for word in _in_prose(sentence))
    small_english = Counter({word: times for word, times in words.items() if word in _english()})
    odd = Counter({word: times for word, times in words.items() if _has_odd_letter(word)})
    for small in _others():
        own = odd | Counter({word: times for word, times in words.items() if word in small})
        english = sum(times for word, times in small_english.items() if word not in small)
        for word in small_english:
            # Who writes English leaves "i" small at times, but not in a sentence without another word of it.
            if word != "i" or english:
                del own[word]
        if (
            len(own) >= weights.fewest_foreign + (total >= weights.words_of_one_more)
            and weights.most_foreign * total <= own.total() <= weights.most_small * total
            and english < weights.least_english * own.total()
        ):
            return True
    return False


def _in_prose(sentence: str) -> Iterator[str]:
    """The first word of a sentence and those that begin with a small letter, in lower case: the others are names. The
    "am" of "I am", which is a small word of Romanian, is English."""
    before = ""
    for number, word in enumerate(_WORD.findall(_CODES.sub(" ", sentence))):
        if (number == 0 or word[0].islower()) and (before, word) != ("I", "am"):
            yield word.lower().replace("’", "'")
        before = word


def _has_odd_letter(word: str) -> bool:
    return (
        not word.isascii()
        and len(word) > 1
        and any(not letter.isascii() and letter not in _BORROWED for letter in word)
        and all(map(_is_latin, word.replace("'", "")))
    )


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@cache
def _english() -> frozenset[str]:
    words: str = _languages()["english"]
    return frozenset(words.split())


@cache
def _others() -> tuple[frozenset[str], ...]:
    others: dict[str, str] = _languages()["others"]
    return tuple(frozenset(words.split()) for words in others.values())


@cache
def _languages() -> dict[str, Any]:
    return shipped_tables("languages.toml")
