"""What a match of a shape must pass besides: numbers that look like something private and are not.

Sources: Ofcom's National Telephone Numbering Plan, RFC 5737 and RFC 2606 for the addresses and names kept for examples,
the Royal Mail's post code areas, DVLA's INF104 for vehicle plates.
"""

import re
from ipaddress import IPv4Address, IPv6Address

from ksb_mapper.personal_data.known import figure_of

_AROUND = figure_of("reach", "around")


def before(match: re.Match[str]) -> str:
    """What stands before a match."""
    return match.string[max(0, match.start() - _AROUND) : match.start()]


def around(match: re.Match[str]) -> str:
    """What stands before and after a match, and the match."""
    return match.string[max(0, match.start() - _AROUND) : match.end() + _AROUND]


def always(match: re.Match[str]) -> bool:
    """Every match: the pattern says enough."""
    return True


PART_BEFORE = re.compile(
    r"\b(?:form|policy|model|board|part|parts|code|room|version|error|reference|ref|bay|unit|type|size|order|batch|bin"
    r"|shelf|rack|item|sku|serial|key|gate|zone|aisle|stock|asset|case|job|lot|drawing|chip|pin|tracking|parcel|meter"
    r"|invoice|(?:credit|delivery) note"
    r"|barcode|imei|licence|certificate|account|sort|socket|toner|cable|fuse|grid|isbn|article|product"
    r"|catalogue"
    r"|reel|pallet|chapter|ean|gtin|upc|docket|consignment)"
    r"(?: no\.?| number| code| tag| id| ref(?:erence)?)?(?: is| was|:)? #?$",
    re.IGNORECASE,
)
_PARTS_AFTER = re.compile(
    r"[ -](?:(?:steel|brass|nylon|plastic|rubber|copper|spare|new|old|blue|black|white|red) )?"
    r"(?:adapt[eo]rs?|batter(?:y|ies)|bearings?"
    r"|belts?|blades?|boards?|bolts?|brackets?|bulbs?|cables?|caps?|cartridges?|casings?|chips?|clips?"
    r"|connectors?|couplings?|discs?"
    r"|displays?|drill bits?"
    r"|fans?|filters?|fittings?|fixings?|fuses?|gaskets?|glands?|hinges?|hoses?|labels?|lamps?|modules?"
    r"|nails|nuts?|panels?|parts?|pins?|pipes?|pumps?|relays?|resistors?|rivets?|rods?|screens?|screws?|seals?"
    r"|sensors?|sockets?"
    r"|springs?|studs?|switch(?:es)?|terminals?|tiles?|tubes?|units?|valves?|washers?|wheel nuts?)\b"
)
_PARTS_BEFORE = re.compile(_PARTS_AFTER.pattern.removesuffix(r"\b") + " $")
_HOW_MANY_BEFORE = re.compile(
    r"\b\d+ ?(?:x|×|off|pcs|pieces? of|pairs? of|box(?:es)? of|packs? of|reels? of|metres of|m of) ?$",
    re.IGNORECASE,
)
"""What makes a code of a plate's form a part in a list: what it is called after it, how many before it."""
_VERSION_BEFORE = re.compile(
    r"(?:\bv|\bver\.?|\bversions?|\brelease|\bbuild(?: number)?(?: is)?|\bfirmware|\bsection|\bclause|\bchapter"
    r"|\bfigure|\btable|\bstep|\bparagraph|\bpara|\bitem)\s*$",
    re.IGNORECASE,
)
_PRODUCT_BEFORE = re.compile(r"\b[A-Z][A-Za-z+#]*\s$")
_OF_A_PRODUCT = re.compile(r" of [A-Z]")
_PLACE_BEFORE = re.compile(r"\b(?:IP|DNS|Address|Host|Server|Gateway|Router|Ping|From|To|At|On|Is)\s$")
_PUBLIC_RESOLVERS = frozenset(("8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9"))
_LARGEST_VERSION_PART = figure_of("figures", "largest_of_a_release")
_POST_CODE_AREAS = frozenset(
    re.findall(
        r"\w+",
        "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
        "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK "
        "ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA "
        "TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE",
    )
)
_NOT_A_SECRET = re.compile(
    r"^(?:[\W_]*|(?:/\w+)+/?|[a-z]+[.,;:!?]?|[A-Z]?[a-z]+[.,;:!?]?|\[.*|<.*|\*+|x+|X+|\.+"
    r"|(?:os|process|env|config|settings|secrets|self|args|params|request)[.\[(].*|getenv\(.*|input\(.*|\{\{.*|\$\{.*"
    r"|\$[A-Z_]{3,}|\$\(.*|`.*|\$env:.*|%\w+%)$"
)


