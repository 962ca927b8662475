"""The page of the presentation: what the plan asks of it, what she needs in the room, and her minutes."""

from dataclasses import replace
from io import BytesIO

import pptx
import pytest
from flask import Flask
from flask.testing import FlaskClient

import standards
from accounts.models import Apprenticeship
from foundation.database import db
from report_builder.forms import MORE, NOTHING
from report_builder.models import Presentation
from report_builder.presentation_page import facts_of
from sign_off.models import Party, Signature, Statement, StatementKind
from sign_off.statements.standing import Standing, StandingState
from standards import Limits
from tests.cast import Cast
from tests.report_builder.presenting import final_report
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin

PAGE = "/report/1/presentation"


def tell(browser: FlaskClient, kind: str, needs: str = "") -> str:
    data = {"kind": kind, "needs": needs}
    return browser.post(f"{PAGE}/needs", data=data, follow_redirects=True).text


def stored(app: Flask) -> Presentation | None:
    with app.app_context(), db.transaction() as session:
        return session.query(Presentation).one_or_none()


def test_the_page_says_what_the_plan_says_and_when_it_is_due(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    final_report(app, amira, cast)
    page = amira.get(PAGE).text
    for said in (
        "20 minutes",
        "40 minutes",
        "60 minutes",
        "up to 66",
        "6 questions",
        "Due by the end of week 4",
        "The apprentice must notify the EPAO, at that point, of any technical requirements for the presentation.",
        "flip chart and writing and drawing materials",
        "The apprentice must submit any presentation materials to the EPAO at the same time as the report",
        "The project scope (including key performance indicators)",
        "Not told yet",
        "No slides yet",
    ):
        assert said in page, said
    assert stored(app) is None, "looking writes nothing"


def test_the_facts_come_from_the_data_and_what_a_plan_leaves_out_is_not_said() -> None:
    limits = Limits(minutes=15, total_minutes=45)
    assert list(facts_of(limits)) == [("15 minutes", "for you to present"), ("45 minutes", "in all")]
    assert list(facts_of(Limits())) == []
    longer = replace(limits, extension=0.2)
    assert ("45 minutes", "in all, or up to 54 if the assessor lets you finish a point") in facts_of(longer)


def test_before_the_gateway_the_page_tells_what_comes_and_takes_nothing(amira: FlaskClient) -> None:
    begin(amira)
    page = amira.get(PAGE).text
    assert "belongs to the final report, which opens at the gateway" in page
    assert "an overview of the project" in page and "20 minutes" in page
    assert "<form" not in page.partition("<main")[2]
    assert amira.post(f"{PAGE}/needs", data={"kind": NOTHING}).status_code == 423
    assert amira.post(f"{PAGE}/outline", data={"minutes-1": "4"}).status_code == 423
    assert amira.get(f"{PAGE}/outline.pptx").status_code == 404


def test_nothing_more_is_an_answer_and_so_is_a_list(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    final_report(app, amira, cast)
    assert "Told" in tell(amira, NOTHING, "these words were left in the box")
    told = stored(app)
    assert told is not None and told.needs == "" and told.needs_told_at is not None
    assert "A cable\nThe internet</textarea>" in tell(amira, MORE, "A cable\x0bThe internet\x07"), (
        "as slides break lines"
    )
    page = tell(amira, MORE, "  An HDMI cable & the internet  ")
    assert "An HDMI cable &amp; the internet</textarea>" in page
    told = stored(app)
    assert told is not None and told.needs == "An HDMI cable & the internet"


@pytest.mark.parametrize(
    ("kind", "error"), [("", "Say whether you need anything more."), (MORE, "Write what you need.")]
)
def test_an_answer_that_says_nothing_is_asked_again(
    app: Flask, amira: FlaskClient, cast: Cast, kind: str, error: str
) -> None:
    final_report(app, amira, cast)
    refused = amira.post(f"{PAGE}/needs", data={"kind": kind, "needs": ""})
    assert refused.status_code == 422
    assert refused.text.count(error) == 2, "on top and beside the field"
    assert stored(app) is None


def test_her_minutes_are_added_up_against_the_plans(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    final_report(app, amira, cast)
    assert "0 of 20 minutes planned, 20 left" in amira.get(PAGE).text

    def plan(*minutes: str) -> str:
        data = {f"minutes-{number}": one for number, one in enumerate(minutes, start=1)}
        return amira.post(f"{PAGE}/outline", data=data, follow_redirects=True).text

    page = plan("4", "", "10", "4", "")
    assert "18 of 20 minutes planned, 2 left" in page and 'value="10"' in page
    assert "21 of 20 minutes planned, 1 too many" in plan("21", "", "", "", "")
    wrong = plan("four", "", "", "", "")
    assert "Enter whole minutes, like 4." in wrong and 'value="four"' in wrong
    assert "21 of 20" in wrong, "what was kept before stays"
    page = plan("4", "6", "", "2", "")
    assert "4 minutes, from minute 0 to 4" in page and "6 minutes, from minute 4 to 10" in page
    assert '<p class="mp-small mp-soft">2 minutes</p>' in page, "when, she can say once the third is planned"


def test_her_outline_opens_as_slides_with_her_words_in_the_speaker_notes(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    final_report(app, amira, cast)
    assert "Download it as slides" not in amira.get(PAGE).text
    data = {
        "minutes-1": "4",
        "points-1": "Elm Road & 80 staff\r\n\r\n  Wi-Fi that dropped \x0b",
        "notes-1": "Good morning.\r\nI am <Amira>.",
        "minutes-2": "3",
        "notes-5": "What I would do again",
    }
    page = amira.post(f"{PAGE}/outline", data=data, follow_redirects=True).text
    assert "Your outline is saved." in page and "I am &lt;Amira&gt;.</textarea>" in page
    assert "Download it as slides" in page
    sent = amira.get(f"{PAGE}/outline.pptx")
    assert "Presentation outline.pptx" in sent.headers["Content-Disposition"]
    show = pptx.Presentation(BytesIO(sent.data))
    limits = standards.load("ST0505").project.limits
    first, *rest = show.slides
    assert "20 minutes for you to present" in first.notes_slide.notes_text_frame.text
    assert [one.shapes.title.text for one in rest] == [
        thing[:1].upper() + thing[1:] for thing in limits.covers
    ]
    overview, scope, *_, lessons = rest
    assert overview.placeholders[1].text == "Elm Road & 80 staff\nWi-Fi that dropped"
    spoken = [one.notes_slide.notes_text_frame.text for one in (overview, scope, lessons)]
    assert spoken == [
        "4 minutes, from minute 0 to 4\nGood morning.\nI am <Amira>.",
        "3 minutes, from minute 4 to 7",
        "What I would do again",
    ]
    assert show.slide_width * 9 == show.slide_height * 16


def test_notes_that_are_too_long_come_back_whole(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    final_report(app, amira, cast)
    refused = amira.post(f"{PAGE}/outline", data={"notes-1": "word " * 1201})
    assert refused.status_code == 422 and "6,000 is the most" in refused.text
    assert "word word" in refused.text


def test_the_clauses_are_the_standards_own() -> None:
    standard = standards.load("ST0505")
    equipment = standard.find_clause("presentation_equipment")
    assert equipment is not None and equipment.quote.endswith("computer")


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        ((Party.APPRENTICE,), "Amira Hussain has signed"),
        ((Party.APPRENTICE, Party.EMPLOYER), "Amira Hussain and Dana Novak have signed"),
    ],
)
def test_once_signed_the_page_warns_before_anything_is_changed(
    app: Flask,
    amira: FlaskClient,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    parties: tuple[Party, ...],
    said: str,
) -> None:
    final_report(app, amira, cast)
    names = {Party.APPRENTICE: "Amira Hussain", Party.EMPLOYER: "Dana Novak"}
    statement = Statement(signatures=[Signature(party=party, name=names[party]) for party in parties])

    def standing(apprenticeship: Apprenticeship, kind: StatementKind) -> Standing:
        assert kind is StatementKind.REPORT
        return Standing(kind, "Report statement", StandingState.SIGNED, statement)

    monkeypatch.setattr("report_builder.presentation_page.standing_for", standing)
    page = amira.get(PAGE).text
    assert said in page and "that no longer counts" in page


def test_after_the_gateway_the_practice_stays_without_a_presentation(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    begin(amira)
    pass_gateway(app, cast)
    assert "belongs to the final report" in amira.get(PAGE).text
