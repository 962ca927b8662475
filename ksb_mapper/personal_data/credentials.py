"""The shapes of passwords, keys, tokens and codes, as they stand in notes, settings, addresses and commands.

Sources: the makers' own descriptions of their tokens (AWS, GitHub, GitLab, Slack, Stripe, npm, PyPI), RFC 7519 for JSON
web tokens, RFC 7617 for what a browser sends, Microsoft's shared access signatures, Cisco IOS.
"""

import re

from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings
from ksb_mapper.personal_data.plausible import always, around, is_secret

_CHANGED = r"(?:changed|changing|reset|resetting|rotated|rotating|switched|updated|altered|set)"
_NOUN = r"(?:pass(?:word|phrase|code)|pwd|(?:snmp )?community string|pre-?shared key|psk|api key)"
_SUBJECT = rf"{_NOUN}(?: (?:for|of|on) (?:[\w-]{{1,20}} ){{0,2}}?[\w-]{{1,20}})??"
_WAS = r"(?: (?:was|were|is|has been|had been|being|got))?(?: (?:then|now|also|since))?"
_CHANGE = rf"{_CHANGED} (?:[\w'’-]{{1,20}} ){{0,4}}{_SUBJECT}|{_SUBJECT}{_WAS} {_CHANGED}"
MIXED = (
    r"(?!\d+-?(?:char|digit|letter|day|month|year|week|hour|min))"
    r"(?=\S{0,60}\d)(?=\S{0,60}[A-Za-z]\S{0,60}[A-Za-z])[^\s\"'”,;]{6,60}"
)
"""A word of letters and figures, as a password is and the length of one is not."""

_OF_A_SHEET = re.compile(r"(?P<sheet>[A-Za-z]\w{0,30})!(?P<cell>\$?[A-Z]{1,3}\$?[1-9]\d{0,6})")
_SPEAKS_OF_SHEETS = re.compile(
    r"\b(?:cells?|(?:work|spread)?sheets?|workbooks?|formula[es]?|excel|[vx]lookups?|pivots?|columns?|charts?)\b",
    re.IGNORECASE,
)


def _is_no_cell(match: re.Match[str]) -> bool:
    """A secret, and no cell of a sheet ("Sheet1!A1", "Stock24!$B$14")."""
    cell = _OF_A_SHEET.fullmatch(match[0])
    return is_secret(match) and not (
        cell
        and (
            cell["sheet"].lower().startswith("sheet")
            or "$" in cell["cell"]
            or _SPEAKS_OF_SHEETS.search(around(match))
        )
    )


