"""What a statement of a standard is about: its stems, and the concepts it speaks of."""

import re
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from ksb_mapper.lexicon.concepts import PhraseIndex
from ksb_mapper.lexicon.illustrations import Illustration
from ksb_mapper.lexicon.stems import stem
from ksb_mapper.lexicon.terms import CONCEPT_MARK, Term
from ksb_mapper.lexicon.weights import StatementWeights, SuggestThresholds, TextWeights

_EXAMPLES = re.compile(
    r"\b(?:for example|for instance|such as|examples include|including|not limited to|namely|e\.g|i\.e)\b|\(",
    re.IGNORECASE,
)


class KsbRanking:
    """The pipeline's last component, for statements alone: their terms, as `doc._.statement_terms`, and the weights by
    which texts are ranked against them."""

    def __init__(
        self,
        phrases: PhraseIndex,
        illustrations: Sequence[Illustration],
        statement: StatementWeights,
        text: TextWeights,
        suggest: SuggestThresholds,
        leanings: Mapping[str, Mapping[str, float]],
    ) -> None:
        self._phrases = phrases
        self.illustrations = illustrations
        self.statement = statement
        self.text = text
        self.suggest = suggest
        self.leanings = leanings

    def __call__(self, doc: Doc) -> Doc:
        """A document whose sentences have been read, with its stems and the concepts that statements' phrases show; a
        phrase that speaks for several says less of each, and so does one that is a part of a longer one: "quality
        assurance" is not about assurance."""
        found = [term for term in doc._.terms if not term.name.startswith(CONCEPT_MARK)]
        for sentence in doc.sents:
            words = [token for token in sentence if any(character.isalnum() for character in token.text)]
            phrases = self._phrases.find([stem(word.lower_) for word in words])
            for phrase, first, past in phrases:
                concepts = self._phrases.concepts_by_phrase[phrase]
                start, end = words[first].idx, words[past - 1].idx + len(words[past - 1])
                weight = len(concepts) ** -self.statement.ambiguity_power
                if any(
                    begins <= first and past <= ends and ends - begins > past - first
                    for _, begins, ends in phrases
                ):
                    weight *= self.statement.within_longer
                found += (Term(CONCEPT_MARK + concept, start, end, weight) for concept in sorted(concepts))
        doc._.statement_terms = tuple(found)
        return doc

    def weigh(self, statement: str, read: Iterable[tuple[int, Doc]]) -> Mapping[str, float]:
        """What each term of a statement counts for, of its documents with their offsets: a stem as often as it is said,
        a concept once, either less from the first "for example" on."""
        match = _EXAMPLES.search(statement)
        first_example = match.start() if match else len(statement)
        weights: dict[str, float] = {}
        for offset, doc in read:
            for term in doc._.statement_terms:
                is_example = offset + term.start >= first_example
                weight = term.weight * (self.statement.example_weight if is_example else 1.0)
                if term.name.startswith(CONCEPT_MARK):
                    weights[term.name] = max(weights.get(term.name, 0.0), weight)
                else:
                    weights[term.name] = weights.get(term.name, 0.0) + weight
        return weights
