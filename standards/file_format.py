"""The standard file: JSON objects to values and back, with one clear line for whatever does not fit."""

import json
import re
import types
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from standards.model import Limits, Standard, StandardError, Words, is_code

# Names in the file that cannot be, or should not be, names in Python.
SHARES = {"tolerance", "extension", "mastery"}  # limits that are a part of one
WHOLE_SHARES = {"mastery"}  # those that may be all of it
IN_FILE = {
    "pass_descriptors": "pass", "merit_descriptors": "merit", "distinction_descriptors": "distinction",
    "lowest": "pass", "middle": "merit", "highest": "distinction",
}  # fmt: skip


class BadStandardFile(StandardError):
    """A standard file does not fit the format. The message says which field and why."""


def standard_from(data: Mapping[str, Any]) -> Standard:
    """Raises BadStandardFile."""
    standard: Standard = _read(Standard, data, "the standard")
    if not standard.ksbs:
        raise BadStandardFile("“ksbs” is empty. A standard has at least one KSB.")
    codes = [ksb.code for ksb in standard.ksbs]
    if malformed := [code for code in codes if not is_code(code)]:
        raise BadStandardFile(f"“ksbs” has the code {malformed[0]!r}. A code is K, S or B and a number: K1.")
    if twice := _twice(codes):
        raise BadStandardFile(f"“ksbs” names {', '.join(twice)} twice.")
    _refuse_twins(standard)
    _refuse_nonsense(standard)
    for place, claimed in _claimed(standard):
        unknown = [code for code in claimed if code not in codes]
        if unknown:
            raise BadStandardFile(f"{place} names {', '.join(unknown)}, which “ksbs” does not have.")
    return standard


def _twice(names: Iterable[str]) -> list[str]:
    counted = Counter(names)
    return [name for name, times in counted.items() if times > 1]


def _refuse_twins(standard: Standard) -> None:
    """Ids are how everything else names these: two of one id would make a name mean either."""
    lists = {
        "methods": [method.id for method in standard.methods],
        "options": [option.id for option in standard.options],
        "gateway": [requirement.id for requirement in standard.gateway],
    }
    for name, ids in lists.items():
        if twice := _twice(ids):
            raise BadStandardFile(f"“{name}” has two of the id “{twice[0]}”. Every id is there once.")
        if "" in ids:
            raise BadStandardFile(f"“{name}” has one without an id.")
    options = set(lists["options"])
    for place, named in _options_named(standard):
        if unknown := [option for option in named if option not in options]:
            raise BadStandardFile(f"{place} names the option “{unknown[0]}”, which “options” does not have.")


def _options_named(standard: Standard) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((ksb.code, ksb.options) for ksb in standard.ksbs)
    yield from ((f"duty {duty.number}", duty.options) for duty in standard.duties)


def _refuse_nonsense(standard: Standard) -> None:
    """Numbers that no plan can mean: none or less of something, a share above the whole."""
    for name in ("level", "lars_code", "months_to_gateway", "epa_months", "minimum_months"):
        if (value := getattr(standard, name)) is not None and value < 1:
            raise BadStandardFile(f"the standard.{name} is {value}. It is at least 1.")
    for method in standard.methods:
        for field in fields(Limits):
            value = getattr(method.limits, field.name)
            if isinstance(value, int | float) and not _is_possible(field.name, value):
                allowed = "a share between 0 and 1, such as 0.1" if field.name in SHARES else "at least 1"
                raise BadStandardFile(f"“{field.name}” of “{method.name}” is {value}. It is {allowed}.")
        least, most = method.limits.words_least, method.limits.words
        if least and (most is None or least > most):
            raise BadStandardFile(f"“words_least” of “{method.name}” is {least}, more than its “words”.")
        for grade, rule in (("merit", method.merit_rule), ("distinction", method.distinction_rule)):
            if rule and not 0 < rule.required <= rule.of:
                raise BadStandardFile(
                    f"“{method.name}” asks for {rule.required} of {rule.of} {grade} descriptors."
                )
    for field in fields(Words):
        if not getattr(standard.words, field.name).strip():
            raise BadStandardFile(f"“words” has nothing for “{IN_FILE.get(field.name, field.name)}”.")
    if not standard.reference.strip() or not standard.version.strip():
        raise BadStandardFile("“reference” or “version” is empty. A standard has both.")
    if blank := [ksb.code for ksb in standard.ksbs if not ksb.text.strip()]:
        raise BadStandardFile(f"“ksbs” has no text for {blank[0]}.")


