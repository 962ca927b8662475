"""Standards that came without a plan, or with a method that we do not prepare for; and Amira on one of them."""

from typing import Any

import standards
from accounts.models import Apprenticeship
from accounts.services import publish_standard
from foundation.database import db
from tests.cast import Cast

KSBS = [
    {
        "code": "K1",
        "text": "The purpose of an operating system and how it is kept up to date.",
        "options": [],
    },
    {"code": "K2", "text": "How to read a network diagram.", "options": []},
    {"code": "S1", "text": "Install and configure operating systems and servers.", "options": []},
    {"code": "B1", "text": "Works carefully and tells others in time.", "options": []},
]
BARE: dict[str, Any] = {"reference": "ST9001", "version": "1.0", "title": "Bench technician", "ksbs": KSBS}
TEST: dict[str, Any] = {
    "id": "practical",
    "name": "Practical test",
    "kind": "other",
    "ksbs": ["K2", "S1"],
    "limits": {"total_minutes": 90},
}


def put_amira_on(cast: Cast, content: dict[str, Any]) -> None:
    """Inside a session."""
    version = publish_standard(standards.Standard.from_dict(content), by="tests")
    db.session.get_one(Apprenticeship, cast.amiras_apprenticeship).standard_version = version
    db.session.flush()
