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
    return int(match[1] or 0) * 60 + int(match[2])