def _is_possible(name: str, value: float) -> bool:
    if name not in SHARES:
        return value >= 1
    return 0 < value < 1 or (name in WHOLE_SHARES and value == 1)


def standard_text(standard: Standard) -> str:
    """The standard file as it is written to disk: readable, a list of codes in one line."""
    facts = standard_to(standard)
    ordered = dict(
        sorted(facts.items(), key=lambda pair: isinstance(pair[1], list | dict))
    )  # short facts first
    text = json.dumps(ordered, ensure_ascii=False, indent=2)
    listed = re.compile(r'\[\s*((?:"[KSB]\d+"(?:,\s*)?)+)\s*\]')
    return (
        listed.sub(lambda match: f"[{', '.join(part.strip() for part in match[1].split(','))}]", text) + "\n"
    )


def standard_to(standard: Standard) -> dict[str, Any]:
    written: dict[str, Any] = _write(standard)
    return written


def _claimed(standard: Standard) -> list[tuple[str, tuple[str, ...]]]:
    claimed = [(f"duty {duty.number}", duty.ksbs) for duty in standard.duties]
    claimed.append(("“verified_by_employer”", standard.verified_by_employer))
    for method in standard.methods:
        claimed.append((f"method “{method.name}”", method.ksbs))
        for theme in method.themes:
            claimed.append((f"theme “{theme.name}”", theme.ksbs))
            for descriptor in (
                *theme.pass_descriptors,
                *theme.merit_descriptors,
                *theme.distinction_descriptors,
            ):
                claimed.append((f"a descriptor of “{theme.name}”", descriptor.ksbs))
    return claimed


def _read(kind: Any, value: Any, place: str) -> Any:
    if is_dataclass(kind):
        return _read_object(kind, value, place)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = [part for part in get_args(kind) if part is not types.NoneType]
        return None if value is None else _read(inner, value, place)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise BadStandardFile(f"{place} is not a list.")
        return tuple(_read(get_args(kind)[0], part, f"{place}[{n}]") for n, part in enumerate(value))
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise BadStandardFile(f"{place} is not an object.")
        return {str(key): _read(get_args(kind)[1], part, f"{place}.{key}") for key, part in value.items()}
    return _read_plain(kind, value, place)


def _read_plain(kind: Any, value: Any, place: str) -> Any:
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise BadStandardFile(f"{place} is {value!r}. It is one of: {', '.join(kind)}.")
        return kind(value)
    accepted = (int, float) if kind is float else kind
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
        raise BadStandardFile(f"{place} is {value!r}, which is not {_PLAIN[kind]}.")
    return value


_PLAIN = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _read_object(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise BadStandardFile(f"{place} is not an object.")
    hints, given = get_type_hints(kind), {}
    for field in fields(kind):
        name = IN_FILE.get(field.name, field.name)
        if name in value:
            given[field.name] = _read(hints[field.name], value[name], f"{place}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise BadStandardFile(f"{place} has no “{name}”.")
    unknown = set(value) - {IN_FILE.get(field.name, field.name) for field in fields(kind)}
    if unknown:
        raise BadStandardFile(f"{place} has “{min(unknown)}”, which the format does not know.")
    return kind(**given)


def _write(value: Any) -> Any:
    if is_dataclass(value):
        return {
            IN_FILE.get(field.name, field.name): _write(part)
            for field in fields(value)
            if (part := getattr(value, field.name)) != field.default
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _write(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_write(part) for part in value]
    return value
