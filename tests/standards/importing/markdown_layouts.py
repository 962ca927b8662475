"""The kite maker in Markdown: what converters and people make of the page."""

from collections.abc import Callable, Iterable, Sequence

from tests.standards.importing.kite import (
    DUTIES,
    KINDS,
    KSBS,
    OF_OPTION,
    OPTIONS,
    REFERENCE,
    TITLE,
    Duty,
    Ksb,
    by_kind,
    lines,
    of_kind,
    wrapped,
)

PAGES: dict[str, Callable[[], str]] = {}


def layout(page: Callable[[], str]) -> Callable[[], str]:
    PAGES[page.__name__] = page
    return page


def md(duties: Iterable[str], ksbs: Iterable[str], rule: str = "#") -> str:
    head = [f"# {TITLE}", "", f"**Reference:** {REFERENCE}  ", "**Version:** 1.2  ", "**Level:** 3  ", ""]
    return lines(
        head, duties, ksbs, "", "## Version log", "", "- 1.2 revised", "- 1.1 revised", "- 1.0 approved"
    )


def md_duties(
    write: Callable[[Duty], list[str]], core: str = "## Core duties", option: str = "## {} duties"
) -> list[str]:
    rows: list[str] = []
    before = None
    for duty in DUTIES:
        if duty.option != before:
            rows += ["", option.format(duty.option) if duty.option else core, ""]
            before = duty.option
        rows += write(duty)
    return rows


def md_usual_duty(duty: Duty) -> list[str]:
    return [f"**Duty {duty.number}** {duty.text}", "", " ".join(duty.codes), ""]


def md_ksbs(write: Callable[[Ksb], list[str]], above: Sequence[str] = ()) -> list[str]:
    rows = ["", "## KSBs", ""]
    for letter, name in KINDS.items():
        rows += [f"### {name}", "", *above]
        for ksb in of_kind(letter):
            rows += write(ksb)
        rows.append("")
    return rows


def links(codes: Sequence[str]) -> str:
    return " ".join(f"[{code}](#{code.lower()})" for code in codes)


MD_KSBS: dict[str, tuple[Callable[[Ksb], list[str]], Sequence[str]]] = {
    "bold": (lambda ksb: [f"**{ksb.code}** {ksb.text}", ""], ()),
    "bold_colon": (lambda ksb: [f"**{ksb.code}:** {ksb.text}", ""], ()),
    "list": (lambda ksb: [f"- {ksb.code}: {ksb.text}"], ()),
    "bold_list": (lambda ksb: [f"* **{ksb.code}** – {ksb.text}"], ()),
    "numbered": (lambda ksb: [f"1. **{ksb.code}**: {ksb.text}"], ()),
    "linked": (lambda ksb: [f"- [{ksb.code}](#{ksb.code.lower()}) {ksb.text}"], ()),
    "anchored": (lambda ksb: [f'<a id="{ksb.code.lower()}"></a>**{ksb.code}** {ksb.text}', ""], ()),
    "headed": (lambda ksb: [f"#### {ksb.code}", "", ksb.text, ""], ()),
    "headed_whole": (lambda ksb: [f"#### {ksb.code}: {ksb.text}", ""], ()),
    "escaped": (
        lambda ksb: [f"{ksb.code}\\. {ksb.text.replace('.', chr(92) + '.').replace('(', chr(92) + '(')}", ""],
        (),
    ),
    "footnotes": (lambda ksb: [f"- {ksb.code}: {ksb.text}[^{ksb.code}]"], ()),
    "table": (lambda ksb: [f"| {ksb.code} | {ksb.text} |"], ("| Code | Statement |", "| --- | --- |")),
    "bold_table": (lambda ksb: [f"| **{ksb.code}:** | {ksb.text} |"], ("| KSB | Description |", "|:--|:--|")),
    "table_with_duties": (
        lambda ksb: [
            f"| {ksb.code} | {ksb.text} | {', '.join(f'Duty {d.number}' for d in DUTIES if ksb.code in d.codes)} |"
        ],
        ("| KSB | Statement | Duties |", "|---|---|---|"),
    ),
    "one_cell": (lambda ksb: [f"| {ksb.code}: {ksb.text} |"], ("| Statement |", "|---|")),
    "wrapped": (lambda ksb: wrapped(f"- {ksb.code}: {ksb.text}", 50, "  "), ()),
    "lazy": (lambda ksb: [*wrapped(f"{ksb.code} {ksb.text}", 50), ""], ()),
    "quoted": (lambda ksb: [f"> **{ksb.code}**: {ksb.text}", ""], ()),
    "next_line": (lambda ksb: [f"**{ksb.code}**", "", ksb.text, ""], ()),
    "break": (lambda ksb: [f"**{ksb.code}**<br>{ksb.text}", ""], ()),
    "backticks": (lambda ksb: [f"- `{ksb.code}` {ksb.text}"], ()),
}


def _md_ksbs(write: Callable[[Ksb], list[str]], above: Sequence[str], footnotes: bool) -> Callable[[], str]:
    notes = [f"[^{ksb.code}]: See the guide to {ksb.code}." for ksb in KSBS] if footnotes else []
    return lambda: md(md_duties(md_usual_duty), md_ksbs(write, above)) + lines("", notes)


