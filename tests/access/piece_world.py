"""Her pieces in each state, for the worlds of the table."""

from io import BytesIO

from foundation.clock import now
from foundation.database import db
from foundation.files import files
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem, ReadState
from portfolio.uploads.services import begin_upload
from sign_off.reviews.services import accept_subject, add_comment, return_subject, submit_subject
from tests.access.builder import DRAFT, TEXT, Builder, picture


def pieces(build: Builder) -> None:
    """A piece in each state to be, a large file on its way, and a piece of a stranger's."""
    amira = build.person("amira")
    item = build.piece("returned", "Patching the estate")
    portfolio.create_link(amira, item, "K8", "paragraph 1")
    photo = portfolio.add_file(amira, item, "Rack.png", files.store.put(BytesIO(picture())))
    gone = portfolio.add_file(amira, item, "Old.txt", files.store.put(BytesIO(b"Thrown away.")))
    portfolio.delete_file(amira, gone)
    build.name(photo=photo.id, gone_file=gone.id, clip=_clip(item).id)
    build.name(upload=begin_upload(build.amiras, "Site visit.mp4", 9_000_000, 10_000_000).id)
    build.piece("sent", "Replacing a switch")
    build.piece("accepted", "Restoring a backup")
    draft = build.piece("draft", f"A {DRAFT} piece", TEXT + f"I felt sure of the {DRAFT}.".encode())
    portfolio.create_link(amira, draft, "K8", f"the {DRAFT} paragraph")
    removed = build.piece("removed", f"A removed {DRAFT}")
    portfolio.delete_piece(amira, removed)
    build.piece("svens_piece", "Sven’s runbook", of="stranger_apprentice")


def _clip(item: EvidenceItem) -> EvidenceFile:
    """A clip as the reading would leave it: making a real one takes a camera."""
    stored = files.store.put(BytesIO(b"a clip"))
    clip = EvidenceFile(
        item=item,
        position=9,
        name="Clip.mp4",
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
        uploaded_at=now(),
        state=ReadState.READ,
        media_type="video/mp4",
        kind="video",
        duration_seconds=65,
    )
    db.session.add(clip)
    db.session.flush()
    return clip


def rounds(build: Builder) -> None:
    """What was sent of them, and what her tutor said."""
    amira, ben = build.person("amira"), build.person("ben")
    for name in ("returned", "sent", "accepted"):
        item = db.session.get_one(EvidenceItem, int(build.names[name]))
        submit_subject(amira, item.subject)
        if name == "returned":
            build.name(comment=add_comment(ben, item.subject, "Which servers?").id)
            return_subject(ben, item.subject, "Say which servers.")
            later = portfolio.add_file(amira, item, f"{DRAFT}.txt", files.store.put(BytesIO(DRAFT.encode())))
            build.name(later_file=later.id)
        elif name == "accepted":
            accept_subject(ben, item.subject)
