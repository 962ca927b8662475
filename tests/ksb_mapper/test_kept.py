from ksb_mapper.kept import Kept


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
