"""Names of machines: what ends in a domain of their own, a share, and what is made of a place, a role and a number.

"HARTDC01" and "srv-fin-02" say by themselves what they are. "web2" and "atlas7" are machines only where the line speaks
of one, and "WS-C2960X", "M404dn", "KB5034441" or "WEB-2214" are none anywhere.
"""

import re
from functools import cache

from ksb_mapper.personal_data.known import figure_of, words_of
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings, whole_words
from ksb_mapper.personal_data.plausible import PART_BEFORE, always, before, is_machine, is_own_host

_MOST_FIGURES = figure_of("figures", "most_of_a_machine")
_FEWEST_LETTERS = figure_of("figures", "fewest_letters_of_a_machine")
_AFTER = figure_of("reach", "after_a_machine")

_OF_MACHINES = re.compile(
    r"\b(?:servers?|switch(?:es)?|hosts?|firewalls?|routers?|controllers?|hypervisors?|clusters?|nodes?"
    r"|machines?|laptops?"
    r"|workstations?|computers?|access points?|APs?|NAS|VMs?|PCs?|printers?|ping\w*|ssh\w*|rdp\w*|remot(?:ed|e"
    r"|ing)|reboot\w*"
    r"|replicat\w+|backups?|snapshots?|dns|spooler|cpu|fail(?:ed|s|ing)? ?over|ports?|vlans?|domain|uptime|runbook"
    r"|event log|shares?|databases?|disks?|services?|restart\w*|patch(?:ed|ing)|upstream|downstream|behind"
    r"|froze\w*|offline"
    r"|lease|dhcp|uplink|reservation)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\b(?:server|switch|host|firewall|router|controller|hypervisor|node|laptop|workstation|computer|nas|vm"
    r"|ap|machine"
    r"|access point|printer|device|pc)(?:,| name)?(?: called| named| is| was|:)?"
    r"|\bhost ?names?(?: is| was|:)?|\b(?:host|server|data source)=(?:tcp:)?"
    r"|\b(?:ssh|ping(?:ed|ing)?|tracert|nslookup|-ComputerName|Enter-PSSession|rdp(?:['’]?d|ed)?(?: on)?(?: ?to)?"
    r"|remot(?:ed|ing)(?: on| in)?(?: ?to)?|log(?:ged|ging) (?:on|in) ?to)) ?[\"'“]?$",
    re.IGNORECASE,
)
_MAKER_BEFORE = re.compile(
    r"\b(?:Aruba|Brother|Canon|Cisco|Compaq|Dell|Epson|Fortinet|Fujitsu|HP|HPE|IBM|Juniper|Kyocera|Lenovo"
    r"|LaserJet|Meraki|Mikrotik"
    r"|MikroTik|Netgear|Oki|Ricoh|Samsung|Synology|Toshiba|TP-Link|Ubiquiti|Xerox|Zyxel|models?|type|series) $"
)
_TICKET_BEFORE = re.compile(
    r"\b(?:ticket|tickets|story|issue|bug|jira|incident|change|asset|tag)s? $", re.IGNORECASE
)


_OF_THE_STOCK = re.compile(
    r"\b(?:assets?|tags?|tagged|register|inventory|labels?|labelled|stock|stickers?)\b", re.IGNORECASE
)
"""Where a number on a sticker is spoken of "LT-00412" is one, and no name on a network."""


def is_machine_name(match: re.Match[str]) -> bool:
    """Whether a word of letters and figures is a machine's, by its parts or by what is said around it."""
    name = match[0]
    parts = name.split("-")
    said = before(match)
    if (
        any(not (part.isupper() or part.islower() or part.isdigit()) for part in parts)
        or PART_BEFORE.search(said)
        or _MAKER_BEFORE.search(said)
        or _TICKET_BEFORE.search(said)
        or (_OF_THE_STOCK.search(said) and _forms().of_a_client.fullmatch(name.lower()))
    ):
        return False
    sureness = _of_one_word(name) if len(parts) == 1 else _of_parts(parts, name.islower())
    if sureness == _SURE:
        return True
    if sureness == _LIKELY:
        return speaks_of_machines(match)
    return _CALLED.search(said) is not None and _may_be_called_so(parts)


