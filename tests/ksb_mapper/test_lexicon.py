import pytest

from ksb_mapper import BadFile
from ksb_mapper.cues import load_cues
from ksb_mapper.language import LanguageRule
from ksb_mapper.lexicon import Concept, Lexicon, load_lexicon
from ksb_mapper.pipeline import stems_of

CABLING = frozenset({"cabling"})
SMALL = Lexicon((Concept("cabling", ("structured cabling",), ("patch panel", "cat6")),))


def test_evidence_finds_a_concept_by_either_vocabulary_and_by_stems():
    phrases = SMALL.evidence_phrases(stems_of)

    assert phrases.find(stems_of("two patch panels and Cat6")) == [
        (stems_of("patch panel"), 1, 3),
        (stems_of("cat6"), 4, 5),
    ]
    assert phrases.find(stems_of("structured cabling")) == [(stems_of("structured cabling"), 0, 2)]
    assert set(phrases.concepts_by_phrase.values()) == {CABLING}


def test_a_statement_is_about_a_concept_only_in_its_own_words():
    phrases = SMALL.statement_phrases(stems_of)

    assert phrases.find(stems_of("patch panel")) == []
    assert phrases.find(stems_of("the purpose of structured cabling")) == [
        (stems_of("structured cabling"), 3, 5)
    ]


def test_every_concept_of_the_trade_has_words_on_both_sides():
    lexicon = load_lexicon("digital")

    assert len(lexicon.concepts) > 50
    for concept in lexicon.concepts:
        assert concept.statement, concept.name
        assert concept.evidence, concept.name
        assert all(stems_of(phrase) for phrase in (*concept.statement, *concept.evidence)), concept.name


def test_no_concept_says_a_phrase_twice():
    for concept in load_lexicon("digital").concepts:
        phrases = [stems_of(phrase) for phrase in (*concept.statement, *concept.evidence)]

        assert len(phrases) == len(set(phrases)), concept.name


def test_a_trade_without_a_lexicon_is_named():
    with pytest.raises(BadFile, match=r"alchemy\.toml"):
        load_lexicon("alchemy")


def test_every_cue_speaks_for_a_rule_and_has_a_message():
    cues = load_cues()

    assert {cue.rule for cue in cues.cues} <= set(LanguageRule)
    assert {cue.message for cue in cues.cues} <= set(cues.messages)
    assert all(0 < cue.strength <= 1 for cue in cues.cues)
    assert not any("!" in message for message in cues.messages.values())
