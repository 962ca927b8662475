"""Names come in the order in which English readers look for them."""

import random

from foundation.names import by_name

IN_ORDER = [
    "Ælfric Stone",
    "Áine Byrne",
    "Aoife O’Sullivan",
    "Callum O'Neil",
    "callum oneill",
    "Çelik Demir",
    "Dana Novak",
    "de Souza",
    "Élodie Martin",
    "Jean Baptiste",
    "Jean-Baptiste de la Fontaine",
    "Łukasz Wiśniewski",
    "Øyvind Berg",
    "Zoe Hart",
    "Zoë Hart",
    "Zoë Hartley",
    "李雷",
]


def test_accents_case_apostrophes_and_hyphens_do_not_move_a_name() -> None:
    """Not by the number of its letters, which puts “de Souza” and “Łukasz” after “Zoë”."""
    mixed = list(IN_ORDER)
    random.Random(7).shuffle(mixed)
    assert by_name(mixed, str) == IN_ORDER


def test_of_one_name_whoever_came_first_stays_first() -> None:
    people = [("Zoë Hart", 1), ("Amy", 2), ("Zoë Hart", 3)]
    assert by_name(people, lambda one: one[0]) == [("Amy", 2), ("Zoë Hart", 1), ("Zoë Hart", 3)]
