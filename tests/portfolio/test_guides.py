"""What the portfolio tells those who send, sign and serve it."""

from collections.abc import Sequence

from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.database import db
from portfolio.guides import PieceGuide, PortfolioGuide
from sign_off.manifest import changes_between
from sign_off.subjects import Concern
from tests.cast import Cast
from tests.portfolio.conftest import LOG, Desk, upload


def test_a_piece_is_not_sent_while_it_is_read_or_has_no_file_or_is_taken_out(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add(read=False)
    guide = PieceGuide()
    with desk.piece(item_id) as item:
        assert guide.blockers(item.subject) == [
            "We are still reading a file of this piece. Try again in a minute."
        ]
    desk.work()
    with desk.piece(item_id) as item:
        assert guide.blockers(item.subject) == []
    amira.post(f"/portfolio/files/{desk.file_of(item_id)}/delete")
    with desk.piece(item_id) as item:
        assert guide.blockers(item.subject) == ["“log” has no file yet. Add the file first."]
    amira.post(f"/portfolio/{item_id}/delete")
    with desk.piece(item_id) as item:
        assert guide.blockers(item.subject) == ["“log” is taken out of your portfolio. Bring it back first."]


def test_the_manifest_of_a_piece_names_every_file_by_its_bytes_and_what_it_shows(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add("Patch & restart.txt", b"Nothing that tells.")
    upload(amira, f"/portfolio/{item_id}/files", ("second.txt", LOG))
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    with desk.piece(item_id) as item:
        (entry,) = PieceGuide().manifest_of(item.subject).entries
        assert [file.name for file in entry.files] == ["Patch & restart.txt", "second.txt"]
        assert [file.sha256 for file in entry.files] == [file.sha256 for file in item.files]
        assert entry.facts["mapping"] == [["K8", "line 1", ""]]
        assert "context card" in entry.facts


def test_a_card_that_stays_out_of_the_pack_is_not_signed_for(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": "I wrote it."})
    with desk.piece(item_id) as item:
        (entry,) = PieceGuide().manifest_of(item.subject).entries
        assert "context card" not in entry.facts


def test_what_is_signed_moves_with_every_change_and_says_which(amira: FlaskClient, desk: Desk) -> None:
    item_id, guide = desk.add(), PortfolioGuide()
    with desk.look() as own:
        before = guide.manifest_of(own)
    upload(amira, f"/portfolio/files/{desk.file_of(item_id)}/replace", ("log.txt", b"Other words."))
    desk.work()
    with desk.look() as own:
        after = guide.manifest_of(own)
    assert before.canonical != after.canonical
    (change,) = changes_between(before, after, who="You", noun="piece")
    assert change.startswith("You ")
    assert "log" in change


def test_suggestions_that_nobody_answered_are_no_part_of_what_is_signed(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    with desk.piece(item_id) as item:
        assert item.links
        assert PieceGuide().manifest_of(item.subject).entries[0].facts["mapping"] == []


def said(concerns: Sequence[Concern]) -> list[str]:
    assert all(one.blocks for one in concerns)
    return [one.said for one in concerns]


def test_the_portfolio_is_signed_once_everything_is_accepted_and_in_order(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    guide = PortfolioGuide()
    with desk.look() as own:
        assert said(guide.concerns(own)) == ["There is no piece of evidence yet. Add the first one."]
    item_id = desk.add(content=b"Nothing that tells.")
    with desk.look() as own:
        assert said(guide.concerns(own)) == [
            "1 piece is not sent, or came back. Send it, or take it out.",
            "Something must still be put right.",
        ]
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    desk.send(item_id)
    with desk.look() as own:
        assert said(guide.concerns(own)) == ["Not accepted yet: “log”."]
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    assert ben.post(f"/subjects/{subject_id}/accept", data={"round": "1"}).status_code == 302
    with desk.look() as own:
        assert said(guide.concerns(own)) == []


def test_a_file_is_found_for_its_own_portfolio_alone(app: Flask, cast: Cast, desk: Desk) -> None:
    item_id = desk.add()
    file_id = str(desk.file_of(item_id))
    guide = PortfolioGuide()
    with desk.look() as own:
        served = guide.find_file(own, file_id)
        assert served is not None
        assert served.name == "log.txt"
        for unknown in ("", "404", "one", "-1"):
            assert guide.find_file(own, unknown) is None
        strangers = db.session.get_one(Apprenticeship, cast.strangers_apprenticeship)
        assert guide.find_file(strangers, file_id) is None
