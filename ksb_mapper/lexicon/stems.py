"""Word stems by Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980).

A standard says "monitoring" and "communication" where a technician says "monitored" and "communicate"; the
stem is what they share, which a lemma is not. What the algorithm gets wrong, and what desks write for a word, is in
`data/words.toml`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from ksb_mapper.shipped import shipped_tables

_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("iser", "ize"), ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("isation", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
    ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
    ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize", "ise",
)  # fmt: skip

NUMBER = "#"
"""Stands at the beginning of a phrase of the lexicon for any number in figures."""

_FIGURES = re.compile(r"\d{1,4}(?:/\d{1,4})?")
_TICKET = re.compile(r"([a-z]{2,6})(?:\d{3,}|-\d{4,})")


def _load_words() -> Mapping[str, str]:
    """The stem of each word of `data/words.toml`: those of a family share its name, the others the stem of the word
    they stand for."""
    tables = shipped_tables("words.toml")
    known = {word: name for name, words in tables["stems"].items() for word in words.split()}
    for name, words in tables["shorthand"].items():
        known |= dict.fromkeys(words.split(), known.get(name) or porter_stem(name))
    return known


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one lower-case word, by `data/words.toml` or by Porter's algorithm.

    A number with letters before it, as on a ticket ("inc0041873", "chg-20017"), is heard as its letters.
    """
    if word in _KNOWN:
        return _KNOWN[word]
    ticket = _TICKET.fullmatch(word)
    return ticket[1] if ticket else porter_stem(word)


def is_number(word: str) -> bool:
    """Whether one word says in figures how many: "22", "7/9"."""
    return _FIGURES.fullmatch(word) is not None


def porter_stem(word: str) -> str:
    """The stem by the algorithm alone; a word of two letters or with anything but a to z in it is its own stem."""
    if len(word) <= 2 or not (word.isascii() and word.isalpha()):
        return word
    word = _strip_plural(word)
    word = _strip_past_and_participle(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replace_longest(word, _STEP_2)
    word = _replace_longest(word, _STEP_3)
    word = _strip_suffix(word)
    if word.endswith("e"):
        head = word[:-1]
        if _measure(head) > 1 or (_measure(head) == 1 and not _ends_consonant_vowel_consonant(head)):
            word = head
    if word.endswith("ll") and _measure(word) > 1:
        word = word[:-1]
    return word


def _is_consonant(word: str, index: int) -> bool:
    letter = word[index]
    if letter in "aeiou":
        return False
    return letter != "y" or index == 0 or not _is_consonant(word, index - 1)


def _has_vowel(word: str) -> bool:
    return any(not _is_consonant(word, index) for index in range(len(word)))


def _measure(word: str) -> int:
    """Porter's m: how many times a run of vowels is followed by a run of consonants."""
    shape = [_is_consonant(word, index) for index in range(len(word))]
    return sum(1 for before, after in pairwise(shape) if not before and after)


def _ends_double_consonant(word: str) -> bool:
    return len(word) >= 2 and word[-1] == word[-2] and _is_consonant(word, len(word) - 1)


def _ends_consonant_vowel_consonant(word: str) -> bool:
    end = len(word) - 1
    return (
        end >= 2
        and _is_consonant(word, end)
        and not _is_consonant(word, end - 1)
        and _is_consonant(word, end - 2)
        and word[end] not in "wxy"
    )


def _strip_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _strip_past_and_participle(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        head = word.removesuffix(suffix)
        if head == word or not _has_vowel(head):
            continue
        if head.endswith(("at", "bl", "iz")):
            return head + "e"
        if _ends_double_consonant(head) and head[-1] not in "lsz":
            return head[:-1]
        if _measure(head) == 1 and _ends_consonant_vowel_consonant(head):
            return head + "e"
        return head
    return word


def _replace_longest(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for suffix, replacement in sorted(pairs, key=lambda pair: -len(pair[0])):
        if word.endswith(suffix):
            head = word[: -len(suffix)]
            return head + replacement if _measure(head) > 0 else word
    return word


def _strip_suffix(word: str) -> str:
    for suffix in sorted(_STEP_4, key=len, reverse=True):
        if word.endswith(suffix):
            head = word[: -len(suffix)]
            if _measure(head) > 1 and (suffix != "ion" or head.endswith(("s", "t"))):
                return head
            return word
    return word


_KNOWN = _load_words()
