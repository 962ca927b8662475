"""What the page of a draft shows: the doubts that are open, its parts, what would be published, the source."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import url_for
from markupsafe import Markup, escape

from accounts.models import StandardDraft
from accounts.standard_drafts.part import Part
from accounts.standard_drafts.parts import part_of_doubt, parts_of
from accounts.standard_drafts.source import page_of_source, page_with, pages_of_source
from foundation.wording import numbered
from standards import Limits, Method

# Doubts that read like this are long: the page shows their beginning, the source beside it the rest.
READ_SHOWN = 160


@dataclass(frozen=True)
class DoubtShown:
    line: int | None
    read: str
    why: str
    url: str
    where: str
    source_url: str


@dataclass(frozen=True)
class PartShown:
    """`doubts` and `gaps` are counts in words, empty where there is none."""

    id: str
    title: str
    url: str
    count: str
    doubts: str
    gaps: str


@dataclass(frozen=True)
class DraftPage:
    """`rooms` are (name, its parts, the address at which a theme is added or ""); `another_method` is the address at
    which a method is. `summary` is (what, how much)."""

    doubts: Sequence[DoubtShown]
    rooms: Sequence[tuple[str, Sequence[PartShown], str]]
    summary: Sequence[tuple[str, str]]
    another_method: str
    absent: Sequence[str]
    counts: Sequence[str]
    source: Markup
    source_words: str
    source_before: str | None
    source_after: str | None


def draft_page(draft: StandardDraft, number: int = 1) -> DraftPage:
    """The page's values, from what is saved, with this page of its source."""
    of = pages_of_source(draft.lines)
    number = min(max(number, 1), of)
    shown = page_of_source(draft.lines, number)
    parts = parts_of(draft.content)
    titles = {part.id: part.title for part in parts}
    placed = [part_of_doubt(doubt, titles) for doubt in draft.doubts]
    doubts = Counter(part for part, doubt in zip(placed, draft.doubts, strict=True) if not doubt["settled"])
    return DraftPage(
        doubts=[
            shown_doubt(
                doubt,
                f"{_address(draft, part)}#doubt_{place}",
                titles[part],
                source_url(draft, page_with(draft.lines, doubt["line"]), doubt["line"])
                if doubt["line"]
                else "",
            )
            for place, (part, doubt) in enumerate(zip(placed, draft.doubts, strict=True))
            if not doubt["settled"]
        ],
        rooms=[
            (room, [_shown(draft, part, doubts[part.id]) for part in together], _adding(draft, together[-1]))
            for room, together in (
                (room, list(group)) for room, group in groupby(parts, lambda part: part.room)
            )
        ],
        summary=list(_summary(draft)),
        another_method=_address(draft, f"method-{len(draft.content.get('methods', ()))}"),
        absent=list(_absent(draft)),
        counts=[numbered(len(draft.content["ksbs"]), "KSB"), numbered(draft.open_doubts, "open doubt")],
        source=source_markup(shown, {doubt["line"] for doubt in draft.doubts}),
        source_words=which_lines(shown, draft.lines),
        source_before=source_url(draft, number - 1) if number > 1 else None,
        source_after=source_url(draft, number + 1) if number < of else None,
    )


def which_lines(shown: Sequence[Sequence[Any]], lines: Sequence[Sequence[Any]]) -> str:
    whole = len(shown) == len(lines)
    return "All of it" if whole or not shown else f"From line {shown[0][0]} to {shown[-1][0]}"


def source_url(draft: StandardDraft, page: int, line: int | None = None) -> str:
    """The draft's page with this page of its source, at a line of it."""
    place = "source-lines" if line is None else f"line-{line}"
    return url_for(
        "administration.standard_draft", draft_id=draft.id, page=page if page > 1 else None, _anchor=place
    )


def shown_doubt(doubt: dict[str, Any], url: str, where: str, source_url: str) -> DoubtShown:
    read = doubt["read"]
    shown = read if len(read) <= READ_SHOWN else f"{read[:READ_SHOWN].rsplit(' ', 1)[0]} …"
    return DoubtShown(doubt["line"], shown, doubt["why"], url, where, source_url)


