"""The kite maker as text: copied from a browser or a phone, out of Word, wrapped by mail."""

import textwrap
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


HEAD = [
    TITLE,
    "",
    "Key information",
    "",
    f"Reference: {REFERENCE}",
    "Version: 1.2",
    "Level: 3",
    "Route: Creative and design",
    "",
]
TAIL = [
    "Version log",
    "Version Change detail Earliest start date",
    "1.2 Occupational standard revised 01/09/2024",
    "1.1 Occupational standard revised 03/07/2021",
    "1.0 Approved for delivery 12/01/2019",
    "Crown copyright © 2024. You may re-use this information under the Open Government Licence v3.0.",
]


def by_spaces(codes: Sequence[str]) -> str:
    return " ".join(codes)


def text_duties(
    head: Callable[[Duty], list[str]], core: str = "Core occupation duties", option: str = "{} duties"
) -> list[str]:
    rows: list[str] = []
    before = None
    for duty in DUTIES:
        if duty.option != before:
            rows += ["", option.format(duty.option) if duty.option else core, "Duty KSBs", ""]
            before = duty.option
        rows += head(duty)
    return rows


def usual_duty(duty: Duty) -> list[str]:
    return [f"Duty {duty.number} {duty.text}", "", by_spaces(duty.codes), ""]


def text_ksbs(write: Callable[[Ksb], list[str]], kind: str = "{}") -> list[str]:
    rows = ["", "KSBs", ""]
    for letter, name in KINDS.items():
        rows += [kind.format(name), ""]
        for ksb in of_kind(letter):
            rows += write(ksb)
    return rows


def usual_ksb(ksb: Ksb) -> list[str]:
    return [f"{ksb.code}: {ksb.text}", ""]


def page(duties: Iterable[str], ksbs: Iterable[str]) -> str:
    return lines(HEAD, duties, ksbs, "", TAIL)


# How a statement follows its code in text.
MARKS = {
    "colon": "{code}: {text}",
    "stop": "{code}. {text}",
    "bracket": "{code}) {text}",
    "brackets": "({code}) {text}",
    "spaced": "{spaced} {text}",
    "spaced_colon": "{spaced}: {text}",
    "dash": "{code} - {text}",
    "long_dash": "{code} – {text}",
    "tab": "{code}\t{text}",
    "nothing": "{code} {text}",
    "padded": "{padded}: {text}",
    "bullet": "• {code} {text}",
    "round": "o {code} {text}",
    "dash_bullet": "– {code}: {text}",
    "word": "·\u00a0\u00a0\u00a0\u00a0{code}: {text}",
    "back": "{code}: {text} Back to Duty",
    "next_line": "{code}\n{text}",
    "next_after_blank": "{code}\n\n{text}\n",
    "colon_next": "{code}:\n{text}",
    "square": "[{code}] {text}",
    "numbered": "1. {code} {text}",
    "small": "{small}: {text}",
}


def _marked(form: str, loose: bool) -> Callable[[], str]:
    def write(ksb: Ksb) -> list[str]:
        letter, number = ksb.code[0], int(ksb.code[1:])
        words = form.format(
            code=ksb.code,
            text=ksb.text,
            spaced=f"{letter} {number}",
            padded=f"{letter}{number:03}",
            small=ksb.code.lower(),
        )
        return [*words.split("\n"), *([""] if loose else [])]

    return lambda: page(text_duties(usual_duty), text_ksbs(write))


for _name, _form in MARKS.items():
    PAGES[f"mark_{_name}"] = _marked(_form, loose=True)
    PAGES[f"mark_{_name}_tight"] = _marked(_form, loose=False)


def short_lists(codes: Sequence[str]) -> str:
    """K1, 2, 4; S1; B1"""
    groups = []
    for letter in "KSB":
        numbers = [code[1:] for code in codes if code[0] == letter]
        if numbers:
            groups.append(f"{letter}{', '.join(numbers)}")
    return "; ".join(groups)


