"""What a page that corrects one part of a standard consists of: sheets (one thing, its facts) and lists of rows.

A row whose first words are emptied is taken out; the empty row at the end of a list, filled in, is added.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import Form

from accounts.standard_drafts.fields import Kind, Known, value_of

Content = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One thing that can be corrected: its name in the file, its label, the kind of its field."""

    name: str
    label: str
    kind: Kind


@dataclass(frozen=True)
class Group:
    """Fields that stand together on the page. `folded`: closed until asked for; `is_new`: the empty row."""

    legend: str
    names: Sequence[str]
    folded: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Sheet:
    """The facts of one thing. `of` finds its object in the content, and makes one where there is none. `refuse` says
    what of it cannot be so together, as (column, complaint)."""

    key: str
    legend: str
    of: Callable[[Content], Content]
    columns: Sequence[Column]
    needed: Mapping[str, str] = field(default_factory=dict)
    refuse: Callable[[Mapping[str, Any]], tuple[str, str] | None] = lambda _filled_in: None

    def held(self, content: Content) -> Any:
        one = self.of(content)
        return [one.get(column.name) for column in self.columns]

    def fields(self, content: Content, known: Known) -> Iterator[tuple[str, Any]]:
        for column, value in zip(self.columns, self.held(content), strict=True):
            yield f"{self.key}_{column.name}", column.kind(column.label, value, known)

    def groups(self, content: Content) -> Iterator[Group]:
        yield Group(self.legend, [f"{self.key}_{column.name}" for column in self.columns])

    def check(self, content: Content, form: Form) -> None:
        for name, complaint in self.needed.items():
            if not value_of(form[f"{self.key}_{name}"]):
                _complain(form, f"{self.key}_{name}", complaint)
        filled_in = {one.name: value_of(form[f"{self.key}_{one.name}"]) for one in self.columns}
        if (refused := self.refuse(filled_in)) is not None:
            _complain(form, f"{self.key}_{refused[0]}", refused[1])

    def write(self, content: Content, form: Form) -> None:
        one = self.of(content)
        for column in self.columns:
            put(one, column.name, value_of(form[f"{self.key}_{column.name}"]))


@dataclass(frozen=True)
class Rows:
    """A list of things of one kind, and an empty row to add another.

    `of` finds the list in the content, `key_of` names a row for as long as it is the same one, `legend` heads it.
    `new_columns` are filled in for a new row alone; `complete` gives it what nobody fills in. `keeps` says why a row
    cannot be taken out; `refuse_new` why a new one cannot be, as (column, complaint).
    """

    key: str
    of: Callable[[Content], list[Content]]
    key_of: Callable[[Content, int], str]
    legend: Callable[[Content], str]
    columns: Sequence[Column]
    adding: str
    new_columns: Sequence[Column] = ()
    folded: bool = False
    complete: Callable[[Content, Content], None] = lambda _content, _row: None
    keeps: Callable[[Content, Content], str] = lambda _content, _row: ""
    refuse_new: Callable[[Content, Content], tuple[str, str] | None] = lambda _content, _row: None

    def held(self, content: Content) -> Any:
        return self.of(content)

    def _named(self, content: Content) -> list[tuple[str, Content]]:
        return [(f"{self.key}_{self.key_of(row, n)}", row) for n, row in enumerate(self.of(content))]

    @property
    def _new(self) -> list[tuple[str, Column]]:
        return [(f"{self.key}_new_{column.name}", column) for column in (*self.new_columns, *self.columns)]

    def fields(self, content: Content, known: Known) -> Iterator[tuple[str, Any]]:
        for prefix, row in self._named(content):
            for column in self.columns:
                yield f"{prefix}_{column.name}", column.kind(column.label, row.get(column.name), known)
        for name, column in self._new:
            yield name, column.kind(column.label, None, known)

    def groups(self, content: Content) -> Iterator[Group]:
        for prefix, row in self._named(content):
            yield Group(self.legend(row), [f"{prefix}_{column.name}" for column in self.columns], self.folded)
        yield Group(self.adding, [name for name, _ in self._new], folded=True, is_new=True)

    def check(self, content: Content, form: Form) -> None:
        first = self.columns[0].name
        for prefix, row in self._named(content):
            if not value_of(form[f"{prefix}_{first}"]) and (reason := self.keeps(content, row)):
                _complain(form, f"{prefix}_{first}", reason)
        added = self._filled_in(form)
        if added is None:
            return
        for column in (*self.new_columns, self.columns[0]):
            if not added.get(column.name):
                _complain(
                    form, f"{self.key}_new_{column.name}", f"Fill in “{column.label}”, or empty the row."
                )
        if not form.errors and (refused := self.refuse_new(content, added)) is not None:
            _complain(form, f"{self.key}_new_{refused[0]}", refused[1])

    def _filled_in(self, form: Form) -> Content | None:
        """The new row, where anything was typed in it."""
        row: Content = {}
        typed = False
        for name, column in self._new:
            field = form[name]
            put(row, column.name, value_of(field))
            chosen = field.type in {"SelectField", "BooleanField"} and column != self.columns[0]
            typed = typed or (not chosen and bool(value_of(field)))
        return row if typed else None

    def write(self, content: Content, form: Form) -> None:
        rows, first = self.of(content), self.columns[0].name
        kept = []
        for prefix, row in self._named(content):
            if not value_of(form[f"{prefix}_{first}"]):
                continue
            for column in self.columns:
                put(row, column.name, value_of(form[f"{prefix}_{column.name}"]))
            kept.append(row)
        added = self._filled_in(form)
        if added is not None:
            self.complete(content, added)
            kept.append(added)
        rows[:] = kept


Block = Sheet | Rows


def put(place: Content, name: str, value: Any) -> None:
    """Write what was filled in; what was left empty the file does not say."""
    if value in (None, "", []):
        place.pop(name, None)
    else:
        place[name] = value


def slug(text: str, taken: Sequence[str]) -> str:
    """An id made of the first words, with a number behind it where another has it."""
    base = "_".join(re.findall(r"[a-z0-9]+", text.lower())[:5]) or "one"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    return found


def _complain(form: Form, name: str, complaint: str) -> None:
    field = form[name]
    field.errors = (*field.errors, complaint)
