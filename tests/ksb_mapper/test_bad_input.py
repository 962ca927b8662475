"""Whatever is put in: an answer that keeps its promises, in bounded time, or one clear error."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ksb_mapper import Feedback, MapperError, TextTooLong, check_language, load_mapper
from ksb_mapper.texts.passages import lines
from tests.ksb_mapper.trade import WORKSHOP

SENTENCE = "I fitted the network switch and tested it. "
ODD = st.sampled_from(
    [
        "\x00",
        "\x1b[31m",
        "\ufeff",
        "\u202e",
        "שלום",
        "🙂",
        "\ud83d",
        "\udc00",
        "\r\n",
        "\u2028",
        "```\n",
        "{};",
        "e.g. ",
        "…",
        "we ",
        "I ",
    ]
)
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=400),
    st.text(max_size=400),
    st.lists(st.one_of(ODD, st.just(SENTENCE), st.text(max_size=12)), max_size=40).map("".join),
)


def whole(text):
    """A text as it can be written down: what is half a character is one that says so."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_ranked_whole_and_excerpts_are_its_own(text):
    mapper = load_mapper(WORKSHOP)

    assert sorted(one.code for one in mapper.rank(text)) == ["B1", "K1", "K2", "S1", "S2"]
    for suggestion in mapper.suggest(text):
        assert suggestion.excerpt == whole(text)[suggestion.start : suggestion.end]
        assert suggestion.excerpt.strip() == suggestion.excerpt != ""
        assert 0 < suggestion.score <= 1


@settings(max_examples=150, deadline=None)
@given(st.lists(ANY_TEXT, max_size=4), st.sampled_from(["evidence", "witness", "report"]))
def test_any_passages_are_checked_and_findings_point_into_them(texts, kind):
    passages = [(text, f"part {number}") for number, text in enumerate(texts)]

    report = check_language(passages, kind)

    assert 0 <= report.score < 1
    assert (report.verdict == "record") == (report.score < 0.5)
    for finding in report.findings:
        text, locator = passages[finding.passage]
        assert finding.excerpt == whole(text)[finding.start : finding.end] != ""
        assert finding.locator == locator


@settings(max_examples=50, deadline=None)
@given(ANY_TEXT)
def test_the_same_text_gets_the_same_answer(text):
    mapper = load_mapper(WORKSHOP)

    assert mapper.suggest(text) == mapper.suggest(text)
    assert check_language(text) == check_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "switch, " * 6_250,
        "a@" * 25_000,
        "1." * 25_000,
        "07 " * 16_000,
        ":" * 50_000,
        "I " * 25_000,
        "{" * 50_000,
        "password: " * 5_000,
        "my very " * 6_000,
        "Tom Smith " * 5_000,
        "Is 1.2.3.4 " * 4_500,
        "9 Aa Bb Road " * 3_800,
        "key to a1 " * 5_000,
        "\u202eשלום " * 8_000,
        "🙂" * 50_000,
    ],
    ids=lambda text: text[:8],
)
def test_one_line_of_fifty_thousand_characters_is_answered(text):
    """Each has made some pattern go over itself again and again, which would take hours and not seconds."""
    load_mapper(WORKSHOP).suggest(text)
    check_language(text)


def test_two_hundred_thousand_words_are_answered_or_refused():
    words = "test it " * 100_000
    assert len(words.split()) == 200_000
    mapper = load_mapper(WORKSHOP)

    mapper.suggest(words)
    with pytest.raises(TextTooLong):
        mapper.suggest(SENTENCE * 30_000)


def test_two_hundred_thousand_words_are_checked_or_refused():
    mixed = "I felt the switch at 10.2.3.4 and Tom said password: x1y2z3 "

    check_language("test it " * 100_000)
    assert len(check_language(mixed * 16_000).findings) > 16_000
    with pytest.raises(TextTooLong):
        check_language(mixed * 20_000)


