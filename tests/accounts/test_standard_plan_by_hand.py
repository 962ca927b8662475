"""What no page said, or the importer could not read, an administrator fills in by hand: methods and overall grades."""

import html
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import standards
from accounts.standard_drafts.taking_out import moved
from tests.accounts.drafting import filled_in, part, save, settle, the_draft, uploaded
from tests.accounts.people import working


def grades(app: Flask) -> list[tuple[Any, ...]]:
    with working(app):
        return [(*one.grades.values(), one.overall) for one in the_draft().standard.overall_grades]


def test_a_row_of_the_overall_grades_is_corrected_added_and_taken_out(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    assert "6 rows" in olive.get(address).text
    assert "Pass, distinction: merit" in olive.get(part(address, "overall")).text
    before = grades(app)
    changes = {
        "overall_1_overall": "",
        "overall_3_overall": "distinction",
        "overall_new_overall": "merit",
        "overall_new_method_0": "merit",
    }
    assert save(olive, address, "overall", **changes).status_code == 302
    assert before[3] == ("pass", "distinction", "merit")
    assert grades(app) == [
        before[0],
        before[2],
        ("pass", "distinction", "distinction"),
        *before[4:],
        ("merit", "any", "merit"),
    ]


def test_an_overall_row_that_nobody_filled_in_is_not_added(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    before = grades(app)
    assert save(olive, address, "overall").status_code == 302
    assert grades(app) == before


def test_the_grades_are_called_what_the_plan_calls_them(olive: FlaskClient) -> None:
    address = uploaded(olive)
    save(olive, address, "facts", words_merit="credit")
    assert "Pass, distinction: credit" in olive.get(part(address, "overall")).text


def test_a_whole_plan_is_made_by_hand_for_a_standard_that_came_without(
    app: Flask, olive: FlaskClient
) -> None:
    address = uploaded(olive, "record.json")
    settle(olive, address)
    assert "none was read" in olive.get(address).text
    new = part(address, "method-0")
    assert f'href="{new}"' in olive.get(address).text
    refused = save(olive, address, "method-0", method0_name="Written project")
    assert refused.status_code == 422
    assert "Enter the codes of the KSBs that it assesses." in refused.text
    kind = {"method0_kind": "project_report", "method0_ksbs": "K1 S1 B1"}
    assert save(olive, address, "method-0", method0_name="Written project", **kind).status_code == 302
    assert save(olive, address, "method-0", limits0_words="2000", limits0_tolerance="10").status_code == 302
    theme = {"theme_name": "Moulds", "theme_ksbs": "K1 S1", "pass_new_text": "Builds.", "pass_new_ksbs": "S1"}
    assert save(olive, address, "method-0-theme-0", **theme).status_code == 302
    talk = {"method1_name": "Talk", "method1_kind": "portfolio_discussion", "method1_ksbs": "K2 S2"}
    assert save(olive, address, "method-1", **talk).status_code == 302
    row = {"overall_new_overall": "pass", "overall_new_method_0": "pass", "overall_new_method_1": "pass"}
    assert save(olive, address, "overall", **row).status_code == 302
    need = {
        "gateway_new_text": "Have cast a bell.",
        "gateway_new_who": "employer",
        "gateway_new_force": "must",
    }
    assert save(olive, address, "gateway", **need).status_code == 302
    with working(app):
        standard = the_draft().standard
    assert standards.Standard.from_dict(standard.to_dict()) == standard
    project, discussion = standard.methods
    assert project.limits.word_range == (1800, 2200)
    assert [theme.name for theme in project.themes] == ["Moulds"]
    assert standard.portfolio == discussion
    assert project.id != discussion.id
    assert grades(app) == [("pass", "pass", "pass")]
    assert olive.post(f"{address}/publish").status_code == 302


def test_a_method_can_be_taken_out_with_its_column_of_the_overall_grades(
    app: Flask, olive: FlaskClient
) -> None:
    address = uploaded(olive)
    third = {"method2_name": "Test", "method2_ksbs": "K1"}
    assert save(olive, address, "method-2", **third).status_code == 302
    assert "Take this method out" in olive.get(part(address, "method-0")).text
    answer = olive.post(f"{part(address, 'method-0')}/take-out", follow_redirects=True)
    assert "The method is taken out." in html.unescape(answer.text)
    with working(app):
        standard = the_draft().standard
        assert [method.name for method in standard.methods][-1] == "Test"
        assert len(standard.methods) == 2
        assert all(len(row.grades) == 1 for row in standard.overall_grades)
    assert filled_in(olive.get(part(address, "method-1")).text)["method1_name"] == "Test"
    assert olive.post(f"{part(address, 'method-7')}/take-out").status_code == 404


@pytest.mark.parametrize(
    ("place", "gone", "then"),
    [
        ("method-2", "method-0", "method-1"),
        ("method-0", "method-1", "method-0"),
        ("method-1", "method-1", None),
        ("method-1-theme-3", "method-1", None),
        ("method-1-theme-3", "method-0", "method-0-theme-3"),
        ("method-1-theme-3", "method-1-theme-0", "method-1-theme-2"),
        ("method-0-theme-3", "method-1-theme-0", "method-0-theme-3"),
        ("method-1", "method-1-theme-0", "method-1"),
        ("methods/1/limits/minutes", "method-0", "methods/0/limits/minutes"),
        ("methods/1/themes/2/name", "method-1-theme-1", "methods/1/themes/1/name"),
        ("gateway", "method-0", "gateway"),
    ],
)
def test_what_pointed_behind_it_moves_up_one_place(place: str, gone: str, then: str | None) -> None:
    assert moved(place, gone) == then
