"""Times in a clip, as people write them."""

import re

from foundation.errors import MasterpieceError


def seconds_from(words: str) -> float | None:
    """ "1:05" is 65 seconds; nothing is None. Raises MasterpieceError for what is not a time."""
    words = words.strip()
    if not words:
        return None
    match = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,2})", words)
    if match is None:
        raise MasterpieceError(f"“{words}” is not a time in the clip. Write minutes and seconds, like 0:08.")
    minutes, seconds = match[1], int(match[2])
    if minutes is not None and seconds > 59:
        raise MasterpieceError(
            f"“{words}” is not a time in the clip: a minute has 60 seconds. Write minutes and seconds, like 0:08."
        )
    return int(minutes or 0) * 60 + seconds
