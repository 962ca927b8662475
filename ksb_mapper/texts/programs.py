"""Which lines of a text are a program's: code, and what only the code around it tells to be code.

A comment ("# I hope this helps") and what a script says ("echo Thank you") read as their writer's own words. They are
the program's where they stand with a line that can be nothing but code; a heading or a list of Markdown stands with
prose. What a program encloses (a comment of many lines, a string, what went wrong and where) is known by its ends.
"""

import re
from collections.abc import Iterator, Sequence

from ksb_mapper.texts.marks import BULLETS

_ENCLOSED = tuple(
    (re.compile(rf"^{opens}"), re.compile(closes))
    for opens, closes in (
        (r"\s*/\*", r"\*/"),
        (r"\s*<#", "#>"),
        (r"\s*<!--", "-->"),
        (r'\s*(?:return |[\w.]{1,40} ?= ?)?[rbf]?"""', '"""'),
        (r"\s*(?:return |[\w.]{1,40} ?= ?)?[rbf]?'''", "'''"),
        (r'[^"]{0,200}@"\s*$', r'^\s*"@'),
        (r"\s*Traceback \(most recent call last\):", r"^\S"),
    )
)
_HERE = re.compile(r"<<-?\s?(['\"]?)([A-Za-z_]\w{1,30})\1")
_MAY_OPEN = re.compile(r"""^\s*(?:/\*|<[#!]|Traceback \(|[^"']{0,50}(?:\"""|'''))|^[^"]{0,200}@"\s*$""")

_TOLD = re.compile(r"\"(?:[^\"\\]|\\.){0,400}\"|(?<!\w)'(?:[^'\\]|\\.){0,400}'")
_REMARK = re.compile(r"\s(?:#|//|--)\s.*$")
_CMDLET = (
    r"(?:Add|Clear|Compress|Connect|Convert(?:To|From)|Copy|Disable|Disconnect|Enable|Enter|Exit|Expand|Export|ForEach"
    r"|Format|Get|Group|Import|Install|Invoke|Join|Measure|Mount|Move|New|Out|Read|Register|Remove|Rename|Reset|Restart"
    r"|Resume|Select|Send|Set|Show|Sort|Split|Start|Stop|Suspend|Test|Uninstall|Unlock|Unregister|Update|Wait|Where"
    r"|Write)-[A-Z][A-Za-z]{3,40}"
)
_PRINTS = (
    r"(?:echo|printf?|println|puts|fmt\.Print(?:ln|f)?|console\.(?:log|error|warn)|System\.out\.print(?:ln)?"
    r"|logg?(?:er|ing)\.\w+|MsgBox|Write-[A-Z]\w+)"
)
_WENT_WRONG = r"(?:Exception in thread \S{1,40} |Caused by: |Uncaught )?[\w.$]{0,99}\w(?:Error|Exception)"
_OPTION = r"(?:--?[A-Za-z][\w-]*(?:[= ]|$)|/[A-Z]{1,6}(?:[: ]|$)|[0-9&]?>>? ?\S|\| ?[a-z]|&& )"
# What a line of code looks like, once each string in it is "" and its remark is gone.
_CODE = re.compile(
    r"^(?:(?:async )?def \w+\(.{0,300}:$|class [A-Z]\w*(?:\(.*\))?:$|function [\w-]+ ?(?:\(.*\) ?\{?|\{)$"
    r"|import [\w.]+(?: as \w+)?(?:, [\w.]+)*$|from [\w.]+ import [\w*, ()]+$|using [A-Z]\w*(?:\.\w+)+;$"
    r"|(?:if|elif|for|while|with|except)\b.*[\])\"]:$|for \w+(?:, ?\w+)* in [\w.]+:$|except [A-Z]\w+(?: as \w+)?:$"
    r"|if \[.*\](?:; ?then)?$|(?:for|while) .*; ?do$"
    r"|@echo (?:off|on)$|exit (?:\d+|\$\S+)$|fi$|esac$"
    r"|(?:export |const |let |var |local |readonly |set |my |int |string )?\$?[A-Za-z_][\w.:\[\]\"-]{0,60} ?[+:-]?= ?"
    r"(?:[\"\[{($@]|\w[\w.]*[\[(]|new \w)"
    rf"|\$\w+ ?[|=]|{_PRINTS}(?:\(\"\"[^ ]*\)?;?| \"\")(?: -\w+| \w+)*$"
    rf"|{_CMDLET}(?: [-\"$@'|:(]| ?\||$)|{_CMDLET} (?:\S+ )+-[A-Z]"
    r"|SELECT |INSERT[ ]INTO \w|UPDATE[ ]\w+[ ]SET\b|DELETE[ ]FROM \w|ALTER TABLE\b|DROP TABLE\b|GRANT [A-Z, ]+ ON\b"
    r"|CREATE (?:TABLE|VIEW|INDEX|DATABASE|USER|PROCEDURE)\b"
    rf"|(?:sudo )?(?:\./)?[a-z][\w.+/-]{{1,30}} (?:\S+ ){{0,12}}?{_OPTION}"
    rf"|[^=()\]}}]*[=()\]}}].*[;{{}}]$|[\]{{}})]+[;,]?$|{_WENT_WRONG}(?:: |$)|at [\w.$<>]+\(.*\)$)"
)
_RAISED = re.compile(rf"^{_WENT_WRONG}: ?\S")
# A remark, or what the program says or gives back.
_REMARKED_OR_SAID = re.compile(
    rf"^\s*(?:#(?!\w)|//|--\s|::|;|'\s|(?:REM|rem|Rem)\s|(?:{_PRINTS}|return|throw|raise|yield)\b)"
)
_ITEM = re.compile(rf"^\s*(?:[{BULLETS}]|\(?\w{{1,2}}[.)])\s")
_BEGINS_LOW = re.compile(rf"^\s*(?:[^\w\s]|[a-z_]|{_CMDLET}\b|[A-Z_]+\b)")
_PROSE = re.compile(
    r"(?<![\w$@./\\-])(?:[ia](?! ?[<>=+;,)\]*-])|I|we|the|an|and|was|were|is|are|it|its|my|our|of|to|that|this|then"
    r"|because|but|so|had|has|have|with|on|at|by|be|been|me|us|he|she|they|you|which|who|what|when|after|before|also|did)(?![\w$./\\=(:-])"
)
_LONGEST = 400
"""Characters of a line of code that is looked at closely."""
_ENDS = (".", "!", "?", ",", ":")


