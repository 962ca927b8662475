"""The clauses that the product leans on, and the gateway requirements that rest on them, found by the words that plans
use for them (plan_words.json). Everything quoted is the page's own."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from standards.importing.found import Notes
from standards.importing.passages import Passage, sentence_around
from standards.model import Clause, Force, GatewayRequirement, Words

_FORCES = (
    (r"\bmust\b", Force.MUST),
    (r"\bshould\b|\brecommended\b", Force.SHOULD),
    (r"\btypically\b", Force.TYPICAL),
)


@cache
def plan_words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("plan_words.json").read_text(encoding="utf-8")
    )
    return words


def clause_names() -> list[str]:
    """The ids of the clauses that the product knows what to do with."""
    return list(plan_words()["clauses"])


def read_clauses(passages: Sequence[Passage]) -> dict[str, Clause]:
    """The clauses that this plan has, by id, in the order of plan_words.json."""
    found = {}
    for name, rule in plan_words()["clauses"].items():
        if clause := _find(rule, passages):
            found[name] = clause
    return found


def _find(rule: Mapping[str, Any], passages: Sequence[Passage]) -> Clause | None:
    pattern = re.compile(rule["finds"], re.IGNORECASE)
    for part in rule["in"]:
        places = [(passage.text, passage.section) for passage in passages if part in passage.parts]
        if rule.get("across") and places:
            places = [(" ".join(text for text, _ in places), places[0][1])]
        for text, section in places:
            if match := pattern.search(text):
                quote = match[0] if rule.get("exact") else sentence_around(text, match.start(), match.end())
                force = Force(rule["force"]) if "force" in rule else force_of(quote)
                return Clause(quote.strip(), section, force)
    return None


def force_of(quote: str) -> Force:
    """How strongly a sentence says it: by its must, should or typically, else it states a fact."""
    return next((force for pattern, force in _FORCES if re.search(pattern, quote)), Force.FACT)


def read_gateway(
    passages: Sequence[Passage],
    clauses: Mapping[str, Clause],
    minimum_months: int | None,
    words: Words,
    notes: Notes,
) -> tuple[GatewayRequirement, ...]:
    """What must be so before the assessment: what we know by its clause, then the plan's own further points."""
    found: list[GatewayRequirement] = []
    for rule in plan_words()["gateway"]:
        if rule["clause"] in clauses:
            variants = tuple(
                variant["text"]
                for variant in rule.get("variants", ())
                if variant["clause"] in clauses
                and re.search(variant["finds"], clauses[variant["clause"]].quote, re.IGNORECASE)
            )
            text = rule["text"].format(minimum_months=minimum_months, assessment=words.assessment)
            found.append(
                GatewayRequirement(rule["id"], text, rule["who"], Force.MUST, variants, rule["clause"])
            )
    return (*found, *_further(passages, notes))


def _further(passages: Sequence[Passage], notes: Notes) -> list[GatewayRequirement]:
    known = re.compile("|".join(plan_words()["known_requirements"]), re.IGNORECASE)
    found: list[GatewayRequirement] = []
    for passage in passages:
        if "gateway" not in passage.parts or "portfolio" in passage.parts:
            continue
        if not re.search(r"\bmust\b[^.]*:$", passage.text.partition("•")[0].strip()):
            continue
        for line, point in passage.points:
            if known.search(point):
                continue
            name = f"requirement_{len(found) + 1}"
            found.append(GatewayRequirement(name, _sentence(point), "apprentice", Force.MUST))
            why = "A gateway requirement of this plan’s own. Who sees to it is our guess: the apprentice."
            notes.doubt(line, point, why, "gateway")
    return found


def _sentence(point: str) -> str:
    return f"{point[:1].upper()}{point[1:].rstrip('.;,')}."
