"""The frame of every page: the rooms in the bar, and the links in the foot."""

from flask.testing import FlaskClient

from tests.home.test_apprentice_home import text_of


def test_each_role_has_its_own_rooms_in_the_bar(
    amira: FlaskClient, ben: FlaskClient, olive: FlaskClient
) -> None:
    assert "Home Portfolio" in text_of(amira)
    assert "Queue Learners Phrases Ben Carter" in text_of(ben)
    assert "Learners Olive Marsh" in text_of(olive)


def test_the_page_one_is_on_is_marked_and_no_other(ben: FlaskClient) -> None:
    page = ben.get("/learners/").text
    assert page.count('aria-current="page"') == 1
    assert 'href="/learners/" aria-current="page"' in page


def test_the_foot_leads_to_help_accessibility_and_privacy_for_everybody(
    amira: FlaskClient, nobody: FlaskClient
) -> None:
    for page in (amira.get("/").text, nobody.get("/help").text):
        for path in ("/help", "/accessibility", "/privacy"):
            assert f'<a class="govuk-link" href="{path}">' in page


def test_an_apprentices_foot_names_her_standard_and_whose_words_are_quoted(
    amira: FlaskClient, ben: FlaskClient
) -> None:
    licence = "Words quoted from the plan: Open Government Licence v3.0."
    assert licence in text_of(amira)
    assert licence not in text_of(ben)