def could_open(line: str) -> bool:
    """Whether a line may begin what a program encloses."""
    return _MAY_OPEN.match(line) is not None or _HERE.search(line) is not None


def is_code(line: str) -> bool:
    """Whether a line can be nothing but a program's."""
    bare = line.strip()
    if len(bare) > _LONGEST:
        return False
    if not bare or bare[-1] in ".,!?" or _ITEM.match(line):
        return _RAISED.match(bare) is not None
    if bare.startswith("#!"):
        return True
    if bare[0] in "#/" or bare.startswith("--"):
        return False
    bare = _REMARK.sub("", _TOLD.sub('""', bare))
    if _CODE.match(bare) is None:
        return False
    return _RAISED.match(bare) is not None or _PROSE.search(bare) is None or bare.startswith("SELECT ")


def code_lines(lines: Sequence[str], codes: Sequence[bool], openers: Sequence[bool]) -> list[bool]:
    """Of each line whether it is a program's; `codes` and `openers` are what `is_code` and `could_open` say of each."""
    found = list(codes)
    if any(openers):
        for start, end in _enclosed(lines, openers):
            found[start:end] = [True] * (end - start)
    if not any(found):
        return found
    for run in _runs(lines, found):
        first = next((place for place in run if found[place]), None)
        if first is None:
            continue
        last = next(place for place in reversed(run) if found[place])
        while first > run[0] and lines[first - 1].strip():
            first -= 1
        while last < run[-1] and lines[last + 1].strip():
            last += 1
        for place in range(first, last + 1):
            found[place] = found[place] or _REMARKED_OR_SAID.match(lines[place]) is not None
    return found


def _enclosed(lines: Sequence[str], openers: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First line and the one past the last of what is enclosed; what is not closed is not."""
    last_of = {line.strip(): place for place, line in enumerate(lines)}
    not_closed: set[re.Pattern[str]] = set()
    past = 0
    for start, may_open in enumerate(openers):
        if not may_open or start < past:
            continue
        line = lines[start]
        if (here := _HERE.search(line)) and last_of.get(here[2], 0) > start:
            past = (
                next(place for place in range(start + 1, len(lines)) if lines[place].strip() == here[2]) + 1
            )
            yield start, past
            continue
        opened = next(((its, closes) for opens, closes in _ENCLOSED if (its := opens.match(line))), None)
        if opened is None or opened[1] in not_closed:
            continue
        end = _end_of(lines, start, *opened)
        if end is None:
            not_closed.add(opened[1])
        else:
            past = end + 1
            yield start, past


def _end_of(lines: Sequence[str], start: int, opened: re.Match[str], closes: re.Pattern[str]) -> int | None:
    if closes.search(lines[start][opened.end() :].rstrip("\r\n")):
        return start
    return next((place for place in range(start + 1, len(lines)) if closes.search(lines[place])), None)


def _runs(lines: Sequence[str], found: Sequence[bool]) -> Iterator[range]:
    """Lines one after the other of which none is prose."""
    start = 0
    for place, line in enumerate(lines):
        if not found[place] and _is_prose(line):
            yield range(start, place)
            start = place + 1
    yield range(start, len(lines))


def _is_prose(line: str) -> bool:
    bare = line.strip()
    if not bare or _REMARKED_OR_SAID.match(line):
        return False
    if _ITEM.match(line) or bare.endswith(_ENDS) or not _BEGINS_LOW.match(line):
        return True
    return _PROSE.search(_TOLD.sub('""', bare)) is not None
