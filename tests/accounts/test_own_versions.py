"""A version that a provider publishes is its own: no other provider is offered it, and nobody's hides another's."""

import html
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

import standards
from accounts.administration.importing import check_sheet
from accounts.models import Apprenticeship, StandardVersion
from accounts.moving import Destination, move_apprenticeship
from accounts.queries import find_apprenticeship, list_standard_versions
from accounts.services import create_apprenticeship, publish_or_find, publish_standard
from accounts.standard_drafts import services as drafts
from accounts.standard_names import by_short_name
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.events import Event, record
from foundation.outbox import Mail, postbox
from tests.accounts.drafting import published, settle, the_draft, uploaded
from tests.accounts.people import the, working
from tests.cast import Cast, client_of
from tests.newer import newer_standard

HEAD = "Name,Email,Role,Standard,Employer,Start date"
LARKFIELD, WEIRSIDE = 1, 2


@pytest.fixture
def adaeze(app: Flask, cast: Cast) -> FlaskClient:
    """The administrator of the other provider."""
    return client_of(app, cast.stranger_administrator)


@pytest.fixture
def own(app: Flask) -> int:
    """Larkfield's own ST0505, version 1.2."""
    with working(app):
        return _own("1.2").id


def _own(version: str, provider_id: int = LARKFIELD) -> StandardVersion:
    return publish_or_find(newer_standard(version), "tests", provider_id)[0]


def _line(standard: str) -> str:
    return f"{HEAD}\nPriya Nair,priya@example.org,apprentice,{standard},Northgate,2026-09-07\n"


def test_what_is_published_in_the_browser_is_offered_to_nobody_else(
    app: Flask, olive: FlaskClient, adaeze: FlaskClient
) -> None:
    address = uploaded(olive)
    settle(olive, address)
    told = olive.post(f"{address}/publish", follow_redirects=True).text
    assert "Bell founder, ST9071, version 1.3 is published. Your apprentices can be put on it." in told
    assert "for your apprentices alone" in told
    assert published(app) == ["ST0505@1.1", "ST9071@1.3"]
    assert published(app, WEIRSIDE) == ["ST0505@1.1"]
    for page in ("standards", "invite", "spreadsheet", "policy"):
        assert "ST9071" not in adaeze.get(f"/administration/{page}").text
    assert "ST9071" not in adaeze.get("/help").text
    assert "ST9071" in olive.get("/help").text


def test_two_providers_publish_one_number_and_each_is_told_nothing_of_the_other(
    app: Flask, olive: FlaskClient, adaeze: FlaskClient
) -> None:
    for browser in (olive, adaeze):
        address = uploaded(browser)
        settle(browser, address)
        assert "published already" not in browser.get(address).text
        assert browser.post(f"{address}/publish").status_code == 302
    for provider_id in (LARKFIELD, WEIRSIDE):
        assert published(app, provider_id) == ["ST0505@1.1", "ST9071@1.3"]


