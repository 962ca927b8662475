"""Reads the facts of the published page of ST0505, apart from the data that the tests hold against them."""

import re
from functools import cache
from pathlib import Path

PROJECT = "Project with presentation, and questioning"
DISCUSSION = "Profession discussion underpinned by portfolio"  # as the page spells it
METHODS = {PROJECT: "project", DISCUSSION: "discussion"}
CODE = r"[KSB]\d+"


def flat(text: str) -> str:
    """The words in a row: bullets, line breaks and hard spaces are the page's layout, not its words."""
    return " ".join(text.replace("•", " ").split())


@cache
def lines() -> list[str]:
    text = (Path(__file__).with_name("ST0505_page.txt")).read_text(encoding="utf-8")
    return [line for raw in text.splitlines() if (line := flat(raw))]


@cache
def words() -> str:
    return " ".join(lines())


def between(first: str, last: str) -> list[str]:
    start = lines().index(first) + 1
    return lines()[start : lines().index(last, start)]


def key_number(name: str) -> int:
    match = re.search(rf"\d+\. {name}: (\d+)", words())
    assert match, name
    return int(match[1])


def ksbs() -> dict[str, str]:
    return dict(re.findall(rf"^({CODE}): (.*) Back to Duty$", "\n".join(lines()), re.MULTILINE))


def duties() -> dict[int, tuple[str, tuple[str, ...]]]:
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    number = 0
    for line in between("Duty KSBs", "KSBs"):
        if match := re.fullmatch(r"Duty (\d+) (.*)", line):
            number = int(match[1])
            found[number] = match[2], ()
        else:
            found[number] = found[number][0], (*found[number][1], *line.split())
    return found


def ksbs_of_methods() -> dict[str, list[str]]:
    """From the KSB mapping table."""
    found: dict[str, list[str]] = {name: [] for name in METHODS.values()}
    code = ""
    for line in between("KSB mapping table", "Mapping of KSBs to grade themes"):
        if re.fullmatch(CODE, line):
            code = line
        elif line in METHODS:
            found[METHODS[line]].append(code)
    return found


def themes() -> dict[tuple[str, str], list[str]]:
    """(method, theme) to codes, from "Mapping of KSBs to grade themes"."""
    found: dict[tuple[str, str], list[str]] = {}
    method, above = "", ""
    table = lines()[lines().index("Mapping of KSBs to grade themes") :]
    for line in table:
        if line in METHODS:
            method = METHODS[line]
        elif is_codes(line):
            if not is_codes(above):
                name = above
            found.setdefault((method, name), []).extend(line.split())
        above = line
    return found


def descriptors() -> dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]:
    """(method, theme) to (text, codes), passes before the distinction, from "Grading"."""
    found: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    method, name, above = "", "", ""
    for line in between("Grading", "Overall EPA grading"):
        if line in METHODS:
            method = METHODS[line]
        elif is_codes(line):
            name = above
        elif match := re.fullmatch(rf"(.*?)[ ,]*({CODE}(?:[ ,]+{CODE})*)", line):
            codes = tuple(re.findall(CODE, match[2]))
            found.setdefault((method, name), []).append((match[1], codes))
        above = line
    return found


def has_no_distinction() -> set[str]:
    """The themes whose distinction column says "None"."""
    found, above, name = set(), "", ""
    for line in between("Grading", "Overall EPA grading"):
        if is_codes(line):
            name = above
        elif line == "None":
            found.add(name)
        above = line
    return found


def grades() -> list[tuple[str, str, str]]:
    table = between(f"{PROJECT} {DISCUSSION} Overall Grading", "Re-sits and re-takes")
    rows = [line.replace("Any grade", "any").lower().split() for line in table]
    return [(project, discussion, overall) for project, discussion, overall in rows]


def is_codes(line: str) -> bool:
    return bool(re.fullmatch(rf"{CODE}(?: {CODE})*", line))
