"""The geometry and the plain words of our pictures: word meter, video meter, stones.

Pure values in, ready strings out, so that templates hold no arithmetic. Positions are percentages of
the track, because the pictures are SVG without a viewBox and need no inline style.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from foundation.wording import numbered

# The rail of the word meter runs a quarter past the goal, so that "too long" has room to be seen.
RAIL = 1.25
# The gap between two clips on the tape.
SEAM = 0.4


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.2f}%"


def clock(seconds: int) -> str:
    """Minutes and seconds as a player shows them: 642 is "10:42"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _span(seconds: int) -> str:
    if seconds >= 60:
        return clock(seconds)
    return numbered(seconds, "second")


@dataclass(frozen=True)
class WordMeter:
    """How long a text is against what the plan allows. `over_width` is None unless it is too long, what is about a
    bound empty where the plan sets none."""

    count: str
    left: str
    scale: str
    low_label: str
    goal_label: str
    high_label: str
    low_x: str
    goal_x: str
    high_x: str
    zone_width: str
    fill_width: str
    over_width: str | None

    @classmethod
    def of(cls, words: int, low: int | None, goal: int, high: int | None) -> Self:
        """The meter of `words` counted words, allowed from `low` to `high`, best at `goal`. A bound that the plan does
        not set is None; without either, `goal` is "about" what it asks for."""
        rail = goal * RAIL
        shown = words if high is None else min(words, high)
        return cls(
            count=numbered(words, "word"),
            left=_words_left(words, low, goal, high),
            scale=_scale(low, goal, high),
            low_label="" if low is None else f"{low:,}",
            goal_label="" if goal in (low, high) else f"{goal:,}",
            high_label="" if high is None else f"{high:,}",
            low_x=_percent((low or 0) / rail),
            goal_x=_percent(goal / rail),
            high_x=_percent((high or rail) / rail),
            zone_width="" if low is None and high is None else _percent(((high or rail) - (low or 0)) / rail),
            fill_width=_percent(shown / rail),
            over_width=None if high is None or words <= high else _percent((min(words, rail) - high) / rail),
        )


def _words_left(words: int, low: int | None, goal: int, high: int | None) -> str:
    """What is left to do about the length. static/src/report/count.js says the same."""
    if high is not None and words > high:
        return f"Anything past {high:,} may not be read; {words - high:,} to cut"
    if low is not None and words < low:
        return f"{low - words:,} more to reach {low:,}"
    if high is not None:
        room = f"{high - words:,} more fit before {high:,}" if words < high else f"exactly at {high:,}"
        return f"{room[0].upper()}{room[1:]}" if low is None else f"Long enough, and {room}"
    if low is not None:
        return "Long enough"
    if words < goal:
        return f"The plan says about {goal:,}; {goal - words:,} to go"
    return f"The plan says about {goal:,}" + (f"; this is {words - goal:,} more" if words > goal else "")


def _scale(low: int | None, goal: int, high: int | None) -> str:
    if low is None and high is None:
        return f"The text is to be about {goal:,} words long."
    if low is None:
        return f"The text may be at most {high:,} words long."
    if high is None:
        return f"The text must be at least {low:,} words long."
    return f"The text may be {low:,} to {high:,} words long. The aim is {goal:,}."


@dataclass(frozen=True)
class Clip:
    """A video clip: its title, and its true length in whole seconds."""

    title: str
    seconds: int


@dataclass(frozen=True)
class Tape:
    """One clip as a stretch of the tape; `look` "1" or "2" sets it off from its neighbour."""

    title: str
    time: str
    x: str
    width: str
    look: str


@dataclass(frozen=True)
class VideoMeter:
    """All clips against the limit. `over_width` and `limit_x` are None unless they run too long together."""

    total: str
    count: str
    left: str
    clips: tuple[Tape, ...]
    limit_x: str | None
    over_width: str | None

    @classmethod
    def of(cls, clips: Sequence[Clip], limit_seconds: int) -> Self:
        """The meter of `clips`, which together may run `limit_seconds`."""
        total = sum(clip.seconds for clip in clips)
        over = total - limit_seconds
        end = max(total, limit_seconds)
        limit = clock(limit_seconds)
        if over > 0:
            longest = clock(max(clip.seconds for clip in clips))
            left = (
                f"Your clips run {clock(total)}. The limit is {limit}, so {_span(over)} must go. "
                f"The longest is {longest}."
            )
        else:
            left = "Nothing left" if over == 0 else f"{clock(-over)} left"
        return cls(
            total=clock(total),
            count=f"{clock(total)} of {limit}",
            left=left,
            clips=tuple(_tapes(clips, end)),
            limit_x=_percent(limit_seconds / end) if over > 0 else None,
            over_width=_percent(over / end) if over > 0 else None,
        )


def _tapes(clips: Sequence[Clip], end: int) -> Iterable[Tape]:
    start = 0
    for place, clip in enumerate(clips):
        seam = SEAM / 100 if place else 0.0
        yield Tape(
            title=clip.title,
            time=clock(clip.seconds),
            x=_percent(start / end + seam),
            width=_percent(clip.seconds / end - seam),
            look="2" if place % 2 else "1",
        )
        start += clip.seconds


@dataclass(frozen=True)
class StoneRow:
    """One theme as a row of stones: True is laid, False is missing."""

    name: str
    stones: tuple[bool, ...]
    words: str

    @classmethod
    def of(cls, name: str, stones: Iterable[bool]) -> Self:
        """The row of `name`, with the words for those who hear it ("2 of 3 shown")."""
        laid = tuple(stones)
        return cls(name=name, stones=laid, words=f"{sum(laid)} of {len(laid)} shown")


@dataclass(frozen=True)
class PageMark:
    """One piece as a little page: how it looks, its sign, and its state in words."""

    look: str
    icon: str
    words: str
