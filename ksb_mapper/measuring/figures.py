"""How well ranking and the language checks do on labelled text; `baselines` has the plain ways that stand beside them.

Mapping is measured by mean average precision and by recall among the first five (C. D. Manning, P. Raghavan and
H. Schütze, *Introduction to Information Retrieval*, 2008, chapter 8); the language checks by precision and recall,
`reflective` and `self_assessment` being positive, `record` negative; witness texts by whether an
opinion is found, and personal data piece by piece.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf, nan
from statistics import fmean
from typing import TypeVar

from ksb_mapper.language.checks import LanguageKind, LanguageRule, Verdict, check_language
from ksb_mapper.mapping.mapper import Mapper
from ksb_mapper.mapping.mappers import load_mapper
from ksb_mapper.personal_data.outlines import PersonalDataKind
from standards import Ksb, Standard

Ranker = Callable[[str], Sequence[str]]
Scorer = Callable[[str], Mapping[str, float]]
Piece = tuple[str, str]
"""Exact words of a piece of personal data, and the name of its kind."""
FIRST = 5
WITNESS_OPINION = "witness_opinion"
WITNESS_LABELS = frozenset(("witness_observation", WITNESS_OPINION))
BANDS = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85)


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A passage, the codes its author claimed for it, and the slices it is counted in; empty where not told."""

    standard: str
    text: str
    gold: frozenset[str]
    quality: str
    kind: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class MappingFigures:
    """Over some passages: how many, mean average precision, mean recall among the first five. NaN of none, here and
    in what follows."""

    passages: int
    mean_average_precision: float
    recall_at_5: float


@dataclass(frozen=True, slots=True)
class SuggestionFigures:
    """Over some passages: how many are suggested for each, what share of those the author claimed, and what share of
    what she claimed is among them. Precision is a lower bound where she did not claim all she could have."""

    passages: int
    suggested: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """Over the pairs of a passage and a KSB whose score is from `low` up to the next band: how many, their mean score,
    and what share of them the author claimed. Where scores are calibrated, the two are alike; where she did not
    claim all she could have, the share is a lower bound that should still rise from band to band."""

    low: float
    pairs: int
    mean_score: float
    claimed: float


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A text and its label, empty where only its personal data is told; `reflective_cues` is the count that the plain
    baseline goes by, None where nobody counted. Slices as in `MappingRow`."""

    text: str
    label: str
    reflective_cues: int | None
    quality: str = ""
    kind: str = ""
    author: str = ""
    first_person: str = ""
    found: tuple[Piece, ...] | None = None
    """Each piece of personal data in it; None where nobody looked."""
    standard: str = ""


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """Over some texts: how many, and precision and recall of "this is a reflection"; NaN where there is nothing to
    take a share of."""

    texts: int
    precision: float
    recall: float


def average_precision(ranked: Sequence[str], gold: frozenset[str]) -> float:
    """The mean, over the gold codes, of the precision at each one's place; a code never ranked counts 0."""
    hits = [place for place, code in enumerate(ranked, start=1) if code in gold]
    return sum(number / place for number, place in enumerate(hits, start=1)) / len(gold)


def mapping_figures(rows: Iterable[MappingRow], ranker_of: Callable[[str], Ranker]) -> MappingFigures:
    """The figures of one way of ranking, given for each standard's reference."""
    results = [(ranker_of(row.standard)(row.text), row.gold) for row in rows]
    if not results:
        return MappingFigures(0, nan, nan)
    return MappingFigures(
        len(results),
        fmean(average_precision(ranked, gold) for ranked, gold in results),
        fmean(len(gold & set(ranked[:FIRST])) / len(gold) for ranked, gold in results),
    )


def suggestion_figures(
    rows: Iterable[MappingRow], suggester_of: Callable[[str], Ranker]
) -> SuggestionFigures:
    """The figures of what is suggested, given for each standard's reference."""
    results = [(set(suggester_of(row.standard)(row.text)), row.gold) for row in rows]
    if not results:
        return SuggestionFigures(0, nan, nan, nan)
    suggested = sum(len(codes) for codes, _ in results)
    right = sum(len(codes & gold) for codes, gold in results)
    return SuggestionFigures(
        len(results),
        suggested / len(results),
        right / suggested if suggested else nan,
        fmean(len(codes & gold) / len(gold) for codes, gold in results),
    )


def score_bands(rows: Iterable[MappingRow], scorer_of: Callable[[str], Scorer]) -> list[ScoreBand]:
    """The bands that hold a pair, lowest first, of a scorer of every KSB, given for each standard's reference."""
    pairs = [
        (score, code in row.gold) for row in rows for code, score in scorer_of(row.standard)(row.text).items()
    ]
    bands = (
        (low, [pair for pair in pairs if low <= pair[0] < past]) for low, past in pairwise((*BANDS, inf))
    )
    return [
        ScoreBand(low, len(inside), fmean(score for score, _ in inside), fmean(right for _, right in inside))
        for low, inside in bands
        if inside
    ]


Row = TypeVar("Row", MappingRow, LanguageRow)


