"""Who signs in where and with what, by the arguments of a command: `mysql -h … -u … -p…`, `net use … /user:…`.

Which argument of which program is a user name, a password or a machine is data (`[commands]` of `data/personal.toml`).
Sources: the manual pages of the programs, Microsoft's references for the commands of Windows, RFC 3986 for addresses
that hold a user name and a password.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ksb_mapper.personal_data.given_names import is_given, is_name
from ksb_mapper.personal_data.known import figure_of, pattern_of, table_of, words_of
from ksb_mapper.personal_data.machines import tells_of_machines
from ksb_mapper.personal_data.outlines import Line, PersonalDataKind, whole_words

_REACH = figure_of("reach", "of_a_command")
_AROUND = figure_of("reach", "around")
_SHORTEST_SECRET = figure_of("figures", "shortest_secret")
_ARGUMENT = re.compile(r"(?:\"[^\"\n]{0,80}\"|'[^'\n]{0,80}'|[^\s]){1,300}+")
_ENDS_IT = re.compile(r"(?:\|{1,2}|&{1,2}|;|[12]?>{1,2}.{0,80}|<.{0,80})$")
_OPENING = "\"'`“‘("
_USER = re.compile(r"(?:[A-Za-z][\w.-]{1,30}\\)?[A-Za-z][\w.-]{1,40}(?<!\.)\$?$")
_HOST = re.compile(
    r"(?:tcp:|ldaps?://|https?://)?(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,40}){0,5})(?:[,:\\/].*)?$"
)
_PLAIN = re.compile(r"[A-Za-z]+")
_NO_SECRET = re.compile(r"[$<*%{`\[(\\-]|.{0,80}(?:\*\*\*|\.\.\.)|\d{1,5}(?::\d{1,5})?$")
_TYPED_BEFORE = re.compile(
    r"(?:^[ \t]{0,12}|[$#>`\"'“‘:=(|;&/] ?|\b(?:ran|run|running|typed|typing|tried|did|sudo|watch|time|exec|could"
    r"(?:n['’]t| not)|can(?:['’]t|not)?"
    r"|to|then|and|with)) ?$"
)
_AT_A_PROMPT = re.compile(r"(?:[$#>`\"'“‘|;&/] ?|\b(?:ran|run|running|typed|typing|sudo|exec) )$")
_OF_A_NETWORK = re.compile(
    r"\b(?:timed out|time-?outs?|packets?|repl(?:y|ies|ied)|unreachable|latency|ttl|\d+ ?ms|by (?:name|ip|address)"
    r"|resolv\w+|subnets?|gateway|network|lan|wi-?fi|ip|adapters?|ethernet|cables?|records?|loopback)\b",
    re.IGNORECASE,
)
_OF_DNS = re.compile(r"\b(?:mx|ns|txt|cname|dns|records?|resolv\w+|name ?servers?|zones?|lookups?)\b")
_OPTION = re.compile(r"-{1,2}\w|/\w")
_ENDS_AS_A_MACHINE = re.compile(r"(?:firewall|gateway|host|printer|router|server|switch)$", re.IGNORECASE)
_IN_PROSE = re.compile(
    r"(?=$|[\"'`”’),.;:!?|>]|\s(?:-|/|\d|\||>|and|but|from|to|which|until|for|so|in|on|while|with|failed"
    r"|stopped|worked|timed"
    r"|answered|gave|says|said|showed|hung|uptime|via|again|first|ok|fine|still|every|before|after|\S{1,20}$))"
)
_SIGNING_IN = re.compile(
    r"\b[a-z][a-z0-9+.]{2,14}://(?P<user>[^\s:/@]{0,60}):(?P<secret>[^\s:/@]{1,100}|\$\{[^}\s]{1,40}\})@"
    r"(?P<host>[A-Za-z0-9.-]{1,120})",
    re.IGNORECASE,
)

_Piece = tuple[PersonalDataKind, int, int, float]


@dataclass(slots=True)
class _Arguments:
    """What each option of a program takes, and the arguments that no option takes by their numbers."""

    apart: dict[str, str] = field(default_factory=dict)
    joined: list[tuple[str, str]] = field(default_factory=list)
    numbered: dict[int, str] = field(default_factory=dict)
    after_a_share: str = ""


def find_in_commands(line: Line) -> Iterator[_Piece]:
    """The kind, start, end and confidence (0..1) of what commands and addresses of a line give away."""
    text = line.text
    if "://" in text and "@" in text:
        for match in _SIGNING_IN.finditer(text):
            yield from _signing_in(match)
    if line.words.isdisjoint(_first_words()):
        return
    past = 0
    for match in _programs().finditer(text):
        if match.start() < past:
            continue
        command = _Command(text, match)
        past = command.end
        yield from command.pieces()


def _signing_in(match: re.Match[str]) -> Iterator[_Piece]:
    secret = match["secret"]
    if not (_NO_SECRET.match(secret) or secret.lower() in words_of("secrets", "placeholders")):
        if _is_user(match["user"]):
            yield PersonalDataKind.USERNAME, *match.span("user"), 0.9
        if len(secret) >= _SHORTEST_SECRET:
            yield PersonalDataKind.CREDENTIAL, *match.span("secret"), 0.9
    if _is_host(match["host"]) and ("." not in match["host"] or _WITHIN.search(match["host"])):
        yield PersonalDataKind.HOST, *match.span("host"), 0.85


_WITHIN = re.compile(r"\.(?:local|lan|internal|corp|intra|intranet|arpa)$", re.IGNORECASE)


class _Command:
    """A program with its arguments, each by its place in the line."""

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self._text = text
        near = max(0, match.start() - 12)
        self._begins = match.start()
        self._is_typed = _TYPED_BEFORE.search(text, near, match.start()) is not None
        self._is_at_a_prompt = _AT_A_PROMPT.search(text, near, match.start()) is not None
        self._program = " ".join(match[0].lower().removesuffix(".exe").split())
        self._is_said_too = self._program in words_of("machines", "programs_said_too")
        self._takes = _takes()[self._program]
        self._tokens: list[tuple[int, int]] = []
        self.end = match.end()
        for token in _ARGUMENT.finditer(text, match.end(), match.end() + _REACH):
            if _ENDS_IT.match(token[0]):
                break
            self.end = token.end()
            self._tokens.append(token.span())
            if token[0].endswith(";"):
                break

    def pieces(self) -> Iterator[_Piece]:
        """What the arguments are, if they are what they would be."""
        found = list(self._arguments())
        has_more = any(
            self._text[start] in "-/\\" or "@" in self._text[start:end] for start, end in self._tokens
        )
        for role, start, end, is_by_option in found:
            start, end = _trimmed(self._text, start, end)
            value = self._text[start:end]
            if role == "pair":
                yield from _pair(value, start, ":")
            elif role == "samba":
                yield from _pair(value, start, "%")
                if "%" not in value and _is_user(value):
                    yield PersonalDataKind.USERNAME, start, end, 0.85
            elif role == "user" and _is_user(value):
                yield PersonalDataKind.USERNAME, start, end, 0.85
            elif (
                role == "secret"
                and _is_secret(value)
                and ((has_more and is_by_option) or not _PLAIN.fullmatch(value))
            ):
                yield PersonalDataKind.CREDENTIAL, start, end, 0.9
            elif (
                role == "host"
                and (name := _HOST.match(value))
                and _is_host(name["name"])
                and (is_by_option or self._is_host_typed(name["name"], end))
            ):
                yield PersonalDataKind.HOST, start + name.start("name"), start + name.end("name"), 0.8

    def _is_host_typed(self, name: str, end: int) -> bool:
        """Whether the argument of `ping` or `ssh` is a machine and no word of a sentence ("ping tests")."""
        if "." in name:
            return _WITHIN.search(name) is not None
        if _PLAIN.fullmatch(name):
            return (
                self._is_typed
                and _IN_PROSE.match(self._text, end) is not None
                and (self._is_at_a_prompt or self._is_no_word_of_a_sentence(name, end))
            )
        return name.rstrip("0123456789").lower() not in words_of("machines", "stems")

    def _is_no_word_of_a_sentence(self, name: str, end: int) -> bool:
        """Whether a plain word is a machine's name where a program may be a verb ("dig deeper", "ping Dave first")."""
        if (name.istitle() and is_name(name)) or (self._is_said_too and is_given(name.capitalize())):
            return False
        if (
            not self._is_said_too
            or any(_OPTION.match(self._text, start) for start, _ in self._tokens)
            or name.isupper()
            or name.lower() in words_of("machines", "named_so")
            or _ENDS_AS_A_MACHINE.search(name)
        ):
            return True
        if name.lower() in words_of("machines", "software") or _desks().fullmatch(name):
            return False
        if not self._text[: self._begins].strip() and not self._text[end:].strip(" \n"):
            # A line of nothing else is one of a log.
            return True
        before = self._text[max(0, self._begins - _AROUND) : self._begins]
        after = self._text[end : end + _AROUND]
        return any(self._speaks_of_what_it_does(said) for said in (before, after))

    def _speaks_of_what_it_does(self, said: str) -> bool:
        """Whether words beside a program that is a verb too are of its trade: trenches for a cable are dug as well."""
        if self._program == "dig":
            return _OF_DNS.search(said.lower()) is not None
        return tells_of_machines(said) or _OF_A_NETWORK.search(said) is not None

    def _arguments(self) -> Iterator[tuple[str, int, int, bool]]:
        """The role, start and end of each argument, and whether an option says what it is."""
        takes, number, role, past_share = self._takes, 0, "", False
        for start, end in self._tokens:
            token = self._text[start:end].lstrip(_OPENING)
            if role and not token.startswith("-"):
                yield role, start, end, True
                role = ""
                continue
            role = takes.apart.get(token, "") or takes.apart.get(
                token.lower() if token[1:2].isupper() and len(token) > 2 else token, ""
            )
            if role:
                continue
            joined = next(
                (
                    one
                    for one in takes.joined
                    if token.lower().startswith(one[0]) and len(token) > len(one[0])
                ),
                None,
            )
            if joined:
                if token.startswith(joined[0]) or len(joined[0]) > 2:
                    yield joined[1], start + self._text[start:end].index(token) + len(joined[0]), end, True
            elif token.startswith(("-", "/")) and not token.startswith("//"):
                continue
            elif past_share and takes.after_a_share and not token.startswith(("\\", "*")):
                past_share = False
                yield takes.after_a_share, start, end, True
            else:
                number += 1
                past_share = token.startswith("\\\\")
                if number in takes.numbered:
                    yield takes.numbered[number], start, end, False


