"""The hand corrections to an import, each with its reason: kept beside the file, so that it can be made again."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from standards.importing.found import Imported
from standards.model import Standard, StandardError


class BadPatch(StandardError):
    """A correction does not fit what was imported. The message says which."""


def patched(imported: Imported, patch: Mapping[str, Any]) -> Imported:
    """The import with a patch's corrections made. A doubt that the patch answers is settled; the others stay.

    A patch has `corrections` [{at, from, to, why}] and `answers` [{why, answer}]; `at` is a place in the standard
    file ("methods/1/name") and `from` what must stand there. Raises BadPatch, so that an old patch fails loudly.
    """
    data = copy.deepcopy(imported.standard.to_dict())
    for correction in _list(patch, "corrections"):
        _correct(data, correction)
    answered = {answer.get("doubt") for answer in _list(patch, "answers") if answer.get("answer")}
    known = {doubt.why for doubt in imported.doubts}
    if stale := sorted(str(one) for one in answered - known):
        raise BadPatch(f"The patch answers a doubt that the import does not have: {stale[0]}")
    doubts = tuple(doubt for doubt in imported.doubts if doubt.why not in answered)
    return Imported(Standard.from_dict(data), doubts, imported.missing)


def _list(patch: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = patch.get(name, ())
    if not isinstance(found, list | tuple) or not all(isinstance(one, Mapping) for one in found):
        raise BadPatch(f"The patch’s “{name}” is not a list of objects.")
    return found


def _correct(data: dict[str, Any], correction: Mapping[str, Any]) -> None:
    at = str(correction.get("at", ""))
    if not correction.get("why"):
        raise BadPatch(f"The correction of “{at}” does not say why.")
    *path, last = [int(part) if part.isdigit() else part for part in at.split("/")]
    place: Any = data
    try:
        for part in path:
            place = place[part]
        before = place[last] if isinstance(last, int) else place.get(last)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise BadPatch(f"The patch corrects “{at}”, which the import does not have.") from None
    if before != correction.get("from"):
        raise BadPatch(
            f"The patch expects {correction.get('from')!r} at “{at}”, but {before!r} was imported."
        )
    place[last] = correction.get("to")
