"""The page of the appendix: what it says in each state, and what each of its buttons does."""

import re
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from accounts.models import Provider
from foundation.database import db
from report_builder.models import RowState
from standards import load
from tests.cast import Cast, client_of
from tests.report_builder.a_report import (
    BACKUP,
    NETWORK,
    REMOTE,
    decide,
    placed,
    point,
    read,
    rows,
    write,
    written,
)
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin, doc, said, save
from tests.web import Work

PAGE = "/report/1/appendix"
PROJECT = load("ST0505").project
assert PROJECT is not None


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_report_with_nothing_in_it_is_told_to_write_first(amira: FlaskClient) -> None:
    begin(amira)
    page = amira.get(PAGE).text
    assert "Write first, map after" in page
    assert f"0 of {len(PROJECT.ksbs)} KSBs placed" in page
    assert "Add this row" not in page and "Look for KSBs again" not in page


def test_every_ksb_of_the_project_stands_under_its_theme_with_its_statement(amira: FlaskClient) -> None:
    written(amira)
    page = amira.get(PAGE).text
    standard = load("ST0505")
    for theme in PROJECT.themes:
        heading = page.index(f">{theme.name.capitalize()}</h2>")
        for code in theme.ksbs:
            assert page.index(f'id="ksb-{code.lower()}"') > heading
            assert standard.ksb(code).text in words_of(page)
    assert page.count('class="mp-placing"') == len(PROJECT.ksbs)


def test_while_the_job_waits_the_page_says_so_and_asks_again_by_itself(
    amira: FlaskClient, work: Work
) -> None:
    written(amira)
    page = amira.get(PAGE).text
    assert "We are reading what you last wrote" in page
    assert 'data-poll="/report/1/reading?back=appendix"' in page
    waiting = amira.get("/report/1/reading?back=appendix").text
    assert "data-done" not in waiting
    read(amira, work)
    done = amira.get("/report/1/reading?back=appendix").text
    assert "data-done" in done and f'href="{PAGE}"' in done
    assert "We are reading" not in amira.get(PAGE).text


