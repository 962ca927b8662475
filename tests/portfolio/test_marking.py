"""Marked words in place."""

from hypothesis import given
from hypothesis import strategies as st

from portfolio.marking import Mark, segments_of


def mark(start: int, end: int) -> Mark:
    return Mark(start, end, "asked", "K8", "#s-k8")


def test_marked_words_stand_between_unmarked_ones() -> None:
    segments = segments_of("I patched the hosts on Tuesday", [mark(2, 19)])
    assert [(segment.words, segment.mark is not None) for segment in segments] == [
        ("I ", False),
        ("patched the hosts", True),
        (" on Tuesday", False),
    ]


def test_of_two_marks_that_overlap_the_earlier_is_drawn_and_both_are_named_behind_it() -> None:
    early, late = mark(0, 7), mark(4, 13)
    [drawn] = [segment for segment in segments_of("one two three", [late, early]) if segment.mark]
    assert (drawn.words, drawn.references) == ("one two", (early, late))


def test_a_mark_that_reaches_past_the_text_is_left_out() -> None:
    assert [segment.mark for segment in segments_of("short", [mark(2, 99)])] == [None]


@given(st.text(), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40))))
def test_no_letter_is_ever_lost_or_doubled(text: str, places: list[tuple[int, int]]) -> None:
    segments = segments_of(text, [mark(max(0, start), end) for start, end in places])
    assert "".join(segment.words for segment in segments) == text
