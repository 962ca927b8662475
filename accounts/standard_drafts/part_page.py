"""What the page that corrects one part of a draft shows: its doubts, its fields, the lines that it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup
from wtforms import Field

from accounts.models import StandardDraft
from accounts.standard_drafts.draft_page import (
    DoubtShown,
    open_gaps,
    shown_doubt,
    source_markup,
    source_url,
    which_lines,
)
from accounts.standard_drafts.forms import PartForm
from accounts.standard_drafts.part import Part
from accounts.standard_drafts.parts import part_of_doubt, parts_of
from accounts.standard_drafts.source import Line, lines_beside, lines_of_part, page_with
from accounts.standard_drafts.taking_out import what_it_is


@dataclass(frozen=True)
class GroupShown:
    """`folded`: closed until asked for; those with an error stand open."""

    legend: str
    fields: Sequence[Field]
    folded: bool
    is_new: bool

    @property
    def is_narrow(self) -> bool:
        """Whether all of it are numbers and short choices, which stand side by side."""
        return all(field.type in {"WholeNumber", "PerCent", "SelectField"} for field in self.fields)


@dataclass(frozen=True)
class PartPage:
    """`previous` and `next` are the addresses of the parts beside it, `takes_out` is the "theme" or
    "method" that can be taken out here, at `take_out`; `all_of_it` leads to the whole source, where this is less."""

    doubts: Sequence[tuple[DoubtShown, Field]]
    gaps: Sequence[str]
    groups: Sequence[GroupShown]
    source: Markup
    source_words: str
    all_of_it: str
    previous: str | None
    next: str | None
    words: str
    takes_out: str
    take_out: str


def part_page(draft: StandardDraft, part: Part, form: PartForm) -> PartPage:
    """The page's values, with what was typed where it was refused."""
    parts = [one.id for one in parts_of(draft.content)]
    mine = [
        (place, doubt) for place, doubt in enumerate(draft.doubts) if part_of_doubt(doubt, parts) == part.id
    ]
    doubted = [doubt["line"] for _, doubt in mine if doubt["line"]]
    beside = lines_beside(lines_of_part(part, draft.lines), doubted, draft.lines)
    place = parts.index(part.id) if part.id in parts else None

    def address(to: int) -> str | None:
        if place is None or not 0 <= to < len(parts):
            return None
        return url_for("administration.standard_draft_part", draft_id=draft.id, part_id=parts[to])

    at = place if place is not None else 0
    return PartPage(
        doubts=[
            (shown_doubt(doubt, "", "", f"#line-{doubt['line']}"), form[f"doubt_{number}"])
            for number, doubt in mine
        ],
        gaps=open_gaps(draft, part),
        groups=[
            GroupShown(
                group.legend,
                fields := form.named(group.names),
                group.folded and not any(field.errors for field in fields),
                group.is_new,
            )
            for group in part.groups(draft.content)
            if group.names
        ],
        source=source_markup(beside, {doubt["line"] for doubt in draft.doubts}),
        source_words=which_lines(beside, draft.lines),
        all_of_it="" if len(beside) == len(draft.lines) else _where_it_goes_on(draft, beside),
        previous=address(at - 1),
        next=address(at + 1),
        words=f"Part {at + 1} of {len(parts)}" if place is not None else "",
        takes_out=what_it_is(part.id) if place is not None else "",
        take_out=url_for("administration.take_out_part", draft_id=draft.id, part_id=part.id),
    )


def _where_it_goes_on(draft: StandardDraft, beside: Sequence[Line]) -> str:
    return source_url(draft, page_with(draft.lines, beside[0][0]) if beside else 1)