CREDENTIALS = (
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            # Nothing else has letters of both sizes, figures and one of these in the midst of it.
            r"(?<![^\s\"'(“])(?=[^\s\"']{0,30}[A-Za-z\d][!$^][^\s\"']{0,30}[A-Za-z\d])(?=[^\s\"']{0,40}[a-z])"
            r"(?=[^\s\"']{0,40}[A-Z])"
            r"(?=[^\s\"']{0,40}\d)[A-Za-z\d][\w!$^*%&#@?+-]{7,40}(?=[\"')”,;.:]{0,2}(?:\s|$))"
        ),
        _is_no_cell,
        0.75,
        words=("!", "$", "^"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}"
            r"|xox[abpr]-[A-Za-z0-9-]{10,200}"
            r"|glpat-[\w-]{20,100}|AIza[\w-]{30,40}|sk-[A-Za-z0-9_-]{20,200}|[srp]k_live_[A-Za-z0-9]{16,200}"
            r"|npm_[A-Za-z0-9]{30,60}|pypi-[\w-]{40,300}|hf_[A-Za-z0-9]{30,60}|dop_v1_[a-f0-9]{60,70}"
            r"|SG\.[\w-]{16,32}\.[\w-]{16,64})"
            r"|-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----"
        ),
        always,
        0.99,
        begins=beginnings(
            "akia",
            "asia",
            "sk",
            "rk",
            "pk",
            "npm",
            "pypi",
            "hf",
            "dop",
            "ghp",
            "gho",
            "ghs",
            "ghu",
            "ghr",
            "github",
            "xoxa",
            "xoxb",
            "xoxp",
            "xoxr",
            "glpat",
            "aiza",
            "sg",
            "private",
        ),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}"),
        always,
        0.99,
        words=("eyj",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"(?<![\w-])\d{6}(?:-\d{6}){7}(?![\w-])"),
        always,
        0.99,
        outlines=(b"999999-999999",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:wi-?fi|wpa2?|wireless|network|pre-?shared|encryption|guest) (?:key|password|passphrase) "
            r"(?:on it )?to [\"'“]?(?P<value>(?=\S{0,60}[\d!#$%&*?@_-])[^\s\"'”,;]{6,80})(?<![.])",
            re.IGNORECASE,
        ),
        is_secret,
        0.8,
        begins=beginnings("key", "pass"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"(?:\b|_)(?=[pswact])(?:pass(?:word|wd|code|phrase)|pwd|p(?:w|ass)(?=\s?[:=])|secret"
            r"|(?:api|access|shared[ _-]?access|secret|account|wi-?fi|wpa2?|pre-?shared)[ _-]?key"
            r"|psk|community string|snmp community|(?:auth[ _-]?)?token)(?: \[[\w ]{0,12}\])?[\"']?"
            r"(?: (?:is|was)(?: set to)?|\s?[:=]{1,2})\s?"
            r"[\"'“]?(?P<value>(?:(?!&\w{1,30}=)[^\s\"'”;]){4,200}(?<![.,:)]))",
            re.IGNORECASE,
        ),
        is_secret,
        0.85,
        begins=beginnings(
            "pass",
            "pwd",
            "pw",
            "secret",
            "key",
            "psk",
            "community",
            "snmp",
            "token",
            "api",
            "apikey",
            "access",
            "shared",
            "account",
            "wifi",
            "wi",
            "wpa",
            "wpa2",
            "pre",
            "preshared",
            "auth",
            "authtoken",
        ),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:password|passphrase|passcode|pwd|(?:wi-?fi|wireless|guest|wpa2?|pre-?shared) key|psk)"
            r"(?! (?:policy|length|manager|reset|change|rule|expir|age|hist|in|to|was set))"
            r"(?: (?!is\b|was\b)[a-z'’-]{1,20}){1,6} (?:is|was)(?: now| set to)? "
            r"[\"'“]?(?!\d+-?(?:char|digit|letter|day|month|year))"
            r"(?P<value>(?=[^\s]{0,80}[\d!#$%&*?@_])(?=[^\s]{0,80}[A-Za-z])[^\s\"'”;]{6,80})(?<![.,:])",
            re.IGNORECASE,
        ),
        is_secret,
        0.75,
        begins=beginnings(
            "pass", "pwd", "psk", "wifi", "wi", "wireless", "guest", "wpa", "wpa2", "pre", "preshared"
        ),
        outlines=(b"9", b"!", b"#", b"$", b"@", b"_"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            rf"\b(?:{_CHANGE}) from "
            rf"[\"'“]?(?P<value>{MIXED})(?=[\"'”]? (?:back )?to\b)",
            re.IGNORECASE,
        ),
        is_secret,
        0.8,
        begins=beginnings("pass", "pwd", "community", "snmp", "pre", "preshared", "psk", "api"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            rf"\b(?:{_CHANGE})(?: from \S{{1,60}})?(?: back)? to "
            rf"[\"'“]?(?P<value>{MIXED})(?<![.,:])",
            re.IGNORECASE,
        ),
        is_secret,
        0.8,
        begins=beginnings("pass", "pwd", "community", "snmp", "pre", "preshared", "psk", "api"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"--pass(?:word)? (?=\S{0,60}[\d!#%&*?@_])(?P<value_option>[^\s\"'$<-][^\s\"']{3,60})"
            r"|\bConvertTo-SecureString (?:-String )?[\"'](?P<value_secure>[^\"'$]{4,100})[\"']"
        ),
        always,
        0.9,
        begins=beginnings("pass", "convertto"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:licen[cs]e|product|activation) key(?: is| was|:)? "
            r"(?P<value>[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){3,5})(?![\w-])",
            re.IGNORECASE,
        ),
        always,
        0.9,
        begins=beginnings("license", "licence", "product", "activation"),
        least=(b"-", 3),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"[?&]sig=(?P<value>[A-Za-z0-9%+/=_-]{20,300})"),
        always,
        0.95,
        words=("sig=",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"https://(?:hooks\.slack\.com/(?:services|workflows)|discord(?:app)?\.com/api/webhooks"
            r"|[\w-]{1,60}\.webhook\.office\.com)/[\w/@.-]{16,300}"
        ),
        always,
        0.95,
        begins=beginnings("hooks", "discord", "webhook"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\bAuthorization: Basic (?P<value>[A-Za-z0-9+/]{8,300}={0,2})", re.IGNORECASE),
        always,
        0.95,
        begins=beginnings("basic"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:password|secret|key|key-string) (?:7 (?P<value_7>[0-9A-F]{6,100})\b"
            r"|[589] (?P<value_hash>\$\S{8,150})|0 (?P<value_0>(?=\S{0,60}\d)\S{6,60}))"
        ),
        always,
        0.9,
        begins=beginnings("password", "secret", "key"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\bsnmp-server community (?P<value>(?!public\b|private\b)"
            r"(?=\S{1,60} (?:RO|RW|ro|rw|\d)|\S{0,60}[\d!#$%&@_-])\S{4,60})(?<![.,:])"
        ),
        always,
        0.9,
        begins=beginnings("snmp"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:pass(?:word|code|phrase)|pwd) (?:to (?=\S{0,40}[!#$%&*?@_]))?(?=\S{0,40}\d)"
            r"(?P<value>(?=\S{0,40}[A-Za-z])[^\s\"'”,;(][^\s\"'”,;]{5,59}(?<![.:)]))",
            re.IGNORECASE,
        ),
        is_secret,
        0.8,
        begins=beginnings("pass", "pwd"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            rf"(?=[acgloprsuACGLOPRSUmM])(?:\b(?i:user(?:name|id)?|login):? [\w.@+-]{{2,40}} ?[,;/]? ?(?:and )?"
            rf"(?i:pass|pw) (?P<value_pass>{MIXED})"
            r"|(?<![\w./@-])(?i:admin|administrator|root|guest|sa|cisco|ubnt|pi|manager|operator|support)(?: ?/ ?| ?: )"
            r"(?P<value_pair>(?=[^\s/.]{0,40}\d)(?=[^\s/.]{0,40}[A-Za-z])"
            r"(?=[^\s/.]{0,40}[!#$%&*?^~])[^\s\"'”,;/.]{6,40})(?![/.]\w))"
        ),
        always,
        0.8,
        begins=beginnings(
            "pass",
            "pw",
            "admin",
            "root",
            "guest",
            "sa",
            "cisco",
            "ubnt",
            "pi",
            "manager",
            "operator",
            "support",
        ),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\b[Bb]earer (?=\S{0,60}\d)(?P<value>[A-Za-z0-9._~+/-]{16,2000}=*)"),
        always,
        0.9,
        begins=beginnings("bearer"),
    ),
)
