"""However a page puts its duties and KSBs, the same duties and KSBs are read."""

import pytest

from standards import import_page
from tests.standards.importing import html_layouts, markdown_layouts, text_layouts
from tests.standards.importing.kite import DUTIES, KSBS, OF_OPTION

PAGES = text_layouts.PAGES | markdown_layouts.PAGES | html_layouts.PAGES
EVERY = pytest.mark.parametrize("name", sorted(PAGES))


def same(text: str) -> str:
    return " ".join(text.split())


@EVERY
def test_every_ksb_and_every_duty_is_read(name: str) -> None:
    standard = import_page(PAGES[name]()).standard
    assert {ksb.code: same(ksb.text) for ksb in standard.ksbs} == dict(KSBS)
    assert [(duty.number, same(duty.text), duty.ksbs) for duty in standard.duties] == [
        (duty.number, duty.text, duty.codes) for duty in DUTIES
    ]


@EVERY
def test_options_are_kept_and_facts_are_read(name: str) -> None:
    standard = import_page(PAGES[name]()).standard
    assert standard.label == "Kite maker, OCC9099, version 1.2"
    if name == "no_headings":  # nothing names an option there
        return
    names = {option.id: option.name for option in standard.options}
    assert ["".join(names[one] for one in duty.options) for duty in standard.duties] == [
        duty.option for duty in DUTIES
    ]
    assert {ksb.code: names[ksb.options[0]] for ksb in standard.ksbs if len(ksb.options) == 1} == OF_OPTION


@EVERY
def test_nothing_in_it_is_doubted_but_what_it_leaves_open(name: str) -> None:
    """The codes of its options begin at 21 and 31, and text marks no title: both are said."""
    doubts = [doubt.why for doubt in import_page(PAGES[name]()).doubts]
    said = ("The page goes on to", "The page marks no title")
    assert [why for why in doubts if not why.startswith(said)] == []
