"""A piece as it was sent, for the tutor: read off the round's frozen manifest, never off the draft."""

from typing import Any

from accounts.models import Apprenticeship
from accounts.queries import find_standard
from foundation.errors import NotFound
from portfolio.describing import witness_facts
from portfolio.evidence_page import ShownLink, card_passages, shown_sent_files
from portfolio.finding_page import shown_findings
from portfolio.finding_places import places_of
from portfolio.models import EvidenceItem, Finding, TextSource
from portfolio.queries import list_files, list_findings, list_texts, list_texts_of_files
from sign_off.manifest import Manifest
from sign_off.state import is_shown, last_sent
from standards import Standard


def review_page(item: EvidenceItem) -> dict[str, Any]:
    """The values of the tutor's page. Raises NotFound when nothing was sent."""
    review = last_sent(item.subject)
    if review is None:
        raise NotFound("We could not find that piece among what was sent to you.")
    sent = Manifest.from_dict(review.snapshot)
    (entry,) = sent.entries
    standard = _standard_of(sent, item.apprenticeship)
    file_ids = [int(file.id) for file in entry.files]
    rows: Any = entry.facts.get("mapping", ())
    mapping = [
        ShownLink(code, standard.ksb(code).text, locator, excerpt, "yes") for code, locator, excerpt in rows
    ]
    findings = _findings(item)
    texts = list_texts_of_files(file_ids)
    found = places_of(findings, item, texts)
    return {
        "review": review,
        "entry": entry,
        "files": shown_sent_files(entry, list_files(file_ids), texts, mapping, found),
        "links": mapping,
        "card": entry.facts.get("context card"),
        "findings": shown_findings(findings, standard, on_piece=True, found=found),
        "witness": card_passages(list_texts([item.id]), TextSource.WITNESS),
        "witnessed": witness_facts(item.witness_statement) if item.witness_statement else {},
    }


def _standard_of(sent: Manifest, hers: Apprenticeship) -> Standard:
    """The standard that she was on when she sent it: as a rule the one that she is on."""
    if (sent.standard, sent.standard_sha256) == (hers.standard.label, hers.standard_version.digest):
        return hers.standard
    return find_standard(sent.standard, sent.standard_sha256, hers.provider_id) or hers.standard


def _findings(item: EvidenceItem) -> list[Finding]:
    """What is to be said of it, while it is what was sent: once she has it back they are about her draft."""
    if not is_shown(item.subject):
        return []
    return [finding for finding in list_findings(item.apprenticeship) if finding.item_id == item.id]
