"""What a statement of a standard is about: its stems, and the concepts it speaks of."""

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from ksb_mapper.lexicon.concepts import PhraseIndex
from ksb_mapper.lexicon.stems import stem
from ksb_mapper.lexicon.terms import CONCEPT_MARK, Term
from ksb_mapper.lexicon.weights import StatementWeights

_EXAMPLES = re.compile(
    r"\b(?:for example|for instance|such as|examples include|including|not limited to|namely|e\.g|i\.e)\b|\(",
    re.IGNORECASE,
)


class StatementReader:
    """Reads what statements are about, by the phrases that standards use for a concept. Threads may share it."""

    def __init__(self, phrases: PhraseIndex, weights: StatementWeights) -> None:
        self._phrases = phrases
        self._weights = weights

    def weigh(self, statement: str, read: Iterable[tuple[int, Doc]]) -> Mapping[str, float]:
        """What each term of a statement counts for, of its documents with their offsets: a stem as often as it is said,
        a concept once, either less from the first "for example" on. The documents' terms must be read
        (`doc._.terms`)."""
        match = _EXAMPLES.search(statement)
        first_example = match.start() if match else len(statement)
        weights: dict[str, float] = {}
        for offset, doc in read:
            for term in self._terms(doc):
                is_example = offset + term.start >= first_example
                weight = term.weight * (self._weights.example_weight if is_example else 1.0)
                if term.name.startswith(CONCEPT_MARK):
                    weights[term.name] = max(weights.get(term.name, 0.0), weight)
                else:
                    weights[term.name] = weights.get(term.name, 0.0) + weight
        return weights

    def _terms(self, doc: Doc) -> list[Term]:
        """The stems of a document, and the concepts that statements' phrases show. A phrase that speaks for several
        says less of each, and so does one that is a part of a longer one: "quality assurance" is not about
        assurance."""
        found = [term for term in doc._.terms if not term.name.startswith(CONCEPT_MARK)]
        for sentence in doc.sents:
            words = [token for token in sentence if any(character.isalnum() for character in token.text)]
            phrases = self._phrases.find([stem(word.lower_) for word in words])
            for phrase, first, past in phrases:
                concepts = self._phrases.concepts_by_phrase[phrase]
                start, end = words[first].idx, words[past - 1].idx + len(words[past - 1])
                weight = len(concepts) ** -self._weights.ambiguity_power
                if any(
                    begins <= first and past <= ends and ends - begins > past - first
                    for _, begins, ends in phrases
                ):
                    weight *= self._weights.within_longer
                found += (Term(CONCEPT_MARK + concept, start, end, weight) for concept in sorted(concepts))
        return found