def test_a_colleague_who_published_the_number_a_moment_ago_is_found_and_nothing_is_lost(
    app: Flask, olive: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = uploaded(olive)
    settle(olive, address)
    with working(app):
        publish_or_find(the_draft().standard, "tests", LARKFIELD)
    monkeypatch.setattr(drafts, "why_not_publishable", lambda draft: None)
    answer = olive.post(f"{address}/publish")
    assert answer.location == address
    assert "ST9071 version 1.3 is published already" in olive.get(address).text


def test_publishing_from_a_second_window_leads_to_the_standards_and_strangers_to_nothing(
    app: Flask, olive: FlaskClient, adaeze: FlaskClient
) -> None:
    address = uploaded(olive)
    settle(olive, address)
    olive.post(f"{address}/publish")
    again = olive.post(f"{address}/publish")
    assert again.location == "/administration/standards"
    said = "Bell founder, ST9071, version 1.3 is not waiting any more: it was published or dropped."
    assert said in olive.get(again.location).text
    assert adaeze.post(f"{address}/publish").status_code == 404
    assert published(app) == ["ST0505@1.1", "ST9071@1.3"]


@pytest.mark.parametrize("verb", ["drop", "parts/method-0-theme-0/take-out"])
def test_dropping_it_or_a_part_of_it_from_a_second_window_says_what_became_of_it(
    olive: FlaskClient, adaeze: FlaskClient, verb: str
) -> None:
    address = uploaded(olive)
    olive.post(f"{address}/drop")
    again = olive.post(f"{address}/{verb}")
    assert again.location == "/administration/standards"
    said = "Bell founder, ST9071, version 1.3 is not waiting any more: it was published or dropped."
    assert said in olive.get(again.location).text
    assert adaeze.post(f"{address}/{verb}").status_code == 404


@pytest.mark.parametrize("owner", [None, LARKFIELD])
def test_the_database_keeps_one_of_each_number_for_everybody_and_for_each_provider(
    app: Flask, owner: int | None
) -> None:
    with working(app):
        first, _ = publish_or_find(newer_standard(), "tests", owner)
        again = StandardVersion(
            provider_id=owner,
            reference=first.reference,
            version=first.version,
            content=first.content,
            published_at=first.published_at,
            published_by="tests",
        )
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.add(again)


def test_the_newest_version_of_another_provider_is_not_the_newest_here(app: Flask, own: int) -> None:
    with working(app):
        for provider_id, newest in ((LARKFIELD, "1.2"), (WEIRSIDE, "1.1")):
            found = {one.reference: one.version for one in list_standard_versions(provider_id)}
            assert found == {"ST0505": newest}


def test_nobody_is_invited_on_another_providers_version(
    app: Flask, adaeze: FlaskClient, cast: Cast, own: int
) -> None:
    sent = {
        "name": "Priya Nair",
        "email": "priya@example.org",
        "role": "apprentice",
        "standard": str(own),
        "employer": "Weirside Council",
        "started_on": ["7", "9", "2026"],
        "tutor": "0",
    }
    answer = adaeze.post("/administration/invite", data=sent)
    assert answer.status_code == 422
    assert "That is not offered any more. Choose another." in html.unescape(answer.text)
    with working(app):
        weirside = the(cast.stranger_administrator).provider
        (bad,) = check_sheet(weirside, _line("ST0505@1.2").encode()).bad
    assert bad.reasons == ("The standard “ST0505@1.2” is not published here. Published: ST0505@1.1.",)


def test_the_verbs_refuse_another_providers_version_too(app: Flask, cast: Cast, own: int) -> None:
    with working(app):
        svens = db.session.get_one(Apprenticeship, cast.strangers_apprenticeship)
        version = db.session.get_one(StandardVersion, own)
        with pytest.raises(Refused, match="another version of the same standard"):
            move_apprenticeship(the(cast.stranger_administrator), svens, Destination(version))
        with pytest.raises(Refused, match="published by another provider"):
            create_apprenticeship(
                "tests",
                svens.apprentice,
                standard_version=version,
                employer=svens.employer,
                tutor=None,
                manager=None,
                started_on=svens.started_on,
            )


def test_of_two_with_one_number_a_sheet_means_its_own_and_the_other_by_its_word(
    app: Flask, cast: Cast, own: int
) -> None:
    with working(app):
        everybodys = publish_standard(newer_standard(), by="tests").id
        larkfield = the(cast.olive).provider
        assert list(by_short_name(list_standard_versions(LARKFIELD))) == [
            "ST0505@1.1",
            "ST0505@1.2 shared",
            "ST0505@1.2",
        ]
        assert list(by_short_name(list_standard_versions(WEIRSIDE))) == ["ST0505@1.1", "ST0505@1.2"]
        for named, meant in (
            ("ST0505@1.2", own),
            ("ST0505", own),
            ("st0505@1.2 Shared", everybodys),
            ("ST0505@1.2 (shared)", everybodys),
            ("ST0505@1.2 (your own)", own),
            ("st0505@1.2 Your Own", own),
        ):
            ((_, invitation),) = check_sheet(larkfield, _line(named).encode()).good
            assert invitation.standard_version is not None
            assert invitation.standard_version.id == meant


def test_a_name_that_two_versions_would_have_means_neither_until_it_says_whose(
    app: Flask, cast: Cast, own: int
) -> None:
    """One that was published before such names were refused."""
    with working(app):
        misleading = StandardVersion(
            provider_id=LARKFIELD,
            reference="ST0505",
            version="1.2 shared",
            content=newer_standard("1.2 shared").to_dict(),
            published_at=now(),
            published_by="tests",
        )
        db.session.add(misleading)
        publish_standard(newer_standard(), by="tests")
        larkfield = the(cast.olive).provider
        (bad,) = check_sheet(larkfield, _line("ST0505@1.2 shared").encode()).bad
        assert bad.reasons[0].startswith("“ST0505@1.2 shared” can mean more than one version. Published:")
        for named, meant in (("ST0505@1.2 shared (your own)", misleading.id), ("ST0505@1.2", own)):
            ((_, invitation),) = check_sheet(larkfield, _line(named).encode()).good
            assert invitation.standard_version is not None
            assert invitation.standard_version.id == meant


def test_a_version_published_under_a_number_of_thousands_of_digits_takes_no_page_away(
    app: Flask, olive: FlaskClient
) -> None:
    """From before versions had a limit."""
    with working(app):
        publish = newer_standard("9" * 4400)
        db.session.add(
            StandardVersion(
                provider_id=LARKFIELD,
                reference="ST0505",
                version=publish.version,
                content=publish.to_dict(),
                published_at=now(),
                published_by="tests",
            )
        )
    for page in ("standards", "invite", "policy", "spreadsheet"):
        assert olive.get(f"/administration/{page}").status_code == 200
    assert olive.get("/help").status_code == 200


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("9" * 4400, "The version has 4,400 characters; 40 is the most."),
        ("1.1 shared", "ends in “shared”, by which we tell two versions of one number apart."),
        (
            "01.1",
            "ST0505 version 01.1 is another way to write ST0505 version 1.1, which is published already",
        ),
    ],
)
def test_a_draft_from_before_is_not_published_under_such_a_number(
    app: Flask, olive: FlaskClient, version: str, why: str
) -> None:
    address = uploaded(olive)
    settle(olive, address)
    with working(app):
        draft = the_draft()
        draft.content = {**draft.content, "reference": "ST0505", "version": version}
    assert why in html.unescape(olive.get(address).text)
    olive.post(f"{address}/publish")
    assert published(app) == ["ST0505@1.1"]


