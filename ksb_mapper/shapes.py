"""The shapes of personal and confidential data: a pattern each, and what a match must pass besides.

Sources: RFC 5322 (the common form of an e-mail address), Ofcom's National Telephone Numbering Plan, HMRC's National
Insurance Manual NIM39110, RFC 4291 for IPv6, the Royal Mail's post code format, DVLA's INF104 for vehicle plates.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address


class PersonalDataKind(StrEnum):
    """What was found, in words that fit "This looks like …"."""

    NAME = "somebody’s name"
    EMAIL = "an email address"
    PHONE = "a phone number"
    NATIONAL_INSURANCE = "a National Insurance number"
    DATE_OF_BIRTH = "a date of birth"
    ADDRESS = "a postal address"
    POST_CODE = "a post code"
    PLATE = "a vehicle’s number plate"
    IP_ADDRESS = "an IP address"
    MAC_ADDRESS = "a device’s MAC address"
    HOST = "the name of a machine"
    CREDENTIAL = "a password, key or token"


def _always(match: re.Match[str]) -> bool:
    return True


_VERSION_BEFORE = re.compile(
    r"(?:\bv|\bver\.?|\bversions?|\brelease|\bbuild(?: number)?(?: is)?|\bfirmware|\bsection|\bclause|\bchapter"
    r"|\bfigure|\btable|\bstep|\bparagraph|\bpara|\bitem)\s*$",
    re.IGNORECASE,
)
_PRODUCT_BEFORE = re.compile(r"\b[A-Z][A-Za-z+#]*\s$")
_OF_A_PRODUCT = re.compile(r" of [A-Z]")
_PLACE_BEFORE = re.compile(r"\b(?:IP|DNS|Address|Host|Server|Gateway|Router|Ping|From|To|At|On|Is)\s$")
_PUBLIC_RESOLVERS = frozenset(("8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9"))
_LARGEST_VERSION_PART = 9
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
    r"^(?:\W*|[a-z]+[.,;:!?]?|[A-Z]?[a-z]+[.,;:!?]?|\[.*|<.*|\*+|x+|X+|\.+"
    r"|(?:os|process|env|config|settings|secrets|self|args|params|request)[.\[(].*|getenv\(.*|input\(.*|\{\{.*|\$\{.*"
    r"|\$[A-Z_]{3,}|\$env:.*|%\w+%)$"
)


def _is_host(match: re.Match[str]) -> bool:
    """Neither a version number nor an address that names no one machine (loopback, unspecified, a mask)."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _VERSION_BEFORE.search(before) or match[0] in _PUBLIC_RESOLVERS:
        return False
    is_small = int(match[0].partition(".")[0]) <= _LARGEST_VERSION_PART
    if is_small and _PRODUCT_BEFORE.search(before) and not _PLACE_BEFORE.search(before):
        return False
    if is_small and _OF_A_PRODUCT.match(match.string, match.end()):
        return False
    try:
        address = IPv4Address(match[0])
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified or match[0].startswith("255."))


def _is_ipv6_host(match: re.Match[str]) -> bool:
    """An address of three groups or more: `a::b` is one too, but in a write-up it is a name in C++."""
    if len([group for group in match[0].split(":") if group]) < 3:
        return False
    try:
        address = IPv6Address(match[0])
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified)


def _is_post_code(match: re.Match[str]) -> bool:
    return match["area"].upper() in _POST_CODE_AREAS


