"""A pack of two pieces as values, with a store that holds its files: for tests that need no database."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image

from foundation.files import MemoryStore
from gateway.packs.contents import (
    PackContents,
    PackFile,
    PackKsb,
    PackNote,
    PackParty,
    PackPiece,
    PackPlace,
    PackSignature,
    PackStatement,
    PackTheme,
    PackWitness,
)

MADE_AT = datetime(2027, 3, 4, 9, 30, 17, tzinfo=UTC)
GPS_IFD, LATITUDE_REF, LATITUDE = 0x8825, 1, 2


class Shelf:
    """Files by key, as the store keeps them."""

    def __init__(self) -> None:
        self._store = MemoryStore()

    def keep(
        self, name: str, content: bytes, media_type: str, about: str = "Document", **facts: float
    ) -> PackFile:
        stored = self._store.put(BytesIO(content))
        return PackFile(name, stored.key, stored.size, stored.sha256, media_type, about, **facts)

    def read(self, key: str) -> Iterator[bytes]:
        return self._store.read(key)

    def lose(self, key: str) -> None:
        self._store.delete(key)

    def spoil(self, file: PackFile) -> PackFile:
        """The same record over other bytes."""
        other = self.keep(file.name, b"something else", file.media_type)
        return replace(file, key=other.key)


def photograph() -> bytes:
    """A JPEG that says where it was taken: 51 degrees, 30 minutes, 26 seconds north."""
    exif = Image.Exif()
    exif[GPS_IFD] = {LATITUDE_REF: "N", LATITUDE: (51.0, 30.0, 26.0)}
    content = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(content, "JPEG", exif=exif)
    return content.getvalue()


def a_pack(shelf: Shelf) -> PackContents:
    runbook = PackPiece(
        number=1,
        title="Patch & compliance: runbook 3/4",
        kind="1 document and 1 photograph or picture",
        state="Accepted by the tutor",
        codes=("K1", "S2"),
        card=(("What is this?", "The runbook\nthat I wrote"), ("What did I do?", "Patched <all> servers")),
        files=(
            shelf.keep("Runbook & notes.pdf", b"%PDF-1.7 runbook", "application/pdf", "Document, 6 pages"),
            shelf.keep("Café rack.jpg", photograph(), "image/jpeg", "Photograph or picture"),
            shelf.keep("switch.mp4", bytes(5000), "video/mp4", "Video clip, 1:05", seconds=65, in_view_at=8),
        ),
    )
    seen = PackPiece(
        number=2,
        title="Witness statement: the switch",
        kind="Witness statement",
        state="With the tutor",
        codes=("S2",),
        card=(),
        files=(),
        witness=PackWitness(
            about="The switch",
            paragraphs=("I saw Amira replace the switch.", "It took an hour."),
            place="Leeds depot",
            seen_on=date(2027, 2, 3),
            name="Dana Novak",
            job_title="IT service manager",
            relationship="Line manager",
            signed_at=datetime(2027, 2, 5, 12, 0, tzinfo=UTC),
            digest="ab" * 32,
        ),
    )
    return PackContents(
        apprentice="Amira Hussain",
        provider="Larkfield Training",
        employer="Northgate Housing Trust",
        standard="Example trade, EX01, version 2.0",
        reference="EX01",
        version="2.0",
        licence="Crown copyright. Open Government Licence v3.0.",
        made_at=MADE_AT,
        pieces=(runbook, seen),
        themes=(
            PackTheme(
                "Lifecycle",
                (
                    PackKsb("K1", "The stages", (PackPlace(1, "page 3", "patched in rings", file=0),)),
                    PackKsb("K2", "The ways", ()),
                    PackKsb(
                        "S2",
                        "Replace parts",
                        (
                            PackPlace(1, "context card", "Patched <all> servers"),
                            PackPlace(
                                2, "witness statement, paragraph 1", "replace the switch", in_witness=True
                            ),
                        ),
                    ),
                ),
            ),
        ),
        statements=(
            a_statement(),
            PackStatement(
                "Employer’s decision",
                "Not signed yet",
                (PackParty("The employer", ("Ready.",), ("I decide",)),),
            ),
        ),
        notes=(
            PackNote(
                "This looks back",
                "Runbook, page 2",
                "I learnt",
                "It quotes a colleague.",
                "“no reflection” (Plan)",
            ),
        ),
    )


def a_statement() -> PackStatement:
    signed = b'{"what":"was signed"}'
    digest = hashlib.sha256(signed).hexdigest()
    signature = PackSignature("Amira Hussain", "Apprentice", "The apprentice", MADE_AT, digest)
    return PackStatement(
        title="Portfolio statement",
        standing="Signed by one of two",
        parties=(
            PackParty("The apprentice", ("I did this work.",), ("The statement above is true",), signature),
            PackParty("The employer", ("I saw this work.",), ("The statement above is true",)),
        ),
        covers=("Patch & compliance (Document)",),
        digest=digest,
        signed_bytes=signed,
    )
