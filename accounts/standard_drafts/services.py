"""The verbs about a standard on its way in. They flush and record what happened; they never commit."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import IO, Any

import standards
from accounts.models import Person, StandardDraft, StandardVersion
from accounts.queries import list_standard_versions
from accounts.services import publish_or_find
from accounts.standard_drafts.adding_plan import with_plan
from accounts.standard_drafts.part import Part
from accounts.standard_drafts.parts import parts_of
from accounts.standard_drafts.source import parts_of_doubts, source_lines
from accounts.standard_drafts.taking_out import moved, without
from accounts.standard_names import find_same_number, refusal_of_version
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.events import record

NO_PLAN = "There is no assessment plan in it. Save the published page, which names the methods; the open data does not."


def upload_standard(administrator: Person, source: bytes, file_name: str) -> StandardDraft:
    """Read a file and keep what was read, to be looked at. Raises standards.NotAStandard."""
    imported = standards.import_page(source)
    return _keep(administrator, imported, imported.standard.to_dict(), imported.doubts, source, file_name)


def require_a_page(source: IO[bytes]) -> None:
    """Raises standards.NotAStandard for a feed: it has no plan of any standard."""
    if standards.is_feed(source):
        raise standards.NotAStandard(NO_PLAN)


def add_plan(administrator: Person, version: StandardVersion, source: bytes, file_name: str) -> StandardDraft:
    """Read the plan of a version that was published without one, as a new version of it to be looked at.

    Raises standards.NotAStandard for a file without a plan.
    """
    imported = standards.import_page(source)
    if not imported.standard.methods:
        raise standards.NotAStandard(NO_PLAN)
    content, doubts = with_plan(version.standard, imported)
    return _keep(administrator, imported, content, doubts, source, file_name)


def _keep(
    administrator: Person,
    imported: standards.Imported,
    content: dict[str, Any],
    doubts: Sequence[standards.Doubt],
    source: bytes,
    file_name: str,
) -> StandardDraft:
    """The content as a draft, each doubt with the part in which it is settled."""
    content = standards.Standard.from_dict(content).to_dict()
    open_doubts = [{**asdict(doubt), "settled": False} for doubt in doubts]
    lines = source_lines(source)
    places = parts_of_doubts(open_doubts, parts_of(content), lines)
    draft = StandardDraft(
        provider_id=administrator.provider_id,
        file_name=file_name,
        content=content,
        doubts=[{**doubt, "part": part} for doubt, part in zip(open_doubts, places, strict=True)],
        missing=[asdict(gap) for gap in imported.missing],
        lines=[list(line) for line in lines],
        uploaded_at=now(),
        uploaded_by=administrator.actor,
    )
    db.session.add(draft)
    db.session.flush()
    _record("standard_uploaded", administrator, draft)
    return draft


def correct_part(
    administrator: Person,
    draft: StandardDraft,
    part: Part,
    content: dict[str, Any],
    settled: Mapping[int, bool],
) -> None:
    """Keep the corrections of one part, and which doubts (by place) are settled. Raises standards.BadStandardFile."""
    draft.content = standards.Standard.from_dict(content).to_dict()
    draft.doubts = [
        {**doubt, "settled": settled.get(place, doubt["settled"])} for place, doubt in enumerate(draft.doubts)
    ]
    db.session.flush()
    _record("standard_corrected", administrator, draft, part=part.id)


def take_out_part(administrator: Person, draft: StandardDraft, part: Part) -> None:
    """Take a theme or a method out, and what the source did not say of it. Its doubts stay, under the facts.

    Raises NotFound for what is neither, or there no more.
    """
    content = without(draft.content, part.id)
    if content is None:
        raise NotFound("That is not there any more.")
    draft.missing = [
        {**gap, "path": path} for gap in draft.missing if (path := moved(gap["path"], part.id)) is not None
    ]
    draft.doubts = [
        {**doubt, "part": moved(doubt.get("part", "facts"), part.id) or "facts"} for doubt in draft.doubts
    ]
    correct_part(administrator, draft, part, content, {})


def why_not_publishable(draft: StandardDraft) -> str | None:
    """What stands in the way of publishing, in a few sentences; None when nothing does."""
    many = draft.open_doubts
    doubts = (
        f"{many} {'doubt is' if many == 1 else 'doubts are'} open. Look at each in its part, correct what was read "
        "wrongly, tick it, and save."
        if many
        else None
    )
    return " ".join(filter(None, (doubts, why_not_named_so(draft)))) or None


def why_not_named_so(draft: StandardDraft) -> str | None:
    """Why it cannot be published under the name that it has, and what to do; None where it can."""
    standard = draft.standard
    if refusal := standards.refusal_of_naming(standard) or refusal_of_version(standard.version):
        return f"{refusal} Change it under “Facts”."
    taken = find_same_number(list_standard_versions(draft.provider_id), standard)
    return _taken(standard, taken) if taken is not None else None


def _taken(standard: standards.Standard, taken: StandardVersion) -> str:
    """`taken`: the version that has the number, perhaps written otherwise."""
    name, written = (f"{one.reference} version {one.version}" for one in (standard, taken))
    said = f"{name} is" if name == written else f"{name} is another way to write {written}, which is"
    return (
        f"{said} published already, and a published version never changes. If this is another one, give it its own "
        "version."
    )


def publish_draft(administrator: Person, draft: StandardDraft) -> StandardVersion:
    """Make it a version that apprentices of the provider can be put on, and nobody else's. Raises Refused: a doubt is
    open, or the version is taken."""
    if reason := why_not_publishable(draft):
        raise Refused(reason)
    published, is_new = publish_or_find(draft.standard, administrator.actor, draft.provider_id)
    if not is_new:  # a colleague published another draft of this number at the same moment
        raise Refused(_taken(draft.standard, published))
    db.session.delete(draft)
    db.session.flush()
    return published


def drop_draft(administrator: Person, draft: StandardDraft) -> None:
    """Take it away. The file that it was read from is the administrator's and untouched."""
    _record("standard_dropped", administrator, draft)
    db.session.delete(draft)
    db.session.flush()


def _record(kind: str, administrator: Person, draft: StandardDraft, **details: Any) -> None:
    standard = draft.standard
    subject = f"standard_draft:{draft.id}"
    record(kind, actor=administrator.actor, subject=subject, standard=standard.label, **details)
