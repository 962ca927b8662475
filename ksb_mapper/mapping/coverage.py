"""What a lexicon has for the statements of a standard: the concepts that each speaks of, and what serves none."""

from collections.abc import Mapping
from dataclasses import dataclass

from ksb_mapper.lexicon.concepts import Lexicon
from ksb_mapper.mapping.statements import lines_serving
from ksb_mapper.pipeline import stems_of
from standards import Standard


@dataclass(frozen=True, slots=True)
class Coverage:
    """By code, the names of the concepts that each statement of a standard speaks of, in order (`concepts`); the names
    of those that none speaks of (`unused_concepts`); and the illustrated statements of the lexicon that are like none
    of the standard's, so that their lines serve none (`unserved`)."""

    concepts: Mapping[str, tuple[str, ...]]
    unused_concepts: tuple[str, ...]
    unserved: tuple[str, ...]


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
    serving = set().union(*lines_serving([ksb.text for ksb in standard.ksbs], lexicon.illustrations))
    return Coverage(
        {code: tuple(sorted(concepts)) for code, concepts in spoken_of.items()},
        tuple(sorted(unused)),
        tuple(one.statement for one in lexicon.illustrations if serving.isdisjoint(one.lines)),
    )
