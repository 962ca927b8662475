from ksb_mapper.kept import LONGEST_KEPT, Kept


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
    kept: Kept[int] = Kept(most=10)
    monster = "x" * (LONGEST_KEPT + 1)

    assert asked(kept, [monster]) == ([LONGEST_KEPT + 1], [[monster]])
    assert asked(kept, [monster]) == ([LONGEST_KEPT + 1], [[monster]])


def test_when_it_is_full_it_begins_anew():
    kept: Kept[int] = Kept(most=2)
    asked(kept, ["oak", "larch"])

    assert asked(kept, ["oak", "ash"]) == ([3, 3], [["ash"]])
    assert asked(kept, ["ash"]) == ([3], [])
    assert asked(kept, ["oak"]) == ([3], [["oak"]])


def test_what_is_forgotten_is_worked_out_anew():
    kept: Kept[int] = Kept(most=10)
    asked(kept, ["oak"])
    kept.forget()

    assert asked(kept, ["oak"]) == ([3], [["oak"]])
