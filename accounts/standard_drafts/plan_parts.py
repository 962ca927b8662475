"""The parts of a draft about the assessment plan: its methods, their themes, the gateway, the clauses."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.standard_drafts.blocks import Column, Content, Rows, Sheet, slug
from accounts.standard_drafts.fields import (
    codes,
    line,
    lines,
    number,
    one_of,
    per_cent,
    whole_per_cent,
    words,
)
from accounts.standard_drafts.overall_part import overall_part
from accounts.standard_drafts.part import Part
from foundation.wording import numbered
from standards import MethodKind, clause_names

KIND = one_of(
    {
        MethodKind.PROJECT_REPORT: "Project with a report: written here",
        MethodKind.PORTFOLIO_DISCUSSION: "Discussion on a portfolio: gathered here",
        MethodKind.OTHER: "Another method: shown as a fact",
    }
)
FORCE = one_of(
    {
        "must": "Must",
        "should": "Should",
        "typical": "Typically",
        "fact": "A fact",
    }
)
WHO = one_of(
    {"apprentice": "The apprentice", "employer": "The employer", "provider": "The training provider"}
)
MEANS = one_of({"": "The plan does not say", "about": "About", "at_most": "At most", "at_least": "At least"})
# What the product counts against, of each kind of method.
LIMITS = {
    MethodKind.PROJECT_REPORT: (
        Column("words", "Words of the report", number),
        Column("words_least", "Fewest words, of “from … to …”", number),
        Column("words_mean", "Its words without a tolerance are", MEANS),
        Column("tolerance", "Tolerance of the words, in per cent", per_cent),
        Column("projects_max", "Projects it may be about", number),
        Column("due_week", "Week in which it is due", number),
        Column("rework_weeks", "Weeks to rework it", number),
        Column("minutes", "Minutes of presentation", number),
        Column("question_minutes", "Minutes of questions", number),
        Column("total_minutes", "Minutes in all", number),
        Column("extension", "More time, in per cent", per_cent),
        Column("questions_min", "Fewest questions", number),
    ),
    MethodKind.PORTFOLIO_DISCUSSION: (
        Column("pieces_typical", "Pieces of evidence, typically", number),
        Column("video_minutes_max", "Most minutes of video", number),
        Column("minutes", "Minutes of discussion", number),
        Column("extension", "More time, in per cent", per_cent),
        Column("questions_min", "Fewest questions", number),
    ),
    MethodKind.OTHER: (Column("total_minutes", "Minutes in all", number),),
}
ALL_METHODS = (
    Column("mastery", "Part of its KSBs that must be shown, in per cent", whole_per_cent),
    Column("notice_weeks", "Weeks of notice", number),
    Column("review_weeks", "Weeks for the assessor to read", number),
    Column("resit_weeks", "Weeks to a re-sit", number),
    Column("resit_months", "Months to a re-sit", number),
    Column("retake_weeks", "Weeks to a re-take", number),
    Column("retake_months", "Months to a re-take", number),
    Column("all_within_months", "Months for all re-sits", number),
)
LISTS = {
    MethodKind.PROJECT_REPORT: (
        Column("excluded", "Not counted in the words", lines),
        Column("covers", "What the presentation covers", lines),
    ),
    MethodKind.PORTFOLIO_DISCUSSION: (Column("disallowed", "What a portfolio must not hold", lines),),
    MethodKind.OTHER: (),
}
# How the names of our clauses about each kind of method begin.
ABOUT = {
    MethodKind.PROJECT_REPORT: {"report", "presentation"},
    MethodKind.PORTFOLIO_DISCUSSION: {"portfolio", "discussion"},
    MethodKind.OTHER: set[str](),
}
NEEDED = {"name": "Enter the method’s name.", "ksbs": "Enter the codes of the KSBs that it assesses."}
GRADES = ("pass", "merit", "distinction")
DESCRIPTOR = (Column("text", "Its words in the plan", words), Column("ksbs", "Its KSBs", codes))


def plan_parts(content: Content) -> Iterator[Part]:
    for m, method in enumerate(content.get("methods", ())):
        yield method_part(m, content)
        themes = method.get("themes", ())
        for t, theme in enumerate(themes):
            yield theme_part(m, t, method, theme)
    if len(content.get("methods", ())) > 1 or content.get("overall_grades"):
        yield overall_part(content)
    if content.get("methods") or content.get("gateway") or content.get("clauses"):
        yield _gateway(content)
        yield _clauses(content)


NEW_METHOD: Content = {"name": "", "kind": MethodKind.OTHER.value, "ksbs": []}


def method_part(m: int, content: Content) -> Part:
    """The part of one method; of one that is yet to be added where `m` is their number."""
    methods = content.get("methods", [])
    method: Content = methods[m] if m < len(methods) else NEW_METHOD
    kind = MethodKind(method["kind"])

    def own(content: Content) -> Content:
        methods = content.setdefault("methods", [])
        if m == len(methods):
            methods.append({"id": slug("method", [one["id"] for one in methods]), **NEW_METHOD})
        found: Content = methods[m]
        return found

    def limits(content: Content) -> Content:
        found: Content = own(content).setdefault("limits", {})
        return found

    about = (
        Column("name", "Name", line),
        Column("kind", "Kind", KIND),
        Column("ksbs", "Its KSBs", codes),
        Column("themes_as_listed", "Its themes, as the plan lists them", lines),
    )
    about_it = Sheet(f"method{m}", "", own, about, NEEDED)
    if method is NEW_METHOD:
        return Part(
            f"method-{m}", "Assessment plan", "Another method", (about_it,), "not added yet",
            about="Name it, say of which kind it is and which KSBs it assesses, and save. Its limits, lists and themes"
            " can be filled in then.",
        )  # fmt: skip
    return Part(
        f"method-{m}",
        method["name"],
        "Its kind, KSBs, limits and lists",
        (
            about_it,
            Sheet(f"limits{m}", "Its limits", limits, (*LIMITS[kind], *ALL_METHODS)),
            Sheet(f"lists{m}", "Its lists", limits, LISTS[kind]),
            _rule(m, "merit"),
            _rule(m, "distinction"),
        ),
        numbered(len(method["ksbs"]), "KSB") + ", " + numbered(len(method.get("themes", ())), "theme"),
        (f"methods/{m}/",),
        texts=_quoted_of(kind, content) or [method["name"]],
        about="What the plan does not say stays empty, and the product does not count it.",
    )


def _quoted_of(kind: MethodKind, content: Content) -> list[str]:
    """What of the plan is quoted about methods of this kind: it stands where their limits stand."""
    about = ABOUT[kind]
    return [
        one["quote"] for name, one in content.get("clauses", {}).items() if name.partition("_")[0] in about
    ]


def _rule(m: int, grade: str) -> Sheet:
    """How many of a grade's descriptors the grade asks for: two numbers, or neither."""

    def of(content: Content) -> Content:
        found: Content = content["methods"][m].setdefault(f"{grade}_rule", {})
        return found

    def refuse(filled_in: Mapping[str, Any]) -> tuple[str, str] | None:
        required, of = filled_in["required"], filled_in["of"]
        if (required is None) != (of is None):
            return "required", "Fill in both numbers, or neither."
        if required is not None and required > of:
            return "required", f"It cannot ask for {required} of {of}."
        return None

    columns = (
        Column("required", "Descriptors that it asks for", number),
        Column("of", "Of how many", number),
    )
    return Sheet(f"{grade}{m}", f"What a {grade} asks for", of, columns, refuse=refuse)


