"""Pages of the portfolio: HTTP only. Each loads, calls one verb, then redirects or renders."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from accounts.access import apprentice_only, current_person, get_own_apprenticeship, signed_in
from accounts.models import Role
from foundation.errors import NotFound
from portfolio import services
from portfolio.access import can_change_item, get_item_for, get_own_item_for
from portfolio.evidence_page import card_passages, shown_files, shown_links
from portfolio.finding_page import shown_findings
from portfolio.forms import CardForm, LinkForm, TitleForm
from portfolio.jobs import CARD_QUESTIONS
from portfolio.models import EvidenceItem, ReadState, TextSource
from portfolio.picking import ksb_choices
from portfolio.portfolio_page import portfolio_page, prompts_of
from portfolio.queries import list_deleted_pieces, list_findings, list_pieces, list_texts
from portfolio.review_page import review_page
from portfolio.services import ContextCard
from sign_off.reviews.access import can_comment, can_review
from sign_off.reviews.queries import list_comments
from sign_off.state import ReviewState, state_of, tag_of

blueprint = Blueprint("portfolio", __name__, url_prefix="/portfolio")


@blueprint.get("/")
@apprentice_only
def portfolio() -> str:
    """Her pieces, what shows what, and the tape of clips; an invitation where there is nothing yet."""
    apprenticeship = get_own_apprenticeship()
    method = apprenticeship.standard.portfolio
    if method is None:
        raise NotFound("This standard has no portfolio in its plan.")
    pieces = list_pieces(apprenticeship)
    if not pieces:
        return render_template(
            "portfolio/empty.html",
            apprenticeship=apprenticeship,
            prompts=prompts_of(apprenticeship.standard, method),
            deleted=list_deleted_pieces(apprenticeship),
        )
    page = portfolio_page(apprenticeship, pieces, method)
    return render_template(
        "portfolio/portfolio.html",
        page=page,
        standard=apprenticeship.standard,
        deleted=list_deleted_pieces(apprenticeship),
    )


@blueprint.get("/<int:item_id>")
@signed_in
def evidence(item_id: int) -> str:
    """One piece: the apprentice's workbench, or what was sent for whoever may read it."""
    person = current_person()
    item = get_item_for(person, item_id)
    own = person.role is Role.APPRENTICE
    return render_template(
        "portfolio/evidence.html" if own else "portfolio/review.html",
        item=item,
        **_place_of(item),
        **(_workbench(item) if own else review_page(item)),
        **_talk(item),
        questions=CARD_QUESTIONS,
    )


def _workbench(item: EvidenceItem) -> dict[str, object]:
    """What she works on: everything as it is now."""
    texts = list_texts([item.id])
    findings = [finding for finding in list_findings(item.apprenticeship) if finding.item_id == item.id]
    return {
        "files": shown_files(item, texts, findings),
        "links": shown_links(item, item.apprenticeship.standard),
        "findings": shown_findings(findings, item.apprenticeship.standard),
        "witness": card_passages(texts, TextSource.WITNESS),
        "link_form": _link_form(item),
    }


def _talk(item: EvidenceItem) -> dict[str, object]:
    """What was said about it, and who may say more."""
    person, apprenticeship = current_person(), item.apprenticeship
    other = apprenticeship.tutor if person.role is Role.APPRENTICE else apprenticeship.apprentice
    return {
        "comments": list_comments(item.subject),
        "can_comment": can_comment(person, item.subject),
        "can_review": can_review(person, item.subject),
        "other": other.first_name if other else "",
    }


def _place_of(item: EvidenceItem) -> dict[str, object]:
    """Where the piece stands among the others and with the tutor."""
    apprenticeship = item.apprenticeship
    pieces = list_pieces(apprenticeship)
    method = apprenticeship.standard.portfolio
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else ""
    return {
        "number": pieces.index(item) + 1 if item in pieces else None,
        "of": max(len(pieces), (method.limits.pieces_typical or 0) if method else 0),
        "state": tag_of(item.subject, tutor),
        "is_draft": state_of(item.subject) in (ReviewState.DRAFT, ReviewState.RETURNED),
        "is_sent": state_of(item.subject) is ReviewState.SENT,
        "is_accepted": state_of(item.subject) is ReviewState.ACCEPTED,
        "tutor": tutor,
        "can_change": can_change_item(current_person(), item),
        "waiting": any(file.state is ReadState.WAITING for file in item.files if file.deleted_at is None),
    }


def _link_form(item: EvidenceItem) -> LinkForm:
    form = LinkForm()
    form.code.choices = ksb_choices(item.apprenticeship.standard)
    return form


@blueprint.get("/<int:item_id>/progress")
@signed_in
def progress(item_id: int) -> str:
    """The part of the page that says how far the reading is; it asks again by itself."""
    item = get_item_for(current_person(), item_id)
    waiting = [
        file.name for file in item.files if file.deleted_at is None and file.state is ReadState.WAITING
    ]
    return render_template("portfolio/progress.html", item=item, waiting=waiting)


@blueprint.route("/<int:item_id>/title", methods=["GET", "POST"])
@apprentice_only
def title(item_id: int) -> str | Response:
    person = current_person()
    item = get_own_item_for(person, item_id)
    form = TitleForm(obj=item)
    if form.validate_on_submit():
        services.update_title(person, item, form.title.data)
        return redirect(url_for(".evidence", item_id=item.id))
    return render_template("portfolio/title.html", item=item, form=form)


@blueprint.route("/<int:item_id>/card", methods=["GET", "POST"])
@apprentice_only
def card(item_id: int) -> str | Response:
    """The context card: five short questions."""
    person = current_person()
    item = get_own_item_for(person, item_id)
    form = CardForm(obj=item, in_pack=item.card_in_pack)
    if form.validate_on_submit():
        answers = ContextCard(**{name: form[name].data or "" for name in CARD_QUESTIONS})
        services.update_card(person, item, answers, in_pack=form.in_pack.data)
        flash("Saved.", "success")
        return redirect(url_for(".evidence", item_id=item.id, _anchor="card"))
    return render_template("portfolio/card.html", item=item, form=form)


@blueprint.post("/<int:item_id>/move/<any(up, down):way>")
@apprentice_only
def move(item_id: int, way: str) -> Response:
    person = current_person()
    services.move_piece(person, get_own_item_for(person, item_id), -1 if way == "up" else 1)
    return redirect(url_for(".portfolio", _anchor=f"piece-{item_id}"))


@blueprint.post("/<int:item_id>/delete")
@apprentice_only
def delete(item_id: int) -> Response:
    person = current_person()
    item = get_own_item_for(person, item_id)
    services.delete_piece(person, item)
    flash(
        f"“{item.title}” is out of your portfolio. You can bring it back from the foot of this page.",
        "success",
    )
    return redirect(url_for(".portfolio"))


@blueprint.post("/<int:item_id>/restore")
@apprentice_only
def restore(item_id: int) -> Response:
    person = current_person()
    item = get_own_item_for(person, item_id)
    services.restore_piece(person, item)
    flash(f"“{item.title}” is back.", "success")
    return redirect(url_for(".evidence", item_id=item.id))