def test_of_two_with_one_number_each_list_says_which_is_which(
    app: Flask, olive: FlaskClient, adaeze: FlaskClient, cast: Cast, own: int
) -> None:
    with working(app):
        everybodys = publish_standard(newer_standard(), by="tests").id
    both = ("version 1.2 (your own)", "version 1.2 (shared)")
    learner = f"/administration/learners/{cast.amiras_apprenticeship}"
    for page in ("/administration/standards", "/administration/invite", "/help"):
        text = olive.get(page).text
        assert all(name in text for name in both), page
        assert not any(name in adaeze.get(page).text for name in both), page
    for named, shown in (("ST0505@1.2 shared",) * 2, ("ST0505", "ST0505@1.2 (your own)")):
        sheet = {"file": (io.BytesIO(_line(named).encode()), "people.csv")}
        checked = olive.post("/administration/spreadsheet", data=sheet).text
        assert f'data-head="Standard" class="govuk-table__cell">{shown}</td>' in checked
    assert all(name.capitalize() in olive.get(learner).text for name in both)
    for version, name in zip((own, everybodys), both, strict=True):
        assert f"Move Amira to {name}" in olive.get(f"{learner}/versions/{version}").text
    assert "“ST0505@1.2 shared” the other" in olive.get("/administration/standards").text
    assert "ST0505@1.2 shared or ST0505@1.2 (your own)" in olive.get("/administration/spreadsheet").text
    olive.post(f"{learner}/versions/{own}")
    with working(app):
        assert find_apprenticeship(cast.amiras_apprenticeship).standard_version_id == own
    assert "version 1.2 (your own)" in olive.get(learner).text