for _name, (_md_write, _above) in MD_KSBS.items():
    PAGES[f"md_ksbs_{_name}"] = _md_ksbs(_md_write, _above, _name == "footnotes")

MD_DUTIES: dict[str, Callable[[Duty], list[str]]] = {
    "links": lambda duty: [f"**Duty {duty.number}** {duty.text}", "", links(duty.codes), ""],
    "colon": lambda duty: [f"- **Duty {duty.number}:** {duty.text}", f"  - KSBs: {', '.join(duty.codes)}"],
    "nested": lambda duty: [f"- Duty {duty.number}: {duty.text}", *(f"  - {code}" for code in duty.codes)],
    "headed": lambda duty: [f"### Duty {duty.number}", "", duty.text, "", links(duty.codes), ""],
    "headed_whole": lambda duty: [f"### Duty {duty.number} {duty.text}", "", *by_kind(duty.codes), ""],
    "references": lambda duty: [
        f"**Duty {duty.number}** {duty.text}",
        "",
        " ".join(f"[{c}][{c.lower()}]" for c in duty.codes),
        "",
    ],
    "short_references": lambda duty: [
        f"**Duty {duty.number}** {duty.text}",
        "",
        " ".join(f"[{c}]" for c in duty.codes),
        "",
    ],
    "links_with_commas": lambda duty: [
        f"{duty.number}. **Duty {duty.number}** {duty.text} ({', '.join(f'[{c}](#{c})' for c in duty.codes)})"
    ],
    "emphasis": lambda duty: [f"*Duty {duty.number}* {duty.text}", "", f"_{', '.join(duty.codes)}_", ""],
    "joined_links": lambda duty: [
        f"**Duty {duty.number}** {duty.text}",
        "",
        "".join(f"[{c}](#{c})" for c in duty.codes),
        "",
    ],
    "breaks": lambda duty: [f"**Duty {duty.number}** {duty.text}<br>{' '.join(duty.codes)}", ""],
}


def _md_duties(write: Callable[[Duty], list[str]], name: str) -> Callable[[], str]:
    notes = [f"[{ksb.code.lower()}]: #{ksb.code.lower()}" for ksb in KSBS] if "references" in name else []
    usual = md_ksbs(MD_KSBS["bold_colon"][0])
    return lambda: md(md_duties(write), usual) + lines("", notes)


for _name, _write in MD_DUTIES.items():
    PAGES[f"md_duties_{_name}"] = _md_duties(_write, _name)


def _md_table(cells: Callable[[Duty], str], head: str) -> Callable[[], str]:
    def page_of() -> str:
        rows: list[str] = []
        before = None
        for duty in DUTIES:
            if duty.option != before:
                rows += ["", f"### {duty.option}" if duty.option else "### Core Duties (All Pathways)", ""]
                rows += [head, "|".join(["", *["---"] * (head.count("|") - 1), ""])]
                before = duty.option
            rows.append(cells(duty))
        write, above = MD_KSBS["bold_table"]
        return md(rows, md_ksbs(write, above))

    return page_of


MD_TABLES = {
    "two": (lambda d: f"| Duty {d.number} {d.text} | {' '.join(d.codes)} |", "| Duty | KSBs |"),
    "three": (lambda d: f"| Duty {d.number} | {d.text} | {links(d.codes)} |", "| Number | Duty | KSBs |"),
    "number": (
        lambda d: f"| {d.number} | {d.text} | {', '.join(d.codes)} |",
        "| Duty | Description | KSBs |",
    ),
    "by_kind": (
        lambda d: "| Duty {} {} | {} |".format(
            d.number, d.text, " | ".join(" ".join(c for c in d.codes if c[0] == k) for k in "KSB")
        ),
        "| Duty | Knowledge | Skills | Behaviours |",
    ),
    "breaks": (
        lambda d: f"| **Duty {d.number}** {d.text} | {'<br>'.join(by_kind(d.codes))} |",
        "| Duty | KSBs |",
    ),
}
for _name, (_cells, _head) in MD_TABLES.items():
    PAGES[f"md_table_{_name}"] = _md_table(_cells, _head)


@layout
def md_pathways_in_headings() -> str:
    """Options named only in headings, the option's duties without any code, KSBs in tables by kind and option."""
    rows: list[str] = []
    for letter, name in KINDS.items():
        for option in ("", *OPTIONS):
            some = [ksb for ksb in of_kind(letter) if OF_OPTION.get(ksb.code, "") == option]
            if some:
                head = f"#### {option} - {name}" if option else f"#### {name} - Core to ALL Pathways"
                rows += [head, "", "| KSB | Description |", "| --- | ----- |"]
                rows += [*(f"| **{ksb.code}:** | {ksb.text} |" for ksb in some), "", ""]
    return md(
        md_duties(md_usual_duty, "### Core Duties (All Pathways)", "### {}"),
        ["", "### Knowledge, Skills & Behaviours (KSBs)", "", *rows],
    )


@layout
def md_underlined_headings() -> str:
    text = md(md_duties(md_usual_duty), md_ksbs(MD_KSBS["bold"][0]))
    rows = []
    for row in text.splitlines():
        if row.startswith("## "):
            rows += [row[3:], "-" * 12]
        elif row.startswith("# "):
            rows += [row[2:], "=" * 12]
        else:
            rows.append(row)
    return "\n".join(rows)
