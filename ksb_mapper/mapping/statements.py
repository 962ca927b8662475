"""What the statements of a standard are about, and the lines that illustrate them, as the pipeline reads both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ksb_mapper.lexicon.company import Company
from ksb_mapper.lexicon.expansion import Terms, lines_by_statement, terms_of_lines
from ksb_mapper.lexicon.illustrations import Illustration
from ksb_mapper.lexicon.leanings import leanings
from ksb_mapper.lexicon.statements import StatementReader
from ksb_mapper.lexicon.stems import stem
from ksb_mapper.lexicon.terms import CONCEPT_MARK, Sentence
from ksb_mapper.pipeline import (
    load_pipeline,
    load_ranking,
    load_sentence_terms,
    read_documents,
    read_sentences_of,
    stems_of,
)


def read_statement(statement: str) -> Terms:
    """The terms of a statement of a standard, and what each counts for in it."""
    return _load_reader().weigh(statement, read_documents(statement))


def read_lines(statements: Sequence[Terms]) -> list[tuple[str, ...]]:
    """The lines that illustrate each of a standard's statements, as they were read; none where none do."""
    return lines_by_statement(statements, _illustrated(), load_ranking().statement)


def read_expansions(lines_of_each: Sequence[Sequence[str]]) -> list[Terms]:
    """The terms of the lines of each statement together."""
    return [terms_of_lines(_terms_of_each(its_lines)) for its_lines in lines_of_each]


@cache
def load_company() -> Company:
    """What words show by the company they keep in the statements that have lines, read once."""
    return Company([_stems_said([one.statement, *one.lines]) for one in _illustrations()])


@cache
def load_leanings() -> Mapping[str, Mapping[str, float]]:
    """The concepts that each word leans to which is a part of the lexicon's phrases, found once."""
    small_words = {stem(word) for word in load_pipeline().Defaults.stop_words}
    return leanings(load_sentence_terms().phrases, small_words)


@cache
def _load_reader() -> StatementReader:
    phrases = load_sentence_terms().lexicon.statement_phrases(stems_of)
    return StatementReader(phrases, load_ranking().statement)


def _illustrations() -> tuple[Illustration, ...]:
    return load_sentence_terms().lexicon.illustrations


@cache
def _illustrated() -> tuple[tuple[Terms, tuple[str, ...]], ...]:
    return tuple((read_statement(one.statement), one.lines) for one in _illustrations())


def _terms_of_each(lines: Sequence[str]) -> list[Terms]:
    return list(map(_terms_of, read_sentences_of(lines)))


def _terms_of(sentences: Iterable[tuple[int, Sentence]]) -> Terms:
    counts: dict[str, float] = defaultdict(float)
    for _, sentence in sentences:
        for name, weight in zip(sentence.names, sentence.weights, strict=True):
            counts[name] += weight
    return counts


def _stems_said(texts: Sequence[str]) -> Terms:
    said: dict[str, float] = defaultdict(float)
    for terms in _terms_of_each(texts):
        for name, count in terms.items():
            if not name.startswith(CONCEPT_MARK):
                said[name] += count
    return said