_PLACEHOLDER = re.compile(
    r"your[_-]|change[_-]?me|placeholder|redacted|removed|x{4}|[_-]here\b|insert|replace[_-]|dummy|\bexample\b"
    r"|\bsample\b",
    re.IGNORECASE,
)
_OF_AN_EXAMPLE = re.compile(r"example|documentation|RFC|guide|manual|textbook", re.IGNORECASE)
_PRIVATE_TO_EVERYBODY = frozenset(
    ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10")
)
"""The ranges of RFC 1918, RFC 3927 and RFC 6598, which every network has."""
_FOR_EXAMPLES = ("192.0.2.", "198.51.100.", "203.0.113.")
_RELEASE_BEFORE = re.compile(
    r"\b(?:versions?|releases?|firmware|builds?|agent|patch|patched|upgraded?|updated?|replaced|superseded"
    r"|driver|bios)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:ips?|ipv4|address\w*|ping\w*|gateway|dns|hosts?|servers?|subnets?|routes?|routers?|ssh|rdp|ftp"
    r"|https?|vlans?|nat"
    r"|dhcp|firewall|printers?|cameras?|interfaces?|eth\d|networks?|ports?|sites?|tunnel|peer|blocked|allowed"
    r"|connect\w*"
    r"|listens?|answer\w*|reached|traffic|resolver|domain)\b",
    re.IGNORECASE,
)


_FROM_RELEASE_TO_RELEASE = re.compile(
    r"\b(?:upgrad|downgrad|patch|roll(?:ed|ing)\b[^.;]{0,30}? back)\w*\b[^.;]{0,60}?"
    r" (?:from|to) (?:\d+(?:\.\d+){3} to )?$",
    re.IGNORECASE,
)
_OF_AN_ADDRESS = re.compile(r"\b(?:ips?|address\w*|records?|routes?|gateway|subnets?|at)\b", re.IGNORECASE)


def _is_of_a_release(line: str) -> bool:
    """Whether four small numbers in a line are those of a release: it speaks of one, or of nothing on a network."""
    return _RELEASE_BEFORE.search(line) is not None or _ADDRESSED.search(line) is None


def is_host(match: re.Match[str]) -> bool:
    """Neither a version number nor an address that names no one machine (loopback, unspecified, a mask)."""
    said = before(match)
    if _VERSION_BEFORE.search(said) or match["host"] in _PUBLIC_RESOLVERS:
        return False
    release = _FROM_RELEASE_TO_RELEASE.search(said)
    if release and _OF_AN_ADDRESS.search(release[0]) is None:
        return False
    is_small = int(match["host"].partition(".")[0]) <= _LARGEST_VERSION_PART
    if is_small and _PRODUCT_BEFORE.search(said) and not _PLACE_BEFORE.search(said):
        return False
    if is_small and (_OF_A_PRODUCT.match(match.string, match.end()) or _is_of_a_release(around(match))):
        return False
    if match["host"].startswith(_FOR_EXAMPLES) and _OF_AN_EXAMPLE.search(around(match)):
        return False
    try:
        address = IPv4Address(match["host"])
    except ValueError:
        return False
    return not (
        address.is_loopback
        or address.is_multicast
        or match["host"].startswith(("0.", "255."))
        or match[0] in _PRIVATE_TO_EVERYBODY
    )


def is_ipv6_host(match: re.Match[str]) -> bool:
    """An address of three groups or more, or that begins with four figures: `a::b` is one too, but in a write-up it is
    a name in C++."""
    groups = [group for group in match[0].split(":") if group]
    begins_as_one = bool(groups) and re.fullmatch(r"(?=\D*\d)\w{4}", groups[0]) is not None
    if len(groups) < 3 and not (begins_as_one and "::" in match[0]):
        return False
    try:
        address = IPv6Address(match[0])
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified or address.is_multicast)


def is_post_code(match: re.Match[str]) -> bool:
    """A real area, and not the number of a part, a pin or a room."""
    if PART_BEFORE.search(before(match)):
        return False
    return match["area"].upper() in _POST_CODE_AREAS


_TICKET_BEFORE = re.compile(
    r"\b(?:tickets?|incident|request|task|change|problem|work order|call ref(?:erence)?|inc|req|sr|wo)"
    r"(?: no\.?| number| id| ref(?:erence)?)?(?: is| was|:)? ?#?$",
    re.IGNORECASE,
)


def is_phone(match: re.Match[str]) -> bool:
    """A number of the national plan, and not the number of a part, a parcel or a ticket."""
    if PART_BEFORE.search(before(match)) or _TICKET_BEFORE.search(before(match)):
        return False
    digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
    digits = digits.removeprefix("00")
    national = "0" + digits[2:] if match[0].startswith(("+", "0044")) else digits
    return len(national) in {10, 11} and national[1] in "123578" and len(set(national)) > 2


