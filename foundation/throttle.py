"""Slowing down whoever tries again and again. What is counted is kept in this process's memory, under a digest: no
address of anybody, by mail or on a network, stands in it or in a log.
"""

import hashlib
import math
import time
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from limits import parse_many

from foundation.errors import MasterpieceError
from foundation.extensions import limiter
from foundation.settings import Settings
from foundation.wording import numbered


class TooManyTries(MasterpieceError):
    """There were so many tries that the next one waits. The message says how long, and what else can be done."""

    status = 429


@dataclass(frozen=True)
class Tries:
    """Tries of one kind by, or at, one thing (`whose`), and how many there may be: "10 per minute; 40 per hour"."""

    limits: str
    whose: tuple[str, ...]

    def count(self) -> None:
        """One more."""
        for item in parse_many(self.limits) if limiter.enabled else ():
            limiter.limiter.hit(item, self._key)

    @property
    def wait(self) -> timedelta:
        """How long until the next may be made: until the last of the limits that are reached lets one in."""
        moment, waits = time.time(), [0.0]
        for item in parse_many(self.limits) if limiter.enabled else ():
            if not limiter.limiter.test(item, self._key):
                waits.append(limiter.limiter.get_window_stats(item, self._key).reset_time - moment)
        return timedelta(seconds=max(waits))

    @property
    def _key(self) -> str:
        settings: Settings = current_app.config["SETTINGS"]
        said = "\0".join((self.limits, *self.whose)).encode()
        return hashlib.blake2b(said, key=hashlib.sha256(settings.secret_key.encode()).digest()).hexdigest()


def longest_wait(*tries: Tries) -> timedelta:
    return max(one.wait for one in tries)


def in_words(wait: timedelta) -> str:
    """ "40 seconds", "35 minutes", "5 hours": never less than it takes."""
    seconds = max(math.ceil(wait.total_seconds()), 1)
    if seconds <= 90:
        return numbered(seconds, "second")
    minutes = math.ceil(seconds / 60)
    return numbered(minutes, "minute") if minutes <= 90 else numbered(math.ceil(minutes / 60), "hour")
