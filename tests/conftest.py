"""What every test may rely on: tests that need a tool which is not installed say so instead of failing."""

from __future__ import annotations

import os
import shutil

import pytest

TOOLS = {
    "needs_libreoffice": ("soffice", "LibreOffice (soffice) is not installed"),
    "needs_ffmpeg": ("ffmpeg", "ffmpeg is not installed"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CI"):
        return
    for item in items:
        for marker, (command, reason) in TOOLS.items():
            if item.get_closest_marker(marker) and shutil.which(command) is None:
                item.add_marker(pytest.mark.skip(reason=reason))
