"""A plan of the shorter kind, from late 2025: its own names, a credit, mastery, behaviours that the employer verifies,
no list for the gateway. As text, as a saved page and as a standard file it is one standard."""

from pathlib import Path

import pytest

from standards import Force, Imported, MethodKind, Standard, Words, import_page

PAGES = Path(__file__).with_name("pages")
NAMES = ["shorter_plan.txt", "shorter_plan.html", "shorter_plan.json"]


def read(name: str) -> Imported:
    return import_page((PAGES / name).read_bytes())


@pytest.fixture(params=NAMES)
def standard(request: pytest.FixtureRequest) -> Standard:
    return read(request.param).standard


def test_all_three_say_the_same(standard: Standard) -> None:
    assert standard.to_dict() == read(NAMES[0]).standard.to_dict()


def test_its_methods_have_other_names_and_are_known_by_what_they_are(standard: Standard) -> None:
    assert [(one.name, one.kind, one.ksbs) for one in standard.methods] == [
        ("Workshop task", MethodKind.OTHER, ("K2", "S1", "S2")),
        ("Written account with questions", MethodKind.PROJECT_REPORT, ("K3", "K4")),
        ("Conversation about the making log", MethodKind.PORTFOLIO_DISCUSSION, ("K1", "K5")),
    ]


def test_each_method_has_its_own_numbers(standard: Standard) -> None:
    task, account, talk = (method.limits for method in standard.methods)
    assert (task.total_minutes, task.mastery, task.questions_min) == (180, 0.8, None)
    assert (account.words_allowed, account.question_minutes, account.questions_min) == (
        "1,500 to 2,000 words",
        30,
        4,
    )
    assert (talk.minutes, talk.questions_min) == (40, 5)
    assert {(one.resit_weeks, one.resit_months, one.retake_months) for one in (task, account, talk)} == {
        (6, None, 3)
    }


def test_a_credit_stands_between_pass_and_distinction(standard: Standard) -> None:
    (sewing,) = standard.methods[0].themes
    assert [
        (grade, one.text, one.ksbs) for grade, asked in sewing.graded(standard.words) for one in asked
    ] == [
        ("pass", "Sews a sail that is safe to fly.", ("K2", "S1", "S2")),
        ("credit", "Sews a sail with few faults.", ("K2", "S1")),
        ("distinction", "Sews a sail without faults, in less than the time given.", ("K2", "S1", "S2")),
    ]
    assert "credit" in {row.overall for row in standard.overall_grades}


def test_the_employer_verifies_the_behaviours_and_that_is_no_gap(standard: Standard) -> None:
    assert standard.verified_by_employer == ("B1", "B2")
    verified = next(one for one in standard.gateway if one.id == "behaviours")
    assert (verified.who, verified.force) == ("employer", Force.MUST)


def test_its_words_are_in_the_words_that_we_show(standard: Standard) -> None:
    assert standard.words == Words(assessment="apprenticeship assessment", middle="credit")
    ready = next(one for one in standard.gateway if one.id == "ready")
    assert ready.text == "The apprentice confirms that they are ready to take the apprenticeship assessment."


def test_what_copied_text_has_lost_is_a_doubt_and_a_saved_page_knows() -> None:
    why = "Where the merits of “Sewing” end"
    assert any(why in doubt.why for doubt in read("shorter_plan.txt").doubts)
    assert not any(why in doubt.why for doubt in read("shorter_plan.html").doubts)


@pytest.mark.parametrize(
    ("says", "allowed"),
    [
        ("It must be at most 3,500 words.", "at most 3,500 words"),
        ("It must have a maximum word count of 3,500 words.", "at most 3,500 words"),
        ("It has a word limit of 3,500.", "at most 3,500 words"),
        ("It must not exceed 3,500 words.", "at most 3,500 words"),
        ("It must have a word count of 3,500 words.", "about 3,500 words"),
        ("It will typically be approximately 3,500 words.", "about 3,500 words"),
        ("It must be at least 900 words.", "at least 900 words"),
        ("It must be a minimum of 900 words.", "at least 900 words"),
        ("It must be 1,500 to 2,000 words.", "1,500 to 2,000 words"),
        ("The word count of 2,000 words has a tolerance of 10%.", "1,800 to 2,200 words"),
        ("It must have a maximum word count of 2,000. A tolerance of 5% is allowed.", "1,900 to 2,100 words"),
        ("It is not assessed by its length.", ""),
    ],
)
def test_what_a_plan_means_by_its_number_of_words_is_read(says: str, allowed: str) -> None:
    page = (PAGES / "shorter_plan.txt").read_text(encoding="utf-8")
    assert "It must be between 1,500 and 2,000 words." in page
    changed = page.replace("It must be between 1,500 and 2,000 words.", says)
    project = import_page(changed).standard.methods[1]
    assert project.limits.words_allowed == allowed
