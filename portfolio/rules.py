"""The table of what can be wrong with a portfolio: `rules.json`, one row a rule, read with a standard beside it.

A rule rests on a clause of the plan or on the practice of assessment organisations; practice is never above "should".
Where the plan has no such clause, a rule that rests on it applies only if practice stands behind it too, and then as
practice; without a plan, and where a plan knows no portfolio, not even then.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from standards import Clause, Force, Standard


@dataclass(frozen=True)
class Rule:
    """`title` and `message` hold {fields}; `many` is the title where one text has a {count} of the same; `fix` is the
    word on the button that goes to the place; `in_order` is said when nothing of the kind is found; `in_file` is said
    behind any message about words of a file, which she cannot change here."""

    id: str
    force: Force
    title: str
    message: str
    fix: str
    in_order: str
    clause: str | None = None
    practice: str | None = None
    many: str = ""
    in_file: str = ""


@dataclass(frozen=True)
class Source:
    """Where a rule comes from, as the finding shows it."""

    says: str
    words: str
    cited: str


@cache
def all_rules() -> dict[str, Rule]:
    rows: list[dict[str, Any]] = json.loads(
        Path(__file__).with_name("rules.json").read_text(encoding="utf-8")
    )
    return {row["id"]: Rule(**{**row, "force": Force(row["force"])}) for row in rows}


def rules_for(standard: Standard) -> dict[str, Rule]:
    """The rules that this standard's plan, or practice, gives."""
    given = (_as_given(rule, standard) for rule in all_rules().values())
    return {rule.id: rule for rule in given if rule is not None}


def _as_given(rule: Rule, standard: Standard) -> Rule | None:
    if rule.clause is None or standard.find_clause(rule.clause) is not None:
        return rule
    evidence_is_asked = standard.portfolio is not None or not standard.methods
    if rule.practice is None or not evidence_is_asked:
        return None
    return replace(rule, clause=None, force=Force.SHOULD)


def source_of(rule: Rule, standard: Standard) -> Source:
    """The clause, word for word and without quotation marks, or the practice."""
    if rule.clause is None:
        return Source("Practice", rule.practice or "", "Assessment organisations’ practice, not the plan")
    clause: Clause | None = standard.find_clause(rule.clause)
    assert clause is not None, "rules_for() leaves such rules out"
    return Source("The plan says", clause.quote, f"Assessment plan {standard.version}, {clause.section}")
