"""What a test may ask for, and which tools it needs. A missing tool skips with a plain reason; on CI it fails."""

import os
import shutil
import time
from ctypes.util import find_library
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from hypothesis import settings

from foundation.clock import LONDON

pytest_plugins = [
    "tests.servers",
    "tests.web",
    "tests.counting",
    "tests.browser",
    "tests.site",
    "tests.access.stage",
]

BEFORE_MIDNIGHT = timedelta(seconds=15)  # in which a test comes to what it says about today

# No test asserts a time, so a slow machine fails no example.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

TOOLS = {
    # The driver that Playwright brings along needs libatomic, which a machine without a compiler may lack.
    "needs_chromium": (
        "Chromium, or libatomic1,",
        lambda: shutil.which("chromium") and find_library("atomic"),
    ),
    "needs_libreoffice": ("LibreOffice", lambda: shutil.which("soffice")),
    "needs_ffmpeg": ("ffmpeg", lambda: shutil.which("ffmpeg")),
    "needs_node": ("Node", lambda: shutil.which("node")),
    "needs_openssl": ("openssl", lambda: shutil.which("openssl")),
    "needs_pango": ("Pango", lambda: find_library("pango-1.0")),
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """No test begins on one day and ends on the next, where "today" would be another one: it waits for the next."""
    while any(_ends_soon(zone) for zone in (UTC, LONDON)):
        time.sleep(0.1)


def _ends_soon(zone: tzinfo) -> bool:
    """Whether the day does."""
    moment = datetime.now(zone)
    return (moment + BEFORE_MIDNIGHT).date() != moment.date()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CI"):
        return
    missing = {mark: name for mark, (name, find) in TOOLS.items() if not find()}
    for item in items:
        for mark in missing.keys() & {marker.name for marker in item.iter_markers()}:
            item.add_marker(pytest.mark.skip(reason=f"{missing[mark]} is not installed"))
