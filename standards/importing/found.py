"""What an import returns: the standard, what is doubtful about the reading, and what a person must fill in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from standards.model import Standard, StandardError


class NotAStandard(StandardError):
    """The text holds no standard that can be used. The message is one clear line."""


@dataclass(frozen=True)
class Doubt:
    """A place where the reading may be wrong: its line in the source (None for data), what was read, and why.

    `about` is what of the standard it is about, where that is plain: a name of the standard file ("version", "duties"),
    a KSB's code, or the name of a method or theme; "" otherwise.
    """

    line: int | None
    read: str
    why: str
    about: str = ""


@dataclass(frozen=True)
class Missing:
    """A fact that the source does not give in words we can read. `path` is its place in the standard file."""

    path: str
    what: str


@dataclass(frozen=True)
class Imported:
    """A standard as it was read. Doubts come in the order of the source, those about the whole first."""

    standard: Standard
    doubts: tuple[Doubt, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass
class Notes:
    """Collects doubts and gaps while a source is read. The same doubt is kept once."""

    doubts: list[Doubt] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    def doubt(self, line: int | None, read: str, why: str, about: str = "") -> None:
        found = Doubt(line, " ".join(read.split())[:300], why, about)
        if found not in self.doubts:
            self.doubts.append(found)

    def lacks(self, path: str, what: str) -> None:
        self.missing.append(Missing(path, what))

    def imported(self, standard: Standard) -> Imported:
        """The result, its standard held against the format once more. Raises NotAStandard."""
        try:
            checked = Standard.from_dict(standard.to_dict())
        except StandardError as error:
            raise NotAStandard(f"What was read does not make a standard: {error}") from error
        return Imported(checked, _by_line(self.doubts), tuple(self.missing))


def _by_line(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted(doubts, key=lambda doubt: doubt.line or 0))