def speaks_of_machines(match: re.Match[str]) -> bool:
    """Whether what stands near a match speaks of machines."""
    near = match.string[match.end() : match.end() + _AFTER]
    return _OF_MACHINES.search(before(match)) is not None or _OF_MACHINES.search(near) is not None


def tells_of_machines(text: str) -> bool:
    """Whether a word of machines stands in a text."""
    return _OF_MACHINES.search(text) is not None


_NO, _LIKELY, _SURE = range(3)


def _of_one_word(name: str) -> int:
    """ "HARTDC01", "sqlprod02", "FINLT0442"."""
    forms = _forms()
    plain = name.lower()
    begins_with_nought = re.search(r"[a-z]0\d{1,2}$", plain) is not None
    wholly = forms.of_roles.fullmatch(plain)
    if wholly:
        if wholly["more"] or begins_with_nought or wholly["sure"]:
            return _SURE
        # "SW1" and "AP2" are what a sketch of a network calls them.
        return _NO if plain[:2] in ("ap", "sw") and len(plain) == 3 else _LIKELY
    if forms.sited.fullmatch(plain):
        return _SURE if begins_with_nought else _LIKELY
    return _LIKELY if forms.client.fullmatch(plain) else _NO


def _of_parts(parts: list[str], is_small: bool) -> int:
    """ "LDN-SW-ACC-14", "srv-fin-02", "WKS-0417", "DESKTOP-7QK2M1A"."""
    forms, plain = _forms(), [part.lower() for part in parts]
    last = plain[-1]
    if not words_of("machines", "between").isdisjoint(plain):
        return _NO
    if not any(map(str.isdigit, "".join(parts))):
        return _of_words(plain, is_small=is_small)
    if len(parts) == 2 and plain[0] in ("desktop", "laptop", "win") and forms.by_itself.fullmatch(last):
        return _SURE
    if forms.of_a_client.fullmatch("-".join(plain)):
        return _SURE
    if not words_of("machines", "documents").isdisjoint(plain):
        return _NO
    if len(parts) > 2 and last in words_of("machines", "ordinals"):
        return _of_words(plain, is_small=is_small)
    if (
        len(parts) > 1
        and plain[0].rstrip("0123456789") in words_of("machines", "short_roles")
        and last.isalpha()
    ):
        return _SURE if len(last) > 2 else _NO
    number = forms.numbered.fullmatch(last)
    if not number or (
        plain[0] in words_of("machines", "no_machine") and plain[0] not in words_of("machines", "roles")
    ):
        return _NO
    if not all(forms.place.fullmatch(part) for part in plain[:-1]):
        return _NO
    has_role = [bool(forms.role.fullmatch(part)) for part in plain]
    if len(parts) > 2:
        return _SURE if any(has_role) else _LIKELY if is_small and last.startswith("0") else _NO
    if number["letters"]:
        return (_SURE if forms.role.fullmatch(last) else _LIKELY) if any(has_role) else _NO
    if is_small:
        return _SURE if any(has_role) or forms.sited_word.fullmatch(plain[0]) else _NO
    begins_with_nought = last.startswith("0") and len(last) == 2
    if has_role[0] or forms.sited_word.fullmatch(plain[0]):
        if begins_with_nought:
            return _SURE
        # "WEB-22" and "AP-16" are more often tickets.
        return _LIKELY if len(last) < _MOST_FIGURES and plain[0] in _NO_PROJECT else _NO
    return _NO


