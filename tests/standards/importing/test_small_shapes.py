"""Small shapes that statements and duties come in: sub-bullets, paragraphs, labels, lines that a copy ran together."""

import pytest

from standards import Standard, import_page

HEAD = "Kite maker\nReference: OCC9099\nVersion: 1.0\n"
DUTIES = "Duties\nDuty 1 Choose cloth.\nK1 S1\nDuty 2 Sew a sail.\nK2 S1\n"
KSBS = "KSBs\nKnowledge\n\nK1: Cloths.\n\nK2: Law. For example, COSHH.\n\nSkills\n\nS1: Cut cloth.\n"
LISTED = {"K1": "Cloths: • ripstop nylon • polyester", "K2": "Law. For example, COSHH.", "S1": "Cut cloth."}
PLAIN = {"K1": "Cloths.", "K2": "Law. For example, COSHH.", "S1": "Cut cloth."}
READ = [(1, "Choose cloth.", ("K1", "S1")), (2, "Sew a sail.", ("K2", "S1"))]


def statements(standard: Standard) -> dict[str, str]:
    return {ksb.code: ksb.text for ksb in standard.ksbs}


def duties(standard: Standard) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(duty.number, duty.text, duty.ksbs) for duty in standard.duties]


def saved(ksbs: str) -> str:
    return (
        "<html><body><h1>Kite maker</h1><p>Reference: OCC9099</p><p>Version: 1.0</p><h2>Duties</h2><ul>"
        "<li>Duty 1 Choose cloth.<ul><li>K1</li><li>S1</li></ul></li>"
        "<li>Duty 2 Sew a sail.<ul><li>K2</li><li>S1</li></ul></li></ul>"
        f"<h2>KSBs</h2><h3>Knowledge</h3>{ksbs}<h3>Skills</h3><ul><li>S1: Cut cloth.</li></ul></body></html>"
    )


SUB_BULLETS = "<ul><li>ripstop nylon</li><li>polyester</li></ul>"
WITH_LISTS = {
    "tight": f"{HEAD}{DUTIES}KSBs\nKnowledge\nK1: Cloths:\n• ripstop nylon\n• polyester\n"
    "K2: Law. For example, COSHH.\nSkills\nS1: Cut cloth.\n",
    "round": f"{HEAD}{DUTIES}KSBs\nKnowledge\n\nK1: Cloths:\n\no ripstop nylon\n\no polyester\n\n"
    "K2: Law. For example, COSHH.\n\nSkills\n\nS1: Cut cloth.\n",
    "back": f"{HEAD}{DUTIES}KSBs\nKnowledge\n\nK1: Cloths:\n\n- ripstop nylon\n- polyester\nBack to Duty\n\n"
    "K2: Law. For example, COSHH. Back to Duty\n\nSkills\n\nS1: Cut cloth. Back to Duty\n",
    "cells": saved(
        f"<table><tr><td>K1</td><td><p>Cloths:</p>{SUB_BULLETS}</td></tr>"
        "<tr><td>K2</td><td>Law.<br>For example, COSHH.</td></tr></table>"
    ),
    "items": saved(f"<ul><li>K1: Cloths:{SUB_BULLETS}</li><li>K2: Law. For example, COSHH.</li></ul>"),
    "markdown": "# Kite maker\n\n**Reference:** OCC9099\n\n**Version:** 1.0\n\n## Duties\n\n"
    "- **Duty 1** Choose cloth. (K1, S1)\n- **Duty 2** Sew a sail. (K2, S1)\n\n## KSBs\n\n### Knowledge\n\n"
    "- **K1** Cloths:\n  - ripstop nylon\n  - polyester\n- **K2** Law. For example, COSHH.\n\n### Skills\n\n"
    "- **S1** Cut cloth.\n",
}


@pytest.mark.parametrize("name", WITH_LISTS)
def test_a_list_inside_a_statement_is_part_of_it(name: str) -> None:
    standard = import_page(WITH_LISTS[name]).standard
    assert statements(standard) == LISTED
    assert duties(standard) == READ


