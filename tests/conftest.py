"""What a test may ask for, and which tools it needs. A missing tool skips with a plain reason; on CI it fails."""

import os
import shutil
from ctypes.util import find_library

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.servers",
    "tests.web",
    "tests.counting",
    "tests.browser",
    "tests.site",
    "tests.access.stage",
]

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
    "needs_pango": ("Pango", lambda: find_library("pango-1.0")),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CI"):
        return
    missing = {mark: name for mark, (name, find) in TOOLS.items() if not find()}
    for item in items:
        for mark in missing.keys() & {marker.name for marker in item.iter_markers()}:
            item.add_marker(pytest.mark.skip(reason=f"{missing[mark]} is not installed"))
