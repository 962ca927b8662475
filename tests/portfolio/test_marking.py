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


def found(start: int, end: int) -> Mark:
    return Mark(start, end, "finding", "Worth a look", "#f-1")


def test_a_name_within_words_that_show_a_ksb_is_marked_as_the_name_it_is() -> None:
    shows, name, address = mark(0, 30), found(7, 14), found(22, 30)
    segments = segments_of("I told Dana N. about 10.0.0.1, then left.", [shows, name, address])
    assert [(one.words, one.mark, one.references) for one in segments] == [
        ("I told ", shows, ()),
        ("Dana N.", name, (name,)),
        (" about 1", shows, ()),
        ("0.0.0.1,", address, (address, shows)),
        (" then left.", None, ()),
    ]


def test_a_mark_that_reaches_past_the_text_is_left_out() -> None:
    assert [segment.mark for segment in segments_of("short", [mark(2, 99)])] == [None]


@given(st.text(), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40))))
def test_no_letter_is_ever_lost_or_doubled(text: str, places: list[tuple[int, int]]) -> None:
    marks = [(mark, found)[number % 2](max(0, start), end) for number, (start, end) in enumerate(places)]
    segments = segments_of(text, marks)
    assert "".join(segment.words for segment in segments) == text


@given(st.text(min_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_every_mark_has_one_place_to_lead_to(text: str, places: list[tuple[int, int]]) -> None:
    marks = [
        Mark(start, end, ("asked", "finding")[number % 2], str(number), "")
        for number, (start, end) in enumerate(places)
        if start < end
    ]
    named = [one for segment in segments_of(text, marks) for one in segment.references]
    assert sorted(named, key=marks.index) == marks
