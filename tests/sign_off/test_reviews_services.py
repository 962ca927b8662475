from datetime import timedelta

import pytest
from sqlalchemy import select, update

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import MasterpieceError, NotAllowed, Refused
from foundation.events import Event
from foundation.outbox import Mail, postbox
from sign_off.models import Decision, Review, Subject, SubjectKind
from sign_off.reviews import services
from sign_off.reviews.access import (
    can_comment,
    can_reopen,
    can_review,
    can_submit,
    can_withdraw,
    get_subject_for,
)
from sign_off.reviews.queries import list_comments, queue_for
from sign_off.reviews.taken_back import TakenBack
from sign_off.state import ReviewState, state_of
from tests.cast import Cast
from tests.sign_off.conftest import new_subject, pass_gateway, person
from tests.sign_off.guides import Shelf

pytestmark = pytest.mark.usefixtures("open_desk")


@pytest.fixture
def amira(cast: Cast) -> Person:
    return person(cast.amira)


@pytest.fixture
def ben(cast: Cast) -> Person:
    return person(cast.ben)


@pytest.fixture
def piece(cast: Cast, open_desk: None) -> Subject:
    return new_subject(cast)


def kinds_of_events() -> list[str]:
    return list(
        db.session.scalars(select(Event.kind).where(Event.subject.startswith("subject:")).order_by(Event.id))
    )


def test_what_is_sent_is_frozen_as_it_was(amira: Person, piece: Subject, shelf: Shelf) -> None:
    review = services.submit_subject(amira, piece)
    shelf.change_file(1, b"another")
    assert state_of(piece) is ReviewState.SENT
    assert review.number == 1
    assert review.snapshot["entries"][0]["files"][0]["size"] == len(b"%PDF-1.7 the runbook")
    assert review.digest != shelf.manifest_of(piece).digest


def test_what_is_not_ready_is_not_sent_and_says_why(amira: Person, piece: Subject, shelf: Shelf) -> None:
    shelf.why_not.append("“Notes” has no file yet. Add one first.")
    with pytest.raises(Refused, match="has no file yet"):
        services.submit_subject(amira, piece)
    assert state_of(piece) is ReviewState.DRAFT


def test_a_thing_with_the_tutor_is_not_sent_again(amira: Person, piece: Subject) -> None:
    services.submit_subject(amira, piece)
    with pytest.raises(Refused, match="with your tutor already"):
        services.submit_subject(amira, piece)


def test_of_two_sendings_at_once_the_database_lets_one_in(
    amira: Person, piece: Subject, shelf: Shelf
) -> None:
    digest = shelf.manifest_of(piece).digest
    db.session.add(Review(subject_id=piece.id, number=7, sent_at=now(), snapshot={}, digest=digest))
    db.session.flush()  # the other browser's, which this session has not read
    with pytest.raises(Refused, match="with your tutor already"):
        services.submit_subject(amira, piece)


def test_what_was_sent_can_be_taken_back_until_it_is_decided(
    amira: Person, ben: Person, piece: Subject
) -> None:
    services.submit_subject(amira, piece)
    services.withdraw_subject(amira, piece)
    assert state_of(piece) is ReviewState.DRAFT
    services.submit_subject(amira, piece)
    services.accept_subject(ben, piece)
    with pytest.raises(Refused, match="nothing to take back"):
        services.withdraw_subject(amira, piece)


def test_what_is_taken_back_at_the_same_moment_is_not_decided(
    amira: Person, ben: Person, piece: Subject
) -> None:
    review = services.submit_subject(amira, piece)
    other_browser = update(Review).where(Review.id == review.id)
    db.session.execute(
        other_browser.values(decision=Decision.WITHDRAWN, decided_at=now()),
        execution_options={"synchronize_session": False},
    )
    with pytest.raises(TakenBack, match="Amira has taken this piece back"):
        services.accept_subject(ben, piece)


def test_a_tutor_sends_back_with_a_note_and_never_without(amira: Person, ben: Person, piece: Subject) -> None:
    services.submit_subject(amira, piece)
    with pytest.raises(Refused, match="what should change"):
        services.return_subject(ben, piece, "  ")
    services.return_subject(ben, piece, " Say who approved the change. ")
    assert state_of(piece) is ReviewState.RETURNED
    assert (piece.reviews[-1].note, piece.reviews[-1].decided_by) == ("Say who approved the change.", ben)
    assert can_submit(amira, piece)


