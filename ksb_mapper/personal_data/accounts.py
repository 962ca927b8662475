"""Names by which people and programs sign in, where they are said to be that or stand where only they do.

Sources: Microsoft's reference for the Active Directory module and `net user`, OpenSSH's and sudo's log lines.
"""

import re

from ksb_mapper.personal_data.given_names import is_given
from ksb_mapper.personal_data.known import figure_of, words_of
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings, whole_words
from ksb_mapper.personal_data.plausible import always, before

_BEFORE_AN_ACCOUNT = figure_of("reach", "before_an_account")
_NAME = r"[A-Za-z][\w.-]{1,30}(?<![.-])"
_MIXED = r"(?=\S*[A-Za-z]\S*[A-Za-z])(?:[A-Za-z][\w.-]{1,28}\d[a-z]?(?!\w)|[A-Za-z]\w{0,20}[._]\w{1,20})"
_AND_WHAT_OPENS_IT = (
    r"[,;/|]? ?(?:and |with )?(?:the |his |her |their )?(?:pass(?:word|code|phrase|wd)?|pwd?)\b"
    r"(?=\W{1,3}(?:is |was )?\S{0,40}\d)"
)
_ENDS = r"(?=$|[\s,;)\"'”’/|&]|\.(?:\s|$))"
_IS_ONE = re.compile(rf"{_MIXED}$")


def _is_somebody_s(match: re.Match[str]) -> bool:
    """Neither a word that stands there by chance nor an account that comes with a system."""
    name = _found(match).lower().rpartition("\\")[2]
    stem = name.rstrip("0123456789")
    return not (
        name in words_of("accounts", "nobody")
        or name in words_of("accounts", "programs")
        or name in words_of("accounts", "of_a_system")
        or (stem != name and (stem in words_of("machines", "stems") or stem in words_of("machines", "roles")))
    )


def _is_account(match: re.Match[str]) -> bool:
    """An account that comes with a system too, for a password stands beside it."""
    return _found(match).lower() not in words_of("accounts", "nobody")


def _is_called_like_somebody(match: re.Match[str]) -> bool:
    """A word with a point in it that is no file, host or code: "m.osei" after "from", "priya.raman" anywhere."""
    first, _, last = match[0].partition(".")
    if last.rstrip("0123456789") in words_of("accounts", "endings") or not _is_somebody_s(match):
        return False
    said = _FOR_SOMEBODY.search(before(match)) is not None
    if len(first) == 1 and first in "vxyz":
        return False
    if len(first) == 1:
        return said or (len(last) > 4 and first not in "ein")
    return is_given(first.capitalize()) and len(last) > 2


def _is_initial_and_surname(match: re.Match[str]) -> bool:
    """ "jparry" and "nwilkes", told by two letters with which no English word begins, where an account is spoken of."""
    said = match.string[max(0, match.start() - _BEFORE_AN_ACCOUNT) : match.start()]
    return (match[0][0] == "@" or _OF_AN_ACCOUNT.search(said) is not None) and _is_somebody_s(match)


_OF_AN_ACCOUNT = re.compile(
    r"\b(?:(?:raised|requested|reported|logged|assigned|owned|approved|submitted|commit(?:ted)?|merged|pushed|opened"
    r"|closed|created|modified|updated|locked|changed) (?:by|to)|assignee|reporter|request[eo]r|owner|author|technician"
    r"|caller|user ?name|user|(?:account|profile|mailbox) (?:for|of)|unlocked|(?:dis|en|re-en)abled|added|(?:re)?moved"
    r"|deleted|created):?$",
    re.IGNORECASE,
)
_FOR_SOMEBODY = re.compile(
    r"(?:\b(?:added|removed|unlocked|disabled|enabled|moved|deleted|asked|told|rang|from|by|for|to|user|users"
    r"|account|accounts|as|with|of|and|mailbox|profile|owner|member)|:) $",
    re.IGNORECASE,
)


def _found(match: re.Match[str]) -> str:
    group = match.lastgroup or ""
    return match[group] if group.startswith("value") else match[0]


_COMMANDS = (
    *(
        "net",
        "aduser",
        "adaccount",
        "samaccountname",
        "identity",
        "ssh",
        "scp",
        "sftp",
        "rsync",
        "failed",
        "accepted",
    ),
    *("session", "sudo", "chown", "crontab", "su", "whoami"),
)
_LABEL = r"(?:target|subject)?user ?(?:name|id)|account name|log ?[io]n (?:name|id)|sam ?account ?name|upn"

