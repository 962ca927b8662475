"""The open data API: one record of its JSON to a standard. Ids are UUIDs; a code is a letter and a place in a list."""

from collections.abc import Mapping, Sequence
from typing import Any

from standards.file_format import BadStandardFile
from standards.importing.codes import normal
from standards.importing.facts import LICENCE
from standards.importing.found import Imported, NotAStandard, Notes
from standards.importing.gaps import doubt_unused, list_gaps
from standards.importing.html_lines import plain
from standards.importing.numbers import number_in
from standards.importing.page import option_id, options_of
from standards.model import Duty, Ksb, Option, Standard, code_order, is_code

# (letter, list, the names that an id has): the occupation's own, then those of a foundation apprenticeship.
_LISTS = (
    ("K", "knowledges", ("knowledgeId", "id")),
    ("S", "skills", ("skillId", "id")),
    ("B", "behaviours", ("behaviourId", "id")),
    ("K", "technicalKnowledges", ("id", "knowledgeId")),
    ("S", "technicalSkills", ("id", "skillId")),
    ("B", "employabilitySkillsAndBehaviours", ("id", "behaviourId")),
)
_MAPPED = ("mappedKnowledge", "mappedSkills", "mappedBehaviour", "mappedBehaviours")
_PLACEHOLDERS = {"", ".", "-", "n/a"}  # what the feed has for a duty that nobody wrote


def import_record(data: object) -> Imported:
    """Read one record, a list of one, or a standard file of our own. Raises NotAStandard."""
    if isinstance(data, list):
        if len(data) != 1:
            raise NotAStandard(_of_many(sum(entry_of(one) is not None for one in data)))
        data = data[0]
    if not isinstance(data, Mapping):
        raise NotAStandard("This is JSON, but not a record of a standard.")
    if isinstance(data.get("ksbs"), list):
        return _own_file(data)
    notes = Notes()
    lists = [(letter, _dicts(data.get(name)), ids) for letter, name, ids in _LISTS]
    codes, ksbs = _codes(lists, notes)
    if not ksbs:
        raise NotAStandard(f"There are no KSBs in this record ({_named(data)}): its lists of them are empty.")
    options = _options(data, notes)
    duties = _duties(data, codes, options, notes)
    standard = Standard(
        **_facts(data, notes),
        ksbs=tuple(Ksb(code, text, options_of(code, duties)) for code, text in ksbs.items()),
        options=tuple(options.values()),
        duties=duties,
    )
    doubt_unused(standard, notes)
    list_gaps(standard, "record", notes)
    return notes.imported(standard)


def _of_many(standards: int) -> str:
    if not standards:
        return "There is no standard in this file."
    held = "one standard among other records" if standards == 1 else f"{standards} standards"
    return f"This file holds {held}; one record is read at a time. Save the record that you want alone."


def entry_of(data: object) -> tuple[str, str, str] | None:
    """(reference, version, title) of a record that has KSBs, as `import_record` would give them; None for another."""
    if not isinstance(data, Mapping):
        return None
    if not isinstance(data.get("ksbs"), list) and not any(_dicts(data.get(name)) for _, name, _ in _LISTS):
        return None
    reference, version, title = (
        _reference(data) or _words(data.get("reference")),
        _version(data),
        _title(data),
    )
    return reference or "UNKNOWN", version or "1.0", title


def _own_file(data: Mapping[str, Any]) -> Imported:
    try:
        return Imported(Standard.from_dict(data))
    except BadStandardFile as error:
        raise NotAStandard(str(error)) from error


def _named(data: Mapping[str, Any]) -> str:
    return (
        _words(data.get("referenceNumber") or data.get("stdCode") or data.get("title"))
        or "without a reference"
    )


