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
_SAYS = r"(?:echo|printf|puts|MsgBox|Write-[A-Z]\w+)"
_PRINTS = (
    rf"(?:{_SAYS}|print|println|fmt\.Print(?:ln|f)?|console\.(?:log|error|warn)|System\.out\.print(?:ln)?"
    r"|logg?(?:er|ing)\.\w+)"
)
_WENT_WRONG = r"(?:Exception in thread \S{1,40} |Caused by: |Uncaught )?[\w.$]{0,99}\w(?:Error|Exception)"
# What no sentence begins with; a script by its path or its ending is one too.
_COMMAND = (
    r"(?:(?:sudo )?(?:\./\S{1,60}|[\w/-]{1,60}\.(?:sh|exe|bat|cmd|py|pl)|7z|ansible(?:-\w+)?|apt(?:-get)?|aws|awk|az"
    r"|bcp|cargo|certutil|chgrp|chmod|chown|conda|cp|crontab|curl|df|diskpart|dism|dnf|docker(?:-compose)?|dotnet|dsquery"
    r"|du|egrep|fdisk|ffmpeg|firewall-cmd|gcc|gcloud|git|gpg|gpresult|gpupdate|grep|gzip|helm|icacls|ifconfig|ip"
    r"|ipconfig|iptables|javac|journalctl|jq|keytool|kubectl|ldapsearch|ln|lpstat|ls|lsof|mkdir|mongosh?|msiexec|mv|mvn|mysql"
    r"|mysqldump|netsh|netstat|nmap|npm|npx|nslookup|openssl|pdflatex|pg_dump|pg_restore|php|pip3?|podman|powershell"
    r"|ps|psexec|psql|pwsh|pytest|python3?|rclone|redis-cli|rm|rmdir|robocopy|rsync|schtasks|scp|sed|sfc|sftp|smbclient"
    r"|snmpwalk|sqlcmd|sqlplus|ssh|ssh-keygen|sshpass|sudo|systemctl|tar|tcpdump|telnet|terraform|tracert|ufw|unzip"
    r"|useradd|usermod|vagrant|vim|wget|winget|xcopy|yarn|yum|zip))"
)
# What is a word of English besides.
_WORD = (
    r"(?:(?:sudo )?(?:bash|cat|copy|cut|date|dig|echo|find|go|head|host|java|kill|less|make|mount|move|net|node|ping"
    r"|route|ruby|screen|service|sh|sort|tail|test|timeout|top|touch|tree|type|watch|xargs))"
)
# A dash before a whole word is an option only where the line has another mark of a command.
_OPTION = (
    r"(?:(?:-[A-Za-z]|-[a-z][A-Za-z]{1,2}|--[A-Za-z][\w-]*)(?:[= ]|$)|-[A-Za-z](?=.*[\d/\\.=$@_\"])"
    r"|/[A-Z]{1,6}(?:[: ]|$)|&& )"
)
_SHORT_OPTION = r"(?:-[A-Za-z]\d{0,5}(?: |$)|--[a-z]+[-=]\S|/[A-Z]{1,6}(?:[: ]|$))"
_GOES_ON = (
    r"(?:\| ?(?:sudo )?(?:awk|base64|chpasswd|column|cut|e?grep|find(?:str)?|head|jq|less|more|sed|sh|sort|tail|tee|tr"
    r"|uniq|wc|xargs)\b|(?:[0-9&]?>>?|<) ?[\w~-]*[./\\$&]\S)"
)
_PIPES = rf"\| ?(?:{_CMDLET}\b|[%?] |(?:ft|fl|measure|select|sort|where)\b)"
# What only a line of code looks like, once each string in it is "" and its remark is gone.
_FORM = re.compile(
    r"^(?:(?:async )?def \w+\(.{0,300}\)(?: ?-> ?[\w.\[\], |]{1,80})?:$|class [A-Z]\w*\(.*\):$"
    r"|function [\w-]+(?:\(.*\)(?: ?\{)?| ?\{| \(.*\) ?\{)$"
    r"|import [a-z_][\w.]*(?: as \w+)?(?:, [a-z_][\w.]*)*$|from [a-z_.][a-z_\d.]* import (?:"
    r"[\w*]+(?: as \w+)?(?:, ?[\w*]+)*|\([\w, ]*\)?)$|using [A-Z]\w*(?:\.\w+)+;$"
    r"|(?:if|elif|while) .*\s(?:[=!<>]=|[<>])\s.*:$|(?:if|elif|while) (?:not )?[\w.]*\w\((?!e?s\)).*\):$"
    r"|for [a-z_]\w*(?:, ?\w+)* in [\w.]*\w\((?!e?s\)).*\):$|with [a-z_][\w.]*\((?!e?s\)).*\)(?: as \w+)?:$"
    r"|except (?:\([\w., ]+\)|[\w.]*(?:Error|Exception|Interrupt|Exit|Iteration))(?: as \w+)?:$"
    r"|(?:\} ?)?(?:else )?(?:if|for|while|switch|catch|foreach) ?\(.*\) ?\{$|if \[{1,2} .* \]{1,2}(?:; ?then)?$"
    r"|(?:for \w+ in|(?:[^;]* \| )?while (?:\[|read|true|:)) ?.*; ?do$"
    r"|@echo (?:off|on)$|exit (?:\d{1,3}|\$\S+)$|fi$|esac$"
    rf"|\$\w+ ?[|=]|(?:{_PRINTS}\(\"\"[^ ]*\)?;?|{_SAYS} \"\")(?: -\w+(?: \w+)?){{0,9}}$"
    rf"|{_CMDLET}(?: -[A-Za-z]| [\"$@'{{]| ?{_PIPES})|{_CMDLET} (?:\S+ ){{1,12}}?-[A-Z]"
    r"|SELECT .*\bFROM \S|SELECT (?:DISTINCT |TOP \(?\d+\)? )?[\w.*@()\"]+(?:, ?[\w.*@()\"]+)*;?$"
    r"|INSERT[ ]INTO \w|UPDATE[ ]\w+[ ]SET\b|DELETE[ ]FROM \w|ALTER (?:TABLE|USER|LOGIN)\b|DROP TABLE\b"
    r"|GRANT [A-Z, ]+ ON\b|CREATE (?:TABLE|VIEW|INDEX|DATABASE|USER|PROCEDURE)\b"
    rf"|[\]{{}})]+[;,]?$|{_WENT_WRONG}(?:: |$)|at [\w$<>]+(?:\.[\w$<>]+)+\(.*\)$)"
)
_COMMANDED = re.compile(
    rf"^(?:{_COMMAND} (?:\S+ ){{0,12}}?(?:{_OPTION}|{_GOES_ON})|{_WORD} (?:\S+ ){{0,4}}?(?:{_SHORT_OPTION}|{_GOES_ON})"
    rf"|{_WORD} (?:--[a-z][\w-]+ \S|[./~$*\"]\S* -[a-z]))"
)
# Signs that prose has too: these need to be the line's all.
_SIGNED = re.compile(
    r"^(?:(?:export |const |let |var |local |readonly |set |my |int |string )?\$?[A-Za-z_][\w.:\[\]\"-]{0,60} ?"
    r"[+:-]?= ?(?:[\"\[{(@]|\$[A-Za-z_{(]|\w[\w.]*[\[(]|new \w)"
    r"|(?=.*(?:\w[(\[](?!e?s\))|=|->)).*;$|[^=()\]}]*[=()\]}].*[{}]$)"
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
# What somebody did or saw; a name of code has a mark beside it.
_DEED = re.compile(
    r"(?<![\w$@./\\=<>*,(\[-])(?<![=+(,] )(?<!grep )(?:(?:^[A-Z])?[a-z]{2,20}[b-df-z]ed|left|found|made|gave|took|went"
    r"|told|said|got|saw|felt|heard|held|sent|kept|built|wrote|ran|broke|rang|met|spoke|thought|came|done|feels?|sees?"
    r"|seems?|looks?|sounds?|shows?|works?|fails?)(?![\w(\[.:-]| ?[=+<>|])"
)
_WORDS = re.compile(
    r"(?<![\w$@./\\=<>*:-])(?!(?:and|async|await|const|elif|else|if|or|while|export|final|in|int|let|local|my|new|not|private|protected|public"
    r"|readonly|return|static|string|throw|typeof|unsigned|var|void)\b)(?:[A-Za-z]{2,30}|\d{1,4})"
    r" (?!(?:and|if|in|is|or)\b)[a-z]{2,30}(?![\w.(\[=]| ?[=:+*/<>-])"
)
_ASKS = re.compile(r"(?:(?:el)?if|while) .*:$")
_BELOW_IT = re.compile(r"^\s*(?:class [A-Z]\w*|for [a-z_]\w*(?:, ?\w+)* in [\w.]+):\s*$")
"""Of a program where a line of its own is set in below it."""
_LONGEST = 400
"""Characters of a line of code that is looked at closely."""
_ENDS = (".", "!", "?", ",", ":")


def could_open(line: str) -> bool:
    """Whether a line may begin what a program encloses."""
    return any((_MAY_OPEN.match(line), _HERE.search(line), _BELOW_IT.match(line)))


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
    if _FORM.match(bare):
        return (
            _RAISED.match(bare) is not None
            or bare.startswith(("SELECT ", "with ", "if ["))
            or not (_tells(bare) or (_ASKS.match(bare) and _WORDS.search(bare)))
        )
    if _COMMANDED.match(bare):
        return not _tells(bare)
    return _SIGNED.match(bare) is not None and not _tells(bare) and _WORDS.search(bare) is None


def is_told(line: str) -> bool:
    """Whether a line that ends as a statement of code does is rather prose: it tells something, and has no mark of code
    besides."""
    bare = _TOLD.sub('""', line.strip())
    return _tells(bare) and not _REMARKED_OR_SAID.match(bare) and not _SIGNED.match(bare)


def _tells(bare: str) -> bool:
    return _PROSE.search(bare) is not None or _DEED.search(bare) is not None


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
        if _BELOW_IT.match(line):
            below = lines[start + 1] if start + 1 < len(lines) else ""
            if _depth(below) > _depth(line) and not _is_prose(below):
                past = start + 1
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


def _depth(line: str) -> int:
    """How far a line is set in; 0 of a blank one."""
    return len(line) - len(line.lstrip()) if line.strip() else 0


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
