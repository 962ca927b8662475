"""What changed between two versions of a standard.

KSBs are matched by their wording: when a standard is revised, a code may move from one statement to another, so a code
alone says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from standards.model import Ksb, Standard

# At or above this share of words in common, in order, a statement counts as reworded and not as another one.
LIKE = 0.6


@dataclass(frozen=True)
class Reworded:
    """One statement before and after. Whoever showed the old one should look whether it still shows the new one."""

    old: Ksb
    new: Ksb


@dataclass(frozen=True)
class Comparison:
    """`same` gives for each old code the new code of the very same statement; the rest is in the order of its codes."""

    same: Mapping[str, str]
    reworded: tuple[Reworded, ...]
    gone: tuple[Ksb, ...]
    new: tuple[Ksb, ...]

    @property
    def renumbered(self) -> Mapping[str, str]:
        """The codes that the same statement no longer has, each with the one it has now."""
        return {old: new for old, new in self.same.items() if old != new}


def compare(old: Standard, new: Standard) -> Comparison:
    """What is the same, reworded, gone and new in `new`. Only statements of one kind (K, S, B) are matched.

    Two options of one version reword nothing: what only the other has is another statement, however like it is.
    """
    left, right = list(old.ksbs), list(new.ksbs)
    same = {}
    for before in old.ksbs:
        after = next((one for one in right if _same(before, one)), None)
        if after is not None:
            same[before.code] = after.code
            left.remove(before)
            right.remove(after)
    reworded = []
    of_one_version = (old.reference, old.version) == (new.reference, new.version)
    by_option = of_one_version and old.options != new.options
    likenesses = () if by_option else sorted(_likenesses(left, right), key=lambda found: -found[0])
    for _, before, after in likenesses:
        if before in left and after in right:
            reworded.append(Reworded(before, after))
            left.remove(before)
            right.remove(after)
    reworded.sort(key=lambda pair: old.ksbs.index(pair.old))
    return Comparison(same, tuple(reworded), tuple(left), tuple(right))


def compare_texts(old: Iterable[str], new: Iterable[str]) -> list[tuple[str, str]]:
    """What differs between two lists of statements: (before, now), reworded ones together, and "" where one went or
    came. In the order of `old`, what came last; their order alone is no difference."""
    old, new = list(old), list(new)
    known = {_words_of(text) for text in new}
    left = [text for text in old if _words_of(text) not in known]
    known = {_words_of(text) for text in old}
    right = [text for text in new if _words_of(text) not in known]
    alike = sorted(
        ((_likeness(before, after), before, after) for before in left for after in right),
        key=lambda found: -found[0],
    )
    pairs: dict[str, str] = {}
    for likeness, before, after in alike:
        if likeness >= LIKE and before not in pairs and after not in pairs.values():
            pairs[before] = after
    come = [("", after) for after in right if after not in pairs.values()]
    return [(before, pairs.get(before, "")) for before in left] + come


def _same(before: Ksb, after: Ksb) -> bool:
    return before.kind is after.kind and _words_of(before.text) == _words_of(after.text)


def _likenesses(left: Iterable[Ksb], right: Iterable[Ksb]) -> Iterator[tuple[float, Ksb, Ksb]]:
    right = list(right)
    for before in left:
        for after in right:
            if before.kind is after.kind:
                likeness = _likeness(before.text, after.text)
                if likeness >= LIKE:
                    yield likeness, before, after


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, _words_of(before), _words_of(after), autojunk=False).ratio()


def _words_of(text: str) -> tuple[str, ...]:
    """Its words without case, punctuation and spacing: none of them makes another statement."""
    return tuple(re.findall(r"\w+", text.casefold()))