def test_moved_between_two_of_one_number_she_reads_which_was_which_and_what_is_worded_otherwise(
    app: Flask, olive: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")
    learner = f"/administration/learners/{cast.amiras_apprenticeship}"
    with working(app):
        same_words = standards.load("ST0505").to_dict() | {"version": "1.2"}
        own = publish_or_find(standards.Standard.from_dict(same_words), "tests", LARKFIELD)[0].id
        everybodys = publish_standard(newer_standard(), by="tests").id
    for version in (own, everybodys):
        olive.post(f"{learner}/versions/{version}")
    reworded = ("Reworded: K1.", "New: K20.", "Gone: K20.", "K7 is K8 now; K8 is K7 now.")
    with working(app):
        mail = db.session.scalars(select(Mail).where(Mail.kind == "moved").order_by(Mail.id.desc())).first()
        assert mail is not None
        assert mail.subject == "You are on the shared version 1.2 of your standard now"
        assert "has put you on IT solutions technician, the shared version 1.2." in mail.body
        assert "Until now you were on your training provider’s own version 1.2." in mail.body
        assert all(words in mail.body for words in reworded)
        moved = db.session.scalars(select(Event).where(Event.kind == "apprenticeship_moved")).all()[-1]
        assert (moved.details["from_id"], moved.details["to_id"]) == (own, everybodys)
        amira = find_apprenticeship(cast.amiras_apprenticeship).apprentice
    home = html.unescape(client_of(app, cast.amira).get("/").text)
    assert "you are on IT solutions technician, ST0505, the shared version 1.2." in home
    assert "Until then you were on your training provider’s own version 1.2." in home
    assert all(words in home for words in reworded)
    marked = "IT solutions technician, ST0505, version 1.2 (shared)"
    pages = (learner, f"{learner}/versions/{own}", f"/administration/people/{amira.id}")
    assert all(marked in olive.get(page).text for page in pages)
    assert marked in client_of(app, cast.ben).get(f"/learners/{cast.amiras_apprenticeship}").text


def test_a_move_on_record_from_before_versions_were_named_by_their_id_is_still_told(
    app: Flask, cast: Cast, own: int
) -> None:
    with working(app):
        amiras = find_apprenticeship(cast.amiras_apprenticeship)
        amiras.standard_version_id = own
        record(
            "apprenticeship_moved",
            actor="person:3",
            subject=f"apprenticeship:{amiras.id}",
            apprenticeship_id=amiras.id,
            **{"from": "1.1", "to": "1.2"},
            plan=["Words of the report: 2,000 → 3,000"],
        )
    home = client_of(app, cast.amira).get("/").text
    assert (
        "you are on IT solutions technician, ST0505, version 1.2. Your training provider moved you." in home
    )
    assert "Words of the report: 2,000 → 3,000" in home


def test_two_cohorts_on_one_number_are_told_apart(
    app: Flask, olive: FlaskClient, cast: Cast, own: int
) -> None:
    with working(app):
        everybodys = publish_standard(newer_standard(), by="tests")
        amiras, callums = (
            one
            for one in db.session.query(Apprenticeship).order_by(Apprenticeship.id)
            if one.provider_id == 1
        )
        amiras.standard_version_id, callums.standard_version = own, everybodys
    text = client_of(app, cast.ben).get("/learners/").text
    assert "version 1.2 (your own)" in text
    assert "version 1.2 (shared)" in text
