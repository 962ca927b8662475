"""What the plan has against a portfolio, from facts alone."""

from dataclasses import replace

import pytest

import standards
from portfolio.checks import FileFact, Found, LanguageFact, LinkFact, PieceFact, check_portfolio
from standards import Force, Standard


@pytest.fixture
def standard() -> Standard:
    return standards.load("ST0505")


def piece(number: int = 1, **facts: object) -> PieceFact:
    """A piece with nothing wrong with it but the gaps that it leaves."""
    whole = PieceFact(
        id=number,
        title=f"Piece {number}",
        files=[FileFact(number * 10, "runbook.docx")],
        links=[LinkFact("K8", "page 2")],
    )
    return replace(whole, **facts)  # type: ignore[arg-type]


def clip(number: int, seconds: float, in_view_at: float | None = 3.0) -> FileFact:
    return FileFact(number, f"clip {number}.mp4", seconds=seconds, in_view_at=in_view_at)


def found_of(rule: str, pieces: list[PieceFact], standard: Standard) -> list[Found]:
    return [found for found in check_portfolio(pieces, standard) if found.rule.id == rule]


def test_a_portfolio_that_shows_every_ksb_at_an_exact_place_has_nothing_against_it(
    standard: Standard,
) -> None:
    assert standard.portfolio is not None
    links = [LinkFact(code, "page 1") for code in standard.portfolio.ksbs]
    assert check_portfolio([piece(links=links)], standard) == []


def test_clips_of_exactly_ten_minutes_are_within_the_limit(standard: Standard) -> None:
    pieces = [piece(1, files=[clip(1, 420.0)]), piece(2, files=[clip(2, 180.2)])]
    assert found_of("video_too_long", pieces, standard) == []


def test_clips_of_ten_minutes_and_one_second_together_are_over(standard: Standard) -> None:
    pieces = [piece(1, files=[clip(1, 421.0)]), piece(2, files=[clip(2, 180.0)])]
    (found,) = found_of("video_too_long", pieces, standard)
    assert found.title == "Your clips run 10:01; the limit is 10:00"
    assert "Take 0:01 out. The longest is 7:01, in “Piece 1”." in found.message
    assert found.rule.force is Force.MUST


def test_a_clip_that_does_not_say_where_she_can_be_seen_must_be_put_right(standard: Standard) -> None:
    pieces = [piece(files=[clip(1, 60.0, in_view_at=None), clip(2, 60.0)])]
    (found,) = found_of("clip_not_in_view", pieces, standard)
    assert (found.file_id, found.rule.force) == (1, Force.MUST)


def test_being_in_view_at_the_very_start_counts(standard: Standard) -> None:
    assert found_of("clip_not_in_view", [piece(files=[clip(1, 60.0, in_view_at=0.0)])], standard) == []


def test_a_piece_without_a_ksb_blocks_the_pack(standard: Standard) -> None:
    (found,) = found_of("item_without_ksb", [piece(links=[])], standard)
    assert (found.item_id, found.rule.force) == (1, Force.MUST)


def test_a_project_ksb_in_the_portfolio_is_named_with_its_method_and_does_not_count_as_mapped(
    standard: Standard,
) -> None:
    claimed = [piece(links=[LinkFact("K3", "page 1")])]
    (found,) = found_of("other_method_claimed", claimed, standard)
    assert found.title == "K3 is not among the KSBs of the portfolio"
    assert found.message.startswith("It is assessed by “")
    assert "Project with presentation, and questioning" in found.message
    assert found_of("item_without_ksb", claimed, standard)


def test_a_link_without_a_place_is_worth_a_look(standard: Standard) -> None:
    (found,) = found_of("link_without_locator", [piece(links=[LinkFact("K8", "")])], standard)
    assert found.title == "K8 is claimed for the whole of “Piece 1”"
    assert found.rule.force is Force.SHOULD


def test_the_gaps_are_named_in_the_plans_order(standard: Standard) -> None:
    (found,) = found_of("ksb_without_item", [piece()], standard)
    assert found.title.startswith("24 KSBs without evidence: K1, K2, K7, K9")


def test_no_pieces_at_all_leave_every_ksb_open_and_nothing_else(standard: Standard) -> None:
    (found,) = check_portfolio([], standard)
    assert (found.rule.id, found.title.split(":")[0]) == ("ksb_without_item", "25 KSBs without evidence")


def test_a_file_that_could_not_be_read_says_why_and_is_not_also_without_text(standard: Standard) -> None:
    problem = "It asks for a password."
    pieces = [piece(files=[FileFact(1, "budget.xlsx", problem=problem, has_text=False)])]
    (found,) = found_of("unreadable", pieces, standard)
    assert (found.title, found.message) == ("We could not read “budget.xlsx”", problem)
    assert found_of("no_text", pieces, standard) == []


def test_a_scan_without_text_is_said_to_have_none(standard: Standard) -> None:
    assert found_of("no_text", [piece(files=[FileFact(1, "scan.pdf", has_text=False)])], standard)


