"""The very phrase: a sentence, or where it runs long the clauses of it that weigh most."""

import re
from collections.abc import Mapping

from ksb_mapper.pipeline import read_terms
from ksb_mapper.texts.marks import BULLETS, TICK_BOX
from ksb_mapper.texts.wrapping import in_one_line

_CLAUSE_END = re.compile(
    r"[,;:–—]\s+|(?<!\s)\s+(?=(?:which|because|so that|whereas|although|while|then)\s)|[|\t]+\s*"
)
_MARKS_BEFORE = re.compile(rf"(?:[{BULLETS}>#]+\s+|[|\t]\s*|{TICK_BOX}\s+)+")
_MARKS = re.compile(r"[|\s]*")


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` without bullet, quote mark or table's bar around it; as it is where that is all of it."""
    before = _MARKS_BEFORE.match(text, start, end)
    begin = before.end() if before else start
    # Read backwards: a search for the end of a long row of blanks would begin at each of them.
    after = _MARKS.match(text[begin:end][::-1])
    inside = begin, end - after.end() if after else end
    return inside if inside[0] < inside[1] else (start, end)


def narrow(text: str, start: int, end: int, weights: Mapping[str, float], longest: int) -> tuple[int, int]:
    """Offsets of the run of whole clauses of the sentence `text[start:end]`, at most `longest` characters, whose terms
    weigh most.

    The sentence is given whole when it is short enough; clauses too long for the limit are cut between words. The
    excerpt is `text[start:end]` of what comes out, without space around it.
    """
    if end - start <= longest:
        return start, end
    clauses = _clauses(text, start, end, longest)
    gains = [0.0] * len(clauses)
    clause = 0
    for offset, term in read_terms(in_one_line(text[start:end])):
        while clause + 1 < len(clauses) and start + offset + term.start >= clauses[clause][1]:
            clause += 1
        gains[clause] += weights.get(term.name, 0.0)
    first, last = _heaviest_run(clauses, gains, longest)
    return _trim(text, clauses[first][0], clauses[last][1])


def _clauses(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    ends = [match.end() for match in _CLAUSE_END.finditer(text, start, end)]
    clauses: list[tuple[int, int]] = []
    for stop in [*ends, end]:
        while stop - start > longest:
            space = text.rfind(" ", start + 1, start + longest)
            cut = space + 1 if space > start else start + longest
            clauses.append((start, cut))
            start = cut
        if stop > start:
            clauses.append((start, stop))
            start = stop
    return clauses


def _heaviest_run(clauses: list[tuple[int, int]], gains: list[float], longest: int) -> tuple[int, int]:
    """First and last of the heaviest run that fits, the shortest of equals, the earliest of those."""
    best = (0.0, 0, 0, 0)
    chosen = (0, 0)
    first, gain = 0, 0.0
    for last in range(len(clauses)):
        gain += gains[last]
        while clauses[last][1] - clauses[first][0] > longest or (first < last and gains[first] == 0.0):
            gain -= gains[first]
            first += 1
        found = (gain, clauses[first][0] - clauses[last][1], -first, -last)
        if found > best or last == 0:
            best, chosen = found, (first, last)
    return chosen


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:|"):
        end -= 1
    return start, end
