"""The grades of a plan in plain words: what each asks for, theme by theme, and what they make together."""

from collections.abc import Iterator
from math import ceil

from foundation.wording import listed
from home.plan_rules import PlanRule
from standards import Descriptor, DistinctionRule, Method, Standard, Theme


def grades_asked_for(standard: Standard) -> Iterator[PlanRule]:
    """For each method how much must be shown, then what each grade of each theme asks for. Empty where no plan says."""
    for method in standard.methods:
        yield from _how_much(standard, method)
        for theme in method.themes:
            yield from _of_theme(standard, method, theme)


def _how_much(standard: Standard, method: Method) -> Iterator[PlanRule]:
    words, share = standard.words, method.limits.mastery
    if share:
        least, all_of_them = ceil(round(share * len(method.ksbs), 6)), len(method.ksbs)
        told = (
            f"all of its {all_of_them}" if least == all_of_them else f"at least {least} of its {all_of_them}"
        )
        yield PlanRule(f"{method.name}: you show {told} KSB{'' if all_of_them == 1 else 's'}.")
    for grade, rule in ((words.middle, method.merit_rule), (words.highest, method.distinction_rule)):
        if rule:
            yield PlanRule(
                f"{method.name}, for a {grade}: {_required(rule, grade)}, and every {words.lowest} one."
            )


def _required(rule: DistinctionRule, grade: str) -> str:
    if rule.required == rule.of:
        return f"all {rule.of} {grade} descriptors" if rule.of > 1 else f"the {grade} descriptor"
    return f"{rule.required} of the {rule.of} {grade} descriptors"


def _of_theme(standard: Standard, method: Method, theme: Theme) -> Iterator[PlanRule]:
    graded = theme.graded(standard.words)
    if graded:
        yield PlanRule(
            f"{theme.name}: {listed([grade for grade, _ in graded])}",
            cited=f"Assessment plan {standard.version}, {method.name}",
            points=[_told(grade, one) for grade, descriptors in graded for one in descriptors],
        )


def _told(grade: str, descriptor: Descriptor) -> str:
    about = f" ({', '.join(descriptor.ksbs)})" if descriptor.ksbs else ""
    return f"{grade[:1].upper()}{grade[1:]}. “{descriptor.text}”{about}"


def overall_grades(standard: Standard) -> Iterator[PlanRule]:
    """A line for each row of the plan's table. A method that it does not name may have any grade."""
    words = standard.words
    called = {"pass": words.lowest, "merit": words.middle, "distinction": words.highest, "any": "any grade"}
    for row in standard.overall_grades:
        grades = [
            f"{called.get(grade, grade)} in {_short(method)}"
            for method in standard.methods
            if (grade := row.grades.get(method.id, "any"))
        ]
        told = f"{listed(grades)}: {called.get(row.overall, row.overall)}"
        yield PlanRule(f"{told[:1].upper()}{told[1:]}.")


def _short(method: Method) -> str:
    return f"the {method.name[:1].lower()}{method.name[1:]}"