def test_what_is_accepted_is_locked_until_it_is_opened_again(
    amira: Person, ben: Person, piece: Subject
) -> None:
    services.submit_subject(amira, piece)
    services.accept_subject(ben, piece)
    assert not can_submit(amira, piece)
    services.reopen_subject(amira, piece)
    assert state_of(piece) is ReviewState.DRAFT
    assert [review.decision for review in piece.reviews] == [Decision.ACCEPTED, Decision.REOPENED]
    assert kinds_of_events() == ["subject_submitted", "subject_accepted", "subject_reopened"]
    with pytest.raises(Refused, match="not accepted"):
        services.reopen_subject(amira, piece)


@pytest.mark.parametrize(
    "who", ["callum", "carys", "olive", "stranger_apprentice", "stranger_tutor", "stranger_administrator"]
)
def test_nobody_else_sends_decides_opens_or_comments(
    who: str, cast: Cast, piece: Subject, ben: Person
) -> None:
    other, amira = person(getattr(cast, who)), person(cast.amira)
    assert not can_submit(other, piece)
    services.submit_subject(amira, piece)
    for may in (can_withdraw, can_review, can_comment):
        assert not may(other, piece)
    services.accept_subject(ben, piece)
    assert not can_reopen(other, piece)


def test_each_verb_refuses_whoever_may_not(cast: Cast, piece: Subject, amira: Person, ben: Person) -> None:
    carys = person(cast.carys)
    with pytest.raises(NotAllowed):
        services.submit_subject(ben, piece)
    services.submit_subject(amira, piece)
    with pytest.raises(NotAllowed):
        services.withdraw_subject(ben, piece)
    with pytest.raises(NotAllowed):
        services.accept_subject(amira, piece)
    with pytest.raises(NotAllowed):
        services.return_subject(carys, piece, "No.")
    with pytest.raises(NotAllowed):
        services.add_comment(carys, piece, "Hello")
    services.accept_subject(ben, piece)
    with pytest.raises(NotAllowed):
        services.reopen_subject(carys, piece)


def test_a_draft_is_private(cast: Cast, piece: Subject, amira: Person, ben: Person) -> None:
    assert get_subject_for(amira, piece.id) is piece
    for stranger in (ben, person(cast.olive), person(cast.callum)):
        with pytest.raises(MasterpieceError, match="could not find"):
            get_subject_for(stranger, piece.id)
    services.submit_subject(amira, piece)
    assert get_subject_for(ben, piece.id) is piece
    assert get_subject_for(person(cast.olive), piece.id) is piece


def test_a_comment_stands_at_its_sentence_and_its_answer_at_the_same(
    amira: Person, ben: Person, piece: Subject
) -> None:
    with pytest.raises(Refused, match="does not have this"):
        services.add_comment(ben, piece, "Early")
    services.submit_subject(amira, piece)
    comment = services.add_comment(ben, piece, "Who approved it?", locator="p. 3", excerpt="It was approved.")
    answer = services.reply(amira, comment, "Dana did.")
    deeper = services.reply(ben, answer, "Say so there.")
    assert [said.body for said in list_comments(piece)] == ["Who approved it?", "Dana did.", "Say so there."]
    assert (answer.locator, answer.excerpt) == ("p. 3", "It was approved.")
    assert answer.reply_to_id == deeper.reply_to_id == comment.id
    with pytest.raises(Refused, match="Write your comment"):
        services.add_comment(ben, piece, " ")


def test_help_is_logged_and_an_apprentices_answer_is_not_help(
    amira: Person, ben: Person, piece: Subject
) -> None:
    services.submit_subject(amira, piece)
    services.reply(amira, services.add_comment(ben, piece, "Who?"), "Dana.")
    services.return_subject(ben, piece, "Say who.")
    helped = db.session.scalars(select(Event).order_by(Event.id)).all()
    assert [event.kind for event in helped if event.details.get("help")] == [
        "comment_added",
        "subject_returned",
    ]


