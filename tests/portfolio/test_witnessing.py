"""A witness statement that she was given as a file is a witness's words, and is asked for all that one should say."""

from io import BytesIO

import lxml.html
import pytest
from flask.testing import FlaskClient

from documents import Passage
from portfolio.jobs import give_up_analysis, read_again
from portfolio.models import ReadState
from portfolio.queries import list_findings
from portfolio.witnessing import what_is_missing
from tests.portfolio.conftest import Desk, png, upload

WHOLE = [
    "On 14 March 2026 at the Leeds depot I watched Amira replace the access switch and test both uplinks.",
    "I am the IT service manager and Amira’s line manager.",
    "Signed: D. Novak, 16/03/2026",
]
FORM = [
    "What I saw: Amira replaced the access switch, labelled the cables and tested both uplinks before she left.",
    "Where:\tLeeds",
    "When:\t2026-03-14",
    "Job title",
    "Head gardener",
    "Relationship to the apprentice: neighbouring team",
    "Signature:",
    "Date: 16.3.26",
]


def missing(lines: list[str]) -> str:
    return what_is_missing([Passage(line, f"paragraph {n}") for n, line in enumerate(lines, start=1)])


@pytest.mark.parametrize("lines", [WHOLE, FORM])
def test_a_statement_that_says_it_all_is_let_be(lines: list[str]) -> None:
    assert missing(lines) == ""


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (WHOLE[:2], "a signature"),
        ([WHOLE[0], WHOLE[2]], "the job title of the witness or how the witness knows your work"),
        ([WHOLE[0].replace("at the Leeds depot ", ""), *WHOLE[1:]], "where"),
        (
            [WHOLE[0].replace("On 14 March 2026 at", "At"), WHOLE[1], "Signed: D. Novak"],
            "when or the date of the signature",
        ),
        (["I am her line manager. Signed, Leeds office, 1 May 2026"], "what was seen"),
        ([*FORM[:1], "Where: ______", *FORM[2:]], "where"),
    ],
)
def test_what_it_leaves_out_is_named(lines: list[str], words: str) -> None:
    assert missing(lines) == words


STATEMENT = (
    b"Amira replaced the access switch on 14 March 2026 and tested both uplinks with the cable tester.\n\n"
    b"I think she is a brilliant apprentice and a real asset.\n\nReported by: Dana Novak, IT manager\n\n"
    b"We were all there."
)


def rules_of(desk: Desk) -> dict[str, str]:
    with desk.look() as own:
        return {one.rule: one.title for one in list_findings(own) if one.file_id is not None}


def test_a_file_that_a_witness_wrote_is_checked_as_a_witnesss_words(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("From Dana.txt", STATEMENT)
    file_id = desk.file_of(item_id)
    assert {"personal_data", "opinion", "witness_incomplete"} & set(rules_of(desk)) == {"personal_data"}
    assert "Somebody else wrote it: a witness statement" in amira.get(f"/portfolio/{item_id}").text
    said = amira.post(f"/portfolio/files/{file_id}/witness", data={"by": "witness"})
    assert said.location == f"/portfolio/{item_id}#file-{file_id}"
    assert "We are reading it" in amira.get(f"/portfolio/{item_id}").text
    desk.work()
    found = rules_of(desk)
    assert set(found) == {"opinion", "witness_incomplete"}, "names belong there, and “we” is theirs"
    assert found["witness_incomplete"] == (
        "In the witness statement we did not find where, how the witness knows your work or a signature"
    )
    page = amira.get(f"/portfolio/{item_id}").text
    assert found["witness_incomplete"] in page
    assert "Somebody else wrote this" in page
    assert "Witness statement, " in page
    amira.post(f"/portfolio/files/{file_id}/witness", data={"by": "apprentice"})
    desk.work()
    assert {"personal_data", "opinion", "witness_incomplete"} & set(rules_of(desk)) == {"personal_data"}


def test_reading_a_piece_again_leaves_its_witness_a_witness(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("From Dana.txt", STATEMENT)
    amira.post(f"/portfolio/files/{desk.file_of(item_id)}/witness", data={"by": "witness"})
    desk.work()
    with desk.look():
        read_again(item_id)
    assert set(rules_of(desk)) == {"opinion", "witness_incomplete"}


def test_what_is_put_in_its_place_is_the_witnesss_too_where_she_says_so(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add("From Dana.txt", STATEMENT)
    file_id = desk.file_of(item_id)
    amira.post(f"/portfolio/files/{file_id}/witness", data={"by": "witness"})
    desk.work()
    page = lxml.html.fromstring(amira.get(f"/portfolio/files/{file_id}/change").text)
    (asked,) = page.xpath("//input[@name='by']")
    assert not asked.checked
    sent = {"files": (BytesIO("\n\n".join(WHOLE).encode()), "From Dana.txt"), "by": "witness"}
    assert amira.post(f"/portfolio/files/{file_id}/replace", data=sent).status_code == 302
    desk.work()
    assert rules_of(desk) == {}
    answer = upload(amira, f"/portfolio/files/{desk.file_of(item_id)}/replace", ("Mine.txt", STATEMENT))
    assert "We check “Mine.txt” as your own words." in amira.get(answer.location).text
    desk.work()
    with desk.piece(item_id) as item:
        assert [file.is_witness for file in item.files if file.deleted_at is None] == [False]


def test_a_picture_has_no_words_to_be_anybodys(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("photo.png", png())
    assert "wrote it" not in amira.get(f"/portfolio/{item_id}").text
    refused = amira.post(f"/portfolio/files/{desk.file_of(item_id)}/witness", data={"by": "witness"})
    assert refused.status_code == 409
    with desk.piece(item_id) as item:
        assert (item.files[0].is_witness, item.files[0].state) == (False, ReadState.READ)


def test_hearing_that_fails_three_times_leaves_the_file_as_it_was_read(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add("From Dana.txt", STATEMENT)
    file_id = desk.file_of(item_id)
    amira.post(f"/portfolio/files/{file_id}/witness", data={"by": "witness"})
    with desk.look():
        give_up_analysis(file_id)
    with desk.piece(item_id) as item:
        assert item.files[0].state is ReadState.READ


OWN = "I configured the VLANs and their DHCP scopes on the core switch myself."
SEEN = "I watched Amira replace the failed access switch and test connectivity with ping and traceroute."


def offered(desk: Desk, item_id: int) -> set[str]:
    """Every place that the texts of a piece are suggested with."""
    with desk.piece(item_id) as item:
        return {
            place["excerpt"]
            for text in item.texts
            for one in text.suggestions
            for place in (one, *one["places"])
        }


def test_what_a_witness_did_himself_is_suggested_for_nobody(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("From Dana.txt", f"{OWN}\n\n{SEEN}".encode())
    file_id = desk.file_of(item_id)
    assert {OWN, SEEN} <= offered(desk, item_id), "until she says otherwise they are hers"
    amira.post(f"/portfolio/files/{file_id}/witness", data={"by": "witness"})
    desk.work()
    assert offered(desk, item_id) == {SEEN}
    with desk.piece(item_id) as item:
        assert {link.excerpt for link in item.links} == {SEEN}
    with desk.look():
        read_again(item_id)
    assert offered(desk, item_id) == {SEEN}
    amira.post(f"/portfolio/files/{file_id}/witness", data={"by": "apprentice"})
    desk.work()
    assert {OWN, SEEN} <= offered(desk, item_id)
