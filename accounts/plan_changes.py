"""What another version of a standard changes beside its KSBs: limits, themes, what they are graded on, and what must be
so at the gateway."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from accounts.standard_drafts.plan_parts import ALL_METHODS, LIMITS, LISTS
from standards import DistinctionRule, Limits, Method, MethodKind, Standard, Theme, Words, compare_texts

NOTHING = "not said"
# Said together, as the words that a report may have.
_OF_THE_WORDS = {"words", "words_least", "words_mean", "tolerance"}


@dataclass(frozen=True)
class PlanChange:
    """`what` of the plan was `before` and is `after`; one that a version does not have is "not said"."""

    what: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return f"{self.what}: {self.before} → {self.after}"


def plan_changes(old: Standard, new: Standard) -> list[PlanChange]:
    """Everything of the plan that differs, in the order in which a plan says it."""
    pairs = _pairs(old.methods, new.methods)
    gone = [method.name for method in old.methods if method not in [before for before, _ in pairs]]
    come = [method.name for method in new.methods if method not in [after for _, after in pairs]]
    found = [change for before, after in pairs for change in _of_method(before, after, new.words)]
    return [*_differing("Assessment methods", gone, come), *found, *_of_gateway(old, new)]


@dataclass(frozen=True)
class GradeChange:
    """A descriptor of a grade, by the plan's word for the grade: what it was and what it is, "" where there is none."""

    grade: str
    before: str
    after: str


@dataclass(frozen=True)
class ThemeChange:
    """A theme whose grading descriptors are others now. `new` is true of one that the other version has not."""

    method: str
    theme: str
    new: bool
    descriptors: Sequence[GradeChange]

    @property
    def in_short(self) -> PlanChange:
        """For whoever looks the words up in Help."""
        reworded = sum(bool(one.before and one.after) for one in self.descriptors)
        come = sum(not one.before for one in self.descriptors)
        gone = sum(not one.after for one in self.descriptors)
        counts = [(reworded, "reworded"), (come, "new"), (gone, "gone")]
        what = f"{self.method}: what “{self.theme}” is graded on"
        return PlanChange(
            what, "as you know it", ", ".join(f"{count} {word}" for count, word in counts if count)
        )


def grading_changes(old: Standard, new: Standard) -> list[ThemeChange]:
    """The themes of `new` whose descriptors differ, in the order of the plan. One that went is told by its name alone,
    and a method that is new is read whole."""
    found = [
        ThemeChange(after.name, theme.name, known is None, tuple(_descriptors(known, theme, new.words)))
        for before, after in _pairs(old.methods, new.methods)
        for known, theme in _paired_themes(before.themes, after.themes)
    ]
    return [change for change in found if change.descriptors]


def _paired_themes(old: Sequence[Theme], new: Sequence[Theme]) -> Iterator[tuple[Theme | None, Theme]]:
    """Each theme of `new` with the one it was: of its name, else a renamed one that has a descriptor in common."""
    by_name = {theme.name: theme for theme in old}
    names = {theme.name for theme in new}
    renamed = [theme for theme in old if theme.name not in names]
    for theme in new:
        known = by_name.get(theme.name) or next(
            (one for one in renamed if set(_texts(one)) & set(_texts(theme))), None
        )
        if known in renamed:
            renamed.remove(known)
        yield known, theme


def _texts(theme: Theme) -> list[str]:
    return [one.text for one in chain.from_iterable(theme.descriptors)]


def _descriptors(old: Theme | None, new: Theme, words: Words) -> Iterator[GradeChange]:
    before = old.descriptors if old is not None else ((), (), ())
    grades = (words.lowest, words.middle, words.highest)
    for grade, was, is_now in zip(grades, before, new.descriptors, strict=True):
        for gone, come in compare_texts([one.text for one in was], [one.text for one in is_now]):
            yield GradeChange(grade, gone, come)


def _pairs(old: Sequence[Method], new: Sequence[Method]) -> list[tuple[Method, Method]]:
    """The methods that are one method in both versions: of one name, else the report's and the portfolio's."""
    by_name = {method.name: method for method in new}
    shared = by_name.keys() & {method.name for method in old}
    renamed = {method.kind: method for method in new if method.name not in shared}
    renamed.pop(MethodKind.OTHER, None)
    found = [
        (method, by_name[method.name] if method.name in shared else renamed.pop(method.kind, None))
        for method in old
    ]
    return [(before, after) for before, after in found if after is not None]


def _of_method(old: Method, new: Method, words: Words) -> Iterator[PlanChange]:
    if old.name != new.name:
        yield PlanChange("Name of a method", old.name, new.name)
    before, after = _limits(old.limits, new.kind), _limits(new.limits, new.kind)
    for label in before:
        if before[label] != after[label]:
            yield PlanChange(
                f"{new.name}: {_small(label)}", before[label] or NOTHING, after[label] or NOTHING
            )
    for column in LISTS[new.kind]:
        listed = getattr(old.limits, column.name), getattr(new.limits, column.name)
        yield from _differing(f"{new.name}: {_small(column.label)}", *listed)
    yield from _differing(f"{new.name}: themes", _themes(old), _themes(new))
    for grade, was, is_now in (
        (words.middle, old.merit_rule, new.merit_rule),
        (words.highest, old.distinction_rule, new.distinction_rule),
    ):
        if was != is_now:
            yield PlanChange(f"{new.name}: descriptors that a {grade} asks for", _rule(was), _rule(is_now))


def _rule(rule: DistinctionRule | None) -> str:
    return f"{rule.required} of {rule.of}" if rule is not None else NOTHING


def _limits(limits: Limits, kind: MethodKind) -> Mapping[str, str]:
    """{what it limits: how the page says it, "" where the plan does not}."""
    columns = [column for column in (*LIMITS[kind], *ALL_METHODS) if column.name not in _OF_THE_WORDS]
    said = {column.label: _said(getattr(limits, column.name)) for column in columns}
    return {"Length of the report": limits.words_allowed} | said


def _said(value: Any) -> str:
    """A share as per cent, as its label says; a number as it is."""
    if value is None:
        return ""
    return f"{value * 100:g}" if isinstance(value, float) else f"{value:,}"


def _themes(method: Method) -> Sequence[str]:
    return [theme.name for theme in method.themes] or method.themes_as_listed


def _of_gateway(old: Standard, new: Standard) -> Iterator[PlanChange]:
    """Requirements by their words; one of the same id in other words is that one reworded."""
    texts = {one.text for one in old.gateway} & {one.text for one in new.gateway}
    before = {one.id: one.text for one in old.gateway if one.text not in texts}
    after = {one.id: one.text for one in new.gateway if one.text not in texts}
    for name in [*before, *(name for name in after if name not in before)]:
        yield PlanChange("Gateway", before.get(name, NOTHING), after.get(name, NOTHING))


def _differing(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[PlanChange]:
    """What went and what came of a list of names; nothing where only their order is another."""
    gone, come = [one for one in old if one not in set(new)], [one for one in new if one not in set(old)]
    if gone or come:
        yield PlanChange(what, "; ".join(gone) or "none", "; ".join(come) or "none")


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
