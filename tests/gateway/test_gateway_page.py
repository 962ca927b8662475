"""“Would this be bounced?” in true numbers: what is shown, what waits in drafts, what is open and who signs."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.models import PackKind
from gateway.services import ask_for_pack
from sign_off.models import StatementKind
from sign_off.statements.services import offer_for, sign_statement
from tests.cast import Cast
from tests.home.conftest import Bench

IN_ORDER = "Every KSB that evidence is asked for has some"


def words_of(client: FlaskClient, address: str = "/gateway/") -> str:
    return " ".join(client.get(address).text.split())


@pytest.fixture
def hers(cast: Cast) -> str:
    """Where her staff read it."""
    return f"/learners/{cast.amiras_apprenticeship}/gateway"


def test_an_empty_portfolio_offers_the_next_step_and_counts_nothing(amira: FlaskClient) -> None:
    page = words_of(amira)
    assert 'href="/portfolio/add"' in page and "mp-next" in page
    assert "mp-tally" not in page


def test_what_only_drafts_are_mapped_to_is_no_gap_and_is_not_shown(amira: FlaskClient, bench: Bench) -> None:
    first, *rest = bench.portfolio_ksbs
    bench.sent("Laptops", first)
    draft = bench.draft("Disk use", *rest)
    page = words_of(amira)
    assert f"1 of {len(bench.portfolio_ksbs)} KSBs are shown, on pieces that were sent or accepted." in page
    assert f"{len(rest)} more are mapped in drafts, and count once sent." in page
    assert "without evidence" not in page and IN_ORDER not in page
    bench.send_again(draft)
    page = words_of(amira)
    assert IN_ORDER in page and "mapped in drafts" not in page


def test_her_staff_are_told_of_no_draft(ben: FlaskClient, bench: Bench, hers: str) -> None:
    first, second, *_ = bench.portfolio_ksbs
    bench.sent("Laptops", first)
    bench.draft("Disk use", second)
    page = words_of(ben, hers)
    assert f"1 of {len(bench.portfolio_ksbs)} KSBs are shown" in page
    assert "mapped in drafts" not in page


def test_a_statement_that_is_not_signed_is_worth_a_look_until_both_have_signed(
    amira: FlaskClient, ben: FlaskClient, bench: Bench, hers: str
) -> None:
    bench.accepted("Laptops", *bench.portfolio_ksbs)
    page = words_of(amira)
    assert "The portfolio statement is not signed" in page and "You sign first, then Dana." in page
    assert "the portfolio of evidence should contain a statement from the employer and apprentice" in page
    assert 'href="/statements/portfolio"' in page
    with bench.apprenticeship() as amiras:
        digest = offer_for(amiras, StatementKind.PORTFOLIO).digest
        sign_statement(amiras.apprentice, amiras, StatementKind.PORTFOLIO, digest)
    page = words_of(ben, hers)
    assert "Only one of two has signed the portfolio statement" in page
    assert "Dana has not been asked yet." in page
    assert f'href="{hers.removesuffix("gateway")}statements"' in page


def test_what_the_plan_asks_and_nobody_has_met_is_counted(amira: FlaskClient, bench: Bench) -> None:
    bench.accepted("Laptops", *bench.portfolio_ksbs)
    with bench.apprenticeship() as amiras:
        asked = len(amiras.standard.gateway)
    page = words_of(amira)
    assert f"of the {asked} things that the plan asks before the gateway are" in page


def test_each_requirement_leads_to_where_something_is_done_about_it(
    amira: FlaskClient, ben: FlaskClient, bench: Bench, hers: str
) -> None:
    bench.sent("Laptops", "K7")
    page = words_of(amira)
    assert 'href="/statements/readiness"' in page and 'href="/portfolio/"' in page
    theirs = words_of(ben, hers).partition('id="requirements"')[2]
    assert f'href="{hers.removesuffix("gateway")}statements"' in theirs
    assert "/confirm/english_maths" in theirs


def test_a_pack_is_hers_on_her_page_and_amiras_on_her_administrators(
    app: Flask, amira: FlaskClient, olive: FlaskClient, bench: Bench
) -> None:
    bench.accepted("Laptops", *bench.portfolio_ksbs)
    with bench.apprenticeship() as amiras:
        pack = ask_for_pack(amiras.apprentice, amiras, PackKind.PORTFOLIO).id
    assert "We are making your pack here" in words_of(amira, f"/packs/{pack}")
    page = words_of(olive, f"/packs/{pack}")
    assert "We are making Amira’s pack here" in page and "your pack" not in page.lower()
