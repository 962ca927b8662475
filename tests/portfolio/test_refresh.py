"""Findings kept in step with the portfolio: they come, they are mended, they come back, and notes outlast checks."""

from typing import Any

import lxml.html
import pytest
from flask.testing import FlaskClient

from portfolio.models import EvidenceFile, Finding, FindingState, ReadState
from portfolio.queries import list_findings
from portfolio.refresh import refresh_findings
from tests.portfolio.conftest import LOG, Desk, png, upload

REFLECTIVE = (
    b"I checked the kernel on 46 servers. I felt proud of what I learned and I am much more confident now."
)


def findings_of(desk: Desk, rule: str) -> list[Finding]:
    """Those of this rule in every state, oldest first."""
    with desk.look() as own:
        return sorted(
            (one for one in list_findings(own, *FindingState) if one.rule == rule), key=lambda one: one.id
        )


def check(desk: Desk) -> None:
    with desk.look() as own:
        refresh_findings(own)


def test_a_piece_that_shows_nothing_is_found_and_mended_by_a_link(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    (finding,) = findings_of(desk, "item_without_ksb")
    assert (finding.state, finding.item_id) == (FindingState.OPEN, item_id)
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    (finding,) = findings_of(desk, "item_without_ksb")
    assert finding.state is FindingState.MENDED
    amira.post(f"/portfolio/{item_id}/links/K8", data={"decision": "ask"})
    (finding,) = findings_of(desk, "item_without_ksb")
    assert (finding.state, finding.settled_at) == (FindingState.OPEN, None)


def test_a_note_outlasts_the_next_check(amira: FlaskClient, desk: Desk) -> None:
    desk.add(content=REFLECTIVE)
    (finding,) = findings_of(desk, "reflective")
    amira.post(f"/portfolio/findings/{finding.id}/note", data={"note": "It quotes my manager."})
    check(desk)
    check(desk)
    (finding,) = findings_of(desk, "reflective")
    assert (finding.state, finding.note) == (FindingState.EXPLAINED, "It quotes my manager.")


NAMED = "Dana Novak"


def named_in(*lines: int, names: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What a reading tells of a name that stands in these lines, and of other names below."""
    places = [*((NAMED, line) for line in lines), *((name, 20 + at) for at, name in enumerate(names))]
    return [
        {
            "rule": "personal_data",
            "excerpt": name,
            "locator": f"line {line}",
            "passage": line - 1,
            "start": 0,
            "kind": "somebody’s name",
        }
        for name, line in places
    ]


def read_as(desk: Desk, item_id: int, told: list[dict[str, Any]]) -> None:
    """The piece was read again, and this is what its words give away."""
    with desk.piece(item_id) as item:
        item.texts[0].language = told
    check(desk)


def lasting(desk: Desk) -> list[tuple[str, str, int, str, str]]:
    """What there is of personal data, and what she said to it."""
    with desk.look() as own:
        told = [one for one in list_findings(own) if one.rule == "personal_data"]
        return [(one.excerpt, one.locator, one.more, one.state.value, one.note) for one in told]


def put_note(amira: FlaskClient, desk: Desk, locator: str, note: str) -> None:
    (finding,) = [one for one in findings_of(desk, "personal_data") if one.locator == locator]
    assert amira.post(f"/portfolio/findings/{finding.id}/note", data={"note": note}).status_code == 302


@pytest.mark.parametrize(
    ("now_in", "first"), [((7,), "line 7"), ((1,), "line 1"), ((7, 9), "line 7"), ((1, 7, 9, 11), "line 1")]
)
def test_a_note_on_the_same_words_holds_whichever_of_their_places_goes_or_comes(
    amira: FlaskClient, desk: Desk, now_in: tuple[int, ...], first: str
) -> None:
    item_id = desk.add()
    read_as(desk, item_id, named_in(1, 7))
    put_note(amira, desk, "line 1", "She agreed.")
    for _ in range(2):
        read_as(desk, item_id, named_in(*now_in))
        assert lasting(desk) == [(NAMED, first, len(now_in) - 1, "explained", "She agreed.")]


@pytest.mark.parametrize("noted", ["line 1", "line 7"])
def test_a_note_that_was_kept_by_one_place_holds_for_the_words_and_outlasts_that_place(
    amira: FlaskClient, desk: Desk, noted: str
) -> None:
    item_id = desk.add()
    for line in (1, 7):  # each place was a finding of its own once
        read_as(desk, item_id, named_in(line))
        with desk.look() as own:
            (finding,) = [one for one in list_findings(own) if one.rule == "personal_data"]
            finding.excerpt = f"kept {line}"
    with desk.look() as own:
        for one in list_findings(own, *FindingState):
            if one.rule == "personal_data":
                one.state, one.settled_at, one.excerpt = FindingState.OPEN, None, NAMED
    put_note(amira, desk, noted, "She agreed.")
    read_as(desk, item_id, named_in(1, 7))
    assert lasting(desk) == [(NAMED, "line 1", 1, "explained", "She agreed.")]
    read_as(desk, item_id, named_in(1 if noted == "line 7" else 7))
    assert [one[2:] for one in lasting(desk)] == [(0, "explained", "She agreed.")]


def test_a_note_on_a_name_is_none_on_other_names_nor_on_the_same_name_after_it_was_gone(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    read_as(desk, item_id, named_in(1))
    put_note(amira, desk, "line 1", "She agreed.")
    read_as(desk, item_id, named_in(7, names=("Ian Price",)))
    assert {one[0]: one[3] for one in lasting(desk)} == {NAMED: "explained", "Ian Price": "open"}
    read_as(desk, item_id, named_in(7, names=("Ian Price", "Rosa Lind", "Carl Benn")))
    assert [one[2:] for one in lasting(desk)] == [(3, "open", "")]
    read_as(desk, item_id, [])
    read_as(desk, item_id, named_in(9))
    assert [one[2:] for one in lasting(desk)] == [(0, "open", "")]


def test_what_was_explained_and_then_mended_asks_anew_when_it_returns(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=REFLECTIVE)
    (finding,) = findings_of(desk, "reflective")
    amira.post(f"/portfolio/findings/{finding.id}/note", data={"note": "It quotes my manager."})
    file_id = desk.file_of(item_id)
    amira.post(f"/portfolio/files/{file_id}/delete")
    assert findings_of(desk, "reflective")[0].state is FindingState.MENDED
    amira.post(f"/portfolio/files/{file_id}/restore")
    (finding,) = findings_of(desk, "reflective")
    assert (finding.state, finding.note) == (FindingState.OPEN, "")


def test_a_piece_that_is_taken_out_takes_its_findings_along(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=REFLECTIVE)
    amira.post(f"/portfolio/{item_id}/delete")
    assert {one.state for one in findings_of(desk, "reflective")} == {FindingState.MENDED}


def test_clips_are_counted_together_against_the_limit(amira: FlaskClient, desk: Desk) -> None:
    ids = [desk.add(f"clip {number}.mp4", LOG, read=False) for number in (1, 2)]
    for item_id in ids:
        with desk.piece(item_id) as item:
            file: EvidenceFile = item.files[0]
            file.state, file.kind, file.duration_seconds = ReadState.READ, "video", 321.0
    check(desk)
    (finding,) = findings_of(desk, "video_too_long")
    assert "10:42" in finding.title
    assert finding.item_id is None
    assert len(findings_of(desk, "clip_not_in_view")) == 2
    amira.post(f"/portfolio/{ids[0]}/delete")
    (finding,) = findings_of(desk, "video_too_long")
    assert finding.state is FindingState.MENDED


def test_a_picture_says_nothing_and_is_not_held_to_it(desk: Desk) -> None:
    desk.add("photo.png", png())
    assert findings_of(desk, "no_text") == []


def test_callums_portfolio_is_not_checked_with_hers(
    amira: FlaskClient, desk: Desk, callum: FlaskClient
) -> None:
    upload(callum, "/portfolio/add", ("his.txt", REFLECTIVE))
    desk.work()
    assert findings_of(desk, "reflective") == []


GERMAN = (
    "Ich habe die Server mit dem neuen Kern gestartet und das Ergebnis in der Liste nicht geändert. "
    "Danach habe ich die Firewall und das VLAN auf dem Switch in der neuen Konfiguration geprüft."
)


def test_a_text_in_another_language_is_said_to_be_one_on_its_piece(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("bericht.txt", GERMAN.encode())
    page = amira.get(f"/portfolio/{item_id}").text
    assert "This does not read like English" in page
    assert "Assessment organisations’ practice" in page
    assert "bericht.txt: it does not read like English, and we read English only" in page
    assert "Yes, this shows" not in page
    assert "or say so in About this piece: we look there" in words_on(page)


def test_who_answers_in_another_language_is_asked_for_english_and_not_sent_to_where_she_was(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    answers = {"what_i_did": GERMAN, "what_came_of_it": f"{GERMAN} Es war gut.", "in_pack": "y"}
    amira.post(f"/portfolio/{item_id}/card", data=answers)
    desk.work()
    words = words_on(amira.get(f"/portfolio/{item_id}").text)
    assert words.count("What you said about this piece: it does not read like English") == 1
    assert "or say so in English in About this piece: we look there" in words


def words_on(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).text_content().split())


def test_a_log_full_of_addresses_is_one_finding_one_note_and_every_place_of_it_is_marked(
    amira: FlaskClient, desk: Desk
) -> None:
    log = "\n\n".join(f"Blocked the address 172.16.4.{n} on the firewall." for n in range(1, 41))
    item_id = desk.add(content=log.encode())
    (finding,) = findings_of(desk, "personal_data")
    page = amira.get(f"/portfolio/{item_id}").text
    assert "40 places look like an IP address" in page
    assert "39 more places" in page
    assert "The other 27 are marked in the text." in page
    assert page.count(f'href="#f-{finding.id}"') == 40
    assert page.count(f'id="m-{finding.id}"') == 1
    amira.post(
        f"/portfolio/findings/{finding.id}/note", data={"note": "Our test network; it is no longer in use."}
    )
    assert [one.state for one in findings_of(desk, "personal_data")] == [FindingState.EXPLAINED]
    assert f'href="#f-{finding.id}"' not in amira.get(f"/portfolio/{item_id}").text


FOUND_ON = "Blocked the address 172.16.4.{} on the firewall."


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([FOUND_ON.format(n) for n in range(1, 14)], ""),
        ([FOUND_ON.format(n) for n in range(1, 15)], "The other one is marked in the text."),
        (
            [*(FOUND_ON.format(n) for n in range(1, 15)), *["-"] * 600, FOUND_ON.format(77)],
            "Of the other 2, 1 is marked in the text.",
        ),
        (
            [FOUND_ON.format(1), *["-"] * 600, *(FOUND_ON.format(n) for n in range(2, 16))],
            "The other 2 are not listed here.",
        ),
    ],
)
def test_a_finding_says_of_places_that_it_does_not_list_whether_the_page_marks_them(
    amira: FlaskClient, desk: Desk, lines: list[str], said: str
) -> None:
    item_id = desk.add(content="\n\n".join(lines).encode())
    assert rest_of_places(amira, item_id) == said


def test_nothing_is_said_to_be_marked_in_a_card(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    answer = " ".join(FOUND_ON.format(n) for n in range(1, 15))
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": answer, "in_pack": "y"})
    desk.work()
    assert rest_of_places(amira, item_id) == "The other one is not listed here."


def rest_of_places(amira: FlaskClient, item_id: int) -> str:
    """What the page says of places that the only finding with several of them does not list."""
    page = lxml.html.fromstring(amira.get(f"/portfolio/{item_id}").text)
    (others,) = page.xpath("//details[contains(@class, 'mp-finding__others')]")
    return " ".join(said.text_content() for said in others.xpath("./p"))


def test_each_place_of_a_finding_leads_to_its_words_and_to_none_of_another_kind_or_of_her_own_name(
    amira: FlaskClient, desk: Desk
) -> None:
    names = [
        f"Reported by: {name}"
        for name in ("Dana Novak", "Amira Hussain", "Ian Price", "Rosa Lind", "Carl Benn")
    ]
    item_id = desk.add(content="\n\n".join([*names, "I restarted the server at 172.16.4.9 myself."]).encode())
    of_names = next(one for one in findings_of(desk, "personal_data") if "4 places" in one.title)
    page = lxml.html.fromstring(amira.get(f"/portfolio/{item_id}").text)
    card = page.get_element_by_id(f"f-{of_names.id}")
    ways = [link.get("href") for link in card.xpath(".//*[@class='mp-finding__where']/a | .//cite/a")]
    assert [page.get_element_by_id(way[1:]).text_content() for way in ways] == [
        "Dana Novak",
        "Ian Price",
        "Rosa Lind",
        "Carl Benn",
    ]
    assert len(page.xpath(f"//a[@href='#f-{of_names.id}']")) == 4


def test_personal_data_is_called_what_it_is_and_her_own_name_is_none(amira: FlaskClient, desk: Desk) -> None:
    text = b"Written by: Amira Hussain\n\nReported by: Dana Novak\n\nI restarted the server at 172.16.4.9 myself."
    item_id = desk.add(content=text)
    told = {(one.excerpt, one.title) for one in findings_of(desk, "personal_data")}
    assert told == {
        ("Dana Novak", "This looks like somebody’s name"),
        ("172.16.4.9", "This looks like an IP address"),
    }
    assert "This looks like somebody’s name" in amira.get(f"/portfolio/{item_id}").text


def test_each_kind_of_personal_data_is_told_with_what_may_stand_in_its_place(
    amira: FlaskClient, desk: Desk
) -> None:
    text = b"I moved the share to srv-fin-02. The password is Harbour4711! and Dave is off with shingles."
    page = amira.get(f"/portfolio/{desk.add(content=text)}").text
    assert "This looks like the name of a machine" in page
    assert "It tells strangers where to knock. Would its purpose do" in page
    assert "Whoever reads this can try it. Does it still open anything?" in page
    assert "The law protects that more than a name." in page