ACCOUNTS = (
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            # What it begins with comes first: most of the words in a line are passed by that alone.
            rf"\b(?=[ualst])(?:"
            rf"(?:{_LABEL})(?: (?:is|was|will be|became|changed to|set to))?[:=]? ?[\"'“]?"
            rf"(?P<value_called>{_MIXED}){_ENDS}"
            rf"|(?:{_LABEL})(?: (?:is|was|will be|changed to|set to)| ?[:=]) ?[\"'“]?(?P<value_name>{_NAME}){_ENDS}"
            rf"|(?:user|log ?[io]n|acc(?:oun)?t)(?: (?:is|was|will be))?[:=]? ?[\"'“]?(?P<value_user>{_MIXED}){_ENDS}"
            rf"|(?:user|uid|login)(?: ?= ?|=\d+\()[\"']?(?P<value_set>{_NAME}){_ENDS}"
            rf"|(?:log ?[io]n|user ?name|user ?id|account|locked out)(?: for [^.:(]{{1,24}})?(?: \(|: )"
            rf"(?P<value_given>{_MIXED}|(?-i:[a-z]){{1,2}}{_NAME}(?=\)| \()){_ENDS})",
            re.IGNORECASE,
        ),
        _is_somebody_s,
        0.85,
        begins=beginnings(
            "user",
            "login",
            "logon",
            "log",
            "account",
            "acct",
            "upn",
            "uid",
            "target",
            "subject",
            "sam",
            "locked",
        ),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            rf"\b(?:user(?:name|id)?|log ?[io]n|account)(?: is| was|[:=])?(?: now)? (?P<value_beside>{_NAME})"
            rf"(?=[,;/|] ?{_AND_WHAT_OPENS_IT}| (?:and|with) {_AND_WHAT_OPENS_IT}| (?:pass(?:word)?|pw|pwd)"
            rf"(?: is)?:? (?!\d )(?=\S{{0,40}}\d))"
            rf"|\b(?:log ?[io]n|user(?:name)?)(?: (?:is|was))?(?: now)? (?P<value_slash>{_NAME}) ?/ ?"
            rf"(?=\S{{0,40}}\d)(?=\S{{0,40}}[a-z])[^\s/]{{6,40}}(?:$|[\s,;.)])"
            rf"|\b(?:user(?:name|id)?|log ?[io]n)(?:: ?| is )(?P<value_pair>{_NAME})"
            r"(?= ?[/|:] ?(?=\S{0,40}\d)[^\s/]{6,40}(?:$|[\s,;.)]))",
            re.IGNORECASE,
        ),
        _is_account,
        0.85,
        begins=beginnings("user", "login", "logon", "log"),
        outlines=(b"9",),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"(?<![\w\\])(?!HK)[A-Z][A-Z0-9-]{1,14}\\[a-z][\w.-]{1,30}(?<!\.)(?![\\\w])"
            r"|\b(?:as|user|account|by|for|from|to|login|logon) (?P<value_small>[a-z]{2,14}\\[a-z][\w.-]{1,30})"
            r"(?<!\.)(?![\\\w])"
            rf"|/user:(?P<value_net>(?:[\w-]{{1,20}}\\)?{_NAME})(?= )"
            rf"|(?:\b[A-Za-z]:\\Users\\|(?<![\w.])/home/|(?<![\w.])/Users/)(?P<value_folder>{_NAME})(?=[\\/\s,;\"'>]|$)"
            r"|://\S{1,120}?/(?:users?|people|profiles?|members?)/(?P<value_url>[a-z][\w.-]{3,30}(?<!\.))"
            r"(?=[/\s?,;)]|\.?(?:\s|$))"
            rf"|\\\\[\w.-]{{2,40}}\\(?i:profiles?|homes?|users?|userdata|redirected)\$?\\"
            rf"(?P<value_share>{_NAME})(?=[\\\s,;\"')]|$)"
            r"|\b(?i:whoami) (?:says|shows|gave|returned) (?P<value_whoami>[\w.\\-]{3,40})(?<!\.)"
        ),
        _is_somebody_s,
        0.85,
        words=("\\", "/home/", "/users/", "/user:", "whoami", "/user/", "/people/", "/profile", "/member"),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"\b(?:(?i:net user(?= [\"']?[\w.-]{2,31}[\"']?(?:$|[,;.)]| /| \*| \S{0,40}[\d!#%&?@]))"
            r"|(?:get|set|unlock|enable|disable|remove|new)-ad(?:user|account)(?: -identity)?"
            r"|-samaccountname|-identity) [\"']?(?P<value_command>[a-z][\w.-]{2,30})"
            r"|ssh (?:-\S{1,20} (?:[~/.]\S{1,60} )?){0,3}(?P<value_ssh>[a-z][\w.-]{1,30})@"
            r"|(?:scp|sftp|rsync) (?:\S{1,60} ){0,4}?(?P<value_copy>[a-z][\w.-]{1,30})@"
            r"|(?:Failed|Accepted) (?:password|publickey) for (?:invalid user )?(?P<value_log>[a-z][\w.-]{1,30}) from\b"
            r"|session (?:opened|closed) for user (?P<value_session>[a-z][\w.-]{1,30})"
            r"|sudo: +(?P<value_sudo>[a-z][\w.-]{2,30}) : |chown (?:-R )?(?P<value_owner>[a-z][\w.-]{2,30})(?=[: ])"
            r"|(?:crontab -u|su -|sudo -u|whoami:?) (?P<value_shell>[a-z][\w.-]{2,30}))"
        ),
        _is_somebody_s,
        0.8,
        any_of=whole_words(_COMMANDS),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"(?<=[\s(])-(?:SamAccountName|Credential|UserName|User|Members?|Identity) "
            r"[\"']?(?P<value_option>(?:[\w-]{1,20}\\)?(?-i:[a-z])[\w.-]{2,30})(?=$|[\s\"',;)])",
            re.IGNORECASE,
        ),
        _is_somebody_s,
        0.85,
        any_of=whole_words(
            ("samaccountname", "credential", "username", "user", "member", "members", "identity")
        ),
        words=(" -", "(-"),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"\busername (?P<value_device>(?-i:[a-z])[\w.-]{2,30})(?= (?:privilege|secret|password"
            r"|algorithm-type|view) )"
            r"|\b(?:log(?:ged|ging)?|sign(?:ed|ing)?|ssh(?:['’]?e?d)?|rdp(?:['’]?e?d)?|remot(?:e|ed|ing)) ?"
            r"(?:back )?(?:in|on)(?: ?to (?:[\w.-]{1,30} ){1,4}?| on "
            r"(?:the )?[\w.-]{1,30} | )"
            r"as (?P<value_as>(?-i:[a-z])[\w.-]{2,30})"
            r"(?=$|[.,;)]| (?:and|to|on|but|with|from|failed|worked)\b)"
            r"|\buser (?P<quote>[\"'])(?P<value_quoted>(?-i:[a-z])[\w.-]{2,30})(?P=quote)"
            r"|\b(?:GitHub|GitLab|Linux|AD|SQL|DB|database|local|domain) (?:user|account) "
            r"(?P<value_hyphen>(?-i:[a-z])\w*[-_.]\w{2,20})(?![\w-])",
            re.IGNORECASE,
        ),
        _is_somebody_s,
        0.8,
        words=(" as ", "username ", "user '", 'user "', " user ", " account "),
        begins=beginnings(
            *("log", "logged", "login", "logon", "logging", "sign", "ssh", "sshed", "rdp", "remote"),
            *("user", "account"),
        ),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"\b(?i:added|removed|unlocked|disabled|enabled|created|deleted) (?:(?:the )?(?:user|account) )?"
            r"(?P<value_changed>[a-z]{3,20}\d{1,3})(?= (?:from|to|in|after|on|and)\b|[.,])"
        ),
        _is_somebody_s,
        0.75,
        begins=beginnings("added", "removed", "unlocked", "disabled", "enabled", "created", "deleted"),
        outlines=(b"a9",),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"[ @](?P<value>[b-df-hj-np-tv-z][b-df-hj-np-tv-xz]"
            r"(?<!bl|br|ch|cl|cr|dr|dw|fl|fr|gh|gl|gn|gr|kn|ph|pl|pr|ps|py)"
            r"(?<!sc|sh|sk|sl|sm|sn|sp|sq|st|sw|th|tr|ts|tw|wh|wr)(?=[a-z]*[aeiouy])[a-z]{3,12}\d{0,2})"
            r"(?![\w@/\\=(-]|\.\w)"
        ),
        _is_initial_and_surname,
        0.75,
        begins=beginnings(
            *(
                "raised",
                "requested",
                "reported",
                "logged",
                "assigned",
                "owned",
                "approved",
                "submitted",
                "commit",
            ),
            *(
                "merged",
                "pushed",
                "closed",
                "locked",
                "assignee",
            ),
            *(
                "reporter",
                "owner",
                "author",
                "technician",
                "caller",
                "username",
                "user",
                "account",
                "profile",
            ),
            *("mailbox", "unlocked", "disabled", "enabled", "added", "removed", "moved", "deleted"),
        ),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"\b(?:added|moved|removed|unlocked|disabled|enabled) (?:the )?(?:user|account) "
            r"(?P<value_moved>[a-z]{4,20})"
            r"(?= (?:to|from|in|into) (?:the )?(?:[A-Z]\w+ )?(?:OU|AD|group|security group)\b)",
            re.IGNORECASE,
        ),
        _is_somebody_s,
        0.75,
        begins=beginnings("added", "moved", "removed", "unlocked", "disabled", "enabled"),
        any_of=whole_words(("ou", "ad", "group")),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(r"(?<![\w.\\/-])(?:(?:svc|adm)[-_.][a-z]\w{1,20}|[a-z]{4,20}[-_.]adm)(?![\w-])"),
        always,
        0.8,
        any_of=whole_words(["svc", "adm"]),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(r"(?<![\w.@/\\:$-])[a-z][a-z-]{0,14}\.[a-z]{2,20}\d{0,2}(?![\w@/\\(=\[-]|\.\w)"),
        _is_called_like_somebody,
        0.75,
        outlines=(b"a.a",),
    ),
)