def theme_part(m: int, t: int, method: Content, theme: Content | None = None) -> Part:
    """The part of one theme; of one that is yet to be added where `t` is their number."""

    def own(content: Content) -> Content:
        themes = content["methods"][m].setdefault("themes", [])
        if t == len(themes):
            themes.append({"name": "", "ksbs": []})
        found: Content = themes[t]
        found.setdefault("ksbs", [])
        return found

    def graded(grade: str) -> Rows:
        def of(content: Content) -> list[Content]:
            found: list[Content] = own(content).setdefault(grade, [])
            return found

        return Rows(
            grade,
            of,
            lambda _row, n: str(n),
            lambda _row: f"A {grade} descriptor",
            DESCRIPTOR,
            f"Another {grade} descriptor",
            complete=lambda _content, row: row.setdefault("ksbs", []),
        )

    about = (Column("name", "Name", line), Column("ksbs", "Its KSBs", codes))
    held = theme or {}
    descriptors = [*held.get("pass", ()), *held.get("merit", ()), *held.get("distinction", ())]
    return Part(
        f"method-{m}-theme-{t}",
        method["name"],
        theme["name"] if theme else "Another theme",
        (Sheet("theme", "", own, about, {"name": "Enter the theme’s name."}), *map(graded, GRADES)),
        f"{numbered(len(held.get('ksbs', ())), 'KSB')}, {numbered(len(descriptors), 'descriptor')}",
        (f"methods/{m}/themes/{t}/",),
        texts=[held.get("name", ""), *(one["text"] for one in descriptors)],
        about="A descriptor whose words are emptied is taken out when you save.",
    )


