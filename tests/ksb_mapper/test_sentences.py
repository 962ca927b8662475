import pytest
from spacy.language import Language

from ksb_mapper.pipeline import read_sentence_spans
from ksb_mapper.texts import passages


def sentences_of(text):
    return [text[start:end] for start, end in read_sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I fitted it. It worked.", ["I fitted it.", "It worked."]),
        ("Build\n\nI fitted it", ["Build", "I fitted it"]),
        ("- one switch\n- two leads\n", ["- one switch", "- two leads"]),
        ("Some tools, e.g. Wireshark, helped.", ["Some tools, e.g. Wireshark, helped."]),
        ("See fig. 3 for the plan.", ["See fig. 3 for the plan."]),
        ("Version 2.1 went live. It held.", ["Version 2.1 went live.", "It held."]),
        ('She said "it works." Then she left.', ['She said "it works."', "Then she left."]),
        ("Did it work? Yes!", ["Did it work?", "Yes!"]),
        ("  spaced out.  ", ["spaced out."]),
        ("---\n***\n", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences_of(text) == expected


def test_offsets_hold_across_the_pieces_of_a_long_text():
    text = "The leads were labelled. " * 2_000

    assert sentences_of(text) == ["The leads were labelled."] * 2_000


def test_a_run_no_reader_would_call_a_word_is_passed_over_and_offsets_still_hold():
    text = f"Before it. {'x' * 5_000} After it."

    assert sentences_of(text) == ["Before it.", "After it."]


def test_a_line_is_cut_only_where_a_sentence_surely_ends():
    line = "I asked Dr. Lamb and the St. John team. They use Node.js daily, see e.g. Cisco, i.e. chapter 2."

    pieces = list(passages.units(line))

    assert [piece for _, piece in pieces] == [
        "I asked Dr. Lamb and the St. John team. ",
        "They use Node.js daily, see e.g. Cisco, i.e. chapter 2.",
    ]
    assert all(line[offset : offset + len(piece)] == piece for offset, piece in pieces)


def what_is_read(text, monkeypatch):
    read = []
    real = Language.__call__

    def reading(nlp, unit, **options):
        read.append(unit)
        return real(nlp, unit, **options)

    monkeypatch.setattr(Language, "__call__", reading)
    read_sentence_spans(text)
    return read


@pytest.mark.parametrize("sentences", [3, 30, 100])
def test_of_a_paragraph_only_the_changed_sentence_is_read_again(sentences, monkeypatch):
    text = " ".join(
        f"I fitted lead {number} of {sentences} on the third floor." for number in range(sentences)
    )
    changed = text.replace("lead 1 of", "lead 100 of")
    read_sentence_spans(text)

    assert what_is_read(changed, monkeypatch) == [f"I fitted lead 100 of {sentences} on the third floor."]
    assert sentences_of(changed) == [part.rstrip(".") + "." for part in changed.split(". ")]


def test_a_paragraph_nobody_read_is_read_in_one_go(monkeypatch):
    text = "I crimped the plugs anew. I rang them through. Nobody had labelled them."

    assert what_is_read(text, monkeypatch) == [text.replace(". ", ".\n")]


def test_a_sentence_is_the_same_whatever_was_read_before():
    text = "Back to £1.2m. One chart was enough."

    assert sentences_of(text) == ["Back to £1.2m.", "One chart was enough."]
    assert sentences_of("One chart was enough.") == ["One chart was enough."]
    assert sentences_of(text) == ["Back to £1.2m.", "One chart was enough."]


def test_lines_nobody_read_are_read_in_one_go_and_run_into_none_another(monkeypatch):
    text = "I glued the risers\nthen I wedged the treads.\nI planed them"

    assert what_is_read(text, monkeypatch) == [text]
    assert sentences_of(text) == ["I glued the risers", "then I wedged the treads.", "I planed them"]
