"""Comments as they are read: each with its answers beneath it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sign_off.models import Comment


@dataclass(frozen=True)
class Thread:
    """A comment and its answers, oldest first. An answer to an answer stands with the others."""

    comment: Comment
    answers: list[Comment] = field(default_factory=list)


def threads_of(comments: Sequence[Comment]) -> list[Thread]:
    """`comments` come oldest first, so that what is answered comes before its answer."""
    threads: dict[int, Thread] = {}
    for comment in comments:
        thread = threads.get(comment.reply_to_id) if comment.reply_to_id else None
        if thread is None:
            thread = Thread(comment)
        else:
            thread.answers.append(comment)
        threads[comment.id] = thread
    return [thread for number, thread in threads.items() if thread.comment.id == number]
