"""Why a file cannot be read, each in one line that its owner can act on.

The lines never name the file: whoever shows them writes "We could not open budget.xlsx: " in front.
"""

from __future__ import annotations

from typing import ClassVar


class UnreadableFile(Exception):
    """The base of every refusal; `str()` is the line to show and `reason` its name in JSON."""

    reason: ClassVar[str] = "unreadable"
    message: ClassVar[str] = (
        "it is damaged, or was saved in a way that we cannot read. Save a new copy and add it again."
    )

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)

    @staticmethod
    def named(reason: str, message: str) -> UnreadableFile:
        """The refusal that another process reported, as the same class that it raised."""
        for refusal in UnreadableFile.__subclasses__():
            if refusal.reason == reason:
                return refusal(message)
        return UnreadableFile(message)


class Encrypted(UnreadableFile):
    reason = "encrypted"
    message = "it asks for a password. Save a copy without one and add it again."


class Truncated(UnreadableFile):
    reason = "truncated"
    message = "its end is missing, or it is damaged. Copy it again from where you made it and add that copy."


class TooBig(UnreadableFile):
    reason = "too_big"
    message = "it unpacks to far more than a document of its size should. Save a new copy and add that one."


class WrongType(UnreadableFile):
    reason = "wrong_type"
    message = "it is not a kind of file that we can read."


class EmptyFile(UnreadableFile):
    reason = "empty"
    message = "it is empty (0 bytes). Check the original, save it again and add that copy."


class TookTooLong(UnreadableFile):
    reason = "too_slow"
    message = "it took too long to read. Split it into smaller files and add those."
