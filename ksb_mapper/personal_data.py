"""Personal and confidential data that has a shape: addresses, numbers, keys.

Sources: RFC 5322 (the common form of an e-mail address), Ofcom's National Telephone Numbering Plan, HMRC's National
Insurance Manual NIM39110, RFC 4291 for IPv6, the Royal Mail's post code format.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address


class PersonalDataKind(StrEnum):
    """What was found, in words that fit "This looks like …"."""

    EMAIL = "an email address"
    PHONE = "a phone number"
    NATIONAL_INSURANCE = "a National Insurance number"
    IP_ADDRESS = "an IP address"
    MAC_ADDRESS = "a device’s MAC address"
    CREDENTIAL = "a password, key or token"
    POST_CODE = "a post code"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of such data, by its offsets into the text, and how sure the reading is (0..1)."""

    kind: PersonalDataKind
    start: int
    end: int
    confidence: float


def _always(match: re.Match[str]) -> bool:
    return True


_VERSION_BEFORE = re.compile(r"(?:\bv|\bver\.?|\bversions?|\brelease|\bbuild|\bfirmware)\s*$", re.IGNORECASE)
_POST_CODE_AREAS = frozenset(
    re.findall(
        r"\w+",
        "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
        "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK "
        "ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA "
        "TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE",
    )
)
_NOT_A_SECRET = re.compile(r"^(?:\W*|[a-z]+[.,;:!?]?|[A-Z]?[a-z]+[.,;:!?]?|\[.*|<.*|\*+|x+|X+|\.+)$")


def _is_host(match: re.Match[str]) -> bool:
    """Neither a version number nor an address that names no one machine (loopback, unspecified, a mask)."""
    if _VERSION_BEFORE.search(match.string, max(0, match.start() - 12), match.start()):
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
    return match["area"] in _POST_CODE_AREAS


def _is_phone(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
    national = "0" + digits[2:] if match[0].startswith("+") else digits
    return len(national) in {10, 11} and national[1] in "123578" and len(set(national)) > 2


def _is_secret(match: re.Match[str]) -> bool:
    return _NOT_A_SECRET.match(match["value"]) is None


@dataclass(frozen=True, slots=True)
class _Shape:
    kind: PersonalDataKind
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool]
    confidence: float


_SHAPES = (
    _Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|xox[abpr]-[A-Za-z0-9-]{10,200}"
            r"|glpat-[\w-]{20,100}|eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000})"
            r"|-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----"
        ),
        _always,
        0.99,
    ),
    _Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:pass(?:word|wd|code|phrase)|pwd|secret|(?:api|access|secret)[ _-]?key|(?:auth[ _-]?)?token"
            r"|pin(?= (?:is|was|:)|:))[\"']?(?: (?:is|was)(?: set to)?|\s?[:=]{1,2})\s?"
            r"[\"'“]?(?P<value>[^\s\"'”]{4,200})",
            re.IGNORECASE,
        ),
        _is_secret,
        0.85,
    ),
    _Shape(
        PersonalDataKind.EMAIL,
        re.compile(
            r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+%'-]{0,62}[\w+%-])?@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}\b"
        ),
        _always,
        0.98,
    ),
    _Shape(
        PersonalDataKind.NATIONAL_INSURANCE,
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b",
        ),
        _always,
        0.95,
    ),
    _Shape(
        PersonalDataKind.MAC_ADDRESS,
        re.compile(
            r"(?<![\w:-])(?:[0-9A-Fa-f]{2}(?P<between>[:-])(?:[0-9A-Fa-f]{2}(?P=between)){4}[0-9A-Fa-f]{2}"
            r"|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![\w:-])"
        ),
        _always,
        0.95,
    ),
    _Shape(
        PersonalDataKind.IP_ADDRESS,
        re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)"),
        _is_host,
        0.9,
    ),
    _Shape(
        PersonalDataKind.IP_ADDRESS,
        re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])"),
        _is_ipv6_host,
        0.95,
    ),
    _Shape(
        PersonalDataKind.PHONE,
        re.compile(r"(?<![\w.+/-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)\d(?:\)?[ -]?\d){8,9}(?![\w/-]|\.\d)"),
        _is_phone,
        0.85,
    ),
    _Shape(
        PersonalDataKind.POST_CODE,
        re.compile(
            r"(?<![\w-])(?P<area>[A-Z]{1,2})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])",
        ),
        _is_post_code,
        0.85,
    ),
)


def find_personal_data(text: str) -> list[PersonalData]:
    """Every such piece of a text, in order of place, none overlapping another."""
    found: list[PersonalData] = []
    for shape in _SHAPES:
        for candidate in _matches(shape, text):
            if all(candidate.end <= other.start or candidate.start >= other.end for other in found):
                found.append(candidate)
    return sorted(found, key=lambda piece: piece.start)


def _matches(shape: _Shape, text: str) -> Iterator[PersonalData]:
    for match in shape.pattern.finditer(text):
        if shape.accepts(match):
            start, end = match.span("value") if "value" in match.groupdict() else match.span()
            yield PersonalData(shape.kind, start, end, shape.confidence)
