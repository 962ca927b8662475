import gc
from functools import _lru_cache_wrapper

import standards
from ksb_mapper import check_language, load_mapper
from ksb_mapper.kept import (
    LONGEST_TEXT_KEPT,
    MOST_CHARACTERS,
    Kept,
    Last,
    forget_everything,
    kept_by_sentence,
)


def asked(kept, pieces):
    """The answers, and what had to be worked out for them."""
    worked_out = []

    def lengths(unknown):
        worked_out.append(list(unknown))
        return map(len, unknown)

    return kept.of(pieces, lengths), worked_out


def test_what_is_not_known_is_worked_out_together_and_once():
    kept: Kept[int] = Kept(most=10)

    assert asked(kept, ["oak", "larch", "oak"]) == ([3, 5, 3], [["oak", "larch"]])
    assert asked(kept, ["larch", "birch", "oak"]) == ([5, 5, 3], [["birch"]])
    assert asked(kept, ["birch"]) == ([5], [])


def test_a_monster_is_answered_and_not_kept():
    kept: Kept[int] = Kept(most=10, most_characters=100)
    monster = "x" * 51

    assert asked(kept, [monster, "oak"]) == ([51, 3], [[monster, "oak"]])
    assert asked(kept, [monster, "oak"]) == ([51, 3], [[monster, "oak"]])
    assert asked(kept, ["oak"]) == ([3], [["oak"]])
    assert asked(kept, ["oak"]) == ([3], [])


def test_what_was_not_asked_for_in_a_long_while_is_forgotten_first():
    kept: Kept[int] = Kept(most=4)
    asked(kept, ["oak", "larch"])
    asked(kept, ["ash"])

    assert asked(kept, ["oak"]) == ([3], [])
    asked(kept, ["elm"])

    assert asked(kept, ["oak", "ash"]) == ([3, 3], [])
    assert asked(kept, ["larch"]) == ([5], [["larch"]])


def test_no_more_characters_are_kept_than_may_be():
    kept: Kept[int] = Kept(most=1_000, most_characters=20)
    asked(kept, ["oak oak", "ash"])
    asked(kept, ["birch"])

    assert asked(kept, ["birch", "ash"]) == ([5, 3], [])
    asked(kept, ["rowan", "elm"])

    assert asked(kept, ["oak oak"]) == ([7], [["oak oak"]])


def test_what_is_forgotten_is_worked_out_anew():
    kept: Kept[int] = Kept(most=10)
    asked(kept, ["oak"])
    kept.forget()

    assert asked(kept, ["oak"]) == ([3], [["oak"]])


def words_of(asked):
    """Counts a text's words, and notes that it was asked."""

    def count(passages):
        asked.append(passages)
        return sum(len(text.split()) for text, _ in passages)

    return count


def test_several_questions_about_one_text_are_worked_out_once_and_another_text_takes_its_place():
    asked: list[object] = []
    last: Last[int] = Last(words_of(asked))
    oak, larch = (("an oak", "page 1"),), (("a larch here", "page 1"),)

    assert [last.of(oak), last.of((("an " + "oak", "page 1"),)), last.of(larch), last.of(oak)] == [2, 2, 3, 2]
    assert asked == [oak, larch, oak]


def test_the_same_words_on_another_page_are_another_text():
    last: Last[str | None] = Last(lambda passages: passages[0][1])

    assert [last.of((("an oak", page),)) for page in ("page 1", "page 2", None)] == ["page 1", "page 2", None]


def test_of_a_text_too_long_nothing_is_kept():
    asked: list[object] = []
    last: Last[int] = Last(words_of(asked))
    long = (("oak " * (LONGEST_TEXT_KEPT // 8), None), ("oak " * (LONGEST_TEXT_KEPT // 8) + "x", None))

    assert last.of(long) == last.of(long)
    assert len(asked) == 2


def test_everything_that_is_kept_anywhere_can_be_forgotten():
    kept: Kept[int] = Kept(most=10)
    seen: list[object] = []
    last: Last[int] = Last(words_of(seen))
    heard: list[str] = []

    @kept_by_sentence(most=10)
    def length(sentence):
        heard.append(sentence)
        return len(sentence)

    def ask():
        last.of((("oak", None),))
        length("oak")
        return asked(kept, ["oak"])

    ask()
    forget_everything()

    assert ask() == ([3], [["oak"]])
    assert len(seen) == 2
    assert heard == ["oak", "oak"]


def caches_of_texts_that_hold_something():
    """By name; what is read from our own files has no bound."""
    return {
        cache.__name__
        for cache in gc.get_objects()
        if isinstance(cache, _lru_cache_wrapper)
        and cache.__module__.startswith("ksb_mapper.")
        and cache.cache_parameters()["maxsize"]
        and cache.cache_info().currsize
    }


def test_then_nothing_is_left_of_a_text_but_what_was_learnt_of_single_words():
    text = "10:02 Ben: Tom fitted Dr. Hay's router.\n10:09 Amy: I tested it.\n\nKind regards\nAmy Kerr"
    load_mapper(standards.load("ST0505")).suggest([(text, "page 1")], writer="Amy Kerr")
    check_language(text)
    assert {"_name_of", "_is_a_person", "_part"} <= caches_of_texts_that_hold_something()

    forget_everything()

    assert caches_of_texts_that_hold_something() == {"stem", "_plain", "_is_abbreviation_at_end"}


def test_answers_about_sentences_are_kept_but_for_one_so_long_that_as_many_would_be_too_much():
    seen: list[str] = []

    @kept_by_sentence(most=4)
    def length(sentence):
        seen.append(sentence)
        return len(sentence)

    longest, longer = "x" * (MOST_CHARACTERS // 4), "x" * (MOST_CHARACTERS // 4 + 1)

    assert [length(one) for one in (longest, longest, longer, longer)] == [
        len(longest),
        len(longest),
        len(longer),
        len(longer),
    ]
    assert seen == [longest, longer, longer]
