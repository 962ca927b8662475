"""The page of one piece, for whoever may open it: the apprentice's workbench, or what was sent."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import render_template

from accounts.models import Apprenticeship, Person, Role
from foundation.jobs import list_unfinished
from portfolio.access import can_change_item
from portfolio.card import CARD_QUESTIONS
from portfolio.describing import (
    card_is_unread,
    in_words,
    names_waiting,
    present_files,
    unopened,
    why_unread,
    witness_facts,
)
from portfolio.evidence_page import ShownFile, card_passages, shown_files, shown_links
from portfolio.finding_page import is_in_card, shown_findings
from portfolio.finding_places import places_of
from portfolio.forms import LinkForm, LocatorForm
from portfolio.models import EvidenceFile, EvidenceItem, Finding, KsbLink, TextSource
from portfolio.moments import clips_in, moments_of
from portfolio.picking import ksb_choices
from portfolio.places import why_beyond
from portfolio.queries import find_card_text, list_findings, list_texts, place_of
from portfolio.review_page import review_page
from sign_off.models import Decision, StatementKind
from sign_off.phrases.queries import phrases_for_comment
from sign_off.reviews.access import can_comment, can_reopen, can_review
from sign_off.reviews.next_up import next_up_for
from sign_off.reviews.queries import list_comments
from sign_off.state import ReviewState, last_review, state_of, tag_of, with_whom
from sign_off.statements.stake import at_stake


def piece_page(
    person: Person,
    item: EvidenceItem,
    *,
    link_form: LinkForm | None = None,
    clip_error: tuple[EvidenceFile, str, str] | None = None,
) -> str:
    """The page as HTML. `link_form` and `clip_error` (the clip, what was typed, what is wrong with it) bring back an
    answer that could not be taken, with what she typed."""
    own = person.role is Role.APPRENTICE
    values = _workbench(item, link_form or new_link_form(item)) if own else review_page(item)
    if clip_error is not None:
        values["files"] = _with_error(values["files"], *clip_error)
    return render_template(
        "portfolio/evidence.html" if own else "portfolio/review.html",
        item=item,
        **_place_of(person, item),
        **values,
        **_talk(person, item, values["files"]),
        questions=CARD_QUESTIONS,
    )


def what_waits(person: Person, item: EvidenceItem) -> str:
    """What of the piece is still being read, in words; its card too for her who wrote it."""
    own = person.role is Role.APPRENTICE
    return in_words(names_waiting(item), card=own and _card_waits(item))


def _card_waits(item: EvidenceItem) -> bool:
    """A card that no job will read is waited for by nobody."""
    return card_is_unread(item, find_card_text(item)) and bool(list_unfinished("read_card", item_id=item.id))


def signed_so_far(apprenticeship: Apprenticeship) -> str:
    """What she puts at stake by changing anything in her portfolio, in words; empty while that is nothing."""
    return at_stake(apprenticeship, StatementKind.PORTFOLIO)


def new_link_form(item: EvidenceItem) -> LinkForm:
    """The form to pick a KSB by hand, with those of the piece's standard."""
    form = LinkForm()
    form.code.choices = ksb_choices(item.apprenticeship.standard)
    form.why_beyond = partial(_why_beyond, item)
    return form


def locator_form(link: KsbLink) -> LocatorForm:
    """The form to say where exactly a KSB shows."""
    form = LocatorForm(obj=link)
    form.why_beyond = partial(_why_beyond, link.item)
    return form


def _why_beyond(item: EvidenceItem, locator: str) -> str:
    return why_beyond(locator, present_files(item))


NOT_ENGLISH = "it does not read like English, and we read English only"

# What a decision with a note is called beside it.
_DID = {
    Decision.RETURNED: "sent it back",
    Decision.ACCEPTED: "accepted it",
    Decision.REOPENED: "opened it again",
    Decision.WITHDRAWN: "took it back",
}


def _workbench(item: EvidenceItem, link_form: LinkForm) -> dict[str, Any]:
    """What she works on: everything as it is now."""
    texts = list_texts([item.id])
    findings = [finding for finding in list_findings(item.apprenticeship) if finding.item_id == item.id]
    files = present_files(item)
    links = shown_links(item, item.apprenticeship.standard, texts)
    found = places_of(findings, item, texts)
    foreign = [finding for finding in findings if finding.rule == "not_english"]
    return {
        "files": shown_files(item, texts, found),
        "links": links,
        "asked": sum(link.state == "asked" for link in links),
        "answered": any(getattr(item, name) for name in CARD_QUESTIONS),
        "findings": shown_findings(findings, item.apprenticeship.standard, on_piece=True, found=found),
        "witness": card_passages(texts, TextSource.WITNESS),
        "witnessed": witness_facts(item.witness_statement) if item.witness_statement else {},
        "link_form": link_form,
        "at_stake": signed_so_far(item.apprenticeship),
        "unread": [f"{file.name}: {why}" for file in files if (why := why_unread(file))]
        + [f"{name}: {NOT_ENGLISH}" for name in dict.fromkeys(map(_name_of, foreign))],
        "say_in_english": any(map(is_in_card, foreign)),
        "unopened": unopened(item),
        "taken_out": [file for file in item.files if file.deleted_at is not None],
    }


def _name_of(finding: Finding) -> str:
    if is_in_card(finding):
        return "What you said about this piece"
    return finding.file.name if finding.file is not None else finding.locator


def _with_error(files: list[ShownFile], clip: EvidenceFile, typed: str, error: str) -> list[ShownFile]:
    return [replace(file, typed=typed, error=error) if file.id == clip.id else file for file in files]


def _talk(person: Person, item: EvidenceItem, files: Sequence[ShownFile]) -> dict[str, Any]:
    """What was said about it, and who may say more."""
    apprenticeship = item.apprenticeship
    other = apprenticeship.tutor if person.role is Role.APPRENTICE else apprenticeship.apprentice
    comments = list_comments(item.subject)
    may_comment = can_comment(person, item.subject)
    return {
        "phrases": phrases_for_comment(person, can_comment=may_comment),
        "comments": comments,
        "moments": moments_of(comments, files),
        "clips": clips_in(files),
        "can_comment": may_comment,
        "can_review": can_review(person, item.subject),
        "can_reopen": can_reopen(person, item.subject),
        "next_up": next_up_for(person, item.subject),
        "other": other.first_name if other else "",
        "decided": last if (last := last_review(item.subject)) and last.note else None,
        "did": _DID,
    }


def _place_of(person: Person, item: EvidenceItem) -> dict[str, Any]:
    """Where the piece stands among the others and with the tutor."""
    apprenticeship = item.apprenticeship
    number, pieces = place_of(item)
    typical = apprenticeship.standard.evidenced.limits.pieces_typical
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else ""
    state = state_of(item.subject)
    return {
        "number": number,
        "of": max(pieces, typical or 0),
        "state": tag_of(item.subject, with_whom(person, apprenticeship)),
        "is_draft": state in (ReviewState.DRAFT, ReviewState.RETURNED),
        "is_sent": state is ReviewState.SENT,
        "is_accepted": state is ReviewState.ACCEPTED,
        "tutor": tutor,
        "can_change": can_change_item(person, item),
        "waiting": what_waits(person, item),
    }
