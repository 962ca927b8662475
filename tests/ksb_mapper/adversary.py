"""Lines that make a pattern go over itself: a program that tries every pattern of the package on them.

`python -m tests.ksb_mapper.adversary SECONDS` is ended by the system, without a word, once it has used so much
processor time; a pattern whose steps grow with the square of the line takes minutes. It prints how many lines it tried.
"""

import importlib
import inspect
import pkgutil
import re
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import ksb_mapper

LENGTH = 120_000
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_OF_A_CATEGORY = {
    ops.CATEGORY_DIGIT: "1",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_WORD: "a",
    ops.CATEGORY_NOT_DIGIT: "a",
    ops.CATEGORY_NOT_SPACE: "a",
    ops.CATEGORY_NOT_WORD: " ",
}


def patterns() -> Iterator[re.Pattern[str]]:
    """Every pattern of the package: in what its modules hold, and in what they load once from its data."""
    seen: set[int] = set()
    for module in pkgutil.walk_packages(ksb_mapper.__path__, "ksb_mapper."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                loads = hasattr(value, "cache_info") and not inspect.signature(value).parameters
                yield from _within(value() if loads else value, seen)


def _within(value: object, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """The patterns in a value of ours and in whatever it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        for held in _held(value):
            yield from _within(held, seen)


def _held(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, (tuple, list, set, frozenset)):
        return value
    if isinstance(value, type) or not type(value).__module__.startswith("ksb_mapper."):
        return ()
    names = [*getattr(value, "__dict__", ()), *getattr(value, "__slots__", ())]
    return [getattr(value, name, None) for name in names]


def hard_lines(pattern: re.Pattern[str], length: int = LENGTH) -> Iterator[str]:
    """Lines on which a pattern is likely to begin at every place and to end at none: each beginning of it that ends in
    a repeat without a bound, over and over, and an end that nothing expects."""
    items = list(parser.parse(pattern.pattern, pattern.flags))
    beginnings = {
        sample(items[: number + 1], turn)
        for number, item in enumerate(items)
        if is_unbounded([item])
        for turn in range(2)
    }
    for beginning in sorted(beginnings - {""}):
        yield (beginning * (length // len(beginning) + 1))[:length] + "\x01"


def is_unbounded(items: object) -> bool:
    """Whether something in a parsed pattern may be repeated without end."""
    if isinstance(items, tuple) and len(items) == 2 and items[0] in _REPEATS:
        return items[1][1] == ops.MAXREPEAT or is_unbounded(items[1][2])
    if isinstance(items, (list, tuple, parser.SubPattern)):
        return any(is_unbounded(item) for item in items)
    return False


def sample(items: object, turn: int) -> str:
    """A text that the items match, looks around apart."""
    said: list[str] = []
    for operation, argument in items:  # type: ignore[attr-defined]
        if operation is ops.LITERAL:
            said.append(chr(argument))
        elif operation is ops.NOT_LITERAL:
            said.append("y" if argument == ord("x") else "x")
        elif operation is ops.ANY:
            said.append("x")
        elif operation is ops.IN:
            said.append(_one_of(argument))
        elif operation in _REPEATS:
            least, most, repeated = argument
            said.append(sample(repeated, turn) * max(least, min(most, 3)))
        elif operation is ops.SUBPATTERN:
            said.append(sample(argument[-1], turn))
        elif operation is ops.BRANCH:
            said.append(sample(argument[1][turn % len(argument[1])], turn))
    return "".join(said)


def _one_of(choices: list[tuple[object, object]]) -> str:
    (kind, value), *_ = choices
    if kind is ops.NEGATE:
        said = "".join(chr(other) for name, other in choices if name is ops.LITERAL)  # type: ignore[arg-type]
        return next(character for character in "a1~" if character not in said)
    if kind is ops.LITERAL:
        return chr(value)  # type: ignore[arg-type]
    if kind is ops.RANGE:
        return chr(value[0])
    return _OF_A_CATEGORY[value]


def main() -> None:
    tried = 0
    every = {(pattern.pattern, pattern.flags): pattern for pattern in patterns()}
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
    for pattern in every.values():
        for line in hard_lines(pattern):
            sum(1 for _ in pattern.finditer(line))
            tried += 1
    sys.stdout.write(f"{tried}\n")


if __name__ == "__main__":
    main()