def test_after_the_gateway_a_report_is_unaided_unless_the_provider_says_otherwise(
    cast: Cast, amira: Person, ben: Person
) -> None:
    report, evidence = new_subject(cast, SubjectKind.REPORT), new_subject(cast)
    services.submit_subject(amira, report)
    services.submit_subject(amira, evidence)
    pass_gateway(cast, comments=False)
    assert not can_review(ben, report)
    assert not can_comment(ben, report)
    with pytest.raises(Refused, match="unaided"):
        services.add_comment(ben, report, "Try this")
    with pytest.raises(Refused, match="unaided"):
        services.return_subject(ben, report, "Try this")
    with pytest.raises(Refused, match="unaided"):
        services.accept_subject(ben, report)
    assert can_review(ben, evidence)
    assert can_comment(ben, evidence)
    services.withdraw_subject(amira, report)
    with pytest.raises(Refused, match="unaided"):
        services.submit_subject(amira, report)


def test_a_report_that_lies_with_the_tutor_when_comments_end_goes_back_without_a_word(
    cast: Cast, amira: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    report = new_subject(cast, SubjectKind.REPORT)
    pass_gateway(cast, comments=True)
    services.submit_subject(amira, report)
    pass_gateway(cast, comments=False)
    assert [one.subject_id for one in queue_for(ben)] == [report.id]
    with pytest.raises(NotAllowed):
        services.return_subject(person(cast.carys), report)
    services.return_subject(ben, report)
    assert (state_of(report), report.reviews[-1].note) == (ReviewState.RETURNED, "")
    assert queue_for(ben) == []
    returned = db.session.scalars(select(Event).where(Event.kind == "subject_returned")).one()
    assert "help" not in returned.details, "nothing was said, so nobody was helped"
    mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert mail is not None and "without a note: the gateway is passed" in mail.body
    assert "send it again" not in mail.body
    with pytest.raises(Refused, match="not waiting"):
        services.return_subject(ben, report)


def test_a_provider_that_allows_comments_after_the_gateway_has_them_logged_as_such(
    cast: Cast, amira: Person, ben: Person
) -> None:
    report = new_subject(cast, SubjectKind.REPORT)
    pass_gateway(cast, comments=True)
    services.submit_subject(amira, report)
    services.add_comment(ben, report, "Which ticket was it?")
    logged = db.session.scalars(select(Event).where(Event.kind == "comment_added")).one()
    assert (logged.details["help"], logged.details["after_gateway"]) == (True, True)


def test_the_queue_has_the_longest_wait_first_and_counts_rounds(
    cast: Cast, amira: Person, ben: Person
) -> None:
    first, second = new_subject(cast), new_subject(cast)
    services.submit_subject(amira, first)
    services.return_subject(ben, first, "Once more.")
    services.submit_subject(amira, first)
    services.withdraw_subject(amira, first)
    services.submit_subject(amira, first)
    services.submit_subject(amira, second)
    second.reviews[-1].sent_at = now() - timedelta(days=6)
    db.session.flush()
    waiting = queue_for(ben)
    assert [(one.subject_id, one.round, one.days, one.is_long) for one in waiting] == [
        (second.id, 1, 6, True),
        (first.id, 2, 0, False),
    ]
    assert (waiting[0].apprentice, waiting[0].tutor) == ("Amira Hussain", "Ben Carter")
    assert waiting[0].title == "Patch compliance runbook"
    assert queue_for(person(cast.carys)) == queue_for(person(cast.stranger_tutor)) == []


def test_the_tutor_and_the_apprentice_get_mail_where_mail_goes(
    amira: Person, ben: Person, piece: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    services.submit_subject(amira, piece)
    services.return_subject(ben, piece, "Say who approved it.")
    services.submit_subject(amira, piece)
    services.accept_subject(ben, piece, "Well told.")
    mails = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [(mail.to, mail.subject) for mail in mails] == [
        (ben.email, "Amira Hussain sent you “Patch compliance runbook”"),
        (amira.email, "“Patch compliance runbook” came back to you"),
        (ben.email, "Amira Hussain sent you “Patch compliance runbook”"),
        (amira.email, "“Patch compliance runbook” is accepted"),
    ]
    assert "Say who approved it." in mails[1].body
    assert "Well told." in mails[3].body
    assert all(f"http://masterpiece.test/subjects/{piece.id}" in mail.body for mail in mails)
