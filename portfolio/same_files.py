"""Where else in her portfolio a file is: one that was added twice, by its bytes and not by its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from foundation.wording import listed
from portfolio.models import EvidenceFile, EvidenceItem
from portfolio.queries import list_files_like, numbers_of

_MOST_NAMED = 3


@dataclass(frozen=True)
class Twin:
    """The same file under the name that it has there. `number` and `title` are of the piece that holds it; `here` is
    true of the piece in which it was looked for."""

    name: str
    item_id: int
    number: int
    title: str
    here: bool

    @property
    def where(self) -> str:
        return "this piece" if self.here else f"piece {self.number}, “{self.title}”"


@dataclass(frozen=True)
class Twins:
    """Where else a file is, each piece once: the first few of them, and in how many `more` it is."""

    shown: Sequence[Twin] = ()
    more: int = 0


def twins_in(item: EvidenceItem) -> dict[int, Twins]:
    """By the id of a file of this piece, the others that are the same; files that are there once are left out."""
    like = list_files_like(item)
    if len(like) == len({file.sha256 for file in like}):
        return {}
    numbers = numbers_of(item.apprenticeship_id)
    found = {file.id: _same(file, like) for file in like if file.item_id == item.id}
    return {file_id: _twins(same, item, numbers) for file_id, same in found.items() if same}


def same_as(file: EvidenceFile) -> str:
    """What to say of a file that has just been added, as a sentence; empty where it is there once. What came last is
    named first: two that were chosen together name each other."""
    like = sorted(list_files_like(file.item), key=lambda one: one.id, reverse=True)
    same = _same(file, like)
    if not same:
        return ""
    twins = _twins(same, file.item, numbers_of(file.item.apprenticeship_id))
    places = [f"“{twin.name}” in {twin.where}" for twin in twins.shown]
    if twins.more:
        places.append(f"{twins.more} more")
    return f"“{file.name}” is the same file as {listed(places)}."


def _same(file: EvidenceFile, like: Sequence[EvidenceFile]) -> list[EvidenceFile]:
    return [one for one in like if one is not file and one.sha256 == file.sha256]


def _twins(same: Sequence[EvidenceFile], item: EvidenceItem, numbers: dict[int, int]) -> Twins:
    by_piece: dict[int, EvidenceFile] = {}
    for one in same:
        by_piece.setdefault(one.item_id, one)
    shown = [_twin(one, item, numbers) for one in islice(by_piece.values(), _MOST_NAMED)]
    return Twins(shown, len(by_piece) - len(shown))


def _twin(file: EvidenceFile, item: EvidenceItem, numbers: dict[int, int]) -> Twin:
    return Twin(
        name=file.name,
        item_id=file.item_id,
        number=numbers[file.item_id],
        title=file.item.title,
        here=file.item_id == item.id,
    )
