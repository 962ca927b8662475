"""Passwords and codes as people tell them: near the word for one, whatever stands between, and known by their looks.

"Rosie2014", "L1ghth0use" and "crate&barrel4" look like nothing else where a password is spoken of; "Windows11",
"INC0012345" and "14-character" do. A code of figures alone needs to be said to open something.
"""

import re

from ksb_mapper.personal_data.known import figure_of, words_of
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings
from ksb_mapper.personal_data.plausible import always, before, is_another_code, is_secret
from ksb_mapper.personal_data.secrets_in_words import SECRETS_IN_WORDS

_BEFORE_A_PAIR = figure_of("reach", "before_a_pair")
_NOUN = (
    r"(?i:pass(?:word|wd|code|phrase|es)?s?|pwd|pw|p/w|psk|creds|credentials|secret|sticky(?: note)?"
    r"|post-?it(?: note)?|wi-?fi key)"
)
_LOOKS = (
    r"(?:[A-Z][a-z]{2,14}(?:[A-Z][a-z]{2,14}){0,2}\d{1,5}[!?#$%&*£@]{0,3}"
    r"|(?=[^\s\"'”)]{0,30}[A-Za-z]\d{1,3}[a-z])(?=[^\s\"'”)]{0,30}[a-z])[A-Za-z0-9]{6,30}[!?#$%&*£@]{0,3}"
    r"|(?=[^\s\"'”)]{0,40}[!#$%&*?_@£^~+])(?=[^\s\"'”)]{0,40}[A-Za-z]{2})"
    r"(?=[^\s\"'”)]{0,40}\d)[A-Za-z0-9][^\s\"'”,;:()/=\\<>|]{5,40}"
    r"|[a-z]{3,20}\d{1,5}[!?#$%&*£@]{0,3}|[A-Z][a-z]{2,14}(?:-[A-Z][a-z]{2,14}){0,3}-\d{1,4}"
    r"|[A-Z][a-z]{2,14}\d{1,2}[A-Z][a-z]{2,14}|[a-z]{4,16}(?:-[a-z0-9]{1,16}){0,3}-\d{1,4}|[a-z]{3,16}-\d-[a-z]{3,16})"
)
"""A word with a number, letters with figures among them, or something of all of it: what a password looks like."""
_STRONG = (
    r"(?=[^\s\"'”)]{0,40}\d)(?=[^\s\"'”)]{0,40}[A-Za-z])(?=[^\s\"'”)]{0,40}[!#$%&*?@£^~+A-Z])"
    r"[^\s\"'”,;:()/=\\<>|]{6,40}"
)
_ENDS = r"(?=[\"'”),;]|\.?(?:\s|$)|[!?]?(?:\s|$))(?<![.,])"
_NO_PASSWORD_AFTER = re.compile(
    r"\b(?:policy|policies|polic\w+|length|minimum|expir\w+|history|manager|hash\w*|complexity|rules?|strength"
    r"|cipher|encrypt\w*"
    r"|tickets?|version|protector|vault|user ?names?|users?|log ?ins?|accounts?|address|email|model|part|asset"
    r"|serial|santa)\b[^,(]{0,20}$",
    re.IGNORECASE,
)


def _is_told(match: re.Match[str]) -> bool:
    """Not a product, a cipher or a place with a number ("Windows11", "SHA256", "Room12"), and not what is said of
    passwords in general."""
    value = next(text for name, text in match.groupdict().items() if name.startswith("value") and text)
    stem = re.match(r"[a-z]*", value.lower())
    return (
        (stem is None or stem[0] not in words_of("secrets", "stems"))
        and _NO_PASSWORD_AFTER.search(match.groupdict().get("between", "")) is None
        and "@" not in value[1:-1]
    )


def _is_told_beside_a_name(match: re.Match[str]) -> bool:
    """A pair ("admin and Brook12345") where the line speaks of signing in before it."""
    said = before(match)[-_BEFORE_A_PAIR:]
    return (match["value_with"] is not None or _OF_SIGNING_IN.search(said) is not None) and _is_told(match)


