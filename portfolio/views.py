"""Pages of the portfolio: HTTP only. Each loads, calls one verb, then redirects or renders."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from accounts.access import apprentice_only, current_person, get_own_apprenticeship, signed_in
from portfolio import services
from portfolio.access import get_item_for, get_own_item_for
from portfolio.card_page import answers_of, card_form, show_saved
from portfolio.describing import trouble_of
from portfolio.forms import TitleForm
from portfolio.one_form import is_taken, one_form
from portfolio.piece_page import piece_page, signed_so_far, what_waits
from portfolio.portfolio_page import order_anchor, portfolio_page, prompts_of
from portfolio.queries import list_pieces, list_waiting
from portfolio.rows import read_pieces_and_deleted

blueprint = Blueprint("portfolio", __name__, url_prefix="/portfolio")


@blueprint.get("/")
@apprentice_only
def portfolio() -> str:
    """Her pieces, what shows what, and the tape of clips; an invitation where there is nothing yet."""
    apprenticeship = get_own_apprenticeship()
    method = apprenticeship.standard.evidenced
    pieces, deleted = read_pieces_and_deleted(apprenticeship)
    gone = {"deleted": deleted, "at_stake": signed_so_far(apprenticeship) if deleted else ""}
    if not pieces:
        prompts = prompts_of(apprenticeship.standard, method)
        return render_template("portfolio/empty.html", apprenticeship=apprenticeship, prompts=prompts, **gone)
    page = portfolio_page(apprenticeship, pieces, method)
    return render_template("portfolio/portfolio.html", page=page, standard=apprenticeship.standard, **gone)


@blueprint.get("/reading")
@apprentice_only
def reading() -> str:
    """The part of the portfolio's page that says how far the reading of all its files is; it asks again by itself."""
    return render_template("portfolio/reading.html", waiting=list_waiting(get_own_apprenticeship()))


@blueprint.get("/<int:item_id>")
@signed_in
def evidence(item_id: int) -> str:
    """One piece: the apprentice's workbench, or what was sent for whoever may read it."""
    person = current_person()
    return piece_page(person, get_item_for(person, item_id))


@blueprint.get("/<int:item_id>/progress")
@signed_in
def progress(item_id: int) -> str:
    """The part of the page that says how far the reading is; it asks again by itself."""
    person = current_person()
    item = get_item_for(person, item_id)
    waiting = what_waits(person, item)
    return render_template("portfolio/progress.html", item=item, waiting=waiting, trouble=trouble_of(item))


@blueprint.route("/<int:item_id>/title", methods=["GET", "POST"])
@apprentice_only
def title(item_id: int) -> ResponseReturnValue:
    person = current_person()
    item = get_own_item_for(person, item_id)
    form = TitleForm(obj=item)
    form.taken = [other.title for other in list_pieces(item.apprenticeship) if other is not item]
    if is_taken(form, lambda: services.update_title(person, item, form.title.data)):
        return redirect(url_for(".evidence", item_id=item.id))
    return one_form("portfolio/title.html", form, item)


@blueprint.route("/<int:item_id>/card", methods=["GET", "POST"])
@apprentice_only
def card(item_id: int) -> ResponseReturnValue:
    """The context card: five short questions."""
    person = current_person()
    item = get_own_item_for(person, item_id)
    form = card_form(item)

    def save() -> None:
        show_saved(form, item)
        services.update_card(person, item, answers_of(form), in_pack=form.in_pack.data)

    if is_taken(form, save):
        flash("Saved.", "success")
        return redirect(url_for(".evidence", item_id=item.id))
    return one_form("portfolio/card.html", form, item)


@blueprint.post("/<int:item_id>/move/<any(up, down):way>")
@apprentice_only
def move(item_id: int, way: str) -> Response:
    """Move a piece by one place. The panel stays open, and the same button has the focus for the next press."""
    person = current_person()
    item = get_own_item_for(person, item_id)
    services.move_piece(person, item, -1 if way == "up" else 1)
    return redirect(url_for(".portfolio", order="open", _anchor=order_anchor(item, way)))


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
