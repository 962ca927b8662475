"""The parts of a draft about the occupation: the facts, its options, its KSBs by kind, its duties."""

import re
from collections.abc import Iterator

from accounts.standard_drafts.blocks import Column, Content, Rows, Sheet, slug
from accounts.standard_drafts.fields import (
    codes,
    level,
    line,
    line_unless,
    number,
    options,
    ticked_unless_denied,
    words,
)
from accounts.standard_drafts.part import Part
from accounts.standard_names import refusal_of_version
from foundation.wording import numbered
from standards import KsbKind, code_order, refusal_of_reference

FACTS = (
    Column("reference", "Reference", line_unless(refusal_of_reference)),
    Column("version", "Version", line_unless(refusal_of_version)),
    Column("title", "Title", line),
    Column("route", "Route", line),
    Column("source", "Source", line),
    Column("verified_by_employer", "KSBs that the employer verifies and no method assesses", codes),
)
NUMBERS = (
    Column("level", "Level", level),
    Column("lars_code", "LARS code", number),
    Column("months_to_gateway", "Months to the gateway", number),
    Column("epa_months", "Months of assessment", number),
    Column("minimum_months", "Fewest months on programme", number),
)
PLAN_WORDS = (
    Column("assessment", "Its assessment, such as end-point assessment", line),
    Column("gateway", "Its gateway", line),
    Column("pass", "Its lowest grade above a fail, such as pass", line),
    Column("merit", "Its middle grade, such as merit", line),
    Column("distinction", "Its highest grade, such as distinction", line),
)
KINDS = {
    KsbKind.KNOWLEDGE: ("knowledge", "knowledge statement", "A knowledge statement"),
    KsbKind.SKILL: ("skills", "skill", "A skill"),
    KsbKind.BEHAVIOUR: ("behaviours", "behaviour", "A behaviour"),
}


def occupation_parts(content: Content) -> Iterator[Part]:
    yield Part(
        "facts",
        "The standard",
        "Facts",
        (
            Sheet(
                "standard", "", lambda content: content, FACTS,
                {"reference": "Enter the reference.", "version": "Enter the version."},
            ),
            Sheet("standard", "In numbers", lambda content: content, NUMBERS),
            Sheet("words", "How this plan calls things", lambda content: content.setdefault("words", {}), PLAN_WORDS),
        ),
        f"version {content['version']}",
        ("reference", "version", "title", "route", "level", "lars_code", "months", "epa", "minimum", "words",
         "verified_by_employer"),
        texts=[content["reference"], content.get("title", "")],
        about="What the source does not say stays empty.",
    )  # fmt: skip
    yield _options(content)
    yield _duties(content)
    for kind in KsbKind:
        yield _ksbs(content, kind)


def _options(content: Content) -> Part:
    listed = content.get("options", [])
    rows = Rows(
        "option",
        lambda content: content.setdefault("options", []),
        lambda row, _n: str(row["id"]),
        lambda row: str(row["name"]),
        (Column("name", "Name", line),),
        "Another option",
        complete=lambda content, row: row.update(
            id=slug(row["name"], [one["id"] for one in content["options"]])
        ),
        keeps=_who_names_option,
    )
    return Part(
        "options", "The standard", "Options", (rows,), numbered(len(listed), "option") if listed else "none",
        ("options",), texts=[one["name"] for one in listed],
        about="Pathways that an apprentice chooses between. Without any, everything is asked of everybody.",
    )  # fmt: skip


def _who_names_option(content: Content, row: Content) -> str:
    named = [ksb["code"] for ksb in content["ksbs"] if row["id"] in ksb.get("options", ())]
    named += [
        f"duty {one['number']}" for one in content.get("duties", ()) if row["id"] in one.get("options", ())
    ]
    if not named:
        return ""
    return f"“{row['name']}” cannot be taken out while {', '.join(named)} belong to it. Take them out of it first."


def _own_option(content: Content) -> tuple[Column, ...]:
    return (Column("options", "Only for", options),) if content.get("options") else ()


def _ksbs(content: Content, kind: KsbKind) -> Part:
    part_id, one, adding = KINDS[kind]
    here = [ksb for ksb in content["ksbs"] if ksb["code"][0] == kind]

    def refuse_new(content: Content, row: Content) -> tuple[str, str] | None:
        row["code"] = row["code"].upper()
        if not re.fullmatch(rf"{kind}[1-9]\d*", row["code"]):
            return "code", f"Write {kind} and a number, like {kind}{len(here) + 1}."
        if row["code"] in {ksb["code"] for ksb in content["ksbs"]}:
            return "code", f"There is a {row['code']} already."
        return None

    def of(content: Content) -> list[Content]:
        return _Slice(content, kind)

    rows = Rows(
        "ksb",
        of,
        lambda row, _n: str(row["code"]),
        lambda row: str(row["code"]),
        (Column("text", "Statement", words), *_own_option(content)),
        adding.replace("A ", "Another ", 1),
        new_columns=(Column("code", "Code", line),),
        complete=lambda _content, row: row.update(code=row["code"].upper()),
        keeps=_who_names_ksb,
        refuse_new=refuse_new,
    )
    return Part(
        part_id, "KSBs", kind.plural, (rows,), numbered(len(here), one), ("ksbs",),
        texts=[ksb["text"] for ksb in here],
    )  # fmt: skip


class _Slice(list[Content]):
    """The KSBs of one kind, which written back leave those of the others where they are."""

    def __init__(self, content: Content, kind: str) -> None:
        self._content, self._kind = content, kind
        super().__init__(ksb for ksb in content["ksbs"] if ksb["code"][0] == kind)

    def __setitem__(self, place: object, rows: object) -> None:
        assert isinstance(rows, list)
        others = [ksb for ksb in self._content["ksbs"] if ksb["code"][0] != self._kind]
        self._content["ksbs"] = sorted([*others, *rows], key=lambda ksb: code_order(ksb["code"]))


def _who_names_ksb(content: Content, row: Content) -> str:
    code = row["code"]
    places = [f"duty {one['number']}" for one in content.get("duties", ()) if code in one.get("ksbs", ())]
    for method in content.get("methods", ()):
        places += [f"“{method['name']}”"] if code in method["ksbs"] else []
        places += [f"theme “{theme['name']}”" for theme in method.get("themes", ()) if code in theme["ksbs"]]
    if not places:
        return ""
    return (
        f"{code} has no words, and {' and '.join(places)} name it. Give it words, or take it out there first."
    )


def _duties(content: Content) -> Part:
    listed = content.get("duties", [])
    core = (Column("core", "Core: for every option", ticked_unless_denied),) if content.get("options") else ()
    rows = Rows(
        "duty",
        lambda content: content.setdefault("duties", []),
        lambda _row, n: str(n),
        lambda row: f"Duty {row['number']}",
        (
            Column("text", "What is done", words),
            Column("ksbs", "Its KSBs", codes),
            *core,
            *_own_option(content),
        ),
        "Another duty",
        complete=lambda content, row: row.update(
            number=max((one["number"] for one in content["duties"]), default=0) + 1
        ),
    )
    return Part(
        "duties", "The standard", "Duties", (rows,), numbered(len(listed), "duty", "duties"), ("duties",),
        texts=[one["text"] for one in listed],
    )  # fmt: skip
