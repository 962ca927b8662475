"""Plain ways to do what we do, measured in the same run: what a figure is worth shows beside one of these."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import inf, log, sqrt

from ksb_mapper.language.cues import load_cues
from ksb_mapper.language.verdicts import LanguageRule
from ksb_mapper.lexicon.terms import CONCEPT_MARK
from ksb_mapper.measuring.figures import LanguageRow, MappingRow, Piece, Ranker, Scorer
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.pipeline import read_sentences

_OF_THE_WRITER = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})
_PRAISE = re.compile(
    r"\b(?:amazing|asset|brilliant|confident|dedicated|excellent|fantastic|friendly|good|great|hard[- ]?working|"
    r"impress\w*|outstanding|pleasure|polite|professional|reliable|talented)\b",
    re.IGNORECASE,
)
_SHAPES = {
    PersonalDataKind.EMAIL: re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    PersonalDataKind.PHONE: re.compile(r"(?<!\w)(?:\+44|0)[\d ()-]{8,13}\d(?!\w)"),
    PersonalDataKind.IP_ADDRESS: re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),
}
PLAIN_KINDS = frozenset(kind.value for kind in _SHAPES)
"""The kinds of personal data that `by_plain_shapes` looks for."""


def tfidf_scorers(statements: Mapping[str, Mapping[str, str]]) -> Callable[[str], Scorer]:
    """TF-IDF over stems, one vector per passage, document frequencies over all the statements; the cosine by code."""
    held_by = Counter(
        stem for texts in statements.values() for text in texts.values() for stem in _stems(text)
    )
    total = sum(len(texts) for texts in statements.values())

    def weigh(stems: Counter[str]) -> dict[str, float]:
        return {stem: count * (log((1 + total) / (1 + held_by[stem])) + 1) for stem, count in stems.items()}

    @cache
    def scorer_of(reference: str) -> Scorer:
        vectors = {code: weigh(_stems(text)) for code, text in statements[reference].items()}

        @cache
        def score(text: str) -> Mapping[str, float]:
            passage = weigh(_stems(text))
            length = _length(passage) or 1
            return {
                code: _dot(vector, passage) / (_length(vector) or 1) / length
                for code, vector in vectors.items()
            }

        return score

    return scorer_of


def tfidf_rankers(statements: Mapping[str, Mapping[str, str]]) -> Callable[[str], Ranker]:
    """Ranks by TF-IDF, equals in the order of the statements."""
    scorer_of = tfidf_scorers(statements)

    def ranker_of(reference: str) -> Ranker:
        def rank(text: str) -> list[str]:
            scores = scorer_of(reference)(text)
            return sorted(scores, key=lambda code: -scores[code])

        return rank

    return ranker_of


def suggesters_of_as_many(
    rows: Iterable[MappingRow], scorer_of: Callable[[str], Scorer], most: int
) -> Callable[[str], Ranker]:
    """Suggests all that score at least so much that over these rows about as many are shown as `most` says; what scores
    nothing is not shown."""
    scores = sorted(
        (score for row in rows for score in scorer_of(row.standard)(row.text).values()), reverse=True
    )
    least = scores[most - 1] if 0 < most <= len(scores) else inf
    return lambda reference: (
        lambda text: [
            code for code, score in scorer_of(reference)(text).items() if score >= least and score > 0
        ]
    )


def by_counting_cues(row: LanguageRow) -> bool:
    """A reflection is a text of two cue words or more: as many as the row tells, else those of our own list."""
    cues = row.reflective_cues
    return (own_cues_in(row.text) if cues is None else cues) >= 2


def own_cues_in(text: str) -> int:
    """How many cues of our own list for reflection and self-assessment a text holds, each once a sentence."""
    cues = load_cues()
    return sum(
        len(cues.in_sentence(text[offset + sentence.start : offset + sentence.end], _OF_THE_WRITER))
        for offset, sentence in read_sentences(text)
    )


def by_praise(row: LanguageRow) -> bool:
    """A witness judges where one word of plain praise stands."""
    return _PRAISE.search(row.text) is not None


def by_plain_shapes(text: str) -> list[Piece]:
    """Emails, phone numbers and IP addresses by one pattern each, and nothing else."""
    return [(match[0], kind.value) for kind, pattern in _SHAPES.items() for match in pattern.finditer(text)]


def _stems(text: str) -> Counter[str]:
    return Counter(
        name
        for _, sentence in read_sentences(text)
        for name in sentence.names
        if not name.startswith(CONCEPT_MARK)
    )


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _length(vector: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in vector.values()))
