"""Whether a text is in English, told by its smallest words and its letters."""

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12
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
_LEAST_ENGLISH = 0.06
_MOST_FOREIGN = 0.15


def looks_english(sentences: Iterable[str]) -> bool:
    """False only where another language is plain: mostly other letters than Latin ones, or the small words of another
    language without those of English. Fewer than twelve words are taken for English."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence.lower())]
    if len(words) < _FEWEST_WORDS:
        return True
    if sum(not _is_latin(word[0]) for word in words) * 2 > len(words):
        return False
    english = sum(word in _ENGLISH for word in words) / len(words)
    foreign = sum(word in _ANOTHER for word in words) / len(words)
    return english >= _LEAST_ENGLISH or foreign < _MOST_FOREIGN


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
