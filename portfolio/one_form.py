"""A page with one short form about a piece. What cannot be taken comes back in its fields, with why on top."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from foundation.errors import Refused
from portfolio.access import why_locked
from portfolio.models import EvidenceItem
from portfolio.piece_page import signed_so_far


def is_taken(form: FlaskForm, do: Callable[[], object]) -> bool:
    """True when the form was sent, is in order, and `do` took it. A refusal, as of a piece that was sent from another
    tab meanwhile, becomes a line of the form: what she typed stays in it."""
    if not form.validate_on_submit():
        return False
    try:
        do()
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return False
    return True


def one_form(template: str, form: FlaskForm, item: EvidenceItem, **values: Any) -> ResponseReturnValue:
    """The page, and its status. A piece that cannot change now says so before she begins to type."""
    page = render_template(
        template,
        form=form,
        item=item,
        locked=why_locked(item),
        at_stake=signed_so_far(item.apprenticeship),
        **values,
    )
    return page, 422 if form.errors else 200