def open_gaps(draft: StandardDraft, part: Part) -> list[str]:
    """What the source did not say of this part and nobody has filled in."""
    return [
        gap["what"]
        for gap in draft.missing
        if gap["path"].startswith(tuple(part.paths)) and _at(draft.content, gap["path"]) is None
    ]


def _at(content: Any, path: str) -> Any:
    for step in path.split("/"):
        if isinstance(content, list):
            content = content[int(step)] if int(step) < len(content) else None
        else:
            content = content.get(step) if content else None
    return content


def _address(draft: StandardDraft, part_id: str) -> str:
    return url_for("administration.standard_draft_part", draft_id=draft.id, part_id=part_id)


def _shown(draft: StandardDraft, part: Part, doubts: int) -> PartShown:
    gaps = len(open_gaps(draft, part))
    return PartShown(
        part.id,
        part.title,
        _address(draft, part.id),
        part.count,
        numbered(doubts, "doubt") if doubts else "",
        f"{gaps} to fill in" if gaps else "",
    )


def _adding(draft: StandardDraft, last: Part) -> str:
    """Where another theme is added to the method that this part ends."""
    method, _, _theme = last.id.partition("-theme-")
    if not method.startswith("method-"):
        return ""
    themes = draft.content["methods"][int(method.removeprefix("method-"))].get("themes", [])
    return _address(draft, f"{method}-theme-{len(themes)}")


def _summary(draft: StandardDraft) -> Iterator[tuple[str, str]]:
    """What the published version will hold."""
    standard = draft.standard
    yield "KSBs", str(len(standard.ksbs))
    if standard.options:
        yield "Options", ", ".join(option.name for option in standard.options)
    if standard.duties:
        yield "Duties", str(len(standard.duties))
    for method in standard.methods:
        yield method.name, _limits_of(method)
    if standard.overall_grades:
        yield "Overall grade", numbered(len(standard.overall_grades), "row")
    if standard.gateway:
        yield "Gateway", numbered(len(standard.gateway), "requirement")
    if standard.clauses:
        yield "Quoted from the plan", numbered(len(standard.clauses), "clause")


def _limits_of(method: Method) -> str:
    limits = method.limits
    said = [numbered(len(method.ksbs), "KSB"), numbered(len(method.themes), "theme") if method.themes else ""]
    said += [limits.words_allowed, *_numbers(limits)]
    return ", ".join(filter(None, said))


def _numbers(limits: Limits) -> Iterator[str]:
    minutes = limits.total_minutes or limits.minutes
    yield numbered(limits.pieces_typical, "piece") if limits.pieces_typical else ""
    yield f"{limits.video_minutes_max} minutes of video" if limits.video_minutes_max else ""
    yield f"{minutes} minutes" if minutes else ""
    yield numbered(limits.questions_min, "question") + " at least" if limits.questions_min else ""


def _absent(draft: StandardDraft) -> Iterator[str]:
    """What the published version will be without, and what that switches off."""
    standard = draft.standard
    if not standard.methods:
        yield "No assessment plan: it serves mapping and coverage. No limits, themes, gateway list or report."
        return
    if standard.portfolio is None:
        yield "No discussion on a portfolio: evidence is gathered against every KSB, and nothing limits it."
    if standard.project is None:
        yield "No project with a report: apprentices get no page for one."
    if not standard.gateway:
        yield "No gateway requirements: the page before the gateway lists none."
    if not standard.clauses:
        yield "No clauses: what the product says is not beside the plan’s own words."
    for gap in draft.missing:
        if gap["path"] not in {"methods", "gateway"} and _at(draft.content, gap["path"]) is None:
            yield gap["what"]


def source_markup(lines: Sequence[Sequence[Any]], doubted: Any) -> Markup:
    """The items of the list of a source's lines. Put together here: a page has 1,500 of them, and some 12,000."""
    parts, before = [], 0
    for number, words in lines:
        first, before = number != before, number
        look = ' class="mp-source__doubted"' if number in doubted else ""
        named, shown = (f' id="line-{number}"', number) if first else ("", "")
        parts.append(
            f'<li{named}{look}><span class="mp-source__number">{shown}</span> <span>{escape(words)}</span></li>'
        )
    return Markup("\n".join(parts))  # noqa: S704 (every word of the source is escaped above)
