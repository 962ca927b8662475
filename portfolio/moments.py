"""Comments on a moment of a clip, on the page of the piece: which clip, from which second."""

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.evidence_page import ShownFile
from sign_off.models import Comment
from sign_off.reviews.moments import moment_in


@dataclass(frozen=True)
class Moment:
    """`url` opens the clip there in any browser; our script plays it on the page, in the element `player`."""

    words: str
    url: str
    player: str
    seconds: int


def clips_in(files: Sequence[ShownFile]) -> list[ShownFile]:
    return [file for file in files if file.kind == "video"]


def moments_of(comments: Sequence[Comment], files: Sequence[ShownFile]) -> dict[int, Moment]:
    """By the comment's id, those whose clip is on the page and can be played."""
    return {
        comment.id: Moment(
            words=comment.locator.rpartition(", ")[2],
            url=f"{file.url}#t={seconds}",
            player=f"file-{file.id}",
            seconds=seconds,
        )
        for comment in comments
        for file in clips_in(files)
        if file.playable and (seconds := moment_in(comment.locator, file.name)) is not None
    }
