"""Who did what a sentence tells: several people, or its writer.

Only what is done counts. "We use Jira" and "we have two sites" say where somebody works, "how we built it" tells a deed
by the way; "I was there" and "I enjoyed it" say nothing of one's own part.

Whose deed it was may be told by the sentence before or after, also in the next paragraph of the same writing. Another
answer, another cell of a table and what stands under another heading were written by themselves and tell nothing of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from ksb_mapper.kept import kept_by_sentence
from ksb_mapper.language.cues import in_plain_letters
from ksb_mapper.language.grammar import Grammar, load_grammar
from ksb_mapper.language.places import Placed, Sentences
from ksb_mapper.texts.marks import BULLETS

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

_PLACE_IN_A_RUN = re.compile(r"(?:^|(?<=, ))(?:page|paragraph|list|item) \d+(?:, |$)")
_BETWEEN_CELLS = re.compile(r"\t| ?\|(?: |$)")
_ITEM = re.compile(rf"[ \t]{{0,40}}(?:[{BULLETS}]|\(?\w{{1,2}}[.)])[ \t]")


def told_of_several_alone(sentences: Sentences, of_several: Iterable[int], most_items: int) -> Iterator[int]:
    """Of the numbers of sentences that tell a deed of "we", those where nothing says what their writer did of it.

    Of a list so many items at most are looked at, before the sentence and after it.
    """
    for number in of_several:
        cells = [in_plain_letters(cell) for cell in _BETWEEN_CELLS.split(sentences[number].words)]
        if any(several_did(cell) and not writer_did(cell) for cell in cells) and not any(
            writer_did(in_plain_letters(near.words)) for near in _near(sentences, number, most_items)
        ):
            yield number


def _near(sentences: Sentences, number: int, most_items: int) -> Iterator[Placed]:
    """The sentences that may say whose deed one was: its neighbours; of a list, what leads into it and its items."""

    def at(numbers: range) -> Iterator[Placed]:
        return map(sentences.__getitem__, numbers)

    one = sentences[number]
    before = range(number - 1, max(0, number - most_items) - 1, -1)
    after = range(number + 1, min(len(sentences), number + 1 + most_items))
    yield from (near for near in at(before[:1]) if _are_of_one_writing(near, one))
    if one.words.rstrip().endswith(":"):
        yield from takewhile(lambda near: _is_item(near) and _are_of_one_writing(one, near), at(after))
    yield from (near for near in at(after[:1]) if _are_of_one_writing(one, near))
    if _is_item(one):
        head = next((near for near in at(before) if not _is_item(near)), one)
        if head.words.rstrip().endswith(":") and _are_of_one_writing(head, one):
            yield head


def _are_of_one_writing(one: Placed, later: Placed) -> bool:
    """Whether two sentences were written in one go: in one passage, with no cell's end between them, or in paragraphs
    or points of a list under one heading."""
    if one.passage == later.passage:
        return _BETWEEN_CELLS.search(one.text, one.start, later.end) is None
    run = _run(one.locator)
    return run is not None and run == _run(later.locator)


def _run(locator: str | None) -> str | None:
    """What a paragraph is in, by its locator ("Testing, paragraph 2"); None for what stands by itself."""
    run, numbers = _PLACE_IN_A_RUN.subn("", f"{locator}, ")
    return run if numbers or run.startswith("slide ") else None


def _is_item(told: Placed) -> bool:
    """Whether a sentence stands in a point of a list: behind a bullet or a number, or as a passage of its own."""
    line = told.text.rfind("\n", 0, told.start) + 1
    return _ITEM.match(told.text, line) is not None or len(told.text.strip()) <= told.end - told.start


@kept_by_sentence(most=4_096)
def several_did(plain: str) -> bool:
    """Whether a sentence in plain letters tells a deed of "we"."""
    if _SEVERAL.search(plain) is None:
        return False
    return _BY_US.search(plain) is not None or _does(_WE, _GROUP.sub("we", plain))


@kept_by_sentence(most=4_096)
def writer_did(plain: str) -> bool:
    """Whether a sentence in plain letters says what its writer did, or which part was the writer's."""
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
        elif words[verb : verb + 1] == ["done"] and subjects is _I:
            return True  # "I have done the testing", and as many a person says it: "I done the testing"
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