def _pair(value: str, start: int, between: str) -> Iterator[_Piece]:
    """A user name and a password that one argument holds."""
    name, found, secret = value.partition(between)
    if found and _is_secret(secret):
        if _is_user(name):
            yield PersonalDataKind.USERNAME, start, start + len(name), 0.85
        yield PersonalDataKind.CREDENTIAL, start + len(name) + 1, start + len(value), 0.9


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A value without its quotes, or without what ends the sentence that it stands in."""
    while end > start + 1 and text[end - 1] in ",.;:)`”’":
        end -= 1
    if end > start + 1 and text[start] in "\"'" and text[end - 1] == text[start]:
        return start + 1, end - 1
    while start < end and text[start] in _OPENING:
        start += 1
    while end > start and text[end - 1] in "\"'":
        end -= 1
    if end > start + 1 and text[end - 1] in "!?" and text[start : end - 1].isalpha():
        end -= 1
    return start, end


def _is_user(name: str) -> bool:
    plain = name.lower().rpartition("\\")[2]
    return (
        _USER.match(name) is not None
        and plain not in words_of("accounts", "nobody")
        and plain not in words_of("accounts", "of_a_system")
        and plain not in words_of("accounts", "programs")
    )


def _is_secret(value: str) -> bool:
    plain = value.lower()
    return (
        len(value) >= _SHORTEST_SECRET
        and _NO_SECRET.match(value) is None
        and plain not in words_of("secrets", "placeholders")
        and plain not in words_of("accounts", "nobody")
    )


def _is_host(name: str) -> bool:
    """A machine of one's own: not this one, none that every manual has, none named only by what it does ("db")."""
    first, _, more = name.lower().partition(".")
    return (
        _HOST.match(name) is not None
        and first not in words_of("machines", "nobody")
        and (bool(more) or first not in words_of("machines", "roles"))
        and (not more or _WITHIN.search(name) is not None)
        and not more.endswith(("example.local", "cluster.local", "docker.internal"))
    )


