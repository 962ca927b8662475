"""A made-up standard of two options: some of its KSBs are everybody's, some the tuners', some the bell hangers'."""

import json
from pathlib import Path

import standards
from accounts.models import StandardVersion
from accounts.services import publish_standard
from foundation.clock import now

PAGE = Path(__file__).parent / "standards" / "importing" / "pages" / "page.txt"
CORE = ("K1", "K2", "K3", "K4", "S1", "S2", "S3", "B1", "B2")
TUNER, HANGER = ("K5", "S4"), ("K6", "S5")


def two_options() -> standards.Standard:
    """The portfolio of it asks for what is the options' too: K5 and K6, each in a theme of its own."""
    content = standards.import_page(PAGE.read_bytes()).standard.to_dict()
    _, discussion = content["methods"]
    discussion["ksbs"] += ["K5", "K6"]
    discussion["themes"] += [{"name": "Tuning", "ksbs": ["K5"]}, {"name": "Hanging", "ksbs": ["K6"]}]
    return standards.Standard.from_dict(content)


def bell_founder(version: str = "1.3") -> StandardVersion:
    """As a row that no database has."""
    standard = two_options()
    return StandardVersion(
        id=2,
        reference=standard.reference,
        version=version,
        content={**standard.to_dict(), "version": version},
        published_at=now(),
        published_by="tests",
    )


def publish_two_options(version: str = "1.3", tuner: str = "Tuner") -> StandardVersion:
    """Inside a session. Where the tuners are called otherwise, their id is another too."""
    content = two_options().to_dict() | {"version": version}
    written = json.dumps(content)
    if tuner != "Tuner":
        written = written.replace('"Tuner"', json.dumps(tuner)).replace('"tuner"', '"another"')
    return publish_standard(standards.Standard.from_dict(json.loads(written)), by="tests")