_OF_SIGNING_IN = re.compile(
    r"\b(?:log(?:s|ged|in|on)?|sign(?:s|ed)?|default|cred(?:ential)?s)\b[^.;]*$", re.IGNORECASE
)


def _is_code(match: re.Match[str]) -> bool:
    code = match[match.lastgroup] if match.lastgroup else match[0]
    return len(set(re.sub(r"\D", "", code))) > 1


SECRETS_TOLD = (
    *SECRETS_IN_WORDS,
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            # A pair: what signs in, and its password beside it.
            r"\b(?i:log ?[io]n|user(?:name)?|account|creds|credentials)(?:(?: (?:is|was|to \S{1,20} is"
            r"|for \S{1,20} is))?(?: now)?|:) "
            rf"(?P<user>[A-Za-z][\w.-]{{2,30}}) ?(?:/|,? (?:pass(?:word)?|pw|pwd)(?: is)?:?) ?"
            rf"(?P<value_pair>{_LOOKS}){_ENDS}"
        ),
        _is_told,
        0.8,
        begins=beginnings("login", "logon", "log", "user", "account", "creds"),
        words=("/", " pass", " pw"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:community string|(?:[Ff]irst|[Ii]nitial) log ?[io]n)\b(?P<between>[^.;\n]{0,70}?)"
            rf"(?<=[\s\"'“(=:/])(?P<value>{_LOOKS}){_ENDS}"
        ),
        _is_told,
        0.75,
        begins=beginnings("community", "first", "initial"),
        words=("community string", "first log", "initial log"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(rf"\b{_NOUN}\b(?P<between>[^.;\n]{{0,70}}?)(?<=[\s\"'“(=:/])(?P<value>{_LOOKS}){_ENDS}"),
        _is_told,
        0.75,
        begins=beginnings(
            "pass",
            "pwd",
            "pw",
            "p",
            "psk",
            "creds",
            "secret",
            "sticky",
            "post",
            "postit",
            "wifi",
            "wi",
        ),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            # The word for it comes after it.
            rf"(?<![\w@./-])(?P<value_as>{_LOOKS}),?(?: (?:over|on|by) (?:the )?(?:phone|email|text|chat|Teams))?"
            r" (?:as|for) (?:an?|the|his|her|their|my|our|its|your)(?: [\w'’-]{1,15}){0,3}?"
            r" (?i:password|passphrase|passcode|pin|pass ?code|wi-?fi key|pwd|pw)\b"
        ),
        _is_told,
        0.75,
        words=(" as ", " for "),
        begins=beginnings("password", "pin", "wifi", "wi", "pwd", "pw"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?i:ssid|hotspot|wi-?fi|wireless)\b[^.;\n]{1,60}?\b(?i:key|pass\w*|pw|psk|pwd)(?: ?[:=]| is| was)? "
            rf"[\"'“]?(?P<value_key>{_LOOKS}){_ENDS}"
            r"|\b(?i:wi-?fi|hotspot|ssid|wireless)\b[^.;\n]{0,70}?(?:\bit['’]?s|\bis now|\bis|\bit is|\bwas"
            r"|\b(?:join|connect|get in|get on|log in|sign in)(?: \w{1,10}){0,2} with|\buse)(?: now)? "
            rf"[\"'“]?(?P<value_join>{_LOOKS}){_ENDS}"
            r"|\b(?i:wi-?fi|ssid)\b[^.;\n]{1,60}[ ,]p(?:w|wd|sk)(?: is|:)? (?P<value_letters>[a-z]{8,24})(?=\.?$)"
        ),
        _is_told,
        0.75,
        begins=beginnings("ssid", "hotspot", "wifi", "wi", "wireless"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?i:admin|administrator|root|guest|pi|sa|user) and [\"'“]?"
            rf"(?P<value_and>{_LOOKS}){_ENDS}"
            r"|\b(?i:log(?:ged|s)?|sign(?:ed|s)?) ?(?:in|on) (?:with|as|using) [\w.@\\-]{3,40} (?:and|/) "
            rf"[\"'“]?(?P<value_with>{_STRONG}){_ENDS}"
        ),
        _is_told_beside_a_name,
        0.75,
        begins=beginnings(
            *(
                "admin",
                "root",
                "guest",
                "pi",
                "sa",
                "user",
                "log",
                "logs",
                "logged",
                "login",
                "logon",
                "sign",
            ),
        ),
        words=(
            *(
                "admin and ",
                "administrator and ",
                "root and ",
                "guest and ",
                "pi and ",
                "sa and ",
                "user and ",
            ),
            *("in with ", "in as ", "in using ", "on with ", "on as ", "on using "),
        ),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\b[Pp]assphrase: (?P<value_phrase>[a-z]{3,12}(?: [a-z]{3,12}){2,5})(?=\.?$)"),
        always,
        0.75,
        begins=beginnings("passphrase"),
        words=("phrase: ",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?i:wi-?fi|wireless|user ?name|user|log ?in)\b(?: (?:is|was))?:? ?[\w.@+\\-]{2,40} ?[/:] ?"
            rf"(?P<value_pair>{_LOOKS}){_ENDS}"
            r"|(?<![\w./@-])(?i:admin|administrator|root|sa|pi|guest|ubnt)(?: ?/ ?| ?: ?)"
            rf"(?P<value_system>{_LOOKS}){_ENDS}"
        ),
        _is_told,
        0.75,
        begins=beginnings(
            "wifi", "wi", "wireless", "user", "login", "log", "admin", "root", "sa", "pi", "guest", "ubnt"
        ),
        words=("/", ":"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"(?<![\w.-])(?:P[a@4][s$]{2}w[o0]rd(?=[\d!@#$]|(?<=0rd))|p(?!assword)[a@4][s$]{2}w[o0]rd|[Ww]elcome(?=\d)"
            r"|[Ll]etmein|[Qq]werty(?=\d)|[Cc]hangeme(?=\d))[\d!@#$]{0,6}(?![\w-])"
        ),
        always,
        0.75,
        begins=beginnings("passw", "p", "welcome", "letmein", "qwerty", "changeme", "p4ss"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"(?=[pasmkt/$])(?:\b(?:pass(?:word|phrase|code)|pwd)\b[^\"'“‘.;]{0,40}\b(?:is|was|to|=|:) ?[\"'“‘]"
            r"(?P<value_words>(?!(?:blank|changed|correct|empty|expired|forgotten|incorrect|invalid|required"
            r"|reset|weak|wrong)\b)"
            r"[a-z]{5,20}|[a-z]{3,12}(?: [a-z]{3,12}){2,5})(?=[\"'”’])"
            r"|/pass(?:word)?:(?P<value_switch>[^\s\"'<$%*]{4,60})"
            r"|\bsqlcmd\b.{0,80} -P ?[\"']?(?P<value_sql>[^\s\"'$-][^\s\"'$]{3,60})"
            r"|\$(?:cred|creds|pass|pwd|pw|password|secret|token)\w{0,12} ?= ?[\"']"
            r"(?P<value_variable>[^\"'$]{4,80})[\"']"
            r"|\b(?:answer to (?:[\w'’]{1,15} ){0,3}security question|memorable word)(?: (?:is|was)|:) [\"'“]?"
            r"(?P<value_answer>[A-Z]\w{2,20})"
            r"|\b(?:api|access|secret) (?:key|token) (?P<value_api>(?=\S{0,80}\d)"
            r"(?=\S{0,80}[a-z])[A-Za-z0-9_-]{12,100})(?![\w-])"
            r"|\b(?:key|token|secret|signature)(?: (?:one|two|three|four|five|\d))?"
            r"(?: is| was|:|=|) ?[\"']?(?P<value_long>(?=[^\s\"']{0,80}"
            r"(?-i:[a-z]))(?=[^\s\"']{0,80}(?-i:[A-Z]))(?=[^\s\"']{0,80}\d)[A-Za-z0-9+/_~.-]{20,200}={0,2})(?![\w-]))",
            re.IGNORECASE,
        ),
        always,
        0.8,
        begins=beginnings(
            "pass",
            "pwd",
            "pw",
            "sqlcmd",
            "cred",
            "secret",
            "token",
            "answer",
            "api",
            "access",
            "memorable",
            "key",
            "signature",
        ),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b[a-z.]{1,30}(?:password|passwd|pwd)(?:=|: ?)[\"']?(?P<value>(?=\S{0,60}\d)[^\s\"'”;<$]{4,80})",
            re.IGNORECASE,
        ),
        is_secret,
        0.8,
        words=("password=", "passwd=", "pwd=", "password:", "passwd:", "pwd:"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:pin(?: no\.?)?|puk|otp|passcode|key ?safe|key ?box|lock ?box|keypad|combination"
            r"|code (?:for|to|of|on) (?:the )?(?:[a-z]{2,10} ){0,2}"
            r"(?:door|gate|alarm|safe|locker|barrier|lift|cabinet|shed|keypad|garage|store|building|office"
            r"|room)(?: is| was|:)"
            r"|(?:door|alarm|access|safe|gate|entry|locker|padlock|lift|tablet|phone|security|verification"
            r"|unlock|one[- ]time|sms|mfa"
            r"|2fa|keypad|barrier|shed|cabinet|lock|key ?safe|burglar alarm|fob|intercom|entrance|garage|van|lock ?box"
            r"|key ?box|site|building|shutter|stores?)(?:['’]s)? (?:code|combination))"
            r"(?: number| code)?"
            r"(?: (?:for|of|to|on|at|by|in) (?:[\w'’-]{1,15} ){1,4}(?:is|was|opens with)| (?:is|was)(?: now| still)?"
            r"|(?: has| was| is| been| now){0,3} (?:(?:re)?set|changed|updated) to| opens with|:)? ?"
            r"(?P<value>[A-Z]?\d{4,8}[A-Z#*]?|\d\d([ -])\d\d\2\d\d|\d{3}[ -]\d{3})(?![\w-]|[./:]\d| ?(?:mm|kg|g"
            r"|m|cm|Nm|V|W|A|x)\b)",
            re.IGNORECASE,
        ),
        _is_code,
        0.8,
        begins=beginnings(
            "pin",
            "otp",
            "passcode",
            "key",
            "keysafe",
            "combination",
            "code",
            "door",
            "alarm",
            "access",
            "safe",
            "gate",
            "entry",
            "locker",
            "padlock",
            "lift",
            "tablet",
            "phone",
            "security",
            "verification",
            "unlock",
            "one",
            "onetime",
            "sms",
            "mfa",
            "2fa",
            "keypad",
            "barrier",
            "shed",
            "cabinet",
            "lock",
            "burglar",
            "puk",
            "keybox",
            "fob",
            "intercom",
            "entrance",
            "garage",
            "van",
            "site",
            "building",
            "shutter",
            "store",
        ),
        outlines=(b"9999", b"99-99", b"99 99", b"999 999", b"999-999"),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(r"\bthe (?:safe|alarm|gate|key safe) (?:is|was) (?P<value>\d{4,6})\b"),
        is_another_code,
        0.75,
        begins=beginnings("safe", "alarm", "gate", "key"),
        outlines=(b"9999",),
    ),
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            r"\b(?:[Aa]larm|[Ss]afe|[Gg]ate|[Pp]adlock)(?: (?:at|by|for|on|in|to|behind) (?:[\w'’-]{1,15} ){1,4}?)? ?"
            r"(?:is|opens with|unlocks with|is set with|takes) (?P<value>\d{4,6}[#*]?)"
            r"(?=$|[.,;)]| (?:then|and|but|to)\b)"
            r"|\b(?:safe|padlock|lock|dial)\b[^.;\n]{0,40}? (?P<value_dial>\d\d(?P<gap>[- ])\d\d(?P=gap)\d\d)(?![\w-])"
            r"|\b(?:code|combination)\b[^.;\n]{0,30}\b(?:alarm|door|gate|safe)\b: "
            r"(?P<value_letters>[A-Z]?\d{4,6}[A-Z#*]?)\b"
        ),
        _is_code,
        0.75,
        begins=beginnings("alarm", "safe", "gate", "padlock", "lock", "dial"),
        outlines=(b"9999", b"99-99", b"99 99"),
    ),
)