@pytest.mark.parametrize(
    "ksbs",
    [
        "K1: Cloths.\n\nK2: Law.\n\nFor example, COSHH.\n\nSkills\n\nS1: Cut cloth.\n",
        "K1: Cloths.\nK2: Law.\nFor example, COSHH.\nSkills\nS1: Cut cloth.\n",
        "K1: Cloths.\nBack to Duty\nK2: Law. For example, COSHH.\nBack to Duty\nSkills\nS1: Cut cloth.\n",
        "K1: Cloths. K2: Law. For example, COSHH. Skills S1: Cut cloth.\n",
    ],
    ids=["paragraphs", "lines", "links back", "one line"],
)
def test_a_statement_goes_on_where_its_words_do(ksbs: str) -> None:
    imported = import_page(f"{HEAD}{DUTIES}KSBs\nKnowledge\n\n{ksbs}")
    assert statements(imported.standard) == PLAIN
    assert not [doubt for doubt in imported.doubts if "COSHH" in doubt.read]


UNFOLDED = [
    "Duty 1 Choose cloth.\n\nK1: Cloths.\n\nS1: Cut cloth.\n\nDuty 2 Sew a sail.\n\nK2: Law. For example, COSHH.\n\n"
    "S1: Cut cloth.\n\n",
    "Duty 1\nChoose cloth.\nKSBs\nK1: Cloths.\nS1: Cut cloth.\nDuty 2\nSew a sail.\nKSBs\n"
    "K2: Law. For example, COSHH.\nS1: Cut cloth.\n",
    "Duty 1 Choose cloth.\nKnowledge\nK1: Cloths.\nSkills\nS1: Cut cloth.\nDuty 2 Sew a sail.\nKnowledge\n"
    "K2: Law. For example, COSHH.\nSkills\nS1: Cut cloth.\n",
]


@pytest.mark.parametrize("text", UNFOLDED)
@pytest.mark.parametrize("after", ["", KSBS])
def test_ksbs_that_are_unfolded_under_each_duty_are_its_own(text: str, after: str) -> None:
    standard = import_page(f"{HEAD}Duties\n{text}{after}").standard
    assert duties(standard) == READ
    assert statements(standard) == PLAIN


def test_a_list_of_ksbs_after_duties_without_codes_is_no_dutys_own() -> None:
    listed = f"Duty 1 Choose cloth.\n\nDuty 2 Sew a sail.\n\n{KSBS}\nOption duties\n\nDuty 3 Fly.\n\nK1 S1\n"
    standard = import_page(f"{HEAD}Core duties\n{listed}").standard
    assert [duty.ksbs for duty in standard.duties] == [(), (), ("K1", "S1")]


@pytest.mark.parametrize(
    "text",
    [
        "Occupation duties\nDuty Criteria for measuring performance KSBs\n\nDuty 1 Choose cloth.\n\nIt fits.\n\n"
        "K1\n\nS1\n\nDuty 2 Sew a sail.\n\nSeams hold.\n\nK2\n\nS1\n\n",
        "Duties\nDuty 1\nChoose cloth.\nKnowledge: K1\nSkills: S1\nDuty 2\nSew a sail.\nKnowledge: K2\nSkills: S1\n",
        "Duties\nDuty 1 Choose\ncloth.\nK1 S1\nDuty 2 Sew a\nsail.\nK2 S1\n",
        "Duties Duty 1 Choose cloth. K1 S1\nDuty 2 Sew a sail. K2 S1\n",
        "Duties\nDuty 1 Choose cloth. K1 S1 Duty 2 Sew a sail. K2 S1\n",
        "Duties\nDuty 1 Choose cloth. (K1, S1) Duty 2 Sew a sail. (K2, S1)\n",
        "Duties\nD1. Choose cloth. [K1, S1]\nD2. Sew a sail. [K2, S1]\n",
        "Duties\nDuty 1: Choose cloth. KSBs: K1, S1\nDuty 2: Sew a sail. KSBs: K2, S1\n",
        "Duties\nDuty 1: Choose cloth.\nAssociated KSBs\nK1, S1\nDuty 2: Sew a sail.\nAssociated KSBs\nK2, S1\n",
        "Duties\n1. Choose cloth.\nK1 S1\n2. Sew a sail.\nK2 S1\n",
        "Duties\n1. Choose cloth. (K1, S1)\n2. Sew a sail. (K2, S1)\n",
    ],
)
def test_a_duty_is_read_in_whatever_shape(text: str) -> None:
    standard = import_page(f"{HEAD}{text}{KSBS}").standard
    assert duties(standard) == READ
    assert statements(standard) == PLAIN
