"""The parts a report is written in, made from the standard: Situation, Task, Action by theme, Result, Reflection.

The themes, what each grade asks for and the KSBs of each come from the standard's project method; only the five parts
are ours, and they are a recommendation: the plan asks for the themes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count

from standards import Descriptor, Standard, Theme, Words, prompts_for

REFERENCES_KEY = "references"


class Part(StrEnum):
    """Where in a project's story a section stands."""

    PROJECT = "project"
    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"

    @property
    def heading(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class ScaffoldSection:
    """One section to write in, or, where `is_written` is false, only a title above others.

    `key` is stable: it stays when a second project is added or taken away. `graded` is what each grade asks for, under
    the plan's word for it. `prompt` is our plain wording of the section ("question", "example", "pass",
    "distinction"), empty where nobody wrote any.
    """

    key: str
    title: str
    level: int
    parent: str | None
    project: int
    part: Part
    is_written: bool = True
    theme: str | None = None
    graded: tuple[tuple[str, tuple[Descriptor, ...]], ...] = ()
    ksbs: tuple[str, ...] = ()
    prompt: Mapping[str, str] | None = None


def projects_allowed(standard: Standard) -> int:
    """How many projects one report may cover; one where the plan does not say."""
    return (standard.project.limits.projects_max if standard.project else None) or 1


def scaffold(standard: Standard, projects: tuple[str, ...] = ("",)) -> tuple[ScaffoldSection, ...]:
    """The sections of a report in order, for each of the named projects; a title may be empty.

    With more than one project, each has a title of its own above its parts. Raises ValueError for more than the plan
    allows, or none.
    """
    if not 1 <= len(projects) <= projects_allowed(standard):
        raise ValueError(f"A report of {standard.label} covers 1 to {projects_allowed(standard)} projects.")
    sections: list[ScaffoldSection] = []
    for number, title in enumerate(projects, 1):
        parent, level = None, 1
        if len(projects) > 1:
            parent, level = f"p{number}", 2
            shown = f"Project {number}: {title}" if title else f"Project {number}"
            sections.append(ScaffoldSection(parent, shown, 1, None, number, Part.PROJECT, is_written=False))
        sections += _parts(standard, number, level, parent)
    return tuple(sections)


def _parts(standard: Standard, number: int, level: int, parent: str | None) -> list[ScaffoldSection]:
    method = standard.project
    themes = method.themes if method else ()
    prompts = prompts_for(standard).get(method.id, {}) if method else {}
    sections = []
    for part in (Part.SITUATION, Part.TASK, Part.ACTION, Part.RESULT, Part.REFLECTION):
        key = f"p{number}-{part}"
        written = part is not Part.ACTION or not themes
        prompt = prompts.get(part, {})
        sections.append(
            ScaffoldSection(key, part.heading, level, parent, number, part, is_written=written, prompt=prompt)
        )
        if part is Part.ACTION:
            names = zip(_slugs(themes), themes, strict=True)
            sections += [
                _theme(
                    theme,
                    f"{key}-{slug}",
                    number,
                    level + 1,
                    key,
                    standard.words,
                    prompts.get(theme.name, {}),
                )
                for slug, theme in names
            ]
    return sections


def _slugs(themes: Iterable[Theme]) -> list[str]:
    """A word for each theme's key, all different: "data", and "data-2" for another theme of nearly that name."""
    found: list[str] = []
    for theme in themes:
        slug = re.sub(r"[^a-z0-9]+", "-", theme.name.casefold()).strip("-") or "theme"
        free = (name for name in chain([slug], (f"{slug}-{n}" for n in count(2))) if name not in found)
        found.append(next(free))
    return found


def _theme(
    theme: Theme, key: str, number: int, level: int, parent: str, words: Words, prompt: Mapping[str, str]
) -> ScaffoldSection:
    return ScaffoldSection(
        key=key,
        title=theme.name[:1].upper() + theme.name[1:],
        level=level,
        parent=parent,
        project=number,
        part=Part.ACTION,
        theme=theme.name,
        graded=theme.graded(words),
        ksbs=theme.ksbs,
        prompt=prompt,
    )
