"""The standards that come with Masterpiece: files in `standards/data/`, each named REFERENCE@VERSION.json."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from standards.file_format import BadStandardFile
from standards.model import Standard, StandardError, version_order
from standards.naming import refusal_of_naming

DATA = Path(__file__).with_name("data")

# {method id: {theme or part of the report: {"question": …, "example": …, "pass": …, "distinction": …}}}
Prompts = Mapping[str, Mapping[str, Mapping[str, str]]]


class NotInLibrary(StandardError):
    """No file of the library has this reference and version."""


def list_available() -> list[tuple[str, str]]:
    """Every (reference, version) of the library, the newest version of a reference last."""
    beside = (".prompts", ".patch")  # files about a standard, not standards
    names = [path.stem.partition("@") for path in DATA.glob("*@*.json") if not path.stem.endswith(beside)]
    named = [(reference, version) for reference, _, version in names]
    return sorted(named, key=lambda one: (one[0], version_order(one[1])))


@cache
def load(reference: str, version: str | None = None) -> Standard:
    """The standard of the library; its newest version where none is named. Raises NotInLibrary."""
    versions = [known for known in list_available() if known[0] == reference]
    wanted = [known for known in versions if version in (None, known[1])]
    if not wanted:
        named = reference if version is None else f"{reference} version {version}"
        known = ", ".join(f"{ref}@{ver}" for ref, ver in list_available())
        raise NotInLibrary(f"{named} is not in the library. It has: {known}.")
    return load_file(DATA / f"{wanted[-1][0]}@{wanted[-1][1]}.json")


def load_named(named: str) -> Standard:
    """The standard that a person names on a command line: REF, REF@VERSION or the path of a standard file.
    Raises NotInLibrary, BadStandardFile or OSError."""
    if named.endswith(".json") or Path(named).is_file():
        return load_file(named)
    reference, _, version = named.partition("@")
    return load(reference, version or None)


def load_file(path: str | Path) -> Standard:
    """Read a standard file. Raises BadStandardFile or OSError."""
    try:
        data: Any = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadStandardFile(f"{Path(path).name} is not a standard file: it is not text.") from None
    except ValueError as error:
        raise BadStandardFile(f"{Path(path).name} is not JSON: {error}.") from error
    try:
        standard = Standard.from_dict(data)
    except BadStandardFile as error:
        raise BadStandardFile(f"{Path(path).name}: {error}") from error
    if refusal := refusal_of_naming(standard):
        raise BadStandardFile(f"{Path(path).name}: {refusal}")
    return standard


@cache
def _prompts(reference: str, version: str) -> Prompts:
    path = DATA / f"{reference}@{version}.prompts.json"
    if not path.exists():
        return {}
    prompts: Prompts = json.loads(path.read_text(encoding="utf-8"))
    return prompts


def prompts_for(standard: Standard) -> Prompts:
    """Our plain wording beside a standard's own. Empty where nobody wrote any: the verbatim descriptor then stands."""
    return _prompts(standard.reference, standard.version)