def is_national_insurance(match: re.Match[str]) -> bool:
    """Not the number of a part, unless it is said to be what it is."""
    return _OF_INSURANCE.search(around(match)) is not None or PART_BEFORE.search(before(match)) is None


_OF_INSURANCE = re.compile(r"\b(?:NI|NINO|[Nn]ational [Ii]nsurance|payroll)\b")


def is_device(match: re.Match[str]) -> bool:
    """Not the address of nobody or of everybody, which is one digit throughout."""
    return len(set(re.sub(r"\W", "", match[0].lower()))) > 1


def is_email(match: re.Match[str]) -> bool:
    """Nobody's at one of the names kept for examples ("someone@example.com") is none, nor a program's, nor who signs in
    where on a machine ("ssh deploy@web01.harbour.local")."""
    return not (
        _SIGNING_IN_BEFORE.search(before(match))
        or _PATH_AFTER.match(match.string, match.end())
        or _NOBODY_AT_AN_EXAMPLE.match(match[0])
        or _OF_A_PROGRAM.match(match[0])
        or _PLACEHOLDER_BOX.match(match[0])
    )


_SIGNING_IN_BEFORE = re.compile(
    r"\b(?:ssh|scp|sftp|rsync|ssh-copy-id)(?:['’]?e?d)?(?: (?:in)?to| on ?to| as)?"
    r"(?: -\S{1,30}| \S{0,40}[./]\S{0,40}){0,4} $"
)
_PATH_AFTER = re.compile(r":[~/]")
_PLACEHOLDER_BOX = re.compile(
    r"(?:first(?:name)?[._-]?(?:last(?:name)?|surname)|(?:fore)?name[._-]?surname|initial[._-]?surname"
    r"|your[._-]?(?:user)?name"
    r"|user(?:name)?|someone|somebody|anyone|anybody|nobody|recipient|sender)@",
    re.IGNORECASE,
)


def is_spoken_email(match: re.Match[str]) -> bool:
    """Not a place in a sentence ("we met at the dot com office")."""
    return _NO_MAILBOX.match(match[0]) is None


_NO_MAILBOX = re.compile(
    r"(?:\S+ ){0,4}?(?:is|are|was|were|be|met|meet|look|looked|arrived|stayed|working|works|worked|held|hosted"
    r"|office|site"
    r"|page|website|shop|store|it|them) at |.* at (?:the|a|our|their) ",
    re.IGNORECASE,
)
_OF_A_PROGRAM = re.compile(r"(?:git|hg|svn|no-?reply|do-?not-?reply|mailer-daemon)@", re.IGNORECASE)
_NOBODY_AT_AN_EXAMPLE = re.compile(
    r"^(?:someone|somebody|nobody|noone|user(?:name)?|name|your?|your[._-]?name|me|test|foo|email"
    r"|first(?:name)?[._-]?last(?:name)?|j(?:ohn|ane)[._-]?doe)\d*@(?:[\w-]+\.)*example(?:\.(?:com|net|org))?$",
    re.IGNORECASE,
)


def is_secret(match: re.Match[str]) -> bool:
    """A value that may be a password or a key: no word, placeholder or name of where one is kept."""
    value = match.groupdict().get("value") or match[0]
    if _CIPHER.match(value):
        return False
    return _NOT_A_SECRET.match(value) is None and _PLACEHOLDER.search(value) is None


_CIPHER = re.compile(r"(?:WPA[23]?|WEP|AES|SHA|MD5|TLS|RSA|ED25519|bcrypt|argon2)[\w-]{0,40}$", re.IGNORECASE)


def is_door_code(match: re.Match[str]) -> bool:
    """Not one digit throughout, which stands for any code."""
    return len(set(match["value"])) > 1


def is_another_code(match: re.Match[str]) -> bool:
    """Digits with no "code" beside them are one only after another: "the alarm code is 5521, the safe is 0907"."""
    return "code" in before(match).lower() and is_door_code(match)


_VENDORS = re.compile(
    r"\b(?:microsoft|azure|office|google|amazon|amazonaws|aws|apple|github|gitlab|atlassian|bitbucket|docker"
    r"|python|oracle|"
    r"cisco|vmware|ibm|mozilla|ubuntu|debian|redhat|stackoverflow|wikipedia|cloudflare|salesforce|zoom|slack|gov|"
    r"youtube|linkedin|pluralsight|udemy)\b"
)


