"""What the page of a draft shows, in the order in which it is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import Field

from accounts.models import StandardDraft
from accounts.standard_drafts.forms import FACTS, NUMBERS, DraftForm, limits_of

# Doubts that read like this are long: the page shows their beginning, the source beside it the rest.
READ_SHOWN = 160


@dataclass(frozen=True)
class DoubtShown:
    line: int | None
    read: str
    why: str
    field: Field


@dataclass(frozen=True)
class MethodShown:
    id: str
    name: str
    about: list[Field]
    limits: list[Field]
    themes: list[str]


@dataclass(frozen=True)
class SourceLine:
    number: int
    words: str
    doubted: bool
    first: bool


@dataclass(frozen=True)
class DraftPage:
    doubts: list[DoubtShown]
    gaps: list[str]
    facts: list[Field]
    numbers: list[Field]
    methods: list[MethodShown]
    duties: list[tuple[Field, Field]]
    ksbs: list[Field]
    source: list[SourceLine]
    counts: list[str]


def draft_page(draft: StandardDraft, form: DraftForm) -> DraftPage:
    """The page's values: doubts first, then what was read, then the source."""
    content = draft.content
    methods, duties = content.get("methods", ()), content.get("duties", ())
    return DraftPage(
        doubts=[_doubt(form, place, doubt) for place, doubt in enumerate(draft.doubts)],
        gaps=[gap["what"] for gap in draft.missing],
        facts=form.named(*FACTS),
        numbers=form.named(*NUMBERS),
        methods=[_method(form, place, method) for place, method in enumerate(methods)],
        duties=[(form[f"duty_{place}_text"], form[f"duty_{place}_ksbs"]) for place in range(len(duties))],
        ksbs=form.named(*(f"ksb_{ksb['code']}" for ksb in content["ksbs"])),
        source=list(_source(draft)),
        counts=[
            _count(len(draft.standard.ksbs), "KSB"),
            _count(len(duties), "duty", "duties"),
            _count(len(methods), "method"),
            _count(len(content.get("gateway", ())), "gateway requirement"),
            _count(len(content.get("clauses", {})), "clause"),
        ],
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _doubt(form: DraftForm, place: int, doubt: dict[str, Any]) -> DoubtShown:
    read = doubt["read"]
    shown = read if len(read) <= READ_SHOWN else f"{read[:READ_SHOWN].rsplit(' ', 1)[0]} …"
    return DoubtShown(doubt["line"], shown, doubt["why"], form[f"doubt_{place}"])


def _method(form: DraftForm, place: int, method: dict[str, Any]) -> MethodShown:
    prefix = f"method_{place}"
    themes = [
        f"{theme['name']}: {' '.join(theme['ksbs'])}, {_count(len(theme.get('pass', ())), 'pass', 'passes')},"
        f" {_count(len(theme.get('distinction', ())), 'distinction')}"
        for theme in method.get("themes", ())
    ]
    return MethodShown(
        f"method-{place}",
        method["name"],
        form.named(f"{prefix}_name", f"{prefix}_kind", f"{prefix}_ksbs"),
        form.named(*(f"{prefix}_{name}" for name in limits_of(method["kind"]))),
        themes,
    )


def _source(draft: StandardDraft) -> Iterator[SourceLine]:
    doubted = {doubt["line"] for doubt in draft.doubts}
    before = 0
    for number, words in draft.lines:
        yield SourceLine(number, words, number in doubted, number != before)
        before = number