@cache
def _takes() -> dict[str, _Arguments]:
    """The arguments of each program."""
    takes: dict[str, _Arguments] = {}
    for names, told in table_of("commands").items():
        arguments = _Arguments()
        for part in str(told).split(";"):
            role, _, options = part.strip().partition(": ")
            for option in options.split():
                if option.isdigit():
                    arguments.numbered[int(option)] = role
                elif option == "share":
                    arguments.after_a_share = role
                elif option.endswith("~"):
                    arguments.joined.append((option[:-1], role))
                elif option.endswith((":", "=")):
                    arguments.joined.append((option, role))
                else:
                    arguments.apart[option] = role
                    if option.startswith("--"):
                        arguments.joined.append((option + "=", role))
        for name in names.split(","):
            takes[name.strip().lower()] = arguments
    return takes


@cache
def _desks() -> re.Pattern[str]:
    """Who is pinged as people are: a whole desk."""
    return re.compile(pattern_of("people", "desks"), re.IGNORECASE)


@cache
def _programs() -> re.Pattern[str]:
    names = sorted(_takes(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w.@-])(?:{'|'.join(map(re.escape, names))})(?:\.exe)?(?= )", re.IGNORECASE)


@cache
def _first_words() -> frozenset[bytes]:
    return whole_words(re.split(r"[ .-]", name)[0] for name in _takes())
