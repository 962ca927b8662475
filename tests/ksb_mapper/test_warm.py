"""What was read before changes nothing but the time: every answer after edits is the one a new process would give."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksb_mapper import check_language, load_mapper, pipeline
from ksb_mapper.language import checks
from ksb_mapper.language.judging import LanguageJudge
from ksb_mapper.mapping.mapper import Mapper
from ksb_mapper.mapping.ranking import StatementVectors
from ksb_mapper.personal_data import search
from standards import load

KINDS = ("evidence", "witness", "report")
SENTENCES = (
    "I patched the Ubuntu hosts and rebooted each one out of hours.",
    "We moved 40 mailboxes and then checked the DNS records.",
    "Looking back, I am proud of how I handled the outage.",
    "Back to £1.2m. One chart per region was enough.",
    "Part no. AB12 CDE is a bush.",
    "My manager Priya Nair signed it off; her number is 07700 900123.",
    "The meeting rooms are called Jenkins and Newton.",
    "I will write the runbook next month.",
    "- restored the backup to a spare server",
    "Change plan: replace the core switch",
    "See fig. 3, e.g. the VLANs, for what I changed",
    "`sudo systemctl restart nginx`",
    "```",
    "From: Ann Lee\nSent: 3 November 2025\nSubject: Desks\n",
    "> Is the router in? I am so proud of it.",
    "Kind regards,\nAmy Dunn",
    "I replaced the switch in the comms room on the third floor and then\ntold the users that they could log in again.",
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from((" ", "  ", "\n", "\n\n", ""))), max_size=25
).map(lambda parts: "".join(sentence + between for sentence, between in parts))
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 90), st.one_of(st.sampled_from(SENTENCES), st.text(max_size=12))
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(load("ST0505"))


def answers(mapper, text):
    return (
        mapper.rank(text),
        mapper.suggest(text),
        [check_language(text, kind) for kind in KINDS],
    )


def forget(mapper: Mapper):
    pipeline.forget_what_was_read()
    checks.forget_what_was_judged()
    search.forget_what_was_found()
    mapper.forget_what_was_weighed()


def edited(text, edit):
    where, length, said = edit
    at = round(where * len(text))
    return text[:at] + said + text[at + length :]


@settings(max_examples=40, deadline=None)
@given(TEXTS, EDITS)
def test_after_any_edits_every_answer_is_that_of_a_text_never_seen(mapper, text, edits):
    forget(mapper)
    warm = [answers(mapper, text)]
    texts = [text]
    for edit in edits:
        texts.append(edited(texts[-1], edit))
        warm.append(answers(mapper, texts[-1]))

    for one, before in zip(texts, warm, strict=True):
        forget(mapper)
        assert answers(mapper, one) == before


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), EDITS, st.data())
def test_of_passages_too(mapper, texts, edits, data):
    passages = [(text, f"page {number}") for number, text in enumerate(texts, 1)]
    forget(mapper)
    answers(mapper, passages)
    for edit in edits:
        number = data.draw(st.integers(0, len(passages) - 1))
        text, locator = passages[number]
        passages[number] = (edited(text, edit), locator)
        warm = answers(mapper, passages)
        forget(mapper)
        assert answers(mapper, passages) == warm


def test_people_who_type_at_once_get_their_own_answers(mapper):
    texts = ["\n\n".join(SENTENCES[start : start + 6]) for start in range(6)]
    forget(mapper)
    expected = [answers(mapper, text) for text in texts]
    forget(mapper)
    found = {}

    def type_on(number):
        found[number] = [answers(mapper, texts[number]) for _ in range(5)]

    threads = [threading.Thread(target=type_on, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {number: [expected[number]] * 5 for number in range(len(texts))}


def test_of_a_report_in_which_one_sentence_changed_only_that_one_is_weighed_and_judged(mapper, monkeypatch):
    sentences = [f"I labelled lead {number} on the third floor." for number in range(120)]
    text = " ".join(sentences[:60]) + "\n\n" + "\n".join(sentences[60:])
    answers(mapper, text)
    weighed: list[bool] = []
    judged: list[str] = []
    weigh, judge = StatementVectors.weigh, LanguageJudge.judge

    def weighing(self, units):
        weighed.extend("700" in sentence.names for unit in units for sentence in unit)
        return weigh(self, units)

    def judging(self, sentence, rules):
        judged.append(sentence)
        return judge(self, sentence, rules)

    monkeypatch.setattr(StatementVectors, "weigh", weighing)
    monkeypatch.setattr(LanguageJudge, "judge", judging)

    changed = text.replace("lead 7 on", "lead 700 on")
    mapper.suggest(changed)
    check_language(changed)

    assert weighed == [True]
    assert judged == ["I labelled lead 700 on the third floor."]
