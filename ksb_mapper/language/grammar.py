"""What the grammar of a sentence says of its subject: the writer, or the work.

No statistical parser: with one, a report of 2,000 words takes five hundred times as long as its tokens alone. Who does
what is read off the words after "I", whose order English fixes, and off classes of words (`data/grammar.toml`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ksb_mapper.shipped import shipped_tables

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d[\w.:,/%-]*")
_NAME = re.compile(r"(?<=[a-z,;] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b)[A-Z][a-z]{2,}|`")
_LABEL = re.compile(r"\W{0,20}[A-Za-z][\w ,&'’/-]{2,40}: ")
_SHORT = 6
_LONG = 40
_SHORTEST_DEED = 4
_AGAIN = re.compile(r"^(?:re|un|over|under)-?")


def words_of(plain: str) -> list[str]:
    """The words and figures of a sentence in plain letters, in order."""
    return _WORD.findall(plain)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Which signs each word is by itself, and the words that English sets between "I" and its verb."""

    signs_of: Mapping[str, tuple[str, ...]]
    did: frozenset[str]
    told: frozenset[str]
    mental: frozenset[str]
    modal: frozenset[str]
    past: frozenset[str]
    between: frozenset[str]
    state: frozenset[str]
    before_state: frozenset[str]
    after_state: frozenset[str]
    deed: frozenset[str]
    no_deed: frozenset[str]
    no_deed_of_several: frozenset[str]
    by_the_way: frozenset[str]
    rating: frozenset[str]

    @property
    def sign_names(self) -> frozenset[str]:
        """Every sign there can be."""
        return _BY_PLACE | {sign for signs in self.signs_of.values() for sign in signs}

    def is_deed(self, word: str) -> bool:
        """Whether a word is the past of something that is done, as "fitted", "wrote" and "re-hung" are."""
        if word in self.no_deed or word in self.mental:
            return False
        again = _AGAIN.sub("", word)
        if again != word and (again in self.did or again in self.deed):
            return True
        return word in self.did or word in self.deed or (word.endswith("ed") and len(word) > _SHORTEST_DEED)

    def signs(self, sentence: str, plain: str, words: Sequence[str] | None = None) -> list[str]:
        """What is in a sentence, by name and as often as it is there: classes of words, what follows "I", and how the
        work shows. `plain` is the sentence in lower case with straight apostrophes, `words` what `words_of` says of it.
        """
        words = words_of(plain) if words is None else words
        if not words:
            return []
        found: list[str] = []
        signs_of = self.signs_of.get
        for index, word in enumerate(words):
            signs = signs_of(word)
            if signs is None:
                if word[0] <= "9":
                    found.append("figure")
                continue
            found += signs
            if word in _SUBJECTS:
                found += self._after_subject(words, index)
            elif word in _OTHERS:
                after = words[index + 1] if index + 1 < len(words) else ""
                if after in self.did or after in self.told:
                    found.append("it_did")
            elif word in _HAVE and self._follows_modal(words, index):
                found.append("modal_have")
        if words[0] in self.did:
            found.append("starts_did")
        if self._begins_with_state(words) or (": " in plain and self._says_state_after_label(plain)):
            found.append("state")
        if _LABEL.match(sentence):
            found.append("label")
        if len(words) < _SHORT:
            found.append("short")
        found += ["name"] * len(_NAME.findall(sentence))
        found += ["word"] * min(len(words), _LONG)
        return found

    def _after_subject(self, words: Sequence[str], index: int) -> tuple[str, ...]:
        """What the writer does in the clause that begins here: one sign, or none that tells."""
        subject = words[index]
        place = index + 1
        while place < len(words) and (words[place] in self.between or words[place].endswith("ly")):
            place += 1
        verb = words[place] if place < len(words) else ""
        if subject == "i'll" or verb in _INTENDS:
            return ("i_will",)
        if subject == "i'm" or verb == "am":
            return ("i_will",) if self._goes_to(words, place + (verb == "am")) else ("i_am",)
        if subject == "i'd" or verb in self.modal:
            return ("i_modal",)
        if subject == "i've" or verb in _HAVE:
            return ("i_have",)
        if self.is_deed(verb):
            # What stands before it is the deed's reason: "I wanted to know which port it was, so I followed the lamp".
            return ("i_did", "so_did") if index and words[index - 1] == "so" else ("i_did",)
        is_past = verb in self.past or verb.endswith("ed") or verb in self.mental
        return () if is_past or not verb or subject == "we" else ("i_present",)

    @staticmethod
    def _goes_to(words: Sequence[str], place: int) -> bool:
        """Whether "going to" or "planning on" stands there: what is meant to be done, as "I will" says."""
        return tuple(words[place : place + 2]) in _GOES_TO

    def _begins_with_state(self, words: Sequence[str]) -> bool:
        """Whether somebody unnamed is good at, sure of or glad about something: "Very strong in Excel"."""
        place = 0
        while place < len(words) - 1 and words[place] in self.before_state:
            place += 1
        if words[place] not in self.state:
            return False
        return place + 1 == len(words) or words[place + 1] in self.after_state

    def _says_state_after_label(self, plain: str) -> bool:
        words = _WORD.findall(plain.partition(": ")[2])
        return bool(words) and self._begins_with_state(words)

    def _follows_modal(self, words: Sequence[str], index: int) -> bool:
        """Whether this "have" tells what would or should have been."""
        if index and words[index - 1] in self.modal:
            return True
        return index > 1 and words[index - 1] in ("not", "to", "never") and words[index - 2] in self.modal


_BY_PLACE = frozenset(
    (
        "figure",
        "name",
        "word",
        "short",
        "label",
        "state",
        "starts_did",
        "it_did",
        "modal_have",
        "i_did",
        "so_did",
        "i_present",
        "i_am",
        "i_modal",
        "i_have",
        "i_will",
    )
)
_SUBJECTS = frozenset(("i", "i'm", "i've", "i'd", "i'll", "we"))
_OTHERS = frozenset(("he", "she", "they", "it"))
_HAVE = frozenset(("have", "had", "has"))
_GOES_TO = frozenset((("going", "to"), ("planning", "to"), ("planning", "on")))
_INTENDS = frozenset(("will", "won't", "plan", "plans", "intend", "going"))


@cache
def load_grammar() -> Grammar:
    """The classes of `data/grammar.toml`, read once."""
    data = shipped_tables("grammar.toml")
    classes = {name: frozenset(words.split()) for name, words in data["classes"].items()}
    helping = {name: frozenset(words.split()) for name, words in data["helping"].items()}
    signs_of: dict[str, tuple[str, ...]] = dict.fromkeys(_OTHERS | _HAVE | {"we"}, ())
    for name, words in classes.items():
        for word in words:
            signs_of[word] = (*signs_of.get(word, ()), name)
    return Grammar(
        signs_of=signs_of,
        did=classes["did"],
        told=classes["told"],
        mental=classes["mental"],
        modal=classes["modal"],
        past=helping["past"],
        between=helping["between"],
        state=helping["state"],
        before_state=helping["before_state"],
        after_state=helping["after_state"],
        deed=helping["deed"],
        no_deed=helping["no_deed"],
        no_deed_of_several=helping["no_deed_of_several"],
        by_the_way=helping["by_the_way"],
        rating=helping["rating"],
    )


@cache
def load_leanings_of_words() -> Mapping[str, float]:
    """How far each word speaks of its writer, above 0, or of the work; of `data/leanings_of_words.toml`."""
    data = shipped_tables("leanings_of_words.toml")
    return {word: float(weight) for weight, words in data["words"].items() for word in words.split()}
