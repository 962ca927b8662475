"""What the language room finds in a report: functions from passages to plain values, before anything is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ksb_mapper import Suggestion, TextTooLong, check_language, load_mapper
from report_builder.appendix import MOST_EXCERPT, Passages, Place
from report_builder.reading.hints import RULES, Hint
from report_builder.scaffold import projects_allowed, scaffold
from standards import Method, Standard

# One or two sentences say that a KSB is shown; a list of five is work for her and for the assessor.
MOST_PER_KSB = 2


@dataclass(frozen=True, slots=True)
class Analysis:
    """`places` come best first for each KSB, as many as were found. `problem` says why the report was not read."""

    places: tuple[Place, ...] = ()
    hints: tuple[Hint, ...] = ()
    problem: str = ""


def analyse(
    passages: Passages, standard: Standard, method: Method, *, suggests: bool, apprentice: str = ""
) -> Analysis:
    """Look for the method's KSBs, if `suggests`, and for what is worth a second look. `apprentice` is her name."""
    try:
        places = tuple(_places(passages, standard, method, apprentice)) if suggests else ()
        return Analysis(places, tuple(_hints(passages, apprentice)))
    except TextTooLong as error:
        return Analysis(
            problem=f"Your report has {error.characters:,} characters, and we can read {error.limit:,} at most."
        )


def choose(found: Sequence[Place], *, confirmed: Sequence[Place], rejected: Sequence[Place]) -> list[Place]:
    """Of the places `found`, best first, those to ask her about: for each KSB as many as, with those that she
    confirmed, make a row or two; none that says what she has already decided on."""
    chosen: list[Place] = []
    for place in found:
        rows = [row for row in (*confirmed, *chosen) if row.code == place.code]
        if len(rows) < MOST_PER_KSB and not any(place.overlaps(row) for row in (*rows, *rejected)):
            chosen.append(place)
    return chosen


def _places(passages: Passages, standard: Standard, method: Method, apprentice: str) -> Iterator[Place]:
    """The best of the whole report for each KSB, then the best of each section, by how surely they show it. In the
    section of a theme its own KSBs need less to be heard: that is where the plan has them looked for."""
    mapper = load_mapper(standard)
    themes = {one.key: frozenset(one.ksbs) for one in scaffold(standard, ("",) * projects_allowed(standard))}
    everywhere = [(key, one) for key, listed in passages.items() for one in listed]
    most = len(method.ksbs)
    whole = mapper.suggest([one for _, one in everywhere], method=method.id, limit=most, writer=apprentice)
    yield from (_place(everywhere[found.passage][0], found) for found in whole)
    sections = (
        _place(key, found)
        for key, listed in passages.items()
        for found in mapper.suggest(
            listed,
            method=method.id,
            limit=most,
            expected=themes.get(key, frozenset()),
            writer=apprentice,
        )
    )
    yield from sorted(sections, key=lambda place: -place.score)


def _place(key: str, found: Suggestion) -> Place:
    return Place(found.code, key, found.locator or "", found.excerpt[:MOST_EXCERPT], found.score)


def _hints(passages: Passages, apprentice: str) -> Iterator[Hint]:
    for key, listed in passages.items():
        for finding in check_language(listed, kind="report", writer=apprentice).findings:
            if finding.rule in RULES:
                yield Hint(finding.rule.value, key, finding.excerpt[:MOST_EXCERPT])
