"""What a lexicon has for the statements of a standard: the concepts that each speaks of, and what serves none."""

from collections.abc import Mapping
from dataclasses import dataclass

from ksb_mapper.lexicon.concepts import Lexicon
from ksb_mapper.lexicon.expansion import fewest_served, lines_near
from ksb_mapper.mapping.statements import read_statement
from ksb_mapper.pipeline import load_ranking, stems_of
from standards import Standard


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a lexicon has for the statements of one standard."""

    concepts: Mapping[str, tuple[str, ...]]
    """By code, the names of the concepts that each statement speaks of, in order."""
    unused_concepts: tuple[str, ...]
    """The names of those that no statement speaks of, in order."""
    unserved: tuple[str, ...]
    """The illustrated statements of the lexicon that are near enough to none of the standard's."""
    served: int
    """How many of the standard's statements the lines of the others are for."""
    fewest_served: int
    """How many they must be for: lines for fewer are not used."""


def coverage_of(lexicon: Lexicon, standard: Standard) -> Coverage:
    """What one lexicon has for the statements of a standard, whatever else the pipeline reads besides."""
    index = lexicon.statement_phrases(stems_of)
    spoken_of = {
        ksb.code: {
            concept
            for phrase, _, _ in index.find(stems_of(ksb.text))
            for concept in index.concepts_by_phrase[phrase]
        }
        for ksb in standard.ksbs
    }
    unused = {concept.name for concept in lexicon.concepts}.difference(*spoken_of.values())
    statements, weights = [read_statement(ksb.text) for ksb in standard.ksbs], load_ranking().statement
    illustrated = [(read_statement(one.statement), one.lines) for one in lexicon.illustrations]
    near = lines_near(statements, illustrated, weights)
    serving = set().union(*near)
    return Coverage(
        {code: tuple(sorted(concepts)) for code, concepts in spoken_of.items()},
        tuple(sorted(unused)),
        tuple(one.statement for one in lexicon.illustrations if serving.isdisjoint(one.lines)),
        sum(map(bool, near)),
        fewest_served(statements, weights),
    )
