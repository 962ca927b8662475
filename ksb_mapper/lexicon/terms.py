"""What a sentence holds that can be compared: word stems, and the concepts of the trade its phrases show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ksb_mapper.lexicon.concepts import Beginning, PhraseIndex, Stems, find_phrases
from ksb_mapper.lexicon.stems import is_number, stem

CONCEPT_MARK = "="
"""Begins the name of a term that is a concept, so that no stem is ever taken for one."""


_Found = tuple[Stems, int, int]
_NO_WORDS: frozenset[int] = frozenset()


class Term(NamedTuple):
    """A stem or a concept, where in its unit the words that show it are, and how strongly they do (a stem's is 1)."""

    name: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets into its unit, how many words it has, the terms it holds and the weight of each.

    Where its terms stand is not kept, since that is asked of few sentences (`TermReader.terms`).
    """

    start: int
    end: int
    words: int
    names: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a spelling tells by itself: `stem` is empty where it is no word or not heard, `begins` is what its stem
    begins, `is_content` is False for "the" and "of"."""

    length: int
    is_space: bool
    is_word: bool
    stem: str
    begins: Beginning | None
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
        """`strengths` says for each of the phrases how much it says, and of no concept only
        what else its words are not; words `not_heard` show nothing, in no phrase."""
        self._vocab = vocab
        self._phrases = phrases
        self._shown_by = {
            phrase: (
                tuple(CONCEPT_MARK + name for name in sorted(concepts)),
                (strengths[phrase],) * len(concepts),
            )
            for phrase, concepts in phrases.concepts_by_phrase.items()
        }
        self._mean_nothing = {phrase for phrase, names in phrases.concepts_by_phrase.items() if not names}
        self._not_heard = not_heard
        self._words: dict[int, _Word] = {}

    def read(self, doc: Doc) -> tuple[Sentence, ...]:
        """The sentences of a document that hold at least one word; its sentence starts must be set."""
        if not len(doc):
            return ()
        columns = doc.to_array(["ORTH", "IDX", "SENT_START"])
        words, places = self._words_of(columns[:, 0].tolist()), columns[:, 1].tolist()
        firsts = np.flatnonzero(columns[:, 2] == 1).tolist()
        firsts[:1] = [0]
        sentences = (
            self._read_sentence(words, first, past, places)
            for first, past in zip(firsts, [*firsts[1:], len(words)], strict=True)
        )
        return tuple(sentence for sentence in sentences if sentence is not None)

    def terms(self, doc: Doc) -> list[Term]:
        """The terms of a document in order of place; its sentence starts must be set."""
        found: list[Term] = []
        for sentence in doc.sents:
            words = [
                (word, token.idx)
                for word, token in zip(
                    self._words_of([token.orth for token in sentence]), sentence, strict=True
                )
                if word.is_word
            ]
            phrases = find_phrases([word.stem for word, _ in words], [word.begins for word, _ in words])
            means_nothing = self._without_meaning(phrases)
            found += (
                Term(word.stem, place, place + word.length, 1.0)
                for index, (word, place) in enumerate(words)
                if word.is_content and index not in means_nothing
            )
            for phrase, first, past in self._meant(phrases, means_nothing):
                last, place = words[past - 1]
                found += (
                    Term(name, words[first][1], place + last.length, weight)
                    for name, weight in zip(*self._shown_by[phrase], strict=True)
                )
        return sorted(found, key=lambda term: (term.start, term.end, term.name))

    def _without_meaning(self, phrases: Sequence[_Found]) -> frozenset[int]:
        """The words of a sentence, by number, that stand in a phrase of no concept."""
        if self._mean_nothing.isdisjoint([found[0] for found in phrases]):
            return _NO_WORDS
        return frozenset(
            index
            for phrase, first, past in phrases
            if phrase in self._mean_nothing
            for index in range(first, past)
        )

    @staticmethod
    def _meant(phrases: Sequence[_Found], means_nothing: Collection[int]) -> list[_Found]:
        """The phrases that have a word besides those that mean nothing."""
        return [found for found in phrases if any(word not in means_nothing for word in range(*found[1:]))]

    def _words_of(self, spellings: list[int]) -> list[_Word]:
        known = self._words.get
        return [known(spelling) or self._learn(spelling) for spelling in spellings]

    def _read_sentence(
        self, words: Sequence[_Word], first: int, past: int, places: Sequence[int]
    ) -> Sentence | None:
        heard = [word for word in words[first:past] if word.is_word]
        if not heard:
            return None
        phrases = find_phrases([word.stem for word in heard], [word.begins for word in heard])
        count = len(heard)
        if means_nothing := self._without_meaning(phrases):
            phrases = self._meant(phrases, means_nothing)
            heard = [word for index, word in enumerate(heard) if index not in means_nothing]
        names = [word.stem for word in heard if word.is_content]
        weights = [1.0] * len(names)
        for phrase, _, _ in phrases:
            shown, strength = self._shown_by[phrase]
            names += shown
            weights += strength
        while words[first].is_space:
            first += 1
        while words[past - 1].is_space:
            past -= 1
        end = places[past - 1] + words[past - 1].length
        return Sentence(places[first], end, count, tuple(names), tuple(weights))

    def _learn(self, spelling: int) -> _Word:
        lexeme = self._vocab[spelling]
        text = lexeme.text
        is_word = any(character.isalnum() for character in text)
        is_heard = lexeme.lower_ not in self._not_heard
        its_stem = stem(lexeme.lower_) if is_heard else ""
        word = _Word(
            length=len(text),
            is_space=text.isspace(),
            is_word=is_word,
            stem=its_stem if is_word else "",
            begins=self._phrases.begun_by(its_stem, is_number=is_number(text)) if is_word else None,
            is_content=is_word and is_heard and not lexeme.is_stop and len(text) > 1,
        )
        if len(self._words) >= _MOST_WORDS_KEPT:
            self._words.clear()
        self._words[spelling] = word
        return word


_MOST_WORDS_KEPT = 50_000
