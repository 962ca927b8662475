"""Machines with the names of planets, gods, birds or trees: what is said to be called so, or stands where one does.

"atlas7" and "LDN-SW-ACC-14" are told by their parts (`machines`). A plain word is a machine's name after "the box
called", "hostname:" and "ssh into"; "on jupiter" is one where the line speaks of machines and machines get such names.
"""

import re
from functools import cache

from ksb_mapper.personal_data.known import words_of
from ksb_mapper.personal_data.machines import speaks_of_machines
from ksb_mapper.personal_data.outlines import PersonalDataKind, Shape, beginnings, whole_words

_NOUN = (
    r"(?:server|switch|host|firewall|router|hypervisor|node|laptop|workstation|computer|nas|san|vm|machine|access point"
    r"|printer|pc|box|(?:the )?one|raspberry pi|pi|controller|tower|rig|appliance|(?:domain|backup|build|test"
    r"|virtual) \w{2,12})"
)
_NAME = r"(?-i:(?P<value>(?:[a-z]{3,15}|[A-Z]{4,15}|[A-Z][a-z]{2,14})(?:-[A-Za-z]{2,12})?))"
_ENDS = r"(?-i:(?![\w-]|[.@\\/:]\w| [A-Z][a-z]))"


def _found(match: re.Match[str]) -> str:
    return match[match.lastgroup or 0].lower()


def _is_a_name(match: re.Match[str]) -> bool:
    """No word that stands there by chance, no program and no system."""
    name = _found(match)
    return not (
        name in words_of("machines", "nobody")
        or name in words_of("machines", "software")
        or name in words_of("machines", "stems")
        or name in words_of("machines", "roles")
        or name in words_of("secrets", "said_of_one")
        or name.endswith(("ing", "ly"))
    )


def _is_no_plural(match: re.Match[str]) -> bool:
    """ "ssh into curlew", and not "remoted into laptops" or "RDP'd into Citrix"."""
    name = match["value"]
    is_named_so = name.lower() in words_of("machines", "named_so")
    return is_named_so or (
        _is_shouted(match) and not name.lower().endswith("s") and name[1:].islower() != name[0].isupper()
    )


def _is_named_so(match: re.Match[str]) -> bool:
    """A name that machines get, where the line speaks of machines."""
    return _found(match) in words_of("machines", "named_so") and speaks_of_machines(match)


def _is_shouted(match: re.Match[str]) -> bool:
    """ "the spooler on PENNINE": a word in capitals that is neither a short form nor who made it ("disks from
    TOSHIBA")."""
    return (
        _is_a_name(match)
        and _found(match) not in words_of("machines", "shouted")
        and _found(match) not in words_of("machines", "makers")
    )


@cache
def _named_so() -> frozenset[bytes]:
    return whole_words(words_of("machines", "named_so"))


MACHINES_CALLED = (
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            rf"(?<!on the )(?<!on a )\b{_NOUN}(?:,? (?:which |that |we |they |everyone |everybody |all |have "
            rf"|is |was |are ){{0,4}}|, |\)? \(?)"
            r"(?:called|named|nicknamed|known as|(?:all )?calls? (?:it|her|him)|(?:we|they) (?:all )?call"
            r"|everyone calls|everybody calls) "
            rf"[\"'“‘]?{_NAME}{_ENDS}",
            re.IGNORECASE,
        ),
        _is_a_name,
        0.8,
        any_of=whole_words(("called", "named", "nicknamed", "known", "call", "calls")),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"\b(?:host ?name|computer name|machine name|netbios name)(?:(?:['’]s| is| was|:| of)(?: now| set to)? "
            rf"[\"'“‘]?{_NAME}{_ENDS}| (?-i:(?P<value_label>[A-Z][a-z]+-[A-Za-z]{{2,12}}|[A-Z]{{5,15}})){_ENDS})",
            re.IGNORECASE,
        ),
        _is_a_name,
        0.8,
        begins=beginnings("host", "hostname", "computer", "machine", "netbios"),
        words=("name",),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"\b(?i:(?:ssh|rdp|vnc|telnet)(?:['’]?e?d|['’]?ing|['’]s)? (?:back |straight )?(?:in ?to|on ?to|to|on)"
            r"|remot(?:ed|ing|e) (?:back |straight )?(?:in ?to|on ?to)|ping(?:ed|ing)) "
            rf"{_NAME}{_ENDS}"
        ),
        _is_no_plural,
        0.75,
        begins=beginnings(
            "ssh", "sshed", "rdp", "vnc", "telnet", "remote", "remoting", "pinged", "rdpd", "rdped", "vncd"
        ),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"(?:\b(?:on|onto|is|to|from|off|of|and|both|restart(?:ed)?|reboot(?:ed)?|patch(?:ed)?|rebuil[dt]"
            r"|host|server|has|the \w+ is) "
            r"|^|[.:;,] )"
            r"(?P<value>[a-z]{3,15}|[A-Z]{3,15})(?![\w-]|[.@\\/:]\w)"
        ),
        _is_named_so,
        0.75,
        any_of=_named_so(),
    ),
    Shape(
        PersonalDataKind.HOST,
        re.compile(
            r"\b(?:spooler|services?|shares?|backups?|disks?|drives?|updates?|snapshots?|roles?|agent|logs?|iis"
            r"|restarted|rebooted"
            r"|logged (?:on ?|in ?)|server|host) "
            r"(?:(?:on|onto|off|of|from|to) )?(?P<value>(?-i:[A-Z]{5,15}))(?![\w-]|[.@\\/:]\w| [A-Z]{2})",
        ),
        _is_shouted,
        0.7,
        outlines=(b" AAAAA",),
    ),
)
