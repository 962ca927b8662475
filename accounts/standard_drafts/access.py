"""Whose drafts and versions an administrator may see: her own provider's, and versions that are everybody's."""

from accounts.models import Person, Role, StandardDraft, StandardVersion
from accounts.standard_drafts.queries import find_draft, find_version
from foundation.errors import NotFound, Refused


def can_import(administrator: Person, draft: StandardDraft) -> bool:
    return administrator.role is Role.ADMINISTRATOR and administrator.provider_id == draft.provider_id


def get_draft_for(administrator: Person, draft_id: int, *, to_change: bool = False) -> StandardDraft:
    """`to_change`: held, so that nobody else changes it meanwhile.

    Raises NotFound for drafts of other providers, and for those that were published or dropped.
    """
    draft = find_draft(draft_id, to_change=to_change)
    if draft is None or not can_import(administrator, draft):
        raise NotFound("There is no such standard waiting. It may have been published or dropped.")
    return draft


def get_version_without_plan(administrator: Person, version_id: int) -> StandardVersion:
    """Raises NotFound for those of other providers too, and Refused for a version that has its plan."""
    version = find_version(version_id)
    if version is None or not version.is_for(administrator.provider_id):
        raise NotFound("There is no such standard here.")
    if version.standard.methods:
        raise Refused(
            f"{version.standard.label} has its assessment plan, and a published version never changes."
        )
    return version