def _gateway(content: Content) -> Part:
    listed, quoted = content.get("gateway", []), content.get("clauses", {})
    clauses = {"": "No clause"} | {name: name.replace("_", " ") for name in content.get("clauses", ())}
    columns = (
        Column("text", "What must be so", words),
        Column("who", "Who sees to it", WHO),
        Column("force", "How strongly the plan says it", FORCE),
        Column("clause", "The clause that it rests on", one_of(clauses)),
        Column("variants", "Ways in which it can be met, where the plan gives several", lines),
    )
    rows = Rows(
        "gateway",
        lambda content: content.setdefault("gateway", []),
        lambda row, _n: str(row["id"]),
        lambda row: _beginning(row["text"]),
        columns,
        "Another requirement",
        folded=True,
        complete=lambda content, row: row.update(
            id=slug(row["text"], [one["id"] for one in content["gateway"]])
        ),
    )
    return Part(
        "gateway", "Gateway and clauses", "Gateway", (rows,), numbered(len(listed), "requirement"), ("gateway",),
        texts=[
            *(one["text"] for one in listed),
            *(quoted[one["clause"]]["quote"] for one in listed if one.get("clause") in quoted),
        ],
        about="What must be so before the assessment begins, and who sees to it.",
    )  # fmt: skip


def _clauses(content: Content) -> Part:
    held = content.get("clauses", {})
    unused = [name for name in clause_names() if name not in held]
    names = {"": "Choose what it is about"} | {name: name.replace("_", " ") for name in unused}
    rows = Rows(
        "clause",
        _ClauseRows,
        lambda row, _n: str(row["id"]),
        lambda row: str(row["id"]).replace("_", " "),
        (
            Column("quote", "The plan’s own words", words),
            Column("section", "Section of the plan", line),
            Column("force", "How strongly the plan says it", FORCE),
        ),
        "Another clause",
        new_columns=(Column("id", "What it is about", one_of(names)),),
        folded=True,
        keeps=_who_rests_on,
    )
    return Part(
        "clauses", "Gateway and clauses", "Clauses", (rows,), numbered(len(held), "clause"), ("clauses",),
        texts=[one["quote"] for one in held.values()],
        about="Sentences of the plan, word for word, which the product quotes beside what it says.",
    )  # fmt: skip


class _ClauseRows(list[Content]):
    """The clauses as rows, which written back are an object by id again."""

    def __init__(self, content: Content) -> None:
        self._content = content
        super().__init__({"id": name, **clause} for name, clause in content.get("clauses", {}).items())

    def __setitem__(self, place: object, rows: object) -> None:
        assert isinstance(rows, list)
        self._content["clauses"] = {
            row["id"]: {"section": "", **{name: value for name, value in row.items() if name != "id"}}
            for row in rows
        }


def _who_rests_on(content: Content, row: Content) -> str:
    resting = [one["text"] for one in content.get("gateway", ()) if one.get("clause") == row["id"]]
    if not resting:
        return ""
    return f"“{_beginning(resting[0])}” of the gateway rests on it. Choose another clause there first."


def _beginning(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …"