def test_a_witness_statement_needs_no_file_but_another_piece_does(standard: Standard) -> None:
    pieces = [piece(1, files=[], stands_alone=True), piece(2, files=[])]
    assert [found.item_id for found in found_of("empty_piece", pieces, standard)] == [2]


def test_what_the_language_gives_away_keeps_its_place(standard: Standard) -> None:
    fact = LanguageFact("reflective", "I felt proud", "page 2, paragraph 1", passage=4, start=7, file_id=10)
    (found,) = found_of("reflective", [piece(language=[fact])], standard)
    assert (found.locator, found.excerpt, found.passage, found.start) == (fact.locator, "I felt proud", 4, 7)


IN_A_FILE = "Then add the file again; a black bar drawn over text does not remove it."


def addresses(count: int, file_id: int | None = 10) -> list[LanguageFact]:
    return [
        LanguageFact(
            "personal_data",
            f"10.0.0.{n}",
            f"line {n}",
            passage=n,
            start=0,
            file_id=file_id,
            kind="an IP address",
        )
        for n in range(count)
    ]


def test_a_file_full_of_addresses_is_told_once_with_their_number(standard: Standard) -> None:
    (found,) = found_of("personal_data", [piece(language=addresses(600))], standard)
    assert found.title == "600 places look like an IP address"
    assert (found.excerpt, found.locator, found.more) == ("10.0.0.0", "line 0", 599)


def test_each_kind_of_a_file_is_told_with_what_to_do_about_it(standard: Standard) -> None:
    machines = [
        replace(one, kind="the name of a machine", message="Say what it is for.") for one in addresses(5)
    ]
    name = replace(addresses(1)[0], kind="somebody’s name", message="Initials are enough.")
    found = found_of("personal_data", [piece(language=[*machines, name])], standard)
    assert [(one.title, one.message, one.more) for one in found] == [
        ("5 places look like the name of a machine", f"Say what it is for. {IN_A_FILE}", 4),
        ("This looks like somebody’s name", f"Initials are enough. {IN_A_FILE}", 0),
    ]


def test_only_what_stands_in_a_file_is_told_to_be_added_again(standard: Standard) -> None:
    told = found_of("personal_data", [piece(language=[*addresses(1), *addresses(1, file_id=None)])], standard)
    assert [one.message.endswith(IN_A_FILE) for one in told] == [True, False]


def test_three_alike_are_told_one_by_one_and_so_are_those_of_two_files(standard: Standard) -> None:
    language = [*addresses(3), *addresses(3, file_id=None)]
    found = found_of("personal_data", [piece(language=language)], standard)
    assert [one.more for one in found] == [0] * 6


def test_the_same_words_in_two_places_are_told_once_and_a_note_on_them_stays(standard: Standard) -> None:
    name = LanguageFact("personal_data", "Dana Novak", "line 1", 0, 4, 10, kind="somebody’s name")
    again, other = replace(name, locator="line 7", passage=6), replace(name, excerpt="Ian", passage=8)
    (before,) = found_of("personal_data", [piece(language=[name])], standard)
    told = found_of("personal_data", [piece(language=[name, again, other])], standard)
    assert [(one.excerpt, one.locator, one.more) for one in told] == [
        ("Dana Novak", "line 1", 1),
        ("Ian", "line 1", 0),
    ]
    assert told[0].fingerprint == before.fingerprint


def test_many_alike_are_another_finding_once_one_of_them_is_gone(standard: Standard) -> None:
    (before,) = found_of("personal_data", [piece(language=addresses(9))], standard)
    (after,) = found_of("personal_data", [piece(language=addresses(9)[1:])], standard)
    assert before.fingerprint != after.fingerprint


def test_a_rule_that_the_table_does_not_know_is_left_out(standard: Standard) -> None:
    assert check_portfolio([piece(language=[LanguageFact("future", "x", "")])], standard) == check_portfolio(
        [piece()], standard
    )


def test_must_comes_first(standard: Standard) -> None:
    forces = [found.rule.force for found in check_portfolio([piece(links=[LinkFact("K3", "")])], standard)]
    assert forces == sorted(forces, key=lambda force: force is not Force.MUST)
    assert Force.MUST in forces


def test_the_same_thing_found_again_has_the_same_fingerprint_and_no_two_things_share_one(
    standard: Standard,
) -> None:
    pieces = [piece(1, links=[]), piece(2, links=[], files=[clip(3, 700.0, None)])]
    first, second = check_portfolio(pieces, standard), check_portfolio(pieces, standard)
    fingerprints = [found.fingerprint for found in first]
    assert fingerprints == [found.fingerprint for found in second]
    assert len(set(fingerprints)) == len(fingerprints)


def test_a_standard_with_only_ksbs_asks_for_evidence_of_each_and_forbids_nothing() -> None:
    bare = Standard.from_dict(
        {"reference": "ST9999", "version": "1.0", "ksbs": [{"code": "K1", "text": "x"}]}
    )
    found = check_portfolio([piece(links=[])], bare)
    assert [(one.rule.id, one.rule.force.value) for one in found] == [
        ("item_without_ksb", "should"),
        ("ksb_without_item", "should"),
    ]
    assert check_portfolio([piece(links=[LinkFact("K1", "page 1")])], bare) == []
