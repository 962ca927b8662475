"""What each person opens first, and the pages in everybody's foot."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from accounts.access import (
    administrator_only,
    current_person,
    get_apprenticeship_for,
    get_own_apprenticeship,
    signed_in,
    staff_only,
)
from accounts.models import Role
from home import administrator
from home.administrator import administrator_home
from home.apprentice import apprentice_home
from home.learners import learner_page, learners_page
from home.leaving.telling import deletion_notice
from home.moved import move_notice
from home.tutor import tutor_home

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@signed_in
def home() -> str:
    """The apprentice's bench, the tutor's queue, or the administrator's overview."""
    person = current_person()
    match person.role:
        case Role.APPRENTICE:
            return _apprentices_home()
        case Role.TUTOR:
            return render_template("home/tutor.html", page=tutor_home(person))
        case Role.ADMINISTRATOR:
            return render_template("home/administrator.html", page=administrator_home(person))


@blueprint.post("/files-left/delete")
@administrator_only
def delete_files_again() -> Response:
    """Try once more to delete what the store of files has kept."""
    administrator.delete_files_again(current_person())
    flash(
        "We try again now, and for two days if need be. What is left then stands here once more.", "success"
    )
    return redirect(url_for(".home"))


def _apprentices_home() -> str:
    apprenticeship = get_own_apprenticeship()
    standard = apprenticeship.standard
    page = apprentice_home(apprenticeship, standard.evidenced)
    deletion = deletion_notice(current_person(), apprenticeship)
    moved = move_notice(apprenticeship)
    return render_template(
        "home/apprentice.html", page=page, standard=standard, deletion=deletion, moved=moved
    )


@blueprint.get("/learners/")
@staff_only
def learners() -> str:
    """Where all the learners are, KSB by KSB."""
    return render_template("home/learners.html", page=learners_page(current_person()))


@blueprint.get("/learners/<int:apprenticeship_id>")
@staff_only
def learner(apprenticeship_id: int) -> str:
    """One learner as her tutor may see her: what was sent, and nothing of her drafts."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    deletion = deletion_notice(person, apprenticeship)
    return render_template("home/learner.html", page=learner_page(person, apprenticeship), deletion=deletion)
