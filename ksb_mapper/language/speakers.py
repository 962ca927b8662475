"""Whose a line is in a log, a timeline, a chat or minutes in which several people stand: "09:12 BH: restarted the VPN
service", "Ben: …".

Her own name must be known and lead lines in the same way as the others do: else a label ("Result:", "DHCP:") or a table
of those whom she helped, below a title with her name, would be taken for its writers. In doubt a line is hers.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ksb_mapper.kept import kept_by_sentence
from ksb_mapper.language.written import Written
from ksb_mapper.personal_data.given_names import is_name, nobody_signs
from ksb_mapper.shipped import shipped_tables
from ksb_mapper.texts.marks import BULLETS, ISO_DAY, NUMBER, TIME_OF_DAY

_DAY = (
    rf"(?:{ISO_DAY}|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?"
    r"|(?:[A-Z][a-z]{2,8},? )?\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)"
)
_HOUR = rf"{TIME_OF_DAY}(?::\d\d)?(?: ?[apAP][mM])?"
_WHEN = rf"[\[(]?(?:{_DAY}(?:[T,|\t ]{{1,3}}(?:at )?{_HOUR})?|{_HOUR})[\])]?"
_WORD = r"(?:[^\W\d_][\w'’-]{0,30}\.?|(?:[A-Z]\.){2,3})"
_WHO = rf"(?P<who>[A-Z]{{2,4}}|{_WORD}(?: {_WORD}){{0,3}})"
_LEADER = re.compile(
    rf"[|>\s]{{0,9}}(?:(?:[{BULLETS}]|{NUMBER})\s{{1,3}})?(?:{_WHEN}[\s,:|–—-]{{1,5}})?"
    rf"(?:[\[(]{_WHO.replace('who', 'bracketed')}[\])]:?(?=\s|$)"
    rf"|{_WHO}(?: [\[(][^\])]{{0,40}}[\])])?(?P<after>,?\s{{1,3}}{_WHEN})?"
    r"(?P<parted>\s?:(?=\s|$)|\s[-–—]\s|\s?\||\t|$))"
)
_INITIALS = re.compile(r"(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3})")
_THING = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y|[Ee]ach|[Aa]ll)\s+([A-Z]{2,3})\b")
_LONGEST_LEADER = 250


class _Leader(NamedTuple):
    who: str
    way: str
    """What parts it from what it leads."""
    stands_alone: bool
    """Whether nothing follows it in its line: what it leads stands below."""


class _Name(NamedTuple):
    """A person's name by what leads a line of hers, in small letters; her initials apart."""

    written_out: frozenset[str]
    initials: frozenset[str]


def is_by_writer(written: Written, writer: str) -> Sequence[bool]:
    """Of each line of a text whether it is its writer's; where her name is known, not what others lead."""
    if not writer:
        return written.is_by_writer
    return [
        hers and not led
        for hers, led in zip(written.is_by_writer, led_by_others(written, writer), strict=True)
    ]


def led_by_others(written: Written, writer: str) -> list[bool]:
    """Of each line of a text whether another person's name or initials lead it, or a line above that they lead goes on
    in it. `writer` is the name of the person whose text it is."""
    is_led = [False] * len(written.lines)
    leaders = [_leader(line[:_LONGEST_LEADER]) for line in written.lines]
    name = _name_of(writer)
    hers = {leader for leader in leaders if leader and _is_hers(leader.who, name)}
    if not hers:
        return is_led
    ways = {leader.way for leader in hers}
    by_initials = any(_INITIALS.fullmatch(leader.who) for leader in hers)
    things = set(_THING.findall("\n".join(written.lines))) if by_initials else set[str]()
    others = {
        leader
        for leader in {leader for leader in leaders if leader and leader.way in ways} - hers
        if _is_a_person(leader.who) or (by_initials and _are_somebody_s(leader.who, things))
    }
    above: _Leader | None = None
    for number, leader in enumerate(leaders):
        if leader and (leader in others or leader in hers):
            above = leader
        elif above and not _goes_on(written, number, below_its_name=above.stands_alone):
            above = None
        is_led[number] = above is not None and above in others
    return is_led


def _goes_on(written: Written, number: int, *, below_its_name: bool) -> bool:
    """Whether a line without a leader belongs to the one above it: right below a name that stands alone, else by its
    indent."""
    (passage_above, offset_above), (passage, offset) = written.places[number - 1 : number + 1]
    if passage != passage_above:
        # Each paragraph of a document may be a passage: one of them is below the name.
        return below_its_name and _leader(written.lines[number - 1][:_LONGEST_LEADER]) is not None
    is_next = offset_above + len(written.lines[number - 1]) + 1 == offset
    return is_next and (below_its_name or written.lines[number][:1].isspace())


@kept_by_sentence(most=4_096)
def _leader(line: str) -> _Leader | None:
    match = _LEADER.match(line)
    if match is None:
        return None
    stands_alone = not line[match.end() :].strip(" |")
    if match["bracketed"]:
        return _Leader(match["bracketed"], "brackets", stands_alone)
    if parted := match["parted"]:
        return _Leader(match["who"], parted.strip(" "), stands_alone)
    # A name that nothing parts from what follows is a line of its own: it leads where a time stands beside it.
    has_a_time = match["after"] is not None or any(
        character.isdigit() for character in line[: match.start("who")]
    )
    return _Leader(match["who"], "a line", True) if has_a_time else None


@kept_by_sentence(most=64)
def _name_of(writer: str) -> _Name:
    words = [word.strip(".,").lower() for word in writer.split()]
    words = [word for word in words if word and word not in _words()["forms_of_address"]]
    if not words:
        return _Name(frozenset(), frozenset())
    first, last = words[0], words[-1]
    written_out = {first, " ".join(words), "i", "me"}
    written_out |= set(first.split("-"))
    initials = set[str]()
    if len(words) > 1:
        written_out |= {
            last,
            f"{first} {last}",
            f"{first} {last[0]}",
            f"{first[0]} {last}",
            f"{last} {first}",
        }
        parted = [
            part for word in words for part in word.replace("'", "-").replace("’", "-").split("-") if part
        ]
        initials = {
            first[0] + last[0],
            "".join(word[0] for word in words),
            "".join(part[0] for part in parted),
        }
    return _Name(frozenset(written_out), frozenset(initials))


def _is_hers(who: str, name: _Name) -> bool:
    plain = who.replace(".", "").lower()
    return plain in name.written_out or (who.isupper() and plain in name.initials)


@kept_by_sentence(most=4_096)
def _is_a_person(who: str) -> bool:
    """Whether what leads a line is somebody's name: it begins with a given one or a form of address."""
    first, *rest = who.replace(".", "").split()
    if not all(word[0].isupper() for word in (first, *rest)) or not nobody_signs().isdisjoint((first, *rest)):
        return False
    if rest and first.lower() in _words()["forms_of_address"]:
        return True
    return is_name(first) and first.lower() not in _words()["labels"]


def _are_somebody_s(who: str, things: set[str]) -> bool:
    """Whether capitals that lead a line are somebody's initials: no short name of a thing that everybody knows, or of
    which the text speaks with an article."""
    plain = who.replace(".", "")
    is_a_thing = plain in things or plain.lower() in _words()["short_names"]
    return _INITIALS.fullmatch(who) is not None and not is_a_thing


@cache
def _words() -> dict[str, frozenset[str]]:
    """The words of `data/speakers.toml`, read once."""
    data: dict[str, str] = shipped_tables("speakers.toml")
    return {which: frozenset(words.split()) for which, words in data.items()}
