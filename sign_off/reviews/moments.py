"""A comment on a moment of a clip: its place is the clip's name and a time, "Switch.mp4, 1:05"."""

import re
from contextlib import suppress

from accounts.models import Person
from foundation.clip_time import seconds_from
from foundation.clock import as_duration
from foundation.errors import MasterpieceError
from sign_off.models import Subject
from sign_off.state import was_sent
from sign_off.subjects import guide_to


def place_in_clip(person: Person, subject: Subject, file_id: str, typed: str) -> str:
    """The place as it is kept; empty where no moment was typed. What is no time stays as it was typed: the comment is
    worth more than its place. A clip that `person` may not see is not named."""
    if not typed:
        return ""
    seconds = None
    with suppress(MasterpieceError):
        seconds = seconds_from(typed)
    moment = typed if seconds is None else as_duration(seconds)
    may_see = person.id == subject.apprenticeship.apprentice_id or was_sent(subject, file_id)
    clip = guide_to(subject).find_file(subject, file_id) if may_see else None
    return f"{clip.name}, {moment}" if clip is not None else moment


def moment_in(locator: str, clip: str) -> int | None:
    """The second of the clip of this name that the place is at; None where it is no moment of it."""
    match = re.fullmatch(r"(?P<clip>.*), (?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", locator, re.DOTALL)
    if match is None or match["clip"] != clip:
        return None
    return int(match["minutes"]) * 60 + int(match["seconds"])
