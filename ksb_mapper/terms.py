"""What a sentence holds that can be compared: word stems, and the concepts of the trade its phrases show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from ksb_mapper.lexicon import PhraseIndex, Stems
from ksb_mapper.stems import stem

CONCEPT_MARK = "="
"""Begins the name of a term that is a concept, so that no stem is ever taken for one."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stem or a concept, where in its unit the words that show it are, and how strongly they do (a stem's is 1)."""

    name: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets into its unit, how many words it has, and the terms it holds in order of place."""

    start: int
    end: int
    words: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a spelling tells by itself; `stem` is None where it is no word and empty where it is not heard, `is_content`
    False for "the" and "of"."""

    length: int
    is_space: bool
    stem: str | None
    is_content: bool


class TermReader:
    """Reads the terms of documents over one vocabulary. What is learnt of a spelling is kept, up to a number."""

    def __init__(
        self,
        vocab: Vocab,
        phrases: PhraseIndex,
        strengths: Mapping[Stems, float],
        not_heard: Collection[str] = frozenset(),
    ) -> None:
        """`strengths` says for each of the phrases how much it says; words `not_heard` show nothing, in no phrase."""
        self._vocab = vocab
        self._phrases = phrases
        self._strengths = strengths
        self._not_heard = not_heard
        self._words: dict[int, _Word] = {}

    def read(self, doc: Doc) -> tuple[Sentence, ...]:
        """The sentences of a document that hold at least one word; its sentence starts must be set."""
        if not len(doc):
            return ()
        spellings, places, starts = doc.to_array(["ORTH", "IDX", "SENT_START"]).T.tolist()
        words = [self._words.get(spelling) or self._learn(spelling) for spelling in spellings]
        firsts = [index for index, mark in enumerate(starts) if mark == 1] or [0]
        sentences = (
            self._read_sentence(words[first:past], places[first:past])
            for first, past in zip(firsts, [*firsts[1:], len(words)], strict=True)
        )
        return tuple(sentence for sentence in sentences if sentence is not None)

    def _read_sentence(self, words: Sequence[_Word], places: Sequence[int]) -> Sentence | None:
        stems: list[str] = []
        spans: list[tuple[int, int]] = []
        terms: list[Term] = []
        start, end = -1, -1
        for word, place in zip(words, places, strict=True):
            if word.is_space:
                continue
            start = place if start < 0 else start
            end = place + word.length
            if word.stem is None:
                continue
            stems.append(word.stem)
            spans.append((place, end))
            if word.is_content:
                terms.append(Term(word.stem, place, end, 1.0))
        if not stems:
            return None
        for concepts, first, past in self._phrases.find(stems):
            weight = self._strengths[tuple(stems[first:past])]
            terms += (
                Term(CONCEPT_MARK + name, spans[first][0], spans[past - 1][1], weight)
                for name in sorted(concepts)
            )
        terms.sort(key=lambda term: (term.start, term.end, term.name))
        return Sentence(start, end, len(stems), tuple(terms))

    def _learn(self, spelling: int) -> _Word:
        lexeme = self._vocab[spelling]
        text = lexeme.text
        is_word = any(character.isalnum() for character in text)
        is_heard = lexeme.lower_ not in self._not_heard
        word = _Word(
            length=len(text),
            is_space=text.isspace(),
            stem=(stem(lexeme.lower_) if is_heard else "") if is_word else None,
            is_content=is_word and is_heard and not lexeme.is_stop and len(text) > 1,
        )
        if len(self._words) >= _MOST_WORDS_KEPT:
            self._words.clear()
        self._words[spelling] = word
        return word


_MOST_WORDS_KEPT = 50_000
