"""A plan for a standard that was published without one: its own words, with the methods of a plan that came later."""

from typing import Any

from standards import Comparison, Doubt, Imported, Standard, compare

# Of the plan's file: what a version without a plan has not.
OF_THE_PLAN = ("methods", "gateway", "overall_grades", "clauses", "words", "verified_by_employer")
FACTS = ("months_to_gateway", "epa_months", "minimum_months", "licence", "source")


def with_plan(old: Standard, read: Imported) -> tuple[dict[str, Any], list[Doubt]]:
    """(the content of a new version, what is doubtful about it). Its KSBs, options and duties are the old version's.

    A published version never changes, so the new one has a number of its own. The plan's codes count as the old
    version's where the statements are the same; whatever it says otherwise, or of KSBs that are not there, is a doubt.
    """
    plan, content = read.standard.to_dict(), old.to_dict()
    content |= {name: plan[name] for name in OF_THE_PLAN if name in plan}
    content |= {name: plan[name] for name in FACTS if name in plan and name not in content}
    content["version"] = plan["version"] if plan["version"] != old.version else f"{old.version} with plan"
    doubts = [
        Doubt(
            None,
            content["version"],
            "A published version never changes, so the one with the plan needs a version of its own. Check this one.",
            "version",
        )
    ]
    if plan["reference"] != old.reference:
        why = f"The plan says that it is {plan['reference']}’s. Its methods are read for {old.reference} all the same."
        doubts.append(Doubt(None, plan["reference"], why, "reference"))
    comparison = compare(old, read.standard)
    codes = {ksb.code: ksb.code for ksb in old.ksbs} | {new: code for code, new in comparison.same.items()}
    _translate({name: content[name] for name in OF_THE_PLAN if name in content}, codes)
    if "verified_by_employer" in content:
        content["verified_by_employer"] = _old_codes(content["verified_by_employer"], codes)
    return content, [*doubts, *_doubts(comparison, old), *read.doubts]


def _doubts(comparison: Comparison, old: Standard) -> list[Doubt]:
    known = {ksb.code for ksb in old.ksbs}
    doubts = [
        Doubt(
            None,
            f"{pair.new.code}: {pair.new.text}",
            f"Version {old.version} words its {pair.old.code} otherwise.",
            pair.old.code,
        )
        for pair in comparison.reworded
    ]
    for ksb in comparison.new:
        kept = (
            f"It counts as the {ksb.code} of version {old.version}, whose words are others."
            if ksb.code in known
            else ""
        )
        why = kept or f"Version {old.version} has no {ksb.code}. It is left out of the methods."
        doubts.append(Doubt(None, f"{ksb.code}: {ksb.text}", why, ksb.code))
    return doubts


def _translate(value: Any, codes: dict[str, str]) -> None:
    """Give every list of codes of the plan the old version's; those it has not are left out."""
    if isinstance(value, list):
        for one in value:
            _translate(one, codes)
    elif isinstance(value, dict):
        for name, held in value.items():
            if name == "ksbs":
                value[name] = _old_codes(held, codes)
            else:
                _translate(held, codes)


def _old_codes(listed: list[str], codes: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(codes[code] for code in listed if code in codes))