def _words(value: object) -> str:
    return plain(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _codes(
    lists: Sequence[tuple[str, list[Mapping[str, Any]], tuple[str, ...]]], notes: Notes
) -> tuple[dict[str, str], dict[str, str]]:
    """({id: code}, {code: statement})."""
    codes: dict[str, str] = {}
    ksbs: dict[str, str] = {}
    places = {"K": 0, "S": 0, "B": 0}
    for letter, records, ids in lists:
        for record in records:
            places[letter] += 1
            code = f"{letter}{places[letter]}"
            text = _words(record.get("detail"))
            own = next((str(record[name]) for name in ids if record.get(name)), "")
            if is_code(own) and own[0] == letter:
                code = normal(own)
            codes[own.lower()] = code
            if text.lower() in _PLACEHOLDERS:
                notes.doubt(None, own, f"{code} has no statement. It is left out.", code)
            elif code in ksbs:
                notes.doubt(None, text, f"The record has {code} twice. The first is kept.", code)
            else:
                ksbs[code] = text
    codes = {own: code for own, code in codes.items() if own and code in ksbs}
    return codes, {code: ksbs[code] for code in sorted(ksbs, key=code_order)}


def _reference(data: Mapping[str, Any]) -> str:
    return _words(data.get("referenceNumber") or data.get("stdCode") or data.get("occupationCode"))


def _version(data: Mapping[str, Any]) -> str:
    return _words(data.get("version") or data.get("versionNumber") or data.get("versionNo"))


def _title(data: Mapping[str, Any]) -> str:
    return _words(data.get("title") or data.get("name"))


def _facts(data: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
    reference, version = _reference(data), _version(data)
    if not reference:
        reference = "UNKNOWN"
        notes.doubt(
            None,
            "",
            "The record gives no reference. UNKNOWN stands in its place: give the reference.",
            "reference",
        )
    if not version:
        version = "1.0"
        notes.doubt(None, "", "The record gives no version. 1.0 stands in its place: check it.", "version")
    facts: dict[str, Any] = {
        "reference": reference,
        "version": version,
        "title": _title(data),
        "route": _words(data.get("route")),
        "licence": LICENCE,
        "source": f"The open data of {reference}, version {version}.",
    }
    numbers = {
        "level": data.get("level"),
        "lars_code": data.get("larsCode"),
        "months_to_gateway": data.get("typicalDuration") or data.get("proposedTypicalDuration"),
        "epa_months": data.get("ePALength") or data.get("epaLength"),
    }
    for name, value in numbers.items():
        if (number := number_in(_words(value).removesuffix(".0"))) is not None and number > 0:
            facts[name] = number
    return facts


def _options(data: Mapping[str, Any], notes: Notes) -> dict[str, Option]:
    """{the record's id: option}. Options that are only names are facts without duties of their own."""
    found: dict[str, Option] = {}
    for record in _dicts(data.get("options")):
        name = _words(record.get("title") or record.get("name"))
        own = _words(record.get("optionId") or record.get("id")).lower()
        if name and own:
            found[own] = Option(_free(option_id(name), found), name)
    names = data.get("optionsUnstructuredTemplate")
    for name in names if isinstance(names, list) and not found else ():
        if words := _words(name):
            found[words] = Option(_free(option_id(words), found), words)
    if found and names and not _dicts(data.get("options")):
        notes.doubt(
            None,
            ", ".join(found),
            "The record names these options, but not which KSBs are theirs: all count as core.",
            "options",
        )
    return found


def _free(one: str, found: Mapping[str, Option]) -> str:
    """The id, with a number behind it where another option has it."""
    taken = {option.id for option in found.values()}
    return next(
        name for name in (one, *(f"{one}_{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )


def _duties(
    data: Mapping[str, Any], codes: Mapping[str, str], options: Mapping[str, Option], notes: Notes
) -> tuple[Duty, ...]:
    found = []
    for number, record in enumerate(_dicts(data.get("duties")), start=1):
        text = _words(record.get("dutyDetail") or record.get("detail"))
        if text.lower() in _PLACEHOLDERS:
            continue
        named = [str(one) for name in _MAPPED for one in _list(record.get(name))]
        ksbs = dict.fromkeys(code for one in named if (code := codes.get(one.lower())))
        if unknown := [one for one in named if one.lower() not in codes]:
            some = ", ".join(unknown[:3])
            notes.doubt(
                None,
                text,
                f"Duty {number} names {len(unknown)} KSB that no list has ({some}). Left out.",
                "duties",
            )
        ours = [
            options[one.lower()].id
            for one in map(str, _list(record.get("mappedOptions")))
            if one.lower() in options
        ]
        core = str(record.get("isThisACoreDuty", 1)).lower() not in {"0", "false"} or not options
        if core and ours and record.get("isThisACoreDuty") is None:
            core = False
        if not core and not ours:
            notes.doubt(
                None,
                text,
                f"Duty {number} is not core, but names no option. It counts for every option.",
                "duties",
            )
        found.append(
            Duty(number, text, core, () if core else tuple(ours), tuple(sorted(ksbs, key=code_order)))
        )
    return tuple(found)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
