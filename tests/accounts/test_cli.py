"""`flask --app app accounts …`: what each command does, and one clear line with exit status 2 when it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from accounts.models import Role
from accounts.queries import apprenticeship_of, find_person_by_email
from accounts.services import publish_or_find, publish_standard
from tests.accounts.people import the, working
from tests.cast import Cast
from tests.newer import newer_standard
from tests.two_options import publish_two_options

Run = Callable[..., Result]
OURS = ("--provider", "Larkfield Training")


@pytest.fixture
def run(app: Flask) -> Run:
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=["accounts", *arguments])


def refused(result: Result, words: str) -> None:
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_provider_and_its_administrator_are_made_from_nothing(app: Flask, run: Run) -> None:
    assert run("create-provider", "Eastgate Training").exit_code == 0
    made = run("create-administrator", "Una Shah", "una@example.org", "--provider", "Eastgate Training")
    assert made.exit_code == 0
    assert "Hand over this link: http://masterpiece.test/invitations/" in made.output
    with working(app):
        una = find_person_by_email("una@example.org")
        assert una is not None
        assert (una.role, una.provider.name) == (Role.ADMINISTRATOR, "Eastgate Training")


def test_an_apprentice_is_invited_with_her_place(app: Flask, run: Run, cast: Cast) -> None:
    place = ("--employer", "Northgate", "--tutor", "ben.carter@example.org", "--start", "2026-09-07")
    assert (
        run("invite", "Priya Nair", "priya@example.org", "--role", "apprentice", *OURS, *place).exit_code == 0
    )
    with working(app):
        priya = find_person_by_email("priya@example.org")
        apprenticeship = apprenticeship_of(priya) if priya else None
        assert apprenticeship is not None
        assert (apprenticeship.tutor_id, str(apprenticeship.started_on)) == (cast.ben, "2026-09-07")


def test_an_apprentice_on_a_standard_of_options_needs_hers(app: Flask, run: Run) -> None:
    with working(app):
        publish_two_options()
    who = ("invite", "Priya Nair", "priya@example.org", "--role", "apprentice", *OURS)
    asked = (*who, "--employer", "Northgate", "--start", "2026-09-07", "--standard", "ST9071")
    refused(run(*asked), "ST9071, version 1.3 has options. Choose one of: Tuner; Bell hanger.")
    assert run(*asked, "--option", "Bell hanger").exit_code == 0
    with working(app):
        priya = find_person_by_email("priya@example.org")
        apprenticeship = apprenticeship_of(priya) if priya else None
        assert apprenticeship is not None
        assert apprenticeship.option == "bell_hanger"


def test_without_a_version_it_is_the_highest_number_and_without_a_standard_none_is_guessed(
    app: Flask, run: Run
) -> None:
    with working(app):
        for version in ("1.9", "1.10"):
            publish_standard(newer_standard(version), by="tests")
    where = ("--role", "apprentice", *OURS, "--employer", "Northgate", "--start", "2026-09-07")
    assert run("invite", "Priya Nair", "priya@example.org", *where).exit_code == 0
    with working(app):
        priya = find_person_by_email("priya@example.org")
        apprenticeship = apprenticeship_of(priya) if priya else None
        assert apprenticeship is not None
        assert apprenticeship.standard.version == "1.10"
        publish_two_options()
    refused(
        run("invite", "Noor Aziz", "noor@example.org", *where),
        "Say which standard with --standard. There are: ST0505@1.1, ST0505@1.9, ST0505@1.10, ST9071@1.3.",
    )


def test_a_providers_own_version_is_for_its_own_people_and_of_two_the_first_meant(
    app: Flask, run: Run
) -> None:
    with working(app):
        own = publish_or_find(newer_standard(), "tests", 1)[0].id
    where = ("--role", "apprentice", "--employer", "Northgate", "--start", "2026-09-07", "--standard")
    refused(
        run("invite", "Ida", "ida@example.org", "--provider", "Weirside College", *where, "ST0505@1.2"),
        "The standard “ST0505@1.2” is not published here. Published: ST0505@1.1.",
    )
    with working(app):
        shared = publish_standard(newer_standard(), by="tests").id
    for name, named, meant in (
        ("ann", "ST0505@1.2", own),
        ("bea", "ST0505@1.2 shared", shared),
        ("cat", "st0505@1.2 (Shared)", shared),
        ("dee", "ST0505@1.2 your own", own),
        ("eve", "ST0505@1.2 (your own)", own),
    ):
        assert run("invite", name, f"{name}@example.org", *OURS, *where, named).exit_code == 0
        with working(app):
            person = find_person_by_email(f"{name}@example.org")
            apprenticeship = apprenticeship_of(person) if person else None
            assert apprenticeship is not None
            assert apprenticeship.standard_version_id == meant
    refused(
        run("invite", "Flo", "flo@example.org", *OURS, *where, "ST0505@1.3"),
        "Published: ST0505@1.1, ST0505@1.2 shared, ST0505@1.2 (your own).",
    )


def test_a_file_of_people_is_imported_and_bad_lines_are_named(app: Flask, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Email,Role\nGrace,grace@example.org,tutor\nZed,zed,boss\n", encoding="utf-8")
    result = run("import-people", str(file), *OURS)
    assert result.exit_code == 2
    assert "Line 3 was left out: Email: “zed” is not an address" in result.stderr
    assert "Invited: 1. Left out: 1." in result.stdout
    with working(app):
        assert find_person_by_email("grace@example.org") is not None


def test_a_learner_is_given_to_another_tutor(app: Flask, run: Run, cast: Cast) -> None:
    assert run("assign-tutor", "amira.hussain@example.org", "carys.bevan@example.org").exit_code == 0
    with working(app):
        apprenticeship = apprenticeship_of(the(cast.amira))
        assert apprenticeship is not None
        assert apprenticeship.tutor_id == cast.carys


def test_the_policy_changes_only_where_it_is_named(app: Flask, run: Run, cast: Cast) -> None:
    result = run("set-policy", *OURS, "--comments")
    assert "answers within 5 days; after the gateway comments are on and suggestions on" in result.output
    run("set-policy", *OURS, "--review-days", "9", "--no-suggestions")
    with working(app):
        provider = the(cast.olive).provider
        assert (
            provider.review_days,
            provider.comments_after_gateway,
            provider.suggestions_after_gateway,
        ) == (
            9,
            True,
            False,
        )


def test_publishing_a_standard_twice_changes_nothing(run: Run) -> None:
    for named in ("ST0505", "ST0505@1.1"):
        result = run("publish-standard", named)
        assert result.exit_code == 0
        assert "is published already" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create-provider", "Larkfield Training"), "a provider called “Larkfield Training” already"),
        (("create-provider", " "), "Give the provider a name"),
        (("create-administrator", "Una", "una"), "“una” is not an address"),
        (("create-administrator", "Una", "una@example.org"), "Say which provider with --provider"),
        (("create-administrator", "Una", "una@example.org", "--provider", "X"), "no provider called “X”"),
        (("create-administrator", "Una", "amira.hussain@example.org", *OURS), "has an account already"),
        (("invite", "P", "p@example.org", "--role", "apprentice", *OURS), "needs --employer and --start"),
        (
            ("assign-tutor", "amira.hussain@example.org", "amira.hussain@example.org"),
            "No tutor has the address",
        ),
        (
            ("assign-tutor", "ben.carter@example.org", "ben.carter@example.org"),
            "No apprentice has the address",
        ),
        (
            ("assign-tutor", "amira.hussain@example.org", "tomos.pugh@example.org"),
            "not a tutor of this provider",
        ),
        (("publish-standard", "ST9999"), "ST9999 is not in the library"),
    ],
)
def test_bad_input_is_one_clear_line_and_status_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    refused(run(*arguments), words)


def test_a_file_that_is_no_sheet_is_refused_whole(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(b"PK\x03\x04")
    refused(run("import-people", str(file), *OURS), "CSV UTF-8")
    assert run("import-people", str(tmp_path / "missing.csv"), *OURS).exit_code == 2
