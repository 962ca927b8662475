"""What packs hold, as plain values: taken from the database once, written without it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True)
class PackFile:
    """A file as it was uploaded: where its bytes rest (`key`), their `size` and `sha256`.

    `about` is what it is in words ("Document, 6 pages"); `in_view_at` the second at which she can be seen in a clip.
    """

    name: str
    key: str
    size: int
    sha256: str
    media_type: str
    about: str
    seconds: float | None = None
    in_view_at: float | None = None


@dataclass(frozen=True)
class PackWitness:
    """What somebody saw, in his own words, and who he is. `digest` is what he signed; None where he has not."""

    about: str
    paragraphs: tuple[str, ...]
    place: str
    seen_on: date | None
    name: str
    job_title: str
    relationship: str
    signed_at: datetime | None
    digest: str | None


@dataclass(frozen=True)
class PackPiece:
    """One piece of evidence. `card` is (question, answer); empty where she leaves it out of the pack."""

    number: int
    title: str
    kind: str
    state: str
    codes: tuple[str, ...]
    card: tuple[tuple[str, str], ...]
    files: tuple[PackFile, ...]
    witness: PackWitness | None = None


@dataclass(frozen=True)
class PackPlace:
    """Where a KSB is shown: in a piece, by its number, and in its file number `file` (from 0) if it is in a file."""

    piece: int
    locator: str
    excerpt: str
    file: int | None = None
    in_witness: bool = False


@dataclass(frozen=True)
class PackKsb:
    code: str
    wording: str
    places: tuple[PackPlace, ...]


@dataclass(frozen=True)
class PackTheme:
    """The KSBs of one theme. `asked` is false of those that the plan assesses elsewhere."""

    name: str
    ksbs: tuple[PackKsb, ...]
    asked: bool = True


@dataclass(frozen=True)
class PackSignature:
    name: str
    job_title: str
    relationship: str
    signed_at: datetime
    digest: str


@dataclass(frozen=True)
class PackParty:
    """What one party confirms, and its signature if it has given one."""

    who: str
    paragraphs: tuple[str, ...]
    confirms: tuple[str, ...]
    signature: PackSignature | None = None


@dataclass(frozen=True)
class PackStatement:
    """A statement with its words. `signed_bytes` are the very bytes whose SHA-256 is `digest`; `covers` names what
    they are about; `changes` says in words why signatures no longer count."""

    title: str
    standing: str
    parties: tuple[PackParty, ...]
    covers: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    digest: str | None = None
    signed_bytes: bytes | None = None


@dataclass(frozen=True)
class PackNote:
    """Something that a check found and that she kept, with her reason."""

    title: str
    where: str
    excerpt: str
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PackFront:
    """What stands on the front of every pack. `standard` is the label with its version; `made_at` dates everything in
    it. `what` is the kind of pack in a word, `whole` how its pages name its index."""

    apprentice: str
    provider: str
    employer: str
    standard: str
    reference: str
    version: str
    licence: str
    made_at: datetime
    statements: tuple[PackStatement, ...]

    what: ClassVar[str]
    whole: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class PackContents(PackFront):
    """A whole portfolio pack."""

    pieces: tuple[PackPiece, ...]
    themes: tuple[PackTheme, ...]
    notes: tuple[PackNote, ...] = ()

    what: ClassVar[str] = "portfolio"
    whole: ClassVar[str] = "All of the portfolio"

    @property
    def gaps(self) -> tuple[PackKsb, ...]:
        """KSBs that the plan asks for and no piece shows."""
        return tuple(ksb for theme in self.themes if theme.asked for ksb in theme.ksbs if not ksb.places)

    @property
    def asked(self) -> int:
        """How many KSBs the plan asks a portfolio for."""
        return sum(len(theme.ksbs) for theme in self.themes if theme.asked)

    def places_in(self, number: int) -> list[tuple[PackKsb, PackPlace]]:
        """What piece `number` shows, and where, in the order of the themes; a KSB that stands in two of them once."""
        ksbs = {ksb.code: ksb for theme in self.themes for ksb in theme.ksbs}
        return [(ksb, place) for ksb in ksbs.values() for place in ksb.places if place.piece == number]

    @property
    def file_count(self) -> int:
        return sum(len(piece.files) for piece in self.pieces)

    @property
    def video_seconds(self) -> float:
        return sum(file.seconds or 0 for piece in self.pieces for file in piece.files)


@dataclass(frozen=True, kw_only=True)
class ReportContents(PackFront):
    """A whole report pack: the report as a document that is ready, the slides if there are any, what she needs in the
    room. `words` says how long the report is, `allowed` what the plan allows, `due` when it goes in; each may be empty
    where the plan does not say. `rework`: its number where it is not the first attempt."""

    title: str
    document: str
    document_bytes: bytes
    words: str
    allowed: str
    mapped: str
    due: str
    slides: PackFile | None
    needs: tuple[str, ...]
    rework: int | None = None

    what: ClassVar[str] = "report"
    whole: ClassVar[str] = "All of the report pack"
