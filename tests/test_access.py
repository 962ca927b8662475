"""Who gets which answer, everywhere: the app held against the table in tests/access/table.txt."""

import re

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from foundation.access import rule_of
from tests.access.stage import Stage
from tests.access.table import PEOPLE, Row, rows

READS = {"GET", "HEAD", "OPTIONS"}
FORMS = [row for row in rows() if row.method not in READS and "done" in row.answers.values()]


@pytest.mark.parametrize("row", rows(), ids=str)
def test_everybody_gets_the_answer_of_the_table(stage: Stage, row: Row) -> None:
    assert stage.play(row) == row.answers


def test_every_route_has_a_row_for_each_of_its_methods(stage: Stage) -> None:
    app = stage.app
    wanted = {
        (method, rule.endpoint, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    written = {(row.method, endpoint_of(app, row)) for row in rows()}
    missing = [f"{method} {rule}" for method, endpoint, rule in wanted if (method, endpoint) not in written]
    assert not missing, (
        f"No row says who may: {', '.join(sorted(missing))}. Write one for each in tests/access/table.txt: what "
        f"{', '.join(PEOPLE)} get, and below it the form that it sends. Its head says how."
    )


def endpoint_of(app: Flask, row: Row) -> str:
    """The endpoint that the address of a row leads to."""
    address = re.sub(r"<\w+>", "1", row.address)
    try:
        endpoint, _values = app.url_map.bind("localhost").match(address, method=row.method)
    except HTTPException as error:
        raise AssertionError(f"{row}: the app has no such route any more. Take the row out.") from error
    return str(endpoint)


def test_no_view_lacks_an_access_rule(stage: Stage) -> None:
    bare = [endpoint for endpoint, view in stage.app.view_functions.items() if rule_of(view) is None]
    assert bare == []


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_what_a_form_without_its_token_sends_is_refused(stage: Stage, row: Row) -> None:
    """Also from whoever may do it: another site could have made the browser send it."""
    who = next(who for who, answer in row.answers.items() if answer == "done")
    assert stage.play_as(row, who, token=False) == "400"


def test_the_token_that_a_page_carries_is_taken(stage: Stage) -> None:
    """The table sends the token in a header, as our scripts do. This once it goes as a form sends it."""
    row = next(row for row in rows() if (row.method, row.address) == ("POST", "/portfolio/<returned>/title"))
    page = stage.ask(next(one for one in rows() if one.address == row.address), "amira").text
    (token,) = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[-1:]
    row = Row(row.world, row.method, row.address, row.answers, [*row.sends, ("csrf_token", token)])
    assert stage.play_as(row, "amira", token=False) == "done"
