"""A comment on a moment of a clip: typed without a script, played by a link that any browser follows."""

import re

import pytest
from flask.testing import FlaskClient

from portfolio.models import ReadState
from tests.portfolio.conftest import Desk


@pytest.fixture
def piece(amira: FlaskClient, desk: Desk) -> tuple[int, int, int]:
    """A piece with one clip, sent to Ben: its id, its subject's and the clip's."""
    item_id = desk.add("switch, take 2.mp4", b"\x00\x00\x00\x18ftypmp42 no more", read=False)
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "1:05"})
    with desk.piece(item_id) as item:
        file = item.files[0]
        file.state, file.kind, file.media_type = ReadState.READ, "video", "video/mp4"
        file.duration_seconds, file.in_view_at = 252, 8
        ids = item_id, item.subject_id, file.id
    desk.send(item_id)
    return ids


def say(browser: FlaskClient, subject_id: int, **words: object) -> None:
    assert (
        browser.post(f"/subjects/{subject_id}/comments", data={"body": "Why there?", **words}).status_code
        == 302
    )


def played(browser: FlaskClient, item_id: int) -> list[tuple[str, str, str]]:
    """The links on the page that play a moment: address, player, second."""
    return re.findall(
        r'href="([^"]+)" data-player="([^"]+)" data-seconds="(\d+)"',
        browser.get(f"/portfolio/{item_id}").text,
    )


@pytest.mark.parametrize(("typed", "seconds"), [("1:05", 65), ("0:08", 8), ("65", 65), ("10:00", 600)])
def test_a_moment_is_played_from_its_comment_by_both(
    amira: FlaskClient, ben: FlaskClient, piece: tuple[int, int, int], typed: str, seconds: int
) -> None:
    item_id, subject_id, file_id = piece
    say(ben, subject_id, clip=file_id, moment=typed)
    for reader in (ben, amira):
        ((url, player, second),) = played(reader, item_id)
        assert (player, second) == (f"file-{file_id}", str(seconds))
        assert f'id="{player}"' in reader.get(f"/portfolio/{item_id}").text
        address, _, moment = url.partition("#")
        assert moment == f"t={seconds}"
        assert reader.get(address).status_code == 200
    assert "On switch, take 2.mp4, " in amira.get(f"/portfolio/{item_id}").text


def test_what_is_no_time_keeps_its_words_and_the_comment(
    amira: FlaskClient, ben: FlaskClient, piece: tuple[int, int, int]
) -> None:
    item_id, subject_id, file_id = piece
    say(ben, subject_id, clip=file_id, moment="near the end")
    page = amira.get(f"/portfolio/{item_id}").text
    assert "On switch, take 2.mp4, near the end" in page
    assert "Why there?" in page
    assert played(amira, item_id) == []


def test_without_a_moment_a_comment_is_on_the_whole_piece(
    ben: FlaskClient, piece: tuple[int, int, int]
) -> None:
    item_id, subject_id, file_id = piece
    say(ben, subject_id, clip=file_id, moment="")
    assert "On the whole piece" in ben.get(f"/portfolio/{item_id}").text


def test_a_clip_that_was_not_sent_is_not_named(
    amira: FlaskClient, ben: FlaskClient, desk: Desk, piece: tuple[int, int, int]
) -> None:
    item_id, subject_id, _ = piece
    draft_id = desk.add("quokka.mp4", b"\x00\x00\x00\x18ftypmp42 no more", read=False)
    with desk.piece(draft_id) as draft:
        draft_file = draft.files[0].id
    say(ben, subject_id, clip=draft_file, moment="1:05")
    assert "quokka" not in ben.get(f"/portfolio/{item_id}").text


def test_only_a_piece_with_a_clip_asks_for_a_moment(
    amira: FlaskClient, ben: FlaskClient, desk: Desk, piece: tuple[int, int, int]
) -> None:
    assert 'name="moment"' in ben.get(f"/portfolio/{piece[0]}").text
    item_id = desk.add("notes.txt", b"I checked the kernel.")
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    desk.send(item_id)
    assert 'name="moment"' not in ben.get(f"/portfolio/{item_id}").text


def test_her_tutor_reads_that_it_is_with_him(
    amira: FlaskClient, ben: FlaskClient, piece: tuple[int, int, int]
) -> None:
    assert "With you" in ben.get(f"/portfolio/{piece[0]}").text
    assert "With Ben" in amira.get(f"/portfolio/{piece[0]}").text