def _is_phone(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
    digits = digits.removeprefix("00")
    national = "0" + digits[2:] if match[0].startswith(("+", "0044")) else digits
    return len(national) in {10, 11} and national[1] in "123578" and len(set(national)) > 2


def _is_secret(match: re.Match[str]) -> bool:
    return _NOT_A_SECRET.match(match["value"]) is None


def _is_door_code(match: re.Match[str]) -> bool:
    return len(set(match["value"])) > 1


_VENDORS = re.compile(
    r"\b(?:microsoft|azure|office|google|amazon|amazonaws|aws|apple|github|gitlab|atlassian|bitbucket|docker|python|oracle|"
    r"cisco|vmware|ibm|mozilla|ubuntu|debian|redhat|stackoverflow|wikipedia|cloudflare|salesforce|zoom|slack|gov|"
    r"youtube|linkedin|pluralsight|udemy)\b"
)


def _is_own_host(match: re.Match[str]) -> bool:
    return _VENDORS.search(match[0].lower()) is None


def _is_machine(match: re.Match[str]) -> bool:
    """Not the settings of one machine, which are files called "something.local"."""
    return (
        not match[0].lower().startswith(("env.", "appsettings.", "settings.", "config.", "docker-compose."))
    )


def _is_street(match: re.Match[str]) -> bool:
    """A step, a phase or a drive of some sort is none, whatever it is called."""
    return _NO_STREET.search(match[0]) is None and _STEP_BEFORE.search(match.string[: match.start()]) is None


_NO_STREET = re.compile(
    r"\b(?:Shared|Hard|Network|Flash|Google|One|External|Tape|Disk|Thumb|Solid|Microsoft|Apple|Amazon)\b"
)
_STEP_BEFORE = re.compile(
    r"\b(?:step|phase|stage|sprint|item|ticket|version|chapter|level|team|task|week|day)\s$", re.IGNORECASE
)


def _is_plate(match: re.Match[str]) -> bool:
    """Current plates carry half a year from 02 to 30, or from 51 to 80."""
    age = int(match["age"])
    return 2 <= age <= 30 or 51 <= age <= 80


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and whether a match of it is taken; the group `value`, where there is one, is what is found."""

    kind: PersonalDataKind
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool]
    confidence: float
    only_with: frozenset[str] = frozenset()
    """Characters of which a line without any holds none: told at once, before the pattern is tried."""


_DIGITS = frozenset("0123456789")

SHAPES = (
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|xox[abpr]-[A-Za-z0-9-]{10,200}"
            r"|glpat-[\w-]{20,100}|AIza[\w-]{30,40}|sk-[A-Za-z0-9_-]{20,200}|SG\.[\w-]{16,32}\.[\w-]{16,64}|eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000})"
            r"|-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----|(?<![\w-])\d{6}(?:-\d{6}){7}(?![\w-])"
        ),
        _always,
        0.99,
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"(?:\b|_)(?:pass(?:word|wd|code|phrase)|pwd|secret|(?:api|access|secret|account|wi-?fi|wpa2?"
            r"|pre-?shared)[ _-]?key|psk|community string|snmp community|(?:auth[ _-]?)?token)[\"']?"
            r"(?: (?:is|was)(?: set to)?|\s?[:=]{1,2})\s?"
            r"[\"'“]?(?P<value>[^\s\"'”]{4,200})",
            re.IGNORECASE,
        ),
        _is_secret,
        0.85,
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:pass(?:word|code|phrase)|pwd) (?:to (?=\S{0,40}[!#$%&*?@_]))?(?=\S{0,40}\d)"
            r"(?P<value>(?=\S{0,40}[A-Za-z])[^\s\"'”,;]{6,60})",
            re.IGNORECASE,
        ),
        _is_secret,
        0.8,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\b[Bb]earer (?=\S{0,60}\d)(?P<value>[A-Za-z0-9._~+/-]{16,2000}=*)"),
        _always,
        0.9,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\b[a-z][a-z0-9+]{2,12}://[^\s:/@]{1,60}:(?P<value>[^\s:/@]{4,100})@"),
        _always,
        0.9,
        frozenset(":"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:pin|(?:door|alarm|access|safe|gate|entry)(?:['’]s)? code)"
            r"(?: number| code)?(?: (?:is|was)|:)? ?(?P<value>[A-Z]?\d{4,8})\b",
            re.IGNORECASE,
        ),
        _is_door_code,
        0.8,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.EMAIL,
        re.compile(
            r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+%'-]{0,62}[\w+%-])?@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}\b"
        ),
        _always,
        0.98,
        frozenset("@"),
    ),
    Shape(
        PersonalDataKind.NATIONAL_INSURANCE,
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b",
        ),
        _always,
        0.95,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.MAC_ADDRESS,
        re.compile(
            r"(?<![\w:-])(?:[0-9A-Fa-f]{2}(?P<between>[:-])(?:[0-9A-Fa-f]{2}(?P=between)){4}[0-9A-Fa-f]{2}"
            r"|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![\w:-])"
        ),
        _always,
        0.95,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.IP_ADDRESS,
        re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)"),
        _is_host,
        0.9,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.IP_ADDRESS,
        re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])"),
        _is_ipv6_host,
        0.95,
        frozenset(":"),
    ),
    Shape(
        PersonalDataKind.PHONE,
        re.compile(
            r"(?<![\w.+/-])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)\d(?:\)?[ -]?\d){8,9}(?![\w/-]|\.\d)"
        ),
        _is_phone,
        0.85,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.PHONE,
        re.compile(r"(?<![\w.+/-])\+(?!44)[1-9]\d{0,2}[ -]\(?\d{1,4}\)?(?:[ -]\d{2,4}){2,4}(?![\w/-])"),
        _always,
        0.8,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.DATE_OF_BIRTH,
        re.compile(
            r"\b(?:date of birth|d\.?o\.?b\.?|born)\b\.?(?: on| is| was)?[:=]? ?(?P<value>"
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4})\b",
            re.IGNORECASE,
        ),
        _always,
        0.95,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.ADDRESS,
        re.compile(
            r"(?<![\w./:-])(?:(?:Flat|Apartment|Apt|Unit) \w{1,4},? )?\d{1,4}[A-Za-z]? "
            r"(?:[A-Z][A-Za-z'’]+ ){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Way|Court"
            r"|Crescent|Place|Terrace|Gardens|Grove|Square|Hill|Row|Walk|Mews|Parade|Rd|Ave)\b"
            r"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?\b)?(?:,? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)?"
        ),
        _is_street,
        0.85,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.POST_CODE,
        re.compile(
            r"(?<![\w-])(?P<area>[A-Z]{1,2})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])",
        ),
        _is_post_code,
        0.85,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.POST_CODE,
        re.compile(
            r"\bpost ?code(?: is|:)? (?P<value>(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b",
            re.IGNORECASE,
        ),
        _is_post_code,
        0.85,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.PLATE,
        re.compile(r"(?<![\w-])[A-HJ-PR-Y]{2}(?P<age>\d\d) ?[A-HJ-PR-Z]{3}(?![\w-])"),
        _is_plate,
        0.85,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.PLATE,
        re.compile(
            r"\b(?:reg|registration|number plate|plate|car|van)(?: number| plate)?[:,]? ?"
            r"(?P<value>[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3})(?![\w-])"
        ),
        _always,
        0.85,
        _DIGITS,
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?<![\w@./-])(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:local|lan|internal|corp|intra|intranet|home\.arpa)\b"
            r"|\\\\[A-Za-z0-9-]{2,40}\\[\w$.-]{1,60}"
        ),
        _is_machine,
        0.9,
        frozenset(".\\"),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?<![\w@./-])(?:vpn|mail|intranet|remote|sql|db|ftp|jira|jenkins|staging|dev|owa|rdp|citrix|wiki)\d{0,2}\."
            r"(?:[a-z0-9-]{2,40}\.){1,3}(?:co\.uk|org\.uk|ac\.uk|sch\.uk|nhs\.uk|com|net|org|uk|io)\b"
        ),
        _is_own_host,
        0.75,
        frozenset("."),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?<![\w-])(?:[A-Z]{2,8}-){1,3}(?:SRV|DC|FS|FILE|SQL|WEB|APP|DB|PRN|PRINT|SW|RTR|FW|HV|ESX|VM|NAS|MAIL|EXCH|WAP)"
            r"-?\d{1,3}(?![\w-])|(?<![\w-])(?:PC|LT|LAP|WKS|DT|NB)-\d{3,6}(?![\w-])"
            r"|(?<![\w-])(?:DESKTOP|LAPTOP|WIN)-(?=[A-Z]{0,11}\d)[A-Z0-9]{7,12}(?![\w-])"
            r"|(?<![\w-])(?:SQL|WEB|APP|DB|FILE|PRINT|MAIL|EXCH|HV)(?:PROD|DEV|TEST|UAT|STG|LIVE)\d{1,3}(?![\w-])"
            r"|(?<![\w-])(?:SRV|DC|FS|SQL|WEB|APP|PRN|RTR|FW|HV|ESXI?|NAS|EXCH)-?\d\d(?![\w-])"
            r"|(?<![\w-])[a-z]{2,12}-(?:srv|dc|fs|file|sql|web|app|db|prn|print|sw|rtr|fw|hv|esx|vm|nas|mail)-?\d{1,3}(?![\w-])"
        ),
        _always,
        0.8,
        _DIGITS,
    ),
)
