"""What the rooms above tell this one about their things: the promises they make, and the register of who made them.

This room imports neither the portfolio nor the report. Each registers, from its plug, a guide to the subjects it owns
and to the statement that is signed about them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask import url_for

from accounts.models import Apprenticeship
from sign_off.manifest import Manifest
from sign_off.models import StatementKind, Subject, SubjectKind, WitnessStatement


@dataclass(frozen=True)
class ServedFile:
    """A file that may be served: its `key` in the store, what it is called, what it is, and its bytes' digest, which is
    empty of pictures that we made."""

    key: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ReadingCopy:
    """A file made on the spot from what a manifest froze, for whoever reads before signing: the words of a report as a
    document. It belongs to the entry with the key `of` and is offered as `label`. What is signed are the words; `write`
    may one day lay them out otherwise."""

    id: str
    of: str
    label: str
    name: str
    media_type: str
    write: Callable[[], bytes]


@dataclass(frozen=True)
class Way:
    """The way to a page, kept as its name: an address can be built only inside a request."""

    words: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return url_for(self.endpoint, **self.values)


@dataclass(frozen=True)
class Concern:
    """What is not as it should be about what would be signed. It `blocks` the signature, or is worth a look first.

    `said` is a sentence or two that say what is so and what to do; `way` leads the apprentice there. `is_private` where
    it tells of words that she has shown to nobody."""

    said: str
    blocks: bool = True
    way: Way | None = None
    is_private: bool = False


@dataclass(frozen=True)
class Around:
    """What stands around a page to read: the layout that it fills, with its values; the way back to where it is signed;
    the address of a file that the manifest names, by its id."""

    layout: str
    back: str
    url_of: Callable[[str], str]
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadingPage:
    """The same as a page of ours. `places` says, by the key of an entry, at which place of the page it is read; `of` is
    empty where those entries alone lead there."""

    id: str
    of: str
    label: str
    places: Mapping[str, str]
    render: Callable[[Around], str]


Reading = ReadingCopy | ReadingPage


@dataclass(frozen=True)
class Attempt:
    """Something is handed in another time: `name` says which time ("rework 2"), `before_name` the one before it, and
    `before` what went in then."""

    name: str
    before_name: str
    before: Manifest


class SubjectGuide(Protocol):
    """Knows one kind of subject."""

    def title_of(self, subject: Subject) -> str:
        """What its owner calls it."""

    def url_of(self, subject: Subject) -> str:
        """The page on which it is read, decided and commented on. Asked inside a request."""

    def manifest_of(self, subject: Subject) -> Manifest:
        """What would be sent now; its title is the subject's."""

    def blockers(self, subject: Subject) -> Sequence[str]:
        """Why it cannot be sent yet, each a sentence that says what to do; nothing when it can."""

    def texts_of(self, subject: Subject, sent: Manifest | None) -> Sequence[str]:
        """What there is to read of it, passage by passage, beside what stands in its manifest: as `sent` froze it, or
        as it is now."""

    def find_file(self, subject: Subject, file_id: str) -> ServedFile | None:
        """A file by the id that a manifest gave it, also when it was taken out since; None where its bytes are gone."""


class StatementGuide(Protocol):
    """Knows what one kind of statement is about."""

    def is_asked_of(self, apprenticeship: Apprenticeship) -> bool:
        """Whether the plan of this apprenticeship has anything to sign of this kind."""

    def manifest_of(self, apprenticeship: Apprenticeship) -> Manifest:
        """What would be signed now."""

    def attempt_of(self, apprenticeship: Apprenticeship) -> Attempt | None:
        """Which attempt that is; None of the first, and of what is handed in once."""

    def concerns(self, apprenticeship: Apprenticeship) -> Sequence[Concern]:
        """Why it cannot be signed yet, and what is worth a look before it is; nothing when all is in order."""

    def find_file(self, apprenticeship: Apprenticeship, file_id: str) -> ServedFile | None:
        """A file of this apprenticeship by the id that a manifest gave it."""

    def readings_of(self, apprenticeship: Apprenticeship, manifest: Manifest) -> Sequence[Reading]:
        """What `manifest`, of this kind of statement, can be read by beside its files."""

    def find_picture(
        self, apprenticeship: Apprenticeship, manifest: Manifest, picture_id: str
    ) -> ServedFile | None:
        """A picture that we made for a page to read `manifest` by, by the id that the page gave it."""


WitnessHook = Callable[[WitnessStatement], None]

_subject_guides: dict[SubjectKind, SubjectGuide] = {}
_statement_guides: dict[StatementKind, StatementGuide] = {}
_witness_hooks: dict[str, WitnessHook] = {}


def register_subject(kind: SubjectKind, guide: SubjectGuide) -> None:
    _subject_guides[kind] = guide


def register_statement(kind: StatementKind, guide: StatementGuide) -> None:
    _statement_guides[kind] = guide


def on_witness_signed(name: str, hook: WitnessHook) -> None:
    """Call `hook` with every witness statement once it is signed, in the same transaction. One hook for a name."""
    _witness_hooks[name] = hook


def guide_to(subject: Subject) -> SubjectGuide:
    """Raises KeyError where no room has registered this kind: a fault of the wiring."""
    return _subject_guides[subject.kind]


def guide_to_statement(kind: StatementKind) -> StatementGuide:
    return _statement_guides[kind]


def statement_kinds() -> tuple[StatementKind, ...]:
    """The kinds of statement that somebody knows about, in the order in which they are signed: the report is started
    only after the gateway."""
    in_order = (StatementKind.PORTFOLIO, StatementKind.READINESS, StatementKind.REPORT)
    return tuple(kind for kind in in_order if kind in _statement_guides)


def statement_kinds_of(apprenticeship: Apprenticeship) -> tuple[StatementKind, ...]:
    """Those of them that her plan asks for."""
    return tuple(kind for kind in statement_kinds() if _statement_guides[kind].is_asked_of(apprenticeship))


def tell_witness_signed(witness_statement: WitnessStatement) -> None:
    for hook in _witness_hooks.values():
        hook(witness_statement)
