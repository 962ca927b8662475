"""What the shorter plans since late 2025 bring: names of their own, and behaviours that the employer verifies."""

import re
from collections.abc import Collection, Iterable, Sequence

from standards.importing.codes import codes_in
from standards.importing.grade_rules import MIDDLE
from standards.importing.lines import Line, key
from standards.importing.methods import Mapping
from standards.importing.passages import Passage
from standards.importing.sections import Section
from standards.model import Words, code_order

_SAYS_VERIFIED = re.compile(
    r"employer\b[^.]{0,80}\b(?:verif|confirm)\w*[^.]{0,80}\bbehaviours?\b"
    r"|\bbehaviours?\b[^.]{0,80}\b(?:verified|confirmed) by (?:the |their )?(?:apprentice['’]s )?employer",
    re.IGNORECASE,
)


def read_words(lines: Sequence[Line], sections: Iterable[Section]) -> Words:
    """How this plan calls the assessment, its gateway and its middle grade; the usual words where it has no others."""
    said = " ".join(line.key for line in lines)
    heads = {key(section.title) for section in sections if section.kind == "gateway"}
    usual = Words()
    newer = said.count("apprenticeship assessment") > said.count("end point assessment")
    middle = next(
        (word for word in sorted(MIDDLE) if f"pass {word} " in f"{said} " or f"{word} descriptor" in said), ""
    )
    return Words(
        assessment="apprenticeship assessment" if newer else usual.assessment,
        gateway="gateway to completion" if heads == {"gateway to completion"} else usual.gateway,
        middle=middle or usual.middle,
    )


def read_verified(
    mapping: Mapping, told: Sequence[Passage], codes: Collection[str], assessed: Collection[str]
) -> tuple[str, ...]:
    """The KSBs that the employer verifies: those of which the mapping table says so, those that a sentence about it
    names, else every behaviour that no method assesses."""
    found = set(mapping.verified)
    for passage in told:
        if match := _SAYS_VERIFIED.search(passage.text):
            named = codes_in(passage.text[match.start() : passage.text.find(".", match.end()) + 1 or None])
            found |= set(named or (code for code in codes if code[0] == "B"))
    return tuple(sorted(found & set(codes) - set(assessed), key=code_order))