def _of_words(parts: list[str], *, is_small: bool) -> int:
    """ "prod-db-primary", "core-sw-loft", "RECEPTION-IPAD": no number, and a role that no other word is."""
    forms, last = _forms(), parts[-1]
    if not all(map(forms.place.fullmatch, parts[:-1])):
        return _NO
    if len(parts) > 2:
        if last in words_of("machines", "ordinals") and any(map(forms.role.fullmatch, parts[:-1])):
            return _SURE
        return _NO if words_of("machines", "short_roles").isdisjoint(parts) else _SURE
    if not is_small and parts[0] in words_of("machines", "short_roles"):
        return _SURE
    if is_small or len(parts[0]) < _FEWEST_LETTERS:
        return _NO
    return _LIKELY if last in words_of("machines", "last_words") else _NO


_NO_PROJECT = frozenset(
    ("dc", "esx", "esxi", "exch", "fs", "fw", "hv", "kiosk", "nas", "prn", "rtr", "srv", "svr", "till")
)


def _may_be_called_so(parts: list[str]) -> bool:
    """What no list knows, where a machine is said to have a name: letters, and three figures at most."""
    letters = re.match(r"[a-z]*", parts[0].lower())
    stem = letters[0] if letters else ""
    last = _forms().numbered.fullmatch(parts[-1].lower())
    if not last or stem in words_of("machines", "stems") or stem in words_of("machines", "no_machine"):
        return False
    if len(parts) == 1:
        return len(stem) >= _FEWEST_LETTERS and len(stem) + _MOST_FIGURES >= len(parts[0])
    return all(_forms().place.fullmatch(part.lower()) for part in parts[:-1]) and (
        len(parts) > 2 or len(stem) >= _FEWEST_LETTERS or (bool(last["letters"]) and len(stem) >= 2)
    )


def is_named_by_its_option(match: re.Match[str]) -> bool:
    return match["value"].lower() not in words_of("machines", "nobody")


class _Forms:
    """The patterns that follow from the lists of `data/personal.toml`."""

    def __init__(self) -> None:
        roles = _one_of(words_of("machines", "roles"))
        ends = _one_of(words_of("machines", "roles_at_the_end"))
        purposes = _one_of(words_of("machines", "purposes"))
        clients = _one_of(words_of("machines", "clients"))
        figures = rf"\d{{1,{_MOST_FIGURES}}}"
        self.of_roles = re.compile(
            rf"(?:(?P<sure>esxi?|srv|svr|nas)|(?:{roles}))(?P<more>(?:{roles}|{purposes}){{1,2}})?{figures}"
        )
        self.sited = re.compile(
            rf"[a-z]{{2,8}}(?:{ends}){figures}|(?:srv|svr|sql|dc|esx)[a-z]{{2,5}}{figures}"
        )
        self.sited_word = re.compile(rf"[a-z]{{2,8}}(?:{ends})")
        self.client = re.compile(rf"[a-z]{{2,6}}(?:{clients})\d{{2,5}}")
        self.of_a_client = re.compile(
            rf"(?:{clients})-(?:[a-z]{{2,5}}-)?\d{{3,6}}|[a-z]{{2,12}}-(?:{clients})-?\d{{1,6}}"
        )
        self.by_itself = re.compile(r"(?=[a-z]*\d)[a-z0-9]{7,12}")
        self.numbered = re.compile(rf"(?P<letters>[a-z]{{0,8}}){figures}[a-z]?")
        self.place = re.compile(r"[a-z]{2,12}\d{0,2}|\d[a-z]{1,2}|\d")
        self.role = re.compile(rf"(?:{roles}){{1,2}}\d{{0,{_MOST_FIGURES}}}")


