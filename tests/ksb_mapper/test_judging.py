import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import pytest
from thinc.api import Config

from ksb_mapper import Verdict, check_language
from ksb_mapper.language.cues import in_plain_letters
from ksb_mapper.language.grammar import load_grammar, load_leanings_of_words, words_of
from ksb_mapper.language.judging import CHECKED_IN_EVIDENCE, LanguageJudge
from ksb_mapper.language.weights import LanguageWeights
from ksb_mapper.pipeline import load_language_judge

CONFIG = Config().from_str(files("ksb_mapper").joinpath("data/pipeline.cfg").read_text(encoding="utf-8"))[
    "language_judge"
]
ABOUT_THE_WRITER = "I am slower to judge than I was, and kinder for it."
ABOUT_THE_WORK = "I moved the 18 leads to the new switch in cabinet B and tested failover."


def signs_in(sentence):
    return load_grammar().signs(sentence, sentence.lower())


def judged(*sentences, judge=None):
    judge = judge or load_language_judge()
    return [judge.judge(sentence, CHECKED_IN_EVIDENCE) for sentence in sentences]


def test_every_weight_stands_in_the_pipeline_s_configuration_and_none_in_code():
    judge = load_language_judge()

    assert set(CONFIG) == {"signs", "witness_signs", "weights"}
    assert asdict(judge.weights) == CONFIG["weights"]
    assert {sign: weight for sign, weight in judge.signs.items() if weight} == CONFIG["signs"]
    for group in CONFIG:
        with pytest.raises(TypeError, match=f"'{group}'"):
            LanguageJudge(**{name: CONFIG[name] for name in CONFIG if name != group}, words={})


def test_every_sign_that_is_weighed_can_be_found():
    grammar = load_grammar()
    by_word = {sign for signs in grammar.signs_of.values() for sign in signs}
    by_place = {
        sign
        for sentence in (
            "I will test it, I would ask, I have seen it, I am sure, I ask, I moved it.",
            "I should have asked and he told us about Vlan and `ssh`.",
            "It was hot, so I moved it.",
            "Moved 12 leads.",
            "Result: good.",
        )
        for sign in signs_in(sentence)
    }

    assert set(CONFIG["signs"]) | set(CONFIG["witness_signs"]) <= by_word | by_place


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("I quickly replaced the fan.", "i_did"),
        ("I always ask before I cut.", "i_present"),
        ("I'm slow with figures.", "i_am"),
        ("I could not say why.", "i_modal"),
        ("I've had worse days.", "i_have"),
        ("I shall not, I will write it down.", "i_will"),
        ("She ought to have been told.", "modal_have"),
        ("We might not have found it.", "modal_have"),
        ("Replaced the fan.", "starts_did"),
        ("He said that it was late.", "it_did"),
        ("It took 40 minutes.", "figure"),
        ("Result: it held.", "label"),
        ("It held.", "short"),
        ("We chose Terraform.", "name"),
    ],
)
def test_the_words_after_i_tell_what_the_writer_does(sentence, sign):
    assert sign in signs_in(sentence)


@pytest.mark.parametrize("sentence", ["We always ask.", "I felt the case.", "I ran it."])
def test_what_was_done_or_is_not_said_by_the_writer_is_no_habit_of_his(sentence):
    assert "i_present" not in signs_in(sentence)


def test_grammar_leans_to_the_writer_or_to_the_work_without_any_cue():
    writer, work = judged(ABOUT_THE_WRITER, ABOUT_THE_WORK)

    assert writer.cues == work.cues == ()
    assert writer.leaning > 0 > work.leaning


def test_a_text_is_a_reflection_by_grammar_alone_and_no_longer_where_grammar_does_not_count():
    without_grammar = LanguageJudge(
        {}, {}, LanguageWeights(**{**CONFIG["weights"], "bias": 0.0, "length": 0.0}), {}
    )

    assert load_language_judge().whole(judged(ABOUT_THE_WRITER)).verdict is not Verdict.RECORD
    assert without_grammar.whole(judged(ABOUT_THE_WRITER, judge=without_grammar)).verdict is Verdict.RECORD


@pytest.mark.parametrize(
    "text",
    [
        "If you cannot sign in, do not try again. Nobody else can see your password, and you never need to give it.",
        "A bad patch stops before it reaches tenants. That is better than a late one.",
        "Your request is not open yet.",
        "Nothing was lost, and nobody has to do it again.",
    ],
)
def test_a_guide_or_a_rule_is_about_everybody_and_so_no_reflection(text):
    report = check_language(text)

    assert (report.verdict, report.findings) == (Verdict.RECORD, ())


@pytest.mark.parametrize(
    "text",
    ["I am her line manager.", "She has no account.", "The results were clear.", "The first joint leaked."],
)
def test_a_witness_s_plain_facts_are_no_opinion(text):
    assert check_language(text, "witness").findings == ()


def test_the_score_rises_with_the_share_of_sentences_about_the_writer():
    judge = load_language_judge()
    scores = [
        judge.whole(judged(*([ABOUT_THE_WRITER] * about), *([ABOUT_THE_WORK] * (4 - about)))).score
        for about in range(5)
    ]

    assert scores == sorted(scores)
    assert scores[0] < 0.1 < 0.9 < scores[-1]


def test_a_weight_or_sign_that_is_misspelt_fails_at_the_start():
    with pytest.raises(TypeError, match="dillution"):
        LanguageWeights(**{**CONFIG["weights"], "dillution": 0.1})
    with pytest.raises(ValueError, match="frist_person"):
        LanguageJudge({"frist_person": 1.0}, {}, LanguageWeights(**CONFIG["weights"]), {})


def test_words_that_people_use_of_themselves_lean_to_the_writer_and_those_of_the_work_to_it():
    leaning = load_leanings_of_words()

    assert leaning["me"] > leaning["myself"] > 0 > leaning["minutes"] > leaning["both"]


def test_no_word_is_weighed_that_is_in_hardly_any_of_our_texts():
    """A word met once or twice says who wrote it, and not what it speaks of."""
    texts = [
        words_of(in_plain_letters(json.loads(line)["text"]))
        for path in Path(__file__).parent.glob("*_set.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]

    for word in load_leanings_of_words():
        assert sum(word in text for text in texts) >= 4, word
