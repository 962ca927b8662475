"""The words of a statement rest on what the plan says: "unaided" only where it asks for that."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

import standards
from accounts.models import Apprenticeship
from sign_off.manifest import Manifest
from sign_off.models import Party, StatementKind
from sign_off.statements.words import StatementWords, words_for

ST0505 = standards.load("ST0505")


def report_statement(standard: standards.Standard) -> StatementWords:
    hers = SimpleNamespace(
        apprentice=SimpleNamespace(name="Amira Hussain", first_name="Amira"),
        employer=SimpleNamespace(name="Northgate Housing Trust"),
        standard=standard,
    )
    manifest = SimpleNamespace(entries=[], standard=standard.label)
    return words_for(StatementKind.REPORT, cast(Apprenticeship, hers), cast(Manifest, manifest))


def everything(words: StatementWords) -> str:
    said = [line for party in words.parties.values() for line in (*party.paragraphs, *party.boxes)]
    return " ".join([words.question, words.asks, *said])


def test_where_the_plan_says_unaided_so_does_the_statement() -> None:
    words = report_statement(ST0505)
    assert words.question == "Did Amira do this unaided?"
    assert words.parties[Party.APPRENTICE].paragraphs[0].endswith("report and presentation unaided.")
    assert words.parties[Party.EMPLOYER].paragraphs[0].endswith("report and presentation unaided.")


def test_where_the_plan_does_not_it_is_her_own_work() -> None:
    clauses = {name: clause for name, clause in (ST0505.clauses or {}).items() if name != "report_unaided"}
    words = report_statement(replace(ST0505, clauses=clauses))
    assert "unaided" not in everything(words)
    assert words.question == "Is this Amira’s own work?"
    assert "are Amira Hussain’s own work" in words.parties[Party.EMPLOYER].paragraphs[0]


@pytest.mark.parametrize("clauses", [ST0505.clauses, None])
def test_nothing_is_left_to_be_filled_in(clauses: dict[str, standards.Clause] | None) -> None:
    assert not {"{", "}"} & set(everything(report_statement(replace(ST0505, clauses=clauses))))
