"""A doubt about a page that was read stands in the part where it is settled, wherever its line stands in the page."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import standards
from accounts.standard_drafts.parts import parts_of
from accounts.standard_drafts.source import parts_of_doubts, source_lines
from tests.standards.importing.test_doubts import PAGE
from tests.standards.page import DISCUSSION

SEED = (Path(__file__).parents[1] / "standards" / "ST0505_page.txt").read_text(encoding="utf-8")


def titles(source: str) -> Sequence[tuple[str, str]]:
    """(why, the part: its method’s name, else its title) of every doubt of this page."""
    read = standards.import_page(source)
    parts = parts_of(read.standard.to_dict())
    places = parts_of_doubts(
        [vars(doubt) for doubt in read.doubts], parts, source_lines(source.encode("utf-8"))
    )
    by_id = {part.id: part.room if re.fullmatch(r"method-\d+", part.id) else part.title for part in parts}
    return [(doubt.why, by_id[place]) for doubt, place in zip(read.doubts, places, strict=True)]


def place_of(why: str, source: str) -> str:
    (found,) = [title for said, title in titles(source) if why in said]
    return found


def changed(before: str, after: str) -> str:
    assert before in PAGE
    return PAGE.replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after", "why", "where"),
    [
        (
            "1.3 End-point",
            "Revised version awaiting: End-point",
            "page says version 1.3. Which is it",
            "Facts",
        ),
        (
            "\n\nHow a mould is built: cores, copes, loam and drying times.",
            "\n\nHow moulds are made.",
            "The mapping table words K",
            "Knowledge",
        ),
        ("Duty 2 Cast", "Stray words here.\n\nDuty 2 Cast", "stands among the duties", "Duties"),
        (
            "first. K3, B1\n\nEvaluates a risk assessment of the foundry. K3",
            "first. B1\n\nEvaluates a risk assessment. B1",
            "No pass descriptor of “Safety”",
            "Safety",
        ),
        (
            "Pass Pass Pass\n",
            "Pass Pass\n",
            "2 grades where 3 belong",
            "How the grades make the overall grade",
        ),
    ],
)
def test_a_doubt_stands_where_what_it_is_about_is_corrected(
    before: str, after: str, why: str, where: str
) -> None:
    assert place_of(why, changed(before, after)) == where


def test_a_spelling_of_a_method_is_settled_at_the_method() -> None:
    assert place_of("The plan also writes", SEED) == DISCUSSION


def test_what_is_about_the_whole_is_settled_among_the_facts() -> None:
    assert place_of("The page has no title", SEED) == "Facts"
    assert place_of("gives this revision no number", SEED) == "Facts"


def test_a_plan_without_its_number_of_distinctions_is_settled_at_its_method() -> None:
    page = changed("all of the distinction descriptors\nMetal", "4 out of 5 distinction descriptors\nMetal")
    read = standards.import_page(page)
    assert place_of("counts 5 distinction", page) in {method.name for method in read.standard.methods}
