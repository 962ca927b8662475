"""The one most useful next step of an apprentice: a function on plain facts.

What keeps somebody else waiting or may not stay comes first, then what is nearly done, then what is missing. Only one
step is ever shown, so the order below is the whole of the advice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.wording import counted, listed, number, sentence_case
from sign_off.state import ReviewState


class Act(StrEnum):
    """What the step is about; the page knows which address that is."""

    ADD = "add"
    MEND = "mend"
    ANSWER = "answer"
    DECIDE = "decide"
    MAP = "map"
    SEND = "send"
    SIGN = "sign"
    ASK = "ask"
    CHECK = "check"
    LOOK = "look"


class Signed(StrEnum):
    """How far a statement is."""

    NOBODY = "nobody"
    DECLINED = "declined"
    APPRENTICE = "apprentice"
    BOTH = "both"
    VOID = "void"


@dataclass(frozen=True)
class PieceFact:
    """A piece as the advice sees it. `asked` is what the tutor wrote when she or he sent it back."""

    id: int
    title: str
    state: ReviewState
    to_decide: Sequence[str] = ()
    mapped: Sequence[str] = ()
    is_being_read: bool = False
    asked: str = ""


@dataclass(frozen=True)
class MustFact:
    """Something that the plan says must be put right, other than a missing mapping; about one piece, or the whole."""

    title: str
    message: str
    fix: str
    url: str
    piece_id: int | None = None


@dataclass(frozen=True)
class GapFact:
    """The thinnest theme: the KSBs of it that no piece is mapped to, and a question that may ring a bell."""

    theme: str
    codes: Sequence[str]
    question: str


@dataclass(frozen=True)
class ReportFact:
    """A report that the tutor sent back, with `note`."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """Where an apprentice stands. `pieces` are in the order in which they should be dealt with; `asked` says that the
    employer was sent a link to sign the portfolio by. `report` is one that came back."""

    tutor: str
    employer: str
    pieces: Sequence[PieceFact] = ()
    musts: Sequence[MustFact] = ()
    gap: GapFact | None = None
    signed: Signed = Signed.NOBODY
    asked: bool = False
    report: ReportFact | None = None


@dataclass(frozen=True)
class NextStep:
    """`piece_id` says which piece it is about, `url` where it is settled when that is nowhere else."""

    act: Act
    title: str
    sentence: str
    button: str
    piece_id: int | None = None
    url: str = ""


def next_step(facts: Facts) -> NextStep:
    """The most useful thing to do now, before the gateway. There always is one, if only to look at what she has."""
    for advise in _ADVICE:
        step = advise(facts)
        if step is not None:
            return step
    return _rest(facts)


def _add(facts: Facts) -> NextStep | None:
    if facts.pieces:
        return None
    return NextStep(
        Act.ADD,
        "Add your first piece of evidence",
        "Start with something you have already done: an email, a form, a photograph, a note. "
        "It need not be tidy.",
        "Add evidence",
    )


def _mend(facts: Facts) -> NextStep | None:
    if not facts.musts:
        return None
    must = facts.musts[0]
    return NextStep(Act.MEND, must.title, must.message, must.fix, must.piece_id, must.url)


def _answer(facts: Facts) -> NextStep | None:
    piece = _first(facts, lambda piece: piece.state is ReviewState.RETURNED)
    if piece is None:
        return None
    asked = (
        f"{facts.tutor} wrote: “{piece.asked}”" if piece.asked else f"{facts.tutor} has sent it back to you."
    )
    return NextStep(Act.ANSWER, f"Answer {facts.tutor} on “{piece.title}”", asked, "Open the piece", piece.id)


def _answer_report(facts: Facts) -> NextStep | None:
    report = facts.report
    if report is None:
        return None
    wrote = (
        f"{facts.tutor} wrote: “{report.note}”" if report.note else f"{facts.tutor} has sent it back to you."
    )
    return NextStep(
        Act.LOOK, f"Answer {facts.tutor} on “{report.title}”", wrote, "Open the report", url=report.url
    )


def _decide(facts: Facts) -> NextStep | None:
    piece = _first(facts, lambda piece: piece.state is ReviewState.DRAFT and bool(piece.to_decide))
    if piece is None:
        return None
    one = len(piece.to_decide) == 1
    return NextStep(
        Act.DECIDE,
        f"Decide what “{piece.title}” shows",
        f"We found words in it that seem to show {listed(piece.to_decide)}. "
        f"Look at {'them' if one else 'each'} and say yes or no.",
        f"Look at {counted(len(piece.to_decide), 'suggestion')}",
        piece.id,
    )


def _map(facts: Facts) -> NextStep | None:
    piece = _first(
        facts,
        lambda piece: piece.state is ReviewState.DRAFT and not piece.mapped and not piece.is_being_read,
    )
    if piece is None:
        return None
    return NextStep(
        Act.MAP,
        f"Say what “{piece.title}” shows",
        "It is not mapped to any KSB yet. Choose what it shows, and say where.",
        "Choose a KSB",
        piece.id,
    )


def _send(facts: Facts) -> NextStep | None:
    piece = _first(facts, lambda piece: piece.state is ReviewState.DRAFT and bool(piece.mapped))
    if piece is None:
        return None
    return NextStep(
        Act.SEND,
        f"Send “{piece.title}” to {facts.tutor}",
        f"It shows {listed(piece.mapped)}. {sentence_case(facts.tutor)} reads it, then accepts it or says what "
        "is missing.",
        "Look at it once more",
        piece.id,
    )


def _fill(facts: Facts) -> NextStep | None:
    if facts.gap is None:
        return None
    return NextStep(
        Act.ADD,
        f"Add a piece for {facts.gap.theme}",
        f"Nothing of yours shows {listed(facts.gap.codes, 'or')} yet. {facts.gap.question}",
        "Add evidence",
    )


def _sign(facts: Facts) -> NextStep | None:
    if any(piece.state is not ReviewState.ACCEPTED for piece in facts.pieces):
        return None
    if facts.signed is Signed.VOID:
        return NextStep(
            Act.SIGN,
            "Sign the statement again",
            "Something in your portfolio changed after it was signed, so what was signed no longer counts.",
            "See what changed",
        )
    if facts.signed is Signed.DECLINED:
        return NextStep(
            Act.SIGN,
            f"Read why {facts.employer} did not sign",
            f"{facts.employer} looked at your portfolio and said that something is not right. "
            "Put it right, then ask again.",
            "Read the reason",
        )
    if facts.signed is Signed.NOBODY:
        return NextStep(
            Act.SIGN,
            "Sign that the work is yours",
            f"Everything you sent is accepted. Read what the statement says and covers, then sign; "
            f"{facts.employer} signs after you.",
            "Read the statement",
        )
    if facts.signed is Signed.APPRENTICE and not facts.asked:
        return NextStep(
            Act.ASK,
            f"Ask {facts.employer} to sign",
            f"You have signed. {facts.employer} signs after you, by a link and without an account.",
            "Go to the statements",
        )
    return None


def _check(facts: Facts) -> NextStep | None:
    if facts.signed is not Signed.BOTH:
        return None
    return NextStep(
        Act.CHECK,
        "See whether your pack would be bounced",
        f"You and {facts.employer} have both signed. One page says what the plan asks before the gateway, "
        "and makes the pack.",
        "Would this be bounced?",
    )


def _rest(facts: Facts) -> NextStep:
    lying = sum(piece.state is ReviewState.SENT for piece in facts.pieces)
    if lying:
        return NextStep(
            Act.LOOK,
            f"You wait for {facts.tutor}",
            f"{sentence_case(counted(lying, 'piece'))} {'lies' if lying == 1 else 'lie'} with {facts.tutor}. "
            "You hear by email when something comes back.",
            "See your portfolio",
        )
    if facts.signed is Signed.APPRENTICE:
        return NextStep(
            Act.LOOK,
            f"You wait for {facts.employer}",
            f"You have signed the statement. It is {facts.employer}’s turn, by a link.",
            "See your portfolio",
        )
    return NextStep(
        Act.LOOK,
        "We are reading what you added",
        f"It stays on this server. You can go on: {number(len(facts.pieces))} of yours "
        f"{'is' if len(facts.pieces) == 1 else 'are'} here already.",
        "See your portfolio",
    )


def _first(facts: Facts, fits: Callable[[PieceFact], bool]) -> PieceFact | None:
    return next((piece for piece in facts.pieces if fits(piece)), None)


_ADVICE = (_mend, _add, _answer, _answer_report, _decide, _map, _send, _fill, _sign, _check)
