"""Where else in her portfolio a file is: one that was added twice, by its bytes and not by its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.models import EvidenceFile, EvidenceItem
from portfolio.queries import list_files_like, numbers_of


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


def twins_in(item: EvidenceItem) -> dict[int, list[Twin]]:
    """By the id of a file of this piece, the others that are the same; files that are there once are left out."""
    like = list_files_like(item)
    own = [file for file in like if file.item_id == item.id]
    if len(like) == len({file.sha256 for file in like}):
        return {}
    numbers = numbers_of(item.apprenticeship_id)
    twins = {file.id: [_twin(one, item, numbers) for one in _same(file, like)] for file in own}
    return {file_id: found for file_id, found in twins.items() if found}


def same_as(file: EvidenceFile) -> str:
    """What to say of a file that has just been added, as a sentence; empty where it is there once."""
    twins = twins_in(file.item).get(file.id, [])
    return f"“{file.name}” is the same file as “{twins[0].name}” in {twins[0].where}." if twins else ""


def _same(file: EvidenceFile, like: Sequence[EvidenceFile]) -> list[EvidenceFile]:
    return [one for one in like if one is not file and one.sha256 == file.sha256]


def _twin(file: EvidenceFile, item: EvidenceItem, numbers: dict[int, int]) -> Twin:
    return Twin(
        name=file.name,
        item_id=file.item_id,
        number=numbers[file.item_id],
        title=file.item.title,
        here=file.item_id == item.id,
    )