def test_a_suggestion_marks_the_very_sentence_and_yes_puts_it_into_the_appendix(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    row = rows(app)[0]
    page = amira.get(PAGE).text
    assert f'<mark class="mp-mark">{row.excerpt}</mark>' in page
    assert f"Yes, this shows {row.code}" in page and row.locator in page
    answer = decide(amira, row, "yes")
    assert answer.location == f"{PAGE}#ksb-{row.code.lower()}"
    page = amira.get(PAGE).text
    assert f"1 of {len(PROJECT.ksbs)} KSBs placed" in page
    assert f'<mark class="mp-mark mp-mark--yes">{row.excerpt}</mark>' in page
    assert "You said yes" in page


def test_with_our_script_the_answer_brings_the_row_and_what_it_changed_elsewhere(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    row = rows(app)[0]
    told = said(decide(amira, row, "yes", json=True))
    assert told["ok"] and f'id="r-{row.id}"' in told["html"] and 'data-state="yes"' in told["html"]
    assert f'<span id="placed">1 of {len(PROJECT.ksbs)} KSBs placed</span>' in told["parts"]
    assert 'id="standing"' in told["parts"] and 'id="uncovered"' in told["parts"]
    own = point(amira, "K5", BACKUP)
    assert own.status_code == 302
    mine = next(one for one in rows(app) if not one.suggested)
    assert said(decide(amira, mine, "ask", json=True))["html"] == "", "taken out"


def test_an_answer_that_is_neither_yes_nor_no_changes_nothing(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    row = rows(app)[0]
    assert decide(amira, row, "perhaps").status_code == 400
    assert rows(app)[0].state is RowState.OPEN


def test_no_takes_the_suggestion_away_and_it_can_be_asked_again(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    row = rows(app)[0]
    decide(amira, row, "no")
    page = amira.get(PAGE).text
    assert f'you said no to<span class="govuk-visually-hidden"> for {row.code}' in page
    decide(amira, row, "ask")
    assert rows(app)[0].state is RowState.OPEN


def test_a_theme_that_nothing_covers_is_named_once_something_is_placed(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    assert "No sentence stands for" not in words_of(amira.get(PAGE).text).split("Plan 0 of")[0]
    first = PROJECT.themes[0]
    point(amira, first.ksbs[0], BACKUP)
    page = words_of(amira.get(PAGE).text)
    rest = ", ".join(theme.name.capitalize() for theme in PROJECT.themes[1:])
    assert f"No sentence stands for {rest} yet." in page
    assert "The report must cover the following themes" in page, "the plan’s own words stand beside"


def test_she_points_to_a_sentence_herself_and_bad_input_loses_nothing(app: Flask, amira: FlaskClient) -> None:
    written(amira)
    wrong = point(amira, "K5", "I never wrote this <sentence>.")
    assert wrong.status_code == 422
    assert "We could not find these words in your report" in wrong.text
    assert "I never wrote this &lt;sentence&gt;.</textarea>" in wrong.text
    assert re.search(r'<option selected[^>]* value="K5"', wrong.text)
    assert "Choose a KSB from the list." in point(amira, "", BACKUP).text
    assert "Copy the sentence from your report." in point(amira, "K5", "").text
    assert "Choose a KSB from the list." in point(amira, "K999", BACKUP).text
    assert rows(app) == []
    assert point(amira, "K5", BACKUP).location == f"{PAGE}#ksb-k5"
    page = amira.get(PAGE).text
    assert "Yours" in page and "Take it out" in page and placed(app) == 1


def test_the_way_from_a_ksb_to_the_form_chooses_it(amira: FlaskClient) -> None:
    written(amira)
    page = amira.get(f"{PAGE}?code=K5").text
    assert re.search(r'<option selected[^>]* value="K5"', page)
    assert "There is something to put right" not in page


def test_a_sentence_that_was_rewritten_is_named_with_what_it_reads_now(
    app: Flask, amira: FlaskClient
) -> None:
    written(amira)
    point(amira, "K5", BACKUP)
    now_reads = BACKUP.replace("documented", "recorded")
    write(amira, now_reads, key="p1-action-test", based_on=1)
    page = amira.get(PAGE).text
    assert "You have rewritten this sentence, so this row is not printed." in page
    assert f'<mark class="mp-mark">{now_reads}</mark>' in page
    assert f"0 of {len(PROJECT.ksbs)} KSBs placed" in page
    (row,) = rows(app)
    sent = {"excerpt": now_reads, "section": "p1-action-test"}
    amira.post(f"{PAGE}/rows/{row.id}/sentence", data=sent)
    assert "You have rewritten" not in amira.get(PAGE).text and placed(app) == 1


def test_a_rewritten_sentence_with_nothing_like_it_left_can_be_pointed_elsewhere_or_taken_out(
    app: Flask, amira: FlaskClient
) -> None:
    written(amira)
    point(amira, "K5", BACKUP)
    write(amira, "Nothing of that is left here.", key="p1-action-test", based_on=1)
    page = amira.get(PAGE).text
    assert "Does it read like this now?" not in page and "Point to another sentence" in page
    (row,) = rows(app)
    decide(amira, row, "no")
    assert rows(app) == []


def test_the_sentence_of_a_row_is_changed_on_a_page_of_its_own(app: Flask, amira: FlaskClient) -> None:
    written(amira)
    point(amira, "K5", BACKUP)
    (row,) = rows(app)
    form = f"{PAGE}/rows/{row.id}/sentence"
    assert BACKUP in amira.get(form).text and "Which sentence shows K5?" in amira.get(form).text
    refused = amira.post(form, data={"excerpt": "Not there.", "section": ""}).text
    assert "We could not find these words" in refused and "Not there.</textarea>" in refused
    assert amira.post(form, data={"excerpt": REMOTE, "section": ""}).location == f"{PAGE}#ksb-k5"
    assert "K5 now points to Maintain, paragraph 1." in amira.get(PAGE).text


def test_with_two_projects_the_place_names_the_project(app: Flask, amira: FlaskClient) -> None:
    begin(amira, second="The print room")
    assert save(amira, doc(NETWORK), key="p2-action-build").status_code == 200
    point(amira, "S7", NETWORK)
    assert "Build, project 2, paragraph 1" in amira.get(PAGE).text
    (row,) = rows(app)
    assert row.project == 2


def test_with_suggestions_off_after_the_gateway_the_page_says_so_and_shows_none(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    pass_gateway(app, cast)
    written(amira)
    read(amira, work)
    page = amira.get(PAGE).text
    assert "the record of help used" in page and "Yes, this shows" in page
    with app.app_context(), db.transaction() as session:
        session.execute(update(Provider).values(suggestions_after_gateway=False))
    page = amira.get(PAGE).text
    assert "Your provider has switched suggestions off after the gateway" in page
    assert "Yes, this shows" not in page and "Look for KSBs again" not in page
    assert "Add this row" in page


def test_a_practice_report_after_the_gateway_is_only_read(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    written(amira)
    read(amira, work)
    row = rows(app)[0]
    decide(amira, row, "yes")
    pass_gateway(app, cast)
    page = amira.get(PAGE).text
    assert "practice report is kept as it is" in page and row.excerpt in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>")[0]
    assert decide(amira, row, "no").status_code == 423


def test_all_placed_is_said(amira: FlaskClient, app: Flask) -> None:
    written(amira)
    for code in PROJECT.ksbs:
        point(amira, code, BACKUP)
    page = amira.get(PAGE).text
    assert "Every KSB has a place." in page
    assert placed(app) == len(PROJECT.ksbs)


def test_what_she_confirmed_is_printed_in_the_docx_and_nothing_else(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    assert not Document(BytesIO(amira.get("/report/1/docx").data)).tables
    yes, no = rows(app)[0], rows(app)[-1]
    decide(amira, yes, "yes")
    decide(amira, no, "no")
    point(amira, "K5", BACKUP)
    write(amira, "It stands lower now.", NETWORK, based_on=1)
    document = Document(BytesIO(amira.get("/report/1/docx").data))
    (table,) = document.tables
    printed = [tuple(cell.text for cell in row.cells) for row in table.rows][1:]
    standard = load("ST0505")
    assert sorted(printed) == sorted(
        [
            (yes.code, standard.ksb(yes.code).text, _place_now(yes.locator), yes.excerpt),
            ("K5", standard.ksb("K5").text, "Test, paragraph 2", BACKUP),
        ]
    )
    assert "Appendix: how the report shows each KSB" in [one.text for one in document.paragraphs]


def _place_now(locator: str) -> str:
    return locator.replace("Build, paragraph 1", "Build, paragraph 2")


ROUTES = (
    ("GET", ""),
    ("POST", "/rows"),
    ("POST", "/rows/1"),
    ("GET", "/rows/1/sentence"),
    ("POST", "/rows/1/sentence"),
)


@pytest.mark.parametrize(("method", "path"), [*((way, PAGE + more) for way, more in ROUTES)])
def test_nobody_else_opens_it(app: Flask, amira: FlaskClient, cast: Cast, method: str, path: str) -> None:
    written(amira)
    point(amira, "K5", BACKUP)
    expected = {cast.stranger_apprentice: 404, cast.callum: 404, cast.ben: 403, cast.stranger_tutor: 403}
    for person, status in expected.items():
        answer = client_of(app, person).open(path, method=method, data={"decision": "no"})
        assert answer.status_code == status, f"{person}: {method} {path}"
    assert client_of(app, None).open(path, method=method).location.startswith("/sign-in")
    assert [row.excerpt for row in rows(app)] == [BACKUP]


def test_a_row_of_another_report_is_not_found_in_hers(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    callum = client_of(app, cast.callum)
    written(callum)
    point(callum, "K5", BACKUP)
    begin(amira)
    (row,) = rows(app)
    answer = amira.post(f"/report/2/appendix/rows/{row.id}", data={"decision": "no"})
    assert answer.status_code == 404
    assert len(rows(app)) == 1


def test_the_report_leads_to_it_from_its_head_its_outline_and_each_theme(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    theme = next(one for one in PROJECT.themes if set(one.ksbs) & {row.code for row in rows(app)})
    point(amira, theme.ksbs[0], BACKUP)
    page = words_of(amira.get("/report/").text)
    total = len(PROJECT.ksbs)
    assert f"1 of {total} KSBs placed" in page and f"KSBs placed 1 of {total}" in page
    assert re.search(rf"In your appendix: 1 of {len(theme.ksbs)} placed, \d to decide for", page)
    assert f'href="{PAGE}#theme-{theme.name.lower()}"' in amira.get("/report/").text
    assert re.search(r"KSB appendix \d+ ", page), "its words, which do not count"
