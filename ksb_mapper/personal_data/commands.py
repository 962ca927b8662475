"""Secrets and user names where a command or a statement takes them: of Windows, Linux, network devices and databases.

Sources: Microsoft's references for `net user`, `schtasks` and `dsquery`, the manual pages of `chpasswd`, `smbclient`
and `usermod`, Cisco IOS, the SQL of Oracle, PostgreSQL and SQL Server.
"""

import re

from ksb_mapper.personal_data.known import words_of
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, whole_words

_NAME = r"[A-Za-z][\w.-]{1,30}(?<![.-])"
_GIVEN = r"(?=\S{0,60}[\d!#$%&?@_])[^\s\"'/*<$-][^\s\"';<]{3,60}(?<![.,:)])"
_END = r"(?=$|[\s,;)\"'”’\]]|\.(?:\s|$))"


def _is_given(match: re.Match[str]) -> bool:
    """Neither a word that stands there by chance nor a variable or an account that comes with a system."""
    name = match[match.lastgroup or 0].lower()
    return name not in words_of("accounts", "nobody") and name not in words_of("accounts", "of_a_system")


def _is_secret_given(match: re.Match[str]) -> bool:
    return match[match.lastgroup or 0].lower() not in words_of("accounts", "nobody")


COMMANDS = (
    Shape(
        PersonalDataKind.CREDENTIAL,
        re.compile(
            rf"\bnet user (?:/add )?[\"']?[\w.-]{{2,40}}[\"']? [\"']?(?P<value_net>{_GIVEN})"
            rf"|\b(?i:(?:radius|tacacs)(?:-server)?) .{{0,60}}?\bkey (?:[07] )?(?P<value_radius>{_GIVEN})"
            rf"|\bisakmp key (?:[06] )?(?P<value_isakmp>[^\s\"']{{4,60}})(?= (?:address|hostname)\b)"
            rf"|\bkey-string (?:[07] )?(?P<value_string>{_GIVEN})"
            rf"|\bpre-shared-key (?:local |remote |ascii-text |[06] )?[\"']?(?P<value_shared>{_GIVEN})"
            r"|\bIDENTIFIED BY [\"'](?P<value_identified>[^\s\"']{4,60})[\"']"
            rf"|\bIDENTIFIED BY (?P<value_by>{_GIVEN})"
            r"|\bPASSWORD ?=? ?N?'(?P<value_sql>[^\s'$]{4,60})'"
            rf"|\becho [\"']?[\w.-]{{2,40}}:(?P<value_piped>[^\s\"'$:]{{4,60}})[\"']? ?\| ?(?:sudo )?chpasswd"
            rf"|\bhtpasswd -\w{{1,4}} \S{{1,60}} {_NAME} [\"']?(?P<value_web>{_GIVEN})"
            rf"|\bpass:(?P<value_ssl>{_GIVEN})(?=[\s\"']|$)"
            rf"|\b(?:sqlplus|rman) {_NAME}/(?P<value_oracle>[^\s@\"'/]{{4,60}})@"
        ),
        _is_secret_given,
        0.9,
        any_of=whole_words(
            (
                *("net", "radius", "tacacs", "isakmp", "key", "shared", "identified", "password", "chpasswd"),
                *(
                    "u",
                    "az",
                    "docker",
                    "podman",
                    "oc",
                    "psexec",
                    "mongo",
                    "mongosh",
                    "mongodump",
                    "vncviewer",
                ),
                *(
                    "unzip",
                    "zip",
                    "schtasks",
                    "ipmitool",
                    "ldapsearch",
                    "ldapadd",
                    "redis",
                    "htpasswd",
                    "pass",
                ),
                *("sqlplus", "rman"),
            )
        ),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"\b(?:GRANT|REVOKE|grant|revoke) [^;\n]{2,80}? (?:TO|FROM|to|from) [\"'`\[]?"
            r"(?P<value_grant>[a-z][\w.]{2,30})(?=[\"'`\]]|;| WITH\b|$)"
            r"|\b(?:CREATE|ALTER|DROP) (?:USER|LOGIN) (?:IF (?:NOT )?EXISTS )?[\"'`\[]?"
            r"(?P<value_sql>[A-Za-z][\w.]{2,30})"
            r"(?=[\"'`\]]|;| (?:WITH|IDENTIFIED|FOR|FROM|PASSWORD)\b|$)"
            r"|\b(?:usermod|gpasswd|chage|useradd|adduser|userdel|deluser) "
            r"(?:-{1,2}[\w-]{1,12} (?:[\w,/-]{1,30} (?=[\w-]))??){0,3}"
            r"(?P<value_unix>[a-z][\w-]{2,30})(?=$|[;)\"'”]|\.(?:\s|$))"
            rf"|(?:^|[#$>`(] ?|\bsudo |\bran )passwd (?P<value_passwd>[a-z][\w.-]{{2,30}}){_END}"
            rf"|-(?:samid|upn|sAMAccountName) [\"']?(?P<value_samid>[A-Za-z][\w.-]{{2,30}}){_END}"
            r"|\becho [\"']?(?P<value_piped>[a-z][\w.-]{1,30}):(?=[^\s\"'$:]{4,60}[\"']? ?\| ?(?:sudo )?chpasswd)"
            r"|(?: -U |/)(?P<value_samba>[A-Za-z][\w.-]{2,30})(?=%[^\s\"'/*<$-])"
            r"|\bsetfacl\b.{0,40}? u:(?P<value_acl>[a-z][\w.-]{2,30}):"
            rf"|\bby (?P<value_uid>[a-z][\w.-]{{2,30}})\(uid="
            rf"|\bschtasks\b.{{0,120}}? /ru [\"']?(?P<value_task>(?:\w+\\)?[a-z][\w.-]{{2,30}}){_END}"
        ),
        _is_given,
        0.85,
        any_of=whole_words(
            (
                *(
                    "grant",
                    "revoke",
                    "create",
                    "alter",
                    "drop",
                    "usermod",
                    "gpasswd",
                    "chage",
                    "useradd",
                    "adduser",
                ),
                *("userdel", "deluser", "passwd", "samid", "upn", "samaccountname", "chpasswd", "smbclient"),
                *(
                    "rpcclient",
                    "mount",
                    "u",
                    "uid",
                    "schtasks",
                    "setfacl",
                ),
            )
        ),
    ),
    Shape(
        PersonalDataKind.USERNAME,
        re.compile(
            r"[a-z]_user(?:name)?(?:: ?|=)[\"']?(?P<value_setting>[a-z][\w.-]{2,30})(?=[\s\"';]|$)",
            re.IGNORECASE,
        ),
        _is_given,
        0.85,
        words=("_user:", "_user=", "_username:", "_username="),
    ),
)
