"""What the plan fixes about the presentation, in words."""

from collections.abc import Iterator

from foundation.wording import numbered
from standards import Limits


def facts_of(limits: Limits) -> Iterator[tuple[str, str]]:
    """(figure, what it is) of what the plan fixes about the presentation; nothing where it does not say."""
    if limits.minutes is not None:
        yield numbered(limits.minutes, "minute"), "for you to present"
    if limits.question_minutes is not None:
        yield numbered(limits.question_minutes, "minute"), "of questions after it"
    if limits.total_minutes is not None:
        most = round(limits.total_minutes * (1 + (limits.extension or 0)))
        longer = f", or up to {most} if the assessor lets you finish a point" if limits.extension else ""
        yield numbered(limits.total_minutes, "minute"), f"in all{longer}"
    if limits.questions_min is not None:
        yield numbered(limits.questions_min, "question"), "at least"
    if limits.notice_weeks is not None:
        yield numbered(limits.notice_weeks, "week"), "of notice before the day"
    if limits.review_weeks is not None:
        yield numbered(limits.review_weeks, "week"), "for the assessor to read what you send"
