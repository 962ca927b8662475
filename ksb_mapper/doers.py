"""Who did what a sentence tells: several people, or its writer.

Only what is done counts. "We use Jira" and "we have two sites" say where somebody works, "how we built it" tells a deed
by the way; "I was there" and "I enjoyed it" say nothing of one's own part. Sentences come in plain letters.
"""

import re
from collections.abc import Sequence

from ksb_mapper.grammar import Grammar, load_grammar

_SEVERAL = re.compile(r"\b(?:we(?:'ve|'d)?|our|us)\b")
_GROUP = re.compile(
    r"\b(?:our (?:team|crew|department|group|shift|squad)|us (?:two|three|four|all|both)|(?:all|both|two|three|four)"
    r" of us|between us)\b,?"
)
_BY_US = re.compile(
    r"\b(?:[a-z]{2,}ed|done|made|built|written|sent|laid|drawn|put|set) (?:[a-z]+ ){0,2}by (?:us|our team)\b"
    r"|\bwe (?:[a-z]+ )?(?:got|had) (?:[a-z]+ ){1,5}(?:done|finished|sorted|running|working|built|in place)\b"
)
_OWN_PART = re.compile(
    r"\bmy (?:own )?(?:[a-z]+ )?"
    r"(?:part|tasks?|job|role|share|bit|half|section|side|contribution|responsibilit(?:y|ies)) (?:was|were|is|in)\b"
    r"|\b(?:by|with|left to|fell to|down to|helped|and) me\b|\bme and\b|\bmyself\b"
    r"|\bi (?:was|am) (?:[a-z]+ )?(?:responsible|in charge|the one)\b"
)
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_WE = frozenset(("we", "we've", "we'd"))
_I = frozenset(("i", "i've", "i'd"))
_BETWEEN = frozenset(("all", "both", "together", "each", "have", "had", "been", "always"))
_JOINS = frozenset(("and", "then", "but", "also"))
_SHORTEST_ADVERB = 5


def several_did(plain: str) -> bool:
    """Whether a sentence tells a deed of "we"."""
    if _SEVERAL.search(plain) is None:
        return False
    return _BY_US.search(plain) is not None or _does(_WE, _GROUP.sub("we", plain))


def writer_did(plain: str) -> bool:
    """Whether a sentence says what its writer did, or which part was the writer's."""
    return _OWN_PART.search(plain) is not None or _does(_I, plain)


def _does(subjects: frozenset[str], plain: str) -> bool:
    """Whether one of these does something, by the first verb or by one joined to it."""
    grammar = load_grammar()
    words = _WORD.findall(plain)
    besides = grammar.no_deed_of_several if subjects is _WE else frozenset()
    for index, word in enumerate(words):
        if word not in subjects or (subjects is _WE and index and words[index - 1] in grammar.by_the_way):
            continue
        verb = _verb_after(words, index, grammar)
        if verb < len(words) and _is_past(words[verb], grammar):
            joined = (
                next_to
                for one, next_to in zip(words[verb:], words[verb + 1 :], strict=False)
                if one in _JOINS
            )
            if any(grammar.is_deed(one) and one not in besides for one in (words[verb], *joined)):
                return True
    return False


def _verb_after(words: Sequence[str], index: int, grammar: Grammar) -> int:
    place = index + 1
    while place < len(words) and (
        words[place] in grammar.between
        or words[place] in _BETWEEN
        or (words[place].endswith("ly") and len(words[place]) >= _SHORTEST_ADVERB)
    ):
        place += 1
    return place


def _is_past(word: str, grammar: Grammar) -> bool:
    return grammar.is_deed(word) or word.endswith("ed") or word in grammar.past
