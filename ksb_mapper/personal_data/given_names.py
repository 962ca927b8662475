"""What is known of people's names: `data/names.toml`."""

import re
import unicodedata
from functools import cache, lru_cache

from ksb_mapper.personal_data.outlines import whole_words
from ksb_mapper.shipped import shipped_tables


def is_given(word: str) -> bool:
    """Whether a word is a given name and nothing else, with its accents or without, "Dave's" and "Kerry-Ann" too."""
    plain = _plain(word)
    first, _, second = plain.partition("-")
    return plain in _given_names() or (first in _given_names() and second[:1].isupper())


def is_name(word: str) -> bool:
    return is_given(word) or _plain(word) in _names_that_are_words()


@lru_cache(maxsize=4_096)
def _plain(word: str) -> str:
    """A word without accents and without the "'s" of what is somebody's."""
    word = word.removesuffix("'s").removesuffix("’s")
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word.translate(_NOT_COMPOSED))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_NOT_COMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(_plain, _names()["given"].split()))


@cache
def _names_that_are_words() -> frozenset[str]:
    return frozenset(_names()["given_and_word"].split())


@cache
def doers() -> frozenset[str]:
    return frozenset(_names()["given_as_doer"].split())


@cache
def words_in_small_letters() -> frozenset[str]:
    return frozenset(_names()["word_in_small_letters"].split())


@cache
def all_names() -> frozenset[bytes]:
    """Every word that may be a name, as `Line.words` has it."""
    every = {part for name in _given_names() | _names_that_are_words() | doers() for part in name.split("-")}
    return whole_words(every)


@cache
def small_names() -> frozenset[bytes]:
    """Given names that mean nothing else where nobody writes a capital, as `Line.words` has them."""
    return whole_words(_given_names()) - whole_words(words_in_small_letters())


@cache
def nobody_signs() -> frozenset[str]:
    """Words that make two capital words a desk, a maker or a place, where a name would stand."""
    return nobody_after_role() | nobody_greeted() | frozenset(_names()["nobody"].split())


@cache
def places() -> frozenset[str]:
    """Words that make two capital words a place, a building or a firm."""
    return frozenset(_names()["place"].split())


@cache
def no_surname() -> frozenset[str]:
    return frozenset(_names()["no_surname"].split())


@cache
def persons_amid() -> frozenset[str]:
    """Names that are words too, and with a capital in the midst of a sentence nobody but people."""
    return frozenset(_names()["person_amid"].split())


@cache
def surnames() -> frozenset[str]:
    return frozenset(_names()["surnames"].split())


@cache
def surnames_in_accounts() -> frozenset[str]:
    return surnames() | frozenset(_names()["surname_in_account"].split())


@cache
def of_a_product() -> frozenset[str]:
    """Capital words that follow a word that is a name too, and make the two what a product calls something."""
    return frozenset(_names()["of_a_product"].split())


@cache
def nobody_after_role() -> frozenset[str]:
    return no_surname() | of_a_product() | frozenset(_names()["nobody_after_role"].split())


@cache
def nobody_greeted() -> frozenset[str]:
    return frozenset(_names()["nobody_greeted"].split())


@cache
def named_like_people() -> re.Pattern[str]:
    """Makers, shops and things that bear somebody's name."""
    names = (re.escape(name.strip()) for name in _names()["named_like_people"].split(","))
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@cache
def _names() -> dict[str, str]:
    return shipped_tables("names.toml")
