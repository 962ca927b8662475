"""Adding a standard: its page is uploaded, read, held beside its source, corrected, published."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import standards
from accounts.models import StandardDraft, StandardVersion
from accounts.queries import list_standard_versions
from foundation.database import db
from tests.accounts.drafting import (
    PAGES,
    SEED,
    filled_in,
    part,
    published,
    save,
    send,
    settle,
    the_draft,
    uploaded,
)
from tests.accounts.people import working
from tests.cast import Cast, client_of


def test_a_page_is_read_and_shown_with_its_doubts_first_and_its_source_beside(olive: FlaskClient) -> None:
    address = uploaded(olive)
    page = html.unescape(olive.get(address).text)
    assert "Bell founder, ST9071, version 1.3" in page
    assert "13 KSBs" in page
    assert page.index("requirement of this plan’s own") < page.index(">Duties</a>")
    assert f'{part(address, "gateway")}#doubt_0">Look at it' in page
    assert "1 doubt</strong>" in page  # beside the part that it is about
    beside = html.unescape(olive.get(part(address, "gateway")).text)
    doubt = re.search(r'href="#(line-\d+)">', beside)
    assert doubt is not None
    assert f'id="{doubt[1]}" class="mp-source__doubted"' in beside


def test_a_part_stands_beside_the_lines_that_it_was_read_from(olive: FlaskClient) -> None:
    page = olive.get(part(uploaded(olive), "duties")).text
    found = re.search(r"From line (\d+) to (\d+)", page)
    assert found is not None
    assert int(found[2]) - int(found[1]) < 120
    assert "Prepare metal and moulds" in html.unescape(page.split('id="source-lines"')[1])


def test_data_is_shown_beside_as_what_it_says(olive: FlaskClient) -> None:
    address = uploaded(olive, "record.json")
    assert "title: Bell founder" in olive.get(address).text.split('id="source-lines"')[1]
    beside = html.unescape(olive.get(part(address, "knowledge")).text.split('id="source-lines"')[1])
    assert re.search(r"knowledges, 1, detail: \w+", beside)
    assert "{" not in beside


def test_it_cannot_be_published_while_a_doubt_is_open(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    assert "1 doubt is open" in olive.get(address).text
    answer = olive.post(f"{address}/publish")
    assert answer.location == address
    assert "1 doubt is open" in olive.get(address).text
    assert published(app) == ["ST0505@1.1"]


def test_a_name_that_cannot_be_published_is_said_at_once_beside_the_doubts(olive: FlaskClient) -> None:
    source = (PAGES / "record.json").read_bytes().replace(b'"version": "1.3"', b'"version": "1.3 shared"')
    answer = send(olive, "record.json", source)
    page = html.unescape(olive.get(answer.location).text)
    why = "The version “1.3 shared” ends in “shared”, by which we tell two versions of one number apart."
    assert page.count(why) == 2  # on top, and where it would be published
    assert "Change it under “Facts”." in page
    assert "1 doubt is open" in page


def test_corrected_and_settled_it_is_published_as_it_was_corrected(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    settle(olive, address)
    for part_id, changes in {
        "facts": {"standard_version": "1.4"},
        "knowledge": {"ksb_K1_text": "Alloys of copper and tin."},
        "duties": {"duty_0_ksbs": "k1, S1  B01"},
        "method-0": {"limits0_words": "4000"},
        "method-1": {"limits1_minutes": ""},
    }.items():
        assert save(olive, address, part_id, **changes).status_code == 302
    assert olive.post(f"{address}/publish").status_code == 302
    assert published(app) == ["ST0505@1.1", "ST9071@1.4"]
    with working(app):
        version = db.session.scalars(select(StandardVersion).where(StandardVersion.version == "1.4")).one()
        standard = version.standard
        assert standard.ksb("K1").text == "Alloys of copper and tin."
        assert standard.duties[0].ksbs == ("K1", "S1", "B1")
        assert standard.methods[0].limits.words == 4000
        assert standard.methods[1].limits.minutes is None
        assert version.published_by.startswith("person:")
        assert db.session.scalars(select(StandardDraft)).all() == []
    assert olive.get(address).status_code == 404
    assert "Bell founder, ST9071, version 1.4" in olive.get("/administration/standards").text


@pytest.mark.parametrize("name", ["page.txt", "plan_tab.txt", "record.json", "ST0505"])
def test_saving_changes_nothing_but_what_was_changed(app: Flask, olive: FlaskClient, name: str) -> None:
    source = SEED.read_bytes() if name == "ST0505" else (PAGES / name).read_bytes()
    address = send(olive, name, source).headers["Location"]
    before = standards.import_page(source).standard
    settle(olive, address)
    with working(app):
        assert the_draft().standard == before
        assert the_draft().open_doubts == 0


@pytest.mark.parametrize(
    ("part_id", "changes", "field", "complaint"),
    [
        ("facts", {"standard_version": ""}, "standard_version", "Enter the version."),
        ("facts", {"standard_version": "9" * 4400}, "standard_version", "has 4,400 characters; 40 is the most."),
        ("facts", {"standard_version": "1.2/3"}, "standard_version", "more than letters, digits, dots, spaces,"),
        ("facts", {"standard_version": "1.2@"}, "standard_version", "more than letters, digits, dots, spaces,"),
        ("facts", {"standard_version": "1.2 SHARED"}, "standard_version", "ends in “shared”, by which we tell"),
        ("facts", {"standard_version": "1.1 (shared)"}, "standard_version", "ends in “shared”, by which we tell"),
        ("facts", {"standard_version": "1.2 (your own)"}, "standard_version", "ends in “your own”, by which we"),
        ("facts", {"standard_reference": "ST9999 @"}, "standard_reference", "more than letters, digits and hyphens."),
        ("facts", {"standard_reference": "ST" + "9" * 20}, "standard_reference", "has 22 characters; 20 is the most."),
        ("facts", {"standard_level": "99"}, "standard_level", "The level is not one from 1 to 8."),
        ("facts", {"standard_level": "0"}, "standard_level", "The level is not one from 1 to 8."),
        ("facts", {"standard_level": "four"}, "standard_level", "Enter a number, like 5."),
        ("knowledge", {"ksb_K2_text": " "}, "ksb_K2_text", "K2 has no words, and duty 1 and “Interview"),
        ("duties", {"duty_0_ksbs": "K1 moulds"}, "duty_0_ksbs", "Write codes alone, like K1 K2 S3."),
        ("duties", {"duty_0_ksbs": "K1 K77"}, "duty_0_ksbs", "K77: the standard has no such KSB."),
        ("method-0", {"limits0_words": "-5"}, "limits0_words", "Words of the report: enter a number from 1"),
        ("method-0", {"limits0_words_least": "9000"}, "", "“words_least” of “Project report"),
        ("method-0", {"distinction0_required": ""}, "distinction0_required", "Fill in both numbers, or neither."),
        ("method-0", {"distinction0_required": "7"}, "distinction0_required", "It cannot ask for 7 of 2."),
        ("method-0-theme-0", {"theme_name": ""}, "theme_name", "Enter the theme’s name."),
        ("method-0-theme-0", {"pass_new_ksbs": "K1"}, "pass_new_text", "Fill in “Its words in the plan”"),
        ("options", {"option_tuner_name": ""}, "option_tuner_name", "“Tuner” cannot be taken out while K5, S4, duty 4"),
        ("skills", {"ksb_new_code": "K9", "ksb_new_text": "x"}, "ksb_new_code", "Write S and a number, like S6."),
        ("skills", {"ksb_new_code": "s1", "ksb_new_text": "x"}, "ksb_new_code", "There is a S1 already."),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    olive: FlaskClient, part_id: str, changes: dict[str, str], field: str, complaint: str
) -> None:
    address = uploaded(olive)
    before = filled_in(olive.get(part(address, part_id)).text)
    answer = save(olive, address, part_id, **changes)
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert complaint in page
    if field:
        assert f'id="{field}-error"' in page
    after = filled_in(answer.text)
    assert all(
        after[name].strip().upper() == value.strip().upper()
        for name, value in changes.items()
        if value.strip()
    )
    assert filled_in(olive.get(part(address, part_id)).text) == before


def test_everything_of_the_plan_can_be_corrected_in_the_browser(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    for part_id, changes in {
        "facts": {"words_gateway": "gateway to completion", "standard_verified_by_employer": "B1"},
        "options": {"option_tuner_name": "Bell tuner", "option_new_name": "Ringer"},
        "behaviours": {"ksb_new_code": "b3", "ksb_new_text": "Listens before acting."},
        "method-0": {
            "method0_kind": "other", "lists0_excluded": "the appendix\nthe drawings", "merit0_required": "1",
            "merit0_of": "2",
        },
        "method-1": {"lists1_disallowed": "diaries", "method1_ksbs": "K2 K3 S1 S2 B1 B3"},
        "method-1-theme-0": {
            "theme_name": "Loam", "pass_0_text": "Builds a mould that holds.", "pass_1_text": "",
            "merit_new_text": "Builds two.", "merit_new_ksbs": "S2",
        },
        "method-1-theme-2": {
            "theme_name": "Listening", "theme_ksbs": "B3", "pass_new_text": "Listens.", "pass_new_ksbs": "B3",
        },
        "gateway": {
            "gateway_new_text": "Have cast a bell.", "gateway_new_who": "employer", "gateway_new_force": "should",
        },
        "clauses": {
            "clause_new_id": "portfolio_access", "clause_new_quote": "They must have their portfolio.",
            "clause_new_section": "discussion", "clause_new_force": "must",
        },
    }.items():  # fmt: skip
        answer = save(olive, address, part_id, **changes)
        assert answer.status_code == 302, (
            part_id,
            re.findall(r'error-message"[^/]*/span>([^<]*)', answer.text),
        )
    with working(app):
        standard = the_draft().standard
    assert standard.words.gateway == "gateway to completion"
    assert standard.verified_by_employer == ("B1",)
    assert [(one.id, one.name) for one in standard.options][::2] == [
        ("tuner", "Bell tuner"),
        ("ringer", "Ringer"),
    ]
    assert standard.ksb("B3").text == "Listens before acting."
    project, discussion = standard.methods
    assert project.kind == "other"
    assert project.limits.excluded == ("the appendix", "the drawings")
    assert project.merit_rule == standards.DistinctionRule(1, 2)
    assert discussion.limits.disallowed == ("diaries",)
    assert [theme.name for theme in discussion.themes] == ["Loam", "Safety", "Listening"]
    loam, _, listening = discussion.themes
    assert [one.text for one in loam.pass_descriptors] == ["Builds a mould that holds."]
    assert loam.merit_descriptors == (standards.Descriptor("Builds two.", ("S2",)),)
    assert listening.pass_descriptors == (standards.Descriptor("Listens.", ("B3",)),)
    added = standard.gateway[-1]
    assert (added.id, added.text, added.who, added.force) == (
        "have_cast_a_bell",
        "Have cast a bell.",
        "employer",
        "should",
    )
    clause = standard.find_clause("portfolio_access")
    assert clause == standards.Clause("They must have their portfolio.", "discussion", standards.Force.MUST)


def test_a_theme_can_be_taken_out(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    assert olive.post(f"{part(address, 'method-1-theme-0')}/take-out").status_code == 302
    with working(app):
        discussion = the_draft().standard.portfolio
        assert discussion is not None
        assert [theme.name for theme in discussion.themes] == ["Safety"]
    for gone in ("method-1-theme-1", "facts"):
        assert olive.post(f"{part(address, gone)}/take-out").status_code == 404
    assert olive.get(part(address, "method-9")).status_code == 404


def test_of_two_administrators_the_second_sees_what_the_first_saved_and_keeps_what_she_typed(
    app: Flask, olive: FlaskClient
) -> None:
    address = uploaded(olive)
    hers = filled_in(olive.get(part(address, "skills")).text)
    save(olive, address, "skills", ksb_S1_text="Work to a drawing.")
    save(olive, address, "duties", duty_0_text="Casts bells.")  # another part is no conflict
    answer = olive.post(part(address, "skills"), data={**hers, "ksb_S1_text": "Work to a founding plan."})
    assert answer.status_code == 409
    page = html.unescape(answer.text)
    assert "Somebody saved this part after you opened it." in page
    assert "Saved now: Work to a drawing." in page
    assert filled_in(answer.text)["ksb_S1_text"] == "Work to a founding plan."
    with working(app):
        assert the_draft().standard.ksb("S1").text == "Work to a drawing."
    assert olive.post(part(address, "skills"), data=filled_in(answer.text)).status_code == 302
    with working(app):
        assert the_draft().standard.ksb("S1").text == "Work to a founding plan."
        assert the_draft().standard.duties[0].text == "Casts bells."


def test_what_was_typed_for_a_row_that_somebody_took_out_is_shown(olive: FlaskClient) -> None:
    address = uploaded(olive)
    hers = filled_in(olive.get(part(address, "gateway")).text)
    (name, *_) = [one for one in hers if one.endswith("_text") and "new" not in one]
    save(olive, address, "gateway", **{name: ""})
    answer = olive.post(part(address, "gateway"), data={**hers, name: "Have rung a bell."})
    assert answer.status_code == 409
    assert "whose place is gone" in answer.text
    assert "Have rung a bell." in answer.text
    said = answer.text.split("whose place is gone")[1].split("</ul>")[0]
    assert f"{name}:" not in said, "what the form asks for itself are no words of hers"


def test_what_will_be_published_is_summed_up_before_the_button(olive: FlaskClient) -> None:
    page = html.unescape(olive.get(uploaded(olive)).text)
    summary = page.split('id="publish"')[1]
    for words in (
        "13",
        "Tuner, Bell hanger",
        "9 KSBs, 3 themes, 3,150 to 3,850 words",
        "12 pieces, 15 minutes of video",
    ):
        assert words in summary
    bare = html.unescape(olive.get(uploaded(olive, "record.json")).text)
    assert "No assessment plan: it serves mapping and coverage." in bare


def test_a_version_that_is_published_already_is_refused(app: Flask, olive: FlaskClient) -> None:
    answer = send(olive, "ST0505.txt", SEED.read_bytes())
    address = answer.headers["Location"]
    settle(olive, address)
    assert "ST0505 version 1.1 is published already" in olive.get(address).text
    assert olive.post(f"{address}/publish").location == address
    with working(app):
        (version,) = list_standard_versions(1)
        assert version.standard == standards.load("ST0505", "1.1")


def test_how_far_a_report_may_be_from_its_words_is_filled_in_so_many_in_a_hundred(
    app: Flask, olive: FlaskClient
) -> None:
    address = uploaded(olive)
    form = filled_in(olive.get(part(address, "method-0")).text)
    assert form["limits0_tolerance"] == "10"
    refused = save(olive, address, "method-0", limits0_tolerance="150")
    assert "enter a number from 1 to 99" in refused.text
    save(olive, address, "method-0", limits0_tolerance="15")
    assert filled_in(olive.get(part(address, "method-0")).text)["limits0_tolerance"] == "15"
    with working(app):
        project = the_draft().standard.project
        assert project is not None
        assert project.limits.word_range == (2975, 4025)


def test_it_can_be_dropped(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    assert "Bell founder" in olive.get("/administration/standards").text
    assert olive.post(f"{address}/drop").status_code == 302
    assert olive.get(address).status_code == 404
    assert published(app) == ["ST0505@1.1"]


def test_the_number_of_one_that_was_dropped_is_never_given_to_another(olive: FlaskClient) -> None:
    address = uploaded(olive)
    olive.post(f"{address}/drop")
    assert uploaded(olive) != address
    assert olive.get(address).status_code == 404


def test_only_administrators_of_the_same_provider_see_it(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    address = uploaded(olive)
    for person, answer in ((cast.stranger_administrator, 404), (cast.ben, 403), (cast.amira, 403)):
        browser = client_of(app, person)
        assert browser.get(address).status_code == answer
        assert browser.get(f"{address}/file").status_code == answer
        assert browser.get(part(address, "duties")).status_code == answer
        for verb in ("/parts/duties", "/parts/method-0-theme-0/take-out", "/publish", "/drop"):
            assert browser.post(f"{address}{verb}").status_code == answer
    assert (
        "Bell founder"
        not in client_of(app, cast.stranger_administrator).get("/administration/standards").text
    )
    assert olive.get(address).status_code == 200


def long_source(ref: str = "ST0042") -> bytes:
    """A page with thousands of lines between its KSBs and the one that is doubted."""
    rows = [f"Reference: {ref}", "Version: 1.0", "Title: Weaver", "KSBs", "Knowledge"]
    rows += [f"K{n}: Statement number {n} about cloth." for n in range(1, 100)]
    rows += ["", "End-point assessment plan", ""] + [f"Sentence {n} of the plan." for n in range(1, 6000)]
    return "\n\n".join([*rows, "KSB mapping table", "Knowledge", "K1", "Another statement.", ""]).encode()


def test_a_long_source_comes_page_by_page_and_every_doubt_leads_to_its_line(olive: FlaskClient) -> None:
    address = send(olive, "weaver.txt", long_source()).headers["Location"]
    page = olive.get(address).text
    assert page.count("mp-source__number") == 400
    assert len(page) < 120_000
    link = re.search(r'href="([^"]*[?]page=\d+#line-\d+)">Line', page)
    assert link is not None
    there, _, line = html.unescape(link[1]).partition("#")
    assert f'id="{line}" class="mp-source__doubted"' in olive.get(there).text
    following = re.search(r'href="([^"]*)" rel="next"', page)
    assert following is not None
    assert "From line" in olive.get(html.unescape(following[1])).text
    assert olive.get(f"{address}?page=900").status_code == 200
    assert olive.get(f"{address}?page=-1").text.count("mp-source__number") == 400


def test_beside_a_part_stands_no_more_of_a_long_source_than_a_phone_can_take(olive: FlaskClient) -> None:
    address = send(olive, "weaver.txt", long_source()).headers["Location"]
    for part_id in ("facts", "knowledge", "duties"):
        page = olive.get(part(address, part_id)).text
        assert 0 < page.count("mp-source__number") <= 400, part_id
        assert "All of the source" in page
