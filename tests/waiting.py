"""To wait for what a test looks at: as long as a machine that does much else may need, and no longer than it takes."""

import time
from collections.abc import Callable

PATIENCE = 60  # seconds


def wait_until(true: Callable[[], object], said: Callable[[], str] = lambda: "waited in vain") -> None:
    """Return as soon as `true()` is. Raises AssertionError with what is `said` when it never is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, said()
        time.sleep(0.02)
