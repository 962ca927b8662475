"""Files that a form sent become evidence, each by itself: one that is refused costs the others nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from accounts.models import Person
from foundation.database import db
from foundation.deleting import delete_later
from foundation.errors import Refused
from foundation.files import StoredFile
from portfolio.models import EvidenceFile, EvidenceItem, Upload
from portfolio.same_files import same_as
from portfolio.uploads.receiving import Sent, named_uploads, receive

AddFile = Callable[[str, StoredFile], EvidenceFile]


@dataclass
class TakenIn:
    """What came of them: the `pieces` that hold them, the ids of the files `added`, what is wrong with the others, each
    in a sentence, and of each that she has already, where (`same`)."""

    pieces: list[EvidenceItem] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    def take(self, file: Sent, add: AddFile) -> None:
        """Raises Refused."""
        with db.session.begin_nested():
            added = add(file.name, file.stored)
            file.became(added.item)
            self.pieces.append(added.item)
            self.added.append(added.id)
            self.same.append(same_as(added))


def take_in(person: Person, add: AddFile) -> TakenIn:
    """Have `add` make evidence of each file of this request. One that is evidence already, because our answer never
    arrived, is not added twice. Raises OutOfStep where some of a file that came in parts is missing."""
    uploads = named_uploads(person)
    known = [upload for upload in uploads if upload.item is not None]
    taken = TakenIn(
        pieces=[upload.item for upload in known if upload.item is not None],
        added=[id_ for upload in known if (id_ := _id_of_file(upload)) is not None],
    )
    sent = receive([upload for upload in uploads if upload.item is None])
    if not sent and not taken.pieces:
        taken.problems.append("Choose at least one file first.")
    for file in sent:
        try:
            taken.take(file, add)
        except Refused as refusal:
            delete_later([file.stored.key], f"provider:{person.provider_id}")
            taken.problems.append(f"{file.name} is not added. {refusal}")
    return taken


def _id_of_file(upload: Upload) -> int | None:
    """What became of it, for a browser that asks again."""
    files_of: Sequence[EvidenceFile] = upload.item.files if upload.item is not None else []
    return next((file.id for file in reversed(files_of) if file.name == upload.name), None)
