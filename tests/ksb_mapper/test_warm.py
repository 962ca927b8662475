"""What was read before changes nothing but the time: every answer after edits is the one a new process would give."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksb_mapper import check_language, load_mapper
from ksb_mapper.kept import forget_everything
from ksb_mapper.language.judging import LanguageJudge
from ksb_mapper.mapping.ranking import TextScorer
from ksb_mapper.personal_data import search
from ksb_mapper.texts.wrapping import wrap_width
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


def edited(text, edit):
    where, length, said = edit
    at = round(where * len(text))
    return text[:at] + said + text[at + length :]


@settings(max_examples=40, deadline=None)
@given(TEXTS, EDITS)
def test_after_any_edits_every_answer_is_that_of_a_text_never_seen(mapper, text, edits):
    forget_everything()
    warm = [answers(mapper, text)]
    texts = [text]
    for edit in edits:
        texts.append(edited(texts[-1], edit))
        warm.append(answers(mapper, texts[-1]))

    for one, before in zip(texts, warm, strict=True):
        forget_everything()
        assert answers(mapper, one) == before


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), EDITS, st.data())
def test_of_passages_too(mapper, texts, edits, data):
    passages = [(text, f"page {number}") for number, text in enumerate(texts, 1)]
    forget_everything()
    answers(mapper, passages)
    for edit in edits:
        number = data.draw(st.integers(0, len(passages) - 1))
        text, locator = passages[number]
        passages[number] = (edited(text, edit), locator)
        warm = answers(mapper, passages)
        forget_everything()
        assert answers(mapper, passages) == warm


def test_people_who_type_at_once_get_their_own_answers(mapper):
    texts = ["\n\n".join(SENTENCES[start : start + 6]) for start in range(6)]
    forget_everything()
    expected = [answers(mapper, text) for text in texts]
    forget_everything()
    found = {}

    def type_on(number):
        found[number] = [answers(mapper, texts[number]) for _ in range(5)]

    threads = [threading.Thread(target=type_on, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {number: [expected[number]] * 5 for number in range(len(texts))}


def test_of_a_report_in_which_one_sentence_changed_only_that_one_is_weighed_judged_and_searched(
    mapper, monkeypatch
):
    sentences = [f"I labelled lead {number} on the third floor." for number in range(120)]
    text = " ".join(sentences[:60]) + "\n\n" + "\n".join(sentences[60:])
    answers(mapper, text)
    weighed: list[bool] = []
    summed: list[int] = []
    judged: list[str] = []
    searched: list[str] = []
    weigh, paragraphs = TextScorer.weigh, TextScorer.paragraphs
    judge, find_in = LanguageJudge.judge, search._find_in

    def weighing(self, units):
        weighed.extend("700" in sentence.names for unit in units for sentence in unit)
        return weigh(self, units)

    def summing(self, weighed):
        summed.append(len(weighed))
        return paragraphs(self, weighed)

    def judging(self, sentence, rules):
        judged.append(sentence)
        return judge(self, sentence, rules)

    def searching(part, shapes):
        searched.append(part.text)
        return find_in(part, shapes)

    monkeypatch.setattr(TextScorer, "weigh", weighing)
    monkeypatch.setattr(TextScorer, "paragraphs", summing)
    monkeypatch.setattr(LanguageJudge, "judge", judging)
    monkeypatch.setattr(search, "_find_in", searching)

    changed = text.replace("lead 7 on", "lead 700 on")
    mapper.suggest(changed)
    check_language(changed)

    assert weighed == [True]
    assert summed == [1]
    assert judged == ["I labelled lead 700 on the third floor."]
    assert [part.strip() for part in searched] == judged


def test_a_text_that_is_mapped_and_checked_is_put_into_lines_once(mapper, monkeypatch):
    measured: list[str] = []

    def measuring(texts):
        measured.extend(texts := list(texts))
        return wrap_width(texts)

    monkeypatch.setattr("ksb_mapper.language.written.wrap_width", measuring)

    for text in (SENTENCES[0], SENTENCES[1]):
        mapper.rank(text)
        mapper.suggest(text)
        check_language(text)

    assert measured == list(SENTENCES[:2])