SENTENCES_OF_OTHERS = (
    "Ich habe den Server nicht mit dem Netz verbunden, das war für die Firma. ",
    "J'ai installé le serveur dans la salle et nous avons fini avec les tests. ",
    "Я установил новый сервер и проверил копию. ",
    "قمت بتركيب الخادم الجديد في الطابق السفلي. ",
)
GERMAN, FRENCH, RUSSIAN, _ = SENTENCES_OF_OTHERS
FOREIGN = st.sampled_from(SENTENCES_OF_OTHERS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(FOREIGN, ANY_TEXT, st.just(SENTENCE)), max_size=12).map(" ".join))
def test_a_listing_is_no_language_and_its_secret_is_found_whatever_stands_before_it(text):
    listing = "[2026-03-03 10:42:13] INFO I felt nervous, password=Tr0ub4dor&3x"
    before = text.replace("`", "").replace("~", "") + "\n"  # no fence that takes the listing in

    findings = check_language(before + listing).findings

    of_the_listing = [finding for finding in findings if finding.start >= len(before)]
    assert [(finding.rule, finding.excerpt) for finding in of_the_listing] == [
        ("personal_data", "Tr0ub4dor&3x")
    ]


@settings(max_examples=40, deadline=None)
@example(2 * GERMAN + 2 * FRENCH + 7 * RUSSIAN, "evidence")
@given(
    st.lists(FOREIGN, min_size=4, max_size=30).map("".join),
    st.sampled_from(["evidence", "witness", "report"]),
)
def test_another_language_is_said_once_at_its_first_sentence(text, kind):
    found = [finding for finding in check_language(text, kind).findings if finding.rule == "not_english"]

    assert len(found) == 1
    assert found[0].start == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "What was given is nothing (None)."),
        (7, "What was given is of the type int."),
        (b"I fitted it.", "One of the passages is of the type int."),
        ([("I fitted it.",)], "One of the passages is of the type tuple."),
        (["I fitted it."], "One of the passages is one text."),
        ([(None, "page 1")], "The text of a passage is nothing (None)."),
        ([("I fitted it.", 3)], "The locator of a passage is of the type int."),
        ([(b"I fitted it.", None)], "The text of a passage is of the type bytes."),
    ],
)
def test_what_is_neither_a_text_nor_passages_is_answered_with_what_to_give(given, said):
    mapper = load_mapper(WORKSHOP)

    for read in (mapper.rank, mapper.suggest, check_language):
        with pytest.raises(MapperError) as refused:
            read(given)
        assert str(refused.value).startswith(f"{said} Give a text, or passages")


def test_an_unknown_kind_of_text_is_answered_with_those_there_are():
    with pytest.raises(
        MapperError, match=r"“nope” is no kind of text\. Choose one of: evidence, witness, report\."
    ):
        check_language("I fitted it.", "nope")
    with pytest.raises(MapperError, match="is no kind of text"):
        check_language("I fitted it.", ["evidence"])  # type: ignore[arg-type]


def test_a_space_that_does_not_break_hides_no_personal_data_and_no_reflection():
    text = "Call 07700\u00a0900\u00a0123 or Margaret\u202fOduya, SW1A\u00a01AA. I\u00a0felt proud of it."
    found = check_language(text).findings

    assert [one.excerpt for one in found if one.kind] == [
        "07700\u00a0900\u00a0123",
        "Margaret\u202fOduya",
        "SW1A\u00a01AA",
    ]
    assert [one.excerpt for one in found if not one.kind] == ["I\u00a0felt proud of it."]
    assert all(text[one.start : one.end] == one.excerpt for one in found)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"])
def test_a_line_ends_as_any_system_ends_it(end):
    deeds = ["patched the Ubuntu hosts", "wrote the test plan", "fitted the switch"]

    text = end.join(deeds)

    assert [line for _, line in lines(text)] == deeds
    assert [text[start:].startswith(line) for start, line in lines(text)] == [True] * len(deeds)


@pytest.mark.parametrize("given", ["K10", None, 10, [10], [("K1", "S1")]])
def test_feedback_that_is_no_collection_of_codes_is_refused(given):
    for what in ("accepted", "rejected"):
        with pytest.raises(MapperError, match=f"“{what}” is .*Give the codes one by one"):
            Feedback(**{what: given})
    with pytest.raises(MapperError, match="“expected” is "):
        load_mapper(WORKSHOP).suggest(SENTENCE, expected=given)


@pytest.mark.parametrize("codes", [["s1"], ("S1",), {" s1 "}, iter(["S1"])])
def test_feedback_takes_any_collection_and_codes_in_small_letters(codes):
    mapper = load_mapper(WORKSHOP)
    feedback = Feedback(rejected=codes)

    assert feedback.rejected == frozenset({"S1"})
    assert "S1" in {one.code for one in mapper.suggest(SENTENCE)}
    assert "S1" not in {one.code for one in mapper.suggest(SENTENCE, feedback=feedback)}