def is_own_host(match: re.Match[str]) -> bool:
    """Not a machine of a vendor, which everybody uses."""
    return _VENDORS.search(match[0].lower()) is None


def is_machine(match: re.Match[str]) -> bool:
    """Neither the settings of one machine, which are files called "something.local", nor a name in every manual."""
    return _IN_EVERY_MANUAL.match(match[0]) is None and not match[0].lower().startswith(
        ("env.", "appsettings.", "settings.", "config.", "docker-compose.")
    )


_IN_EVERY_MANUAL = re.compile(
    r"\\\\(?:server(?:name)?|host(?:name)?|computer(?:name)?|machine(?:name)?|your\w*)\\"
    r"|(?:[\w-]{1,40}\.){0,5}(?:docker\.internal|cluster\.local|example\.(?:local|lan|internal|corp)|"
    r"(?:your)?domain\.local)$",
    re.IGNORECASE,
)


def is_street(match: re.Match[str]) -> bool:
    """A step, a phase or a drive of some sort is none, whatever it is called."""
    return (
        _NO_STREET.search(match[0]) is None
        and _STEP_BEFORE.search(before(match)) is None
        and _MORE_OF_A_NAME.match(match.string, match.end()) is None
    )


def may_be_street(house: str) -> bool:
    """Whether the first line of an address may be one: no "22 Dual Monitors"."""
    return _NO_STREET.search(house) is None


def is_post_code_area(area: str) -> bool:
    return area in _POST_CODE_AREAS


def is_address(match: re.Match[str]) -> bool:
    """What ends in a post code that there is, and begins as no step or part does."""
    area = re.search(r"([A-Z]{1,2})\d[A-Z\d]? \d[A-Z]{2}$", match[0])
    return (
        area is not None
        and area[1] in _POST_CODE_AREAS
        and PART_BEFORE.search(before(match)) is None
        and is_street(match)
    )


_NO_STREET = re.compile(
    r"\b(?:Gigabit|Megabit|Bit|Pin|Inch|Volt|Amp|Watt|Port|Node|Core|Critical|Fast|Swap|Swim|Data|Dual|Quad|Full|Half"
    r"|Single|Double|Memory|Bus|Shared|Hard|Network|Flash|Google|One|External|Tape|Disk|Thumb|Solid|Microsoft"
    r"|Apple|Amazon|Windows|Laptops|Monitors|Users|Tickets|Licences|Desktops|Printers)\b"
    r"|\d[A-Za-z]? (?:Bar|Way|Lane|Ton|Stroke|Wire|Phase|Door|Seat|Speed|Gang|Pole|Piece|Step|Stage|Part|Ply|Gauge"
    r"|Metre|Litre|Man|Road)\b"
)
_MORE_OF_A_NAME = re.compile(
    r" (?:[A-Z][a-z]+ [a-z]"
    r"|(?!(?:has|is|was|says|asks|rings|reports|complains|owes|does|needs|wants|looks|gets|keeps|uses|shows"
    r"|loses|goes|opens|closes)\b)[a-z]{3,}s\b)"
)
_STEP_BEFORE = re.compile(
    r"\b(?:step|phase|stage|sprint|item|ticket|version|chapter|level|team|task|week|day|page|room|fig|figure"
    r"|clause|batch|size|model|type|plot|bay)\s$",
    re.IGNORECASE,
)


_OF_A_VEHICLE = re.compile(
    r"\b(?:cars?|vans?|vehicles?|lorry|lorries|trucks?|tractors?|motor(?:bike|cycle)s?|registration"
    r"|reg(?! hive| key| file)"
    r"|plates?|anpr|dvla|trailer|parked|parking|mot|drivers?|driven|drove|tyres?|mileage|land rover|ford"
    r"|vauxhall|transit|bmw|audi|toyota|nissan|fiat)\b",
    re.IGNORECASE,
)


def is_older_plate(match: re.Match[str]) -> bool:
    """Only where the line speaks of a vehicle: resistors and bolts have codes of that form too."""
    said = before(match)
    if (
        PART_BEFORE.search(said)
        or _PARTS_BEFORE.search(said)
        or _HOW_MANY_BEFORE.search(said)
        or _PARTS_AFTER.match(match.string, match.end())
    ):
        return False
    return _OF_A_VEHICLE.search(around(match)) is not None


def is_plate(match: re.Match[str]) -> bool:
    """Current plates carry half a year from 02 to 30, or from 51 to 80."""
    if PART_BEFORE.search(before(match)) or _PARTS_AFTER.match(match.string, match.end()):
        return False
    if _HOW_MANY_BEFORE.search(before(match)):
        return False
    age = int(match["age"])
    return 2 <= age <= 30 or 51 <= age <= 80
