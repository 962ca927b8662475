"""A file that she has already: it is said at once, which piece holds it, and nothing is refused for it."""

import lxml.html
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portfolio.models import FindingState
from portfolio.queries import list_findings
from tests.portfolio.conftest import JSON, LOG, Desk, upload

OTHER = b"I replaced the failed disk in the storage array on 4 May."


def words_of(page: TestResponse) -> str:
    return " ".join(lxml.html.fromstring(page.text).text_content().split())


def told(desk: Desk, rule: str) -> list[str]:
    with desk.look() as own:
        return [one.title for one in list_findings(own, FindingState.OPEN) if one.rule == rule]


def test_the_same_file_in_another_piece_is_named_beside_it_before_it_is_read(
    amira: FlaskClient, desk: Desk
) -> None:
    first, second = desk.add("patch log.txt"), desk.add("log again.txt", read=False)
    assert "This is the same file as “patch log.txt” in piece 1, “patch log”." in words_of(
        amira.get(f"/portfolio/{second}")
    )
    assert "This is the same file as “log again.txt” in piece 2, “log again”." in words_of(
        amira.get(f"/portfolio/{first}")
    )


def test_the_same_file_twice_in_one_piece_is_named_and_both_are_kept(amira: FlaskClient, desk: Desk) -> None:
    piece = desk.add()
    upload(amira, f"/portfolio/{piece}/files", ("copy.txt", LOG))
    page = words_of(amira.get(f"/portfolio/{piece}"))
    assert "This is the same file as “log.txt” in this piece." in page
    assert told(desk, "same_file") == ["“copy.txt” is there twice: both in this piece"]


def test_files_of_other_bytes_have_nothing_said_about_them(amira: FlaskClient, desk: Desk) -> None:
    desk.add("log.txt")
    piece = desk.add("log.txt", OTHER)
    assert "same file" not in words_of(amira.get(f"/portfolio/{piece}"))
    assert not told(desk, "same_file")
    assert not told(desk, "same_piece")


def test_somebody_elses_portfolio_is_nobodys_business(
    amira: FlaskClient, desk: Desk, callum: FlaskClient
) -> None:
    upload(callum, "/portfolio/add", ("his.txt", LOG))
    piece = desk.add()
    assert "same file" not in words_of(amira.get(f"/portfolio/{piece}"))
    assert not told(desk, "same_piece")


def test_two_pieces_whose_files_are_all_the_same_are_one_remark_not_one_for_each_file(
    amira: FlaskClient, desk: Desk
) -> None:
    first = desk.add()
    upload(amira, f"/portfolio/{first}/files", ("disk.txt", OTHER))
    second = desk.add("disk copy.txt", OTHER)
    assert told(desk, "same_file") == ["“disk copy.txt” is there twice: in another piece as well"]
    upload(amira, f"/portfolio/{second}/files", ("log copy.txt", LOG))
    assert told(desk, "same_piece") == ["“disk copy” holds the same files as another piece"]
    assert not told(desk, "same_file")


def test_a_remark_about_a_piece_that_was_sent_does_not_name_her_draft(desk: Desk) -> None:
    desk.add("secret plans.txt")
    second = desk.add("copy.txt")
    desk.send(second)
    (title,) = told(desk, "same_piece")
    assert "secret" not in title


def test_taking_one_of_the_two_out_mends_it(amira: FlaskClient, desk: Desk) -> None:
    desk.add()
    second = desk.add("copy.txt")
    assert told(desk, "same_piece")
    amira.post(f"/portfolio/{second}/delete")
    assert not told(desk, "same_piece")
    page = amira.get(f"/portfolio/{second}")
    assert "same file" not in words_of(page), "a piece that is taken out is not in the portfolio"


def test_a_file_that_serves_two_pieces_is_kept_with_a_note(amira: FlaskClient, desk: Desk) -> None:
    first = desk.add()
    upload(amira, f"/portfolio/{first}/files", ("disk.txt", OTHER))
    desk.add("copy.txt")
    with desk.look() as own:
        (finding,) = [one.id for one in list_findings(own) if one.rule == "same_file"]
    note = {"note": "It shows the change here, and the outage there."}
    assert amira.post(f"/portfolio/findings/{finding}/note", data=note).status_code == 302
    assert not told(desk, "same_file")


def test_the_script_and_the_plain_form_are_told_as_soon_as_it_is_in(amira: FlaskClient, desk: Desk) -> None:
    desk.add()
    answer = upload(amira, "/portfolio/add", ("copy.txt", LOG), headers=JSON)
    assert answer.json is not None
    assert answer.json["same"] == "“copy.txt” is the same file as “log.txt” in piece 1, “log”."
    several = upload(amira, "/portfolio/add", ("third.txt", LOG), ("disk.txt", OTHER))
    said = words_of(amira.get(several.location))
    assert (
        "“third.txt” is the same file as “copy.txt” in piece 2, “copy” and “log.txt” in piece 1, “log”."
        in said
    )


def test_two_that_are_chosen_together_name_each_other(amira: FlaskClient, desk: Desk) -> None:
    several = upload(amira, "/portfolio/add", ("one.txt", LOG), ("two.txt", LOG))
    assert "“two.txt” is the same file as “one.txt” in piece 1, “one”." in words_of(
        amira.get(several.location)
    )


def test_each_piece_is_named_once_and_no_more_than_three(amira: FlaskClient, desk: Desk) -> None:
    first = desk.add()
    upload(amira, f"/portfolio/{first}/files", ("again.txt", LOG))
    for name in ("two.txt", "three.txt", "four.txt"):
        last = desk.add(name, read=False)
    note = "This is the same file as “log.txt” in piece 1, “log”, “two.txt” in piece 2, “two”"
    page = words_of(amira.get(f"/portfolio/{last}"))
    assert f"{note} and “three.txt” in piece 3, “three”." in page
    added = upload(amira, "/portfolio/add", ("five.txt", LOG), ("six.txt", LOG))
    said = words_of(amira.get(added.location))
    assert (
        "“six.txt” is the same file as “five.txt” in piece 5, “five”, “four.txt” in piece 4, “four”, " in said
    )
    assert "“three.txt” in piece 3, “three” and 2 more." in said
    page = words_of(amira.get(f"/portfolio/{last}"))
    assert f"{note}, “three.txt” in piece 3, “three” and 2 more." in page
