"""The table notices: it goes red when any one gate forgets any one of its checks, or any one view its rule."""

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from foundation.access import rule_of
from tests.access.permissive import Mutant, distance, mutants
from tests.access.stage import Stage
from tests.access.table import PEOPLE, Row, rows
from tests.test_access import endpoint_of

# What no row can show, and why: asked a second time behind a check that gives the same answer, which a test of the verb
# holds; or about a plan that no world has.
UNSEEN = {
    "sign_off.statements.refusal_of_signing without “apprenticeship.apprentice_id != person.id”": (
        "the page signs for whoever is signed in, about her own apprenticeship"
    ),
    "home.leaving.can_leave without “apprenticeship.provider_id == person.provider_id”": (
        "every way there fetches the apprenticeship first"
    ),
    "gateway.get_report_packing_for without “apprenticeship.standard.project is None”": (
        "the plan of every world has a project"
    ),
    "report_builder.get_report_for without “report.apprenticeship.standard.project is None”": (
        "the plan of every world has a project"
    ),
}


@pytest.mark.parametrize("mutant", list(mutants()), ids=str)
def test_the_table_notices_a_gate_that_forgets_to_ask(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, mutant: Mutant
) -> None:
    through = rows_through(stage, mutant)
    assert through, f"No route leads to {mutant.gate.__name__}: take it out, or add the row of the route."
    with monkeypatch.context() as patch:
        mutant.install(patch)
        noticed = any(notices(stage, row) for row in through)
    noticed = noticed or any(is_second_line(stage, row, mutant, monkeypatch) for row in through)
    if str(mutant) in UNSEEN:
        assert not noticed, f"A row shows {mutant} now. Take it out of UNSEEN."
    else:
        assert noticed, f"No row differs for {mutant}. Add the one that would."


def rows_through(stage: Stage, mutant: Mutant) -> list[Row]:
    """The rows whose route leads through the gate, the shortest way first."""
    views = stage.app.view_functions
    far = {row: distance(views[endpoint_of(stage.app, row)], mutant.gate) for row in rows()}
    return sorted((row for row in rows() if far[row] is not None), key=lambda row: far[row] or 0)


def notices(stage: Stage, row: Row) -> bool:
    """Somebody gets another answer than the table says. Those who are refused are asked first."""
    plain = {who: row.answers[who] in ("door", "200", "done") for who in PEOPLE}
    try:
        return any(
            stage.play_as(row, who) != row.answers[who] for who in sorted(PEOPLE, key=plain.__getitem__)
        )
    except AssertionError:
        return True  # a page that should not have opened need not be a right page


def is_second_line(stage: Stage, row: Row, mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The check stands behind the rule of the view, or only changes what the page shows: it is seen to work when the
    rule is taken off and the page itself is compared."""
    with without_rule(stage.app, endpoint_of(stage.app, row)):
        before = [seen(stage, row, who) for who in PEOPLE]
        with monkeypatch.context() as patch:
            mutant.install(patch)
            return any(seen(stage, row, who) != was for who, was in zip(PEOPLE, before, strict=True))


def seen(stage: Stage, row: Row, who: str) -> tuple[str, str]:
    """The answer and the page, but for what is new in every answer."""
    said = stage.play_as(row, who)
    page = stage.ask(row, who)
    text = page.get_data(as_text=True) if page.mimetype == "text/html" else ""
    page.close()
    stage.playing = ""
    return said, re.sub(r'value="[^"]{40,}"', "", text)


@contextmanager
def without_rule(app: Flask, endpoint: str) -> Iterator[None]:
    view = app.view_functions[endpoint]
    app.view_functions[endpoint] = inspect.unwrap(view)
    try:
        yield
    finally:
        app.view_functions[endpoint] = view


def test_the_table_notices_a_view_that_loses_its_rule(stage: Stage) -> None:
    """`anyone` has nothing to lose; whoever only asks for somebody signed in asks again by fetching the person."""
    unnoticed = []
    for endpoint, view in stage.app.view_functions.items():
        rule = rule_of(view)
        if rule is None or rule.name in ("anyone", "signed_in"):
            continue
        with without_rule(stage.app, endpoint):
            own = (row for row in rows() if endpoint_of(stage.app, row) == endpoint)
            if not any(notices(stage, row) for row in own):
                unnoticed.append(endpoint)
    assert unnoticed == []