def _one_of(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _forms() -> _Forms:
    return _Forms()


MACHINES = (
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?<=[\s(])-(?:ComputerName|NewName|VMHost|CimSession|HyperVHost) "
            r"[\"']?(?P<value>[A-Za-z][\w-]{2,30})(?=$|[\s\"',;.)])",
            re.IGNORECASE,
        ),
        is_named_by_its_option,
        0.85,
        any_of=whole_words(("computername", "newname", "vmhost", "cimsession", "hypervhost")),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            # A line of syslog says after the time where it was written (RFC 3164).
            r"\b[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d (?P<value>(?!\d)[\w.-]{3,40}(?<!\.))"
            r"(?= (?:[\w/.-]{2,30}(?:\[\d+\])?:|%[A-Z]|: %))"
        ),
        always,
        0.85,
        outlines=(b"9 99:99:99 ",),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"\b(?:Caller Computer|Source Workstation|Workstation|Computer|Client) Name: "
            r"(?P<value>[A-Z][A-Z0-9-]{3,14})(?![\w.-])"
        ),
        always,
        0.85,
        words=(" name: ",),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?:(?<![\w@./-])|(?<=://))(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:local|lan|internal|corp|intra|intranet"
            r"|home\.arpa)\b"
            r"(?!\.[a-z])"
            r"|\\\\[A-Za-z0-9-]{2,40}\\[\w$.-]{1,60}"
        ),
        is_machine,
        0.9,
        words=(".local", ".lan", ".internal", ".corp", ".intra", ".home.arpa", "\\\\"),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?<![\w@./-])(?:[A-Za-z0-9-]{1,40}\.){1,3}(?:ad|corp|int|intra|mgmt|dmz)\.(?:[a-z0-9-]{2,40}\.){1,3}"
            r"(?:uk|com|net|org|io)\b"
            r"|(?<![\w@./-])(?:vpn|mail|intranet|remote|sql|db|ftp|jira|jenkins|staging|dev|owa|rdp|citrix"
            r"|wiki)\d{0,2}\."
            r"(?:[a-z0-9-]{2,40}\.){1,3}(?:co\.uk|org\.uk|ac\.uk|sch\.uk|nhs\.uk|com|net|org|uk|io)\b"
        ),
        is_own_host,
        0.75,
        begins=beginnings("uk", "com", "net", "org", "io"),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"\b[a-z][\w.-]{0,30}@(?P<value_prompt>[a-z][a-z0-9-]{2,30}):[~/]"
            r"|https?://(?P<value_url>(?!localhost\b)[a-z][a-z0-9-]{2,30})(?=[/\s]|:(?!\S*@)|$)"
            r"|\bssh (?:-\S{1,20} ){0,3}[a-z][\w.-]{0,30}@(?P<value_ssh>(?=[a-z-]{0,30}\d)[a-z][a-z0-9-]{2,30})"
            r"(?![\w-]|\.\w)"
            r"|\b(?:ssh|scp|sftp|rsync)\b[^;|,\n]{0,80}? [\w.-]{1,30}@"
            r"(?P<value_remote>(?=[\d.]{0,20}[A-Za-z])[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,40}){1,5})"
            r"(?=[\s:,;)]|\.?(?:\s|$))"
            r"|[\w.-]{1,30}@(?P<value_path>(?=[\d.]{0,20}[A-Za-z])[A-Za-z0-9-]{1,40}"
            r"(?:\.[A-Za-z0-9-]{1,40}){1,5})(?=:[~/])"
        ),
        always,
        0.8,
        words=("@", "://"),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"\b(?:host ?name|host|(?:computer|machine|device|pc|laptop) name)(?: is| was|:)? "
            r"(?P<value_named>(?=[A-Za-z-]{1,30}\d)[A-Za-z][A-Za-z0-9]{1,20}-[A-Za-z0-9-]{1,20}"
            r"|[A-Z]{3,8}\d{2,5})(?![\w.-]*[\w-])",
            re.IGNORECASE,
        ),
        always,
        0.8,
        begins=beginnings("host", "hostname", "computer", "machine", "device", "pc", "laptop"),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?<![\w.@\\-])(?:(?=[A-Za-z-]{2,30}\d)|(?=[a-z]{2,12}-[a-z]{2,12}-[a-z])|"
            r"(?=[A-Z]{3,12}-[A-Z]))[A-Za-z][A-Za-z0-9]{0,19}"
            r"(?:-[A-Za-z0-9]{1,12}){0,4}(?<=[\dA-Za-z])(?![\w-]|[.@\\]\w)"
        ),
        is_machine_name,
        0.8,
        outlines=(b"A9", b"a9", b"-9", b"a-a", b"A-A"),
    ),
)
