"""What the frame of every page needs: who is signed in, the rooms in the bar, the links in the foot."""

from typing import Any

from flask import current_app, g, request, url_for

from accounts.access import find_current_person, find_own_apprenticeship
from accounts.models import Person, Role
from foundation.edge import READS

ROOMS = {
    Role.APPRENTICE: (
        ("Home", "home.home"),
        ("Portfolio", "portfolio.portfolio"),
        ("Report", "report_builder.report"),
        ("Gateway", "gateway.bounced"),
    ),
    Role.TUTOR: (
        ("Queue", "home.home"),
        ("Learners", "home.learners"),
        ("Phrases", "phrases.phrases"),
    ),
    Role.ADMINISTRATOR: (
        ("Home", "home.home"),
        ("People", "administration.people"),
        ("Learners", "home.learners"),
    ),
}
FOOT = (
    ("Help", "home.help_page"),
    ("Accessibility", "home.accessibility"),
    ("What we keep about you", "home.privacy"),
)
OWN_FOOT = {
    Role.APPRENTICE: (("Download everything", "home.leaving"),),
    Role.ADMINISTRATOR: (("Download everything", "home.provider_data"),),
}


def frame() -> dict[str, Any]:
    """The context of the layout. Asks the database for nothing when no session is open, as on an error page."""
    person = find_current_person() if "opened" in g else None
    return {
        "current_person": person,
        "navigation": _navigation(person),
        "footer_links": _footer_links(person),
        "standard_line": _standard_line(person),
        "home_url": url_for("home.home"),
        "sign_out_url": url_for("accounts.sign_out") if person else "",
    }


def _navigation(person: Person | None) -> list[tuple[str, str, bool]]:
    if person is None:
        return []
    here = (request.endpoint or "").partition(".")[0]
    left_out = _left_out(person)
    return [
        (label, url_for(endpoint), request.endpoint == endpoint or _is_in(here, endpoint))
        for label, endpoint in ROOMS[person.role]
        if endpoint in current_app.view_functions and endpoint not in left_out
    ]


def _left_out(person: Person) -> set[str]:
    """The rooms that this apprentice's plan has no use for."""
    own = find_own_apprenticeship() if person.role is Role.APPRENTICE else None
    return set() if own is None or own.standard.project else {"report_builder.report"}


def _is_in(here: str, endpoint: str) -> bool:
    room = endpoint.partition(".")[0]
    return room == here and room != "home"


def _footer_links(person: Person | None) -> list[tuple[str, str]]:
    wanted = FOOT + (OWN_FOOT.get(person.role, ()) if person is not None else ())
    return [
        (label, url_for(endpoint)) for label, endpoint in wanted if endpoint in current_app.view_functions
    ]


def _standard_line(person: Person | None) -> str:
    if person is None or person.role is not Role.APPRENTICE or request.method not in READS:
        return ""
    apprenticeship = find_own_apprenticeship()
    if apprenticeship is None:
        return ""
    standard = apprenticeship.standard
    quoted = ". Words quoted from the plan: Open Government Licence v3.0." if standard.methods else "."
    return standard.label + quoted
