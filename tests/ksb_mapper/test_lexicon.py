import pytest

from ksb_mapper import BadFile
from ksb_mapper.language.checks import LanguageRule
from ksb_mapper.language.cues import load_cues
from ksb_mapper.lexicon.concepts import Concept, Lexicon, load_lexicon, read_lexicon
from ksb_mapper.pipeline import read_terms, stems_of

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


def test_a_number_sign_begins_a_phrase_for_any_number_in_figures():
    phrases = Lexicon((Concept("results", ("results",), ("# passed", "24 port")),)).evidence_phrases(stems_of)
    passed, port = ("#", *stems_of("passed")), stems_of("24 port")

    def begun_by(word, *, is_number):
        beginning = phrases.begun_by(word, is_number=is_number)
        return sorted(beginning.then) if beginning else None

    assert set(phrases.concepts_by_phrase) == {stems_of("results"), passed, port}
    assert begun_by("24", is_number=True) == ["pass", "port"]
    assert begun_by("7/9", is_number=True) == ["pass"]
    assert begun_by("two", is_number=False) is None


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("12 run, 11 pass, 1 fail.", True),
        ("7/9 passed on Monday.", True),
        ("She passed the cup on.", False),
        ("24 ports were passed.", False),
    ],
)
def test_a_count_of_what_passed_or_failed_speaks_of_testing(text, is_heard):
    strengths = [term.weight for _, term in read_terms(text) if term.name == "=testing"]

    assert (max(strengths, default=0.0) > 0.5) == is_heard


def test_every_concept_of_the_trade_has_words_on_both_sides():
    lexicon = load_lexicon("digital")

    assert len(lexicon.concepts) > 50
    for concept in lexicon.concepts:
        assert concept.statement, concept.name
        assert concept.evidence, concept.name
        assert all(stems_of(phrase) for phrase in (*concept.statement, *concept.evidence)), concept.name


def test_no_concept_says_a_phrase_twice():
    for concept in load_lexicon("digital").concepts:
        for said in (concept.statement, concept.shown_by):
            phrases = [stems_of(phrase) for phrase in said]

            assert len(phrases) == len(set(phrases)), concept.name


def test_a_way_to_behave_is_shown_by_conduct_and_not_by_its_own_words():
    tidy = Lexicon((Concept("tidiness", ("tidy",), ("swept the bench",), by_conduct=True),))

    assert tidy.evidence_phrases(stems_of).find(stems_of("the tidy cable")) == []
    assert tidy.evidence_phrases(stems_of).find(stems_of("I swept the bench")) != []
    assert tidy.statement_phrases(stems_of).find(stems_of("Is tidy.")) != []


def test_a_trade_without_a_lexicon_is_named():
    with pytest.raises(BadFile, match=r"alchemy\.toml"):
        load_lexicon("alchemy")


JOINERY = """
[jointing]
statement = ["woodworking joints"]
evidence = ["mortise", "tenon", "dovetail"]

[version-control]
statement = ["drawing register"]
evidence = ["revision cloud"]
"""


def test_a_provider_s_own_lexicon_is_heard_besides_ours(tmp_path, monkeypatch):
    (tmp_path / "joinery.toml").write_text(JOINERY, encoding="utf-8")
    ours = load_lexicon("digital")
    monkeypatch.setenv("KSB_LEXICONS", str(tmp_path))

    joined = load_lexicon("digital")

    assert len(joined.concepts) == len(ours.concepts) + 1
    phrases = joined.evidence_phrases(stems_of).concepts_by_phrase
    assert phrases[stems_of("dovetails")] == {"jointing"}
    assert phrases[stems_of("revision cloud")] == phrases[stems_of("gitlab")] == {"version-control"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "is empty"),
        ("[jointing", "could not be read"),
        ('statement = ["joints"]', "statement stands outside a concept"),
        ('[jointing]\nstatement = ["joints"]', "[jointing]: evidence must be a list of phrases"),
        ('[jointing]\nstatement = "joints"\nevidence = ["tenon"]', "[jointing]: statement must be a list"),
        ('[jointing]\nstatement = ["joints"]\nevidence = ["--"]', "[jointing]: evidence holds '--'"),
        ('[jointing]\nstatement = ["joints"]\nevidence = [7]', "[jointing]: evidence holds 7"),
        (
            '[jointing]\nstatements = ["joints"]\nevidence = ["tenon"]',
            "statements is none of statement, evidence and by_conduct",
        ),
    ],
)
def test_a_lexicon_written_wrongly_is_refused_in_one_line(written, said, tmp_path):
    path = tmp_path / "joinery.toml"
    path.write_text(written, encoding="utf-8")

    with pytest.raises(BadFile) as refused:
        read_lexicon(path)

    assert str(path) in str(refused.value)
    assert said in str(refused.value)


def test_a_folder_of_lexicons_that_is_none_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("KSB_LEXICONS", str(tmp_path / "absent"))

    with pytest.raises(BadFile, match="KSB_LEXICONS"):
        load_lexicon("digital")


def test_every_cue_speaks_for_a_rule_and_has_a_message():
    cues = load_cues()

    assert {cue.rule for cue in cues.cues} <= set(LanguageRule)
    assert {cue.message for cue in cues.cues} <= set(cues.messages)
    assert all(0 < cue.strength <= 1 for cue in cues.cues)
    assert not any("!" in message for message in cues.messages.values())
