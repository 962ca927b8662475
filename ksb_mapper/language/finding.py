"""Many patterns over one sentence, each tried only at the words it can begin with."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_WORD = re.compile(r"\b\w")
_LONGEST_BEGINNING = 6
_MOST_BEGINNINGS_KEPT = 50_000


class PatternFinder:
    """Which of some patterns a text holds: the answer of `search` for each, at a small part of its price.

    A pattern that begins at a word is filed under the characters it can begin with, as Python's own compiler parses
    it, and tried where a word of the text does; any other is searched for where the text holds what it needs. Those of
    one beginning are tried as one pattern first: mostly none of them is there.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._anywhere: list[tuple[int, list[frozenset[str]]]] = []
        self._by_beginning: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            beginnings = beginnings_of(pattern)
            if beginnings is None:
                self._anywhere.append((number, needed_by(pattern)))
            for beginning in sorted(beginnings or ()):
                self._by_beginning.setdefault(beginning, []).append(number)
        self._trials: dict[str, _Trial | None] = {}
        self._trials_of: dict[tuple[int, ...], _Trial] = {}

    def find(self, text: str) -> list[int]:
        """The numbers of the patterns found, in order."""
        found = {
            number
            for number, needed in self._anywhere
            if _holds_of_each(text, needed) and self._patterns[number].search(text)
        }
        trial_of = self._trials.get
        for word in _WORD.finditer(text):
            start = word.start()
            beginning = text[start : start + _LONGEST_BEGINNING]
            trial = trial_of(beginning, _NOT_LEARNT)
            if trial is _NOT_LEARNT:
                trial = self._learn(beginning)
            if trial is not None and trial.any_of_them(text, start):
                found.update(number for number in trial.numbers if self._patterns[number].match(text, start))
        return sorted(found)

    def _learn(self, beginning: str) -> "_Trial | None":
        """What is to be tried where a text goes on like this; kept, up to a number."""
        numbers = sorted(
            {
                number
                for length in range(1, len(beginning) + 1)
                for number in self._by_beginning.get(beginning[:length], ())
            }
        )
        trial = self._trial(tuple(numbers)) if numbers else None
        if len(self._trials) >= _MOST_BEGINNINGS_KEPT:
            self._trials.clear()
        self._trials[beginning] = trial
        return trial

    def _trial(self, numbers: tuple[int, ...]) -> "_Trial":
        if numbers not in self._trials_of:
            one_of_them = "|".join(f"(?:{self._patterns[number].pattern})" for number in numbers)
            self._trials_of[numbers] = _Trial(re.compile(one_of_them).match, numbers)
        return self._trials_of[numbers]


@dataclass(frozen=True, slots=True)
class _Trial:
    """Patterns that begin alike, as one: its `match`."""

    any_of_them: Callable[[str, int], re.Match[str] | None]
    numbers: tuple[int, ...]


_NOT_LEARNT = _Trial(re.compile("").match, ())


@cache
def beginnings_of(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The first characters, six at most, that a match of a pattern can have; None where they cannot be told or need
    not begin a word. Read off once: patterns are data, and each is in a finder for each set of rules."""
    items = list(parser.parse(pattern.pattern, pattern.flags))
    if not _begins_at_word(items):
        return None
    heads = {head.text for head in _heads(items)}
    if not all(head[:1].isalnum() for head in heads):
        return None
    return frozenset(
        head for head in heads if not any(head[:length] in heads for length in range(1, len(head)))
    )


class Sought:
    """A pattern that is tried only in a text that holds what it needs."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self._needed = needed_by(self.pattern)

    def is_in(self, text: str) -> bool:
        """Whether the pattern is found anywhere in a text."""
        return _holds_of_each(text, self._needed) and self.pattern.search(text) is not None

    def replaced(self, text: str, by: str) -> str:
        """The text with other words wherever the pattern is found."""
        return self.pattern.sub(by, text) if _holds_of_each(text, self._needed) else text


def _holds_of_each(text: str, needed: Iterable[Iterable[str]]) -> bool:
    for parts in needed:
        for part in parts:
            if part in text:
                break
        else:
            return False
    return True


def needed_by(pattern: re.Pattern[str]) -> list[frozenset[str]]:
    """Sets of parts: a text in which a pattern matches, as it is written and in the same letters, holds a part of each
    set."""
    return sorted(_needed(parser.parse(pattern.pattern, pattern.flags)), key=_shortest, reverse=True)


def _shortest(parts: Iterable[str]) -> int:
    return min(map(len, parts))


def _needed(items: Iterable[Any]) -> Iterator[frozenset[str]]:
    run = ""
    for operation, argument in items:
        if operation is ops.LITERAL:
            run += chr(argument)
        elif operation is not ops.AT:
            if run:
                yield frozenset((run,))
            run = ""
            if operation is ops.SUBPATTERN:
                yield from _needed(argument[-1])
            elif operation is ops.MAX_REPEAT and argument[0] > 0:
                yield from _needed(argument[2])
            elif operation is ops.BRANCH:
                of_each = [max(_needed(branch), key=_shortest, default=None) for branch in argument[1]]
                if None not in of_each:
                    yield frozenset().union(*filter(None, of_each))
    if run:
        yield frozenset((run,))


@dataclass(frozen=True, slots=True)
class _Head:
    """The characters something begins with; where it is not `open`, anything may follow them."""

    text: str
    open: bool

    @property
    def grows(self) -> bool:
        return self.open and len(self.text) < _LONGEST_BEGINNING


_NOTHING = _Head("", open=True)
_ANYTHING = _Head("", open=False)


def _begins_at_word(items: list[Any]) -> bool:
    for operation, argument in items:
        if operation is ops.BRANCH:
            return all(_begins_at_word(list(branch)) for branch in argument[1])
        if operation is ops.SUBPATTERN:
            return _begins_at_word(list(argument[-1]))
        if operation not in (ops.ASSERT, ops.ASSERT_NOT):
            return bool(operation is ops.AT and argument is ops.AT_BOUNDARY)
    return False


def _heads(items: Iterable[Any]) -> set[_Head]:
    """What the items can begin with."""
    heads = {_NOTHING}
    for operation, argument in items:
        if not any(head.grows for head in heads):
            break
        steps = _steps(operation, argument)
        heads = {
            longer
            for head in heads
            for longer in ([_joined(head, step) for step in steps] if head.grows else [head])
        }
    return heads


def _joined(head: _Head, step: _Head) -> _Head:
    return _Head((head.text + step.text)[:_LONGEST_BEGINNING], step.open)


def _steps(operation: Any, argument: Any) -> set[_Head]:
    if operation is ops.LITERAL:
        return {_Head(chr(argument), open=True)}
    if operation in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return {_NOTHING}
    if operation is ops.IN and all(kind is ops.LITERAL for kind, _ in argument):
        return {_Head(chr(code), open=True) for _, code in argument}
    if operation is ops.SUBPATTERN:
        return _heads(argument[-1])
    if operation is ops.BRANCH:
        return set().union(*(_heads(branch) for branch in argument[1]))
    if operation is ops.MAX_REPEAT:
        least, most, repeated = argument
        once = _heads(repeated)
        if most > 1:
            once = {_Head(head.text, open=False) for head in once}
        return once | {_NOTHING} if least == 0 else once
    return {_ANYTHING}