def ranges(codes: Sequence[str], to: str = "-") -> str:
    """K1-K2, K4, S1, B1"""
    found: list[list[str]] = []
    for code in codes:
        last = found[-1][-1] if found else ""
        if last and last[0] == code[0] and int(last[1:]) + 1 == int(code[1:]):
            found[-1].append(code)
        else:
            found.append([code])
    return ", ".join(f"{run[0]}{to}{run[-1]}" if len(run) > 2 else ", ".join(run) for run in found)


def labelled(codes: Sequence[str]) -> str:
    return " ".join(f"{KINDS[row[0]]}: {row.replace(' ', ', ')}" for row in by_kind(codes))


CODES: dict[str, Callable[[Duty], list[str]]] = {
    "commas": lambda duty: [f"Duty {duty.number} {duty.text}", ", ".join(duty.codes), ""],
    "rows": lambda duty: [f"Duty {duty.number} {duty.text}", "", *by_kind(duty.codes), ""],
    "one_each": lambda duty: [f"Duty {duty.number} {duty.text}", *duty.codes, ""],
    "ranges": lambda duty: [f"Duty {duty.number} {duty.text}", ranges(duty.codes), ""],
    "ranges_to": lambda duty: [f"Duty {duty.number} {duty.text}", ranges(duty.codes, " to "), ""],
    "long_ranges": lambda duty: [f"Duty {duty.number} {duty.text}", ranges(duty.codes, " – "), ""],
    "short": lambda duty: [f"Duty {duty.number} {duty.text}", short_lists(duty.codes), ""],
    "core": lambda duty: [f"Duty {duty.number} {duty.text}", f"Core: {', '.join(duty.codes)}", ""],
    "ksbs_word": lambda duty: [f"Duty {duty.number} {duty.text}", f"KSBs: {', '.join(duty.codes)}", ""],
    "mapped": lambda duty: [f"Duty {duty.number} {duty.text}", f"Mapped to: {', '.join(duty.codes)}", ""],
    "labelled": lambda duty: [f"Duty {duty.number} {duty.text}", labelled(duty.codes), ""],
    "labelled_rows": lambda duty: [
        f"Duty {duty.number} {duty.text}",
        *(f"{KINDS[row[0]]} {row}" for row in by_kind(duty.codes)),
        "",
    ],
    "inline": lambda duty: [f"Duty {duty.number} {duty.text} {by_spaces(duty.codes)}"],
    "in_brackets": lambda duty: [f"Duty {duty.number}: {duty.text} ({', '.join(duty.codes)})"],
    "in_square": lambda duty: [f"Duty {duty.number}: {duty.text} [{', '.join(duty.codes)}]"],
    "tabs": lambda duty: [f"Duty {duty.number} {duty.text}\t{by_spaces(duty.codes)}"],
    "number_alone": lambda duty: [f"Duty {duty.number}", duty.text, by_spaces(duty.codes), ""],
    "number_alone_loose": lambda duty: [f"Duty {duty.number}", "", duty.text, "", by_spaces(duty.codes), ""],
    "letter": lambda duty: [f"D{duty.number} {duty.text}", by_spaces(duty.codes), ""],
    "letter_colon": lambda duty: [f"D{duty.number}: {duty.text}", by_spaces(duty.codes), ""],
    "dash": lambda duty: [f"Duty {duty.number} – {duty.text}", by_spaces(duty.codes), ""],
    "bullet": lambda duty: [f"• Duty {duty.number} {duty.text}", by_spaces(duty.codes), ""],
    "padded": lambda duty: [
        f"Duty {duty.number:02} {duty.text}",
        " ".join(f"{code[0]}{int(code[1:]):03}" for code in duty.codes),
        "",
    ],
    "spaced": lambda duty: [
        f"Duty {duty.number} {duty.text}",
        ", ".join(f"{code[0]} {code[1:]}" for code in duty.codes),
        "",
    ],
    "capitals": lambda duty: [f"DUTY {duty.number} {duty.text}", by_spaces(duty.codes), ""],
    "and": lambda duty: [
        f"Duty {duty.number} {duty.text}",
        f"{', '.join(duty.codes[:-1])} and {duty.codes[-1]}",
        "",
    ],
    "slashes": lambda duty: [f"Duty {duty.number} {duty.text}", " / ".join(duty.codes), ""],
    "bars": lambda duty: [f"Duty {duty.number} {duty.text}", " | ".join(duty.codes), ""],
    "joined": lambda duty: [f"Duty {duty.number} {duty.text}", "".join(duty.codes), ""],
}


