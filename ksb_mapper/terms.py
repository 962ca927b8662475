"""What a sentence holds that can be compared: word stems, and the concepts of the trade its phrases show."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from ksb_mapper.lexicon import PhraseIndex
from ksb_mapper.stems import stem

CONCEPT_MARK = "="
"""Begins the name of a term that is a concept, so that no stem is ever taken for one."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stem or a concept, and where in the text the words that show it are."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets into the text, how many words it has, and the terms it holds in order of place."""

    start: int
    end: int
    words: int
    terms: tuple[Term, ...]

    def moved(self, offset: int) -> "Sentence":
        """The same sentence in a text that begins `offset` characters earlier."""
        terms = tuple(Term(term.name, term.start + offset, term.end + offset) for term in self.terms)
        return replace(self, start=self.start + offset, end=self.end + offset, terms=terms)


def read_terms(doc: Doc, phrases: PhraseIndex) -> tuple[Sentence, ...]:
    """The sentences of a document that hold at least one word; its sentence starts must be set."""
    sentences = (_read_sentence(span, phrases) for span in doc.sents)
    return tuple(sentence for sentence in sentences if sentence is not None)


def _read_sentence(span: Span, phrases: PhraseIndex) -> Sentence | None:
    words = [token for token in span if any(character.isalnum() for character in token.text)]
    if not words:
        return None
    stems = [stem(token.lower_) for token in words]
    terms = [
        Term(stems[index], token.idx, token.idx + len(token))
        for index, token in enumerate(words)
        if not token.is_stop and len(token) > 1
    ]
    terms += (
        Term(CONCEPT_MARK + concept, words[first].idx, words[past - 1].idx + len(words[past - 1]))
        for concept, first, past in phrases.find(stems)
    )
    terms.sort(key=lambda term: (term.start, term.end, term.name))
    visible = [token for token in span if not token.is_space]
    end = visible[-1].idx + len(visible[-1])
    return Sentence(visible[0].idx, end, len(words), tuple(terms))
