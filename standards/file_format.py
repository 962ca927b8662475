"""The standard file: JSON objects to values and back, with one clear line for whatever does not fit."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from standards.model import Standard, StandardError, is_code

# Names in the file that cannot be, or should not be, names in Python.
IN_FILE = {"pass_descriptors": "pass", "distinction_descriptors": "distinction"}


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
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BadStandardFile(f"“ksbs” names {', '.join(twice)} twice.")
    for place, claimed in _claimed(standard):
        unknown = [code for code in claimed if code not in codes]
        if unknown:
            raise BadStandardFile(f"{place} names {', '.join(unknown)}, which “ksbs” does not have.")
    return standard


def standard_to(standard: Standard) -> dict[str, Any]:
    written: dict[str, Any] = _write(standard)
    return written


def _claimed(standard: Standard) -> list[tuple[str, tuple[str, ...]]]:
    claimed = [(f"duty {duty.number}", duty.ksbs) for duty in standard.duties]
    for method in standard.methods:
        claimed.append((f"method “{method.name}”", method.ksbs))
        for theme in method.themes:
            claimed.append((f"theme “{theme.name}”", theme.ksbs))
            for descriptor in (*theme.pass_descriptors, *theme.distinction_descriptors):
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