def slices_of(rows: Sequence[Row], *names: str) -> dict[str, list[Row]]:
    """The rows whole, then by each of the named fields that any row tells, under "field value"."""
    slices = {"all": list(rows)}
    for name in names:
        for value in sorted({getattr(row, name) for row in rows} - {""}):
            slices[f"{name} {value}"] = [row for row in rows if getattr(row, name) == value]
    return slices


def mean_over_authors(rows: Iterable[MappingRow], ranker_of: Callable[[str], Ranker]) -> MappingFigures:
    """Each author counts once, however many passages she wrote: what to expect of the next author."""
    by_author = [
        mapping_figures(part, ranker_of)
        for name, part in slices_of(list(rows), "author").items()
        if name != "all"
    ]
    if not by_author:
        return MappingFigures(0, nan, nan)
    return MappingFigures(
        sum(figures.passages for figures in by_author),
        fmean(figures.mean_average_precision for figures in by_author),
        fmean(figures.recall_at_5 for figures in by_author),
    )


def mapper_rankers(statements: Mapping[str, Mapping[str, str]]) -> Callable[[str], Ranker]:
    """Our ranking, for each standard of `{reference: {code: text}}`."""
    mapper_of = _mappers(statements)
    return lambda reference: lambda text: [ranked.code for ranked in mapper_of(reference).rank(text)]


def mapper_suggesters(statements: Mapping[str, Mapping[str, str]]) -> Callable[[str], Ranker]:
    """What we suggest, for each standard of `{reference: {code: text}}`."""
    mapper_of = _mappers(statements)
    return lambda reference: lambda text: [one.code for one in mapper_of(reference).suggest(text)]


def mapper_scorers(statements: Mapping[str, Mapping[str, str]]) -> Callable[[str], Scorer]:
    """Our scores by code, for each standard of `{reference: {code: text}}`."""
    mapper_of = _mappers(statements)
    return lambda reference: (
        lambda text: {ranked.code: ranked.score for ranked in mapper_of(reference).rank(text)}
    )


def _mappers(statements: Mapping[str, Mapping[str, str]]) -> Callable[[str], Mapper]:
    @cache
    def mapper_of(reference: str) -> Mapper:
        ksbs = tuple(Ksb(code, text) for code, text in statements[reference].items())
        return load_mapper(Standard(reference, "", ksbs))

    return mapper_of


def language_figures(
    rows: Iterable[LanguageRow], is_reflection: Callable[[LanguageRow], bool]
) -> LanguageFigures:
    """The figures of one way of telling."""
    judged = [(row.label != Verdict.RECORD, is_reflection(row)) for row in rows if row.label in set(Verdict)]
    return _figures(judged)


def by_verdict(row: LanguageRow) -> bool:
    """Our verdict on a text as evidence."""
    return check_language(row.text, LanguageKind.EVIDENCE).verdict is not Verdict.RECORD


def opinion_figures(
    rows: Iterable[LanguageRow], is_opinion: Callable[[LanguageRow], bool]
) -> LanguageFigures:
    """Of witness texts: how well one way tells that one judges in place of telling what was seen."""
    judged = [(row.label == WITNESS_OPINION, is_opinion(row)) for row in rows if row.label in WITNESS_LABELS]
    return _figures(judged)


def by_opinions_found(row: LanguageRow) -> bool:
    """Whether we find an opinion in the words of a witness."""
    return any(one.rule is LanguageRule.OPINION for one in check_language(row.text, "witness").findings)


def personal_data_figures(
    rows: Iterable[LanguageRow], find: Callable[[str], Iterable[Piece]]
) -> dict[str, LanguageFigures]:
    """By kind, "all" first: how many pieces were to be found in the rows that tell, and one way's precision and recall,
    words and kind exactly."""
    expected: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.found is not None:
            wanted = Counter((words, PersonalDataKind(kind).value) for words, kind in row.found)
            given = Counter(find(row.text))
            expected += wanted
            found += given
            right += wanted & given
    kinds = sorted({kind for _, kind in expected | found})
    return {
        name: LanguageFigures(
            _of_kinds(expected, only),
            _of_kinds(right, only) / _of_kinds(found, only) if _of_kinds(found, only) else nan,
            _of_kinds(right, only) / _of_kinds(expected, only) if _of_kinds(expected, only) else nan,
        )
        for name, only in {"all": set(kinds), **{kind: {kind} for kind in kinds}}.items()
    }


def pieces_found(text: str) -> list[Piece]:
    """What we find of personal data in a text."""
    return [
        (one.excerpt, one.kind.value)
        for one in check_language(text, "report").findings
        if one.kind is not None
    ]


def _of_kinds(pieces: Counter[tuple[str, str]], kinds: set[str]) -> int:
    return sum(times for (_, kind), times in pieces.items() if kind in kinds)


def _figures(judged: Sequence[tuple[bool, bool]]) -> LanguageFigures:
    right = sum(expected and found for expected, found in judged)
    found = sum(found for _, found in judged)
    expected = sum(expected for expected, _ in judged)
    return LanguageFigures(
        len(judged), right / found if found else nan, right / expected if expected else nan
    )