def _coded(write: Callable[[Duty], list[str]]) -> Callable[[], str]:
    return lambda: page(text_duties(write), text_ksbs(usual_ksb))


for _name, _write in CODES.items():
    PAGES[f"codes_{_name}"] = _coded(_write)

HEADS = {
    "options": ("Core", "Option: {}"),
    "numbered": ("Core duties", "Option 1: {}"),
    "pathway": ("Core duties", "{} pathway"),
    "pathways": ("Core", "Pathway 2 – {}"),
    "bare": ("Core", "{}"),
    "option_duties": ("Duties", "{} option duties"),
    "all": ("Core Duties (All Pathways)", "{}"),
    "for": ("Core duties", "Duties for {}"),
    "capitals": ("CORE DUTIES", "OPTION – {}"),
}


def _headed(core: str, option: str) -> Callable[[], str]:
    return lambda: page(text_duties(usual_duty, core, option), text_ksbs(usual_ksb))


for _name, (_core, _option) in HEADS.items():
    PAGES[f"options_{_name}"] = _headed(_core, _option)


@layout
def ksbs_under_each_option() -> str:
    rows = ["", "KSBs", ""]
    for option in ("", *OPTIONS):
        rows += [f"Option: {option}" if option else "Core", ""]
        for letter, name in KINDS.items():
            some = [ksb for ksb in of_kind(letter) if OF_OPTION.get(ksb.code, "") == option]
            if some:
                rows += [name, "", *(row for ksb in some for row in usual_ksb(ksb))]
    return page(text_duties(usual_duty), rows)


@layout
def ksbs_by_kind_and_option() -> str:
    rows = ["", "Knowledge, skills and behaviours", ""]
    for letter, name in KINDS.items():
        for option in ("", *OPTIONS):
            some = [ksb for ksb in of_kind(letter) if OF_OPTION.get(ksb.code, "") == option]
            if some:
                rows += [
                    f"{option or 'Core'} {name.lower()}",
                    "",
                    *(row for ksb in some for row in usual_ksb(ksb)),
                ]
    return page(text_duties(usual_duty), rows)


@layout
def hard_wrapped() -> str:
    text = page(text_duties(usual_duty), text_ksbs(usual_ksb))
    return "\n".join(part for row in text.splitlines() for part in wrapped(row, 44)) + "\n"


@layout
def hard_wrapped_without_blank_lines() -> str:
    return "\n".join(row for row in hard_wrapped().splitlines() if row.strip()) + "\n"


@layout
def without_blank_lines() -> str:
    text = page(text_duties(usual_duty), text_ksbs(usual_ksb))
    return "\n".join(row for row in text.splitlines() if row.strip()) + "\n"


@layout
def all_indented() -> str:
    return textwrap.indent(page(text_duties(usual_duty), text_ksbs(usual_ksb)), "    ")


@layout
def ksbs_before_duties() -> str:
    return page(text_ksbs(usual_ksb), text_duties(usual_duty))


@layout
def no_headings() -> str:
    return lines(
        HEAD,
        [row for duty in DUTIES for row in usual_duty(duty)],
        [row for ksb in KSBS for row in usual_ksb(ksb)],
    )


@layout
def only_ksbs_with_duties_beside() -> str:
    """A table copied as tabs: code, statement, the duties that need it."""
    named = {ksb.code: [f"Duty {duty.number}" for duty in DUTIES if ksb.code in duty.codes] for ksb in KSBS}
    return page(
        text_duties(usual_duty),
        text_ksbs(lambda ksb: [f"{ksb.code}\t{ksb.text}\t{', '.join(named[ksb.code])}"]),
    )
