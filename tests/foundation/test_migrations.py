"""The migrations make what the models say and take it all away again; each happens whole or not at all."""

import json
import re
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

import standards
from accounts.models import StandardVersion
from foundation.database import Base
from foundation.migrate import check, downgrade, migration_config, upgrade
from foundation.registry import import_models

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}

def upgrade():
    {work}
"""
FAMILY = """
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", name="fk_child", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO parent (id, name) VALUES (1, 'Amira'), (2, 'Callum')")
    op.execute("INSERT INTO child (id, parent_id) VALUES (1, 1), (2, 1), (3, 2)")
"""
REBUILD = """
    with op.batch_alter_table("parent", recreate="always") as parent:
        parent.alter_column("name", existing_type=sa.String(), type_=sa.String(80), nullable=False)
"""
BREAK_HALF_WAY = """
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM child")
    op.execute("SELECT nothing FROM nowhere")
"""
LEAVE_ORPHANS = """
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM parent WHERE id = 1")
"""


def tables_of(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def values_of(url: str, statement: str) -> list[object]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return list(connection.scalars(text(statement)))
    finally:
        engine.dispose()


def steps(url: str, folder: Path, *works: str) -> Config:
    """Migrations of a test's own, named "1", "2", … in place of the project's, all but the last applied."""
    for number, work in enumerate(works, start=1):
        before = str(number - 1) if number > 1 else None
        (folder / f"{number}.py").write_text(STEP.format(revision=number, before=before, work=work.strip()))
    config = migration_config(url)
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(folder))
    command.upgrade(config, str(len(works) - 1))
    return config


def test_up_is_what_the_models_say_and_down_is_nothing(database_url: str) -> None:
    import_models()
    upgrade(database_url)
    assert tables_of(database_url) == {*Base.metadata.tables, "alembic_version"}

    check(database_url)  # raises when a column, an index or a constraint differs

    downgrade(database_url)
    assert tables_of(database_url) == {"alembic_version"}


def test_up_twice_is_up_once(database_url: str) -> None:
    upgrade(database_url)
    before = tables_of(database_url)
    upgrade(database_url)

    assert tables_of(database_url) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_parent_that_is_rebuilt_keeps_its_children(database_url: str, tmp_path: Path) -> None:
    config = steps(database_url, tmp_path, FAMILY, REBUILD)
    command.upgrade(config, "head")

    assert values_of(database_url, "SELECT parent_id FROM child ORDER BY id") == [1, 1, 2]
    assert values_of(database_url, "SELECT name FROM parent ORDER BY id") == ["Amira", "Callum"]
    assert values_of(database_url, "PRAGMA foreign_key_check") == []
    assert "REFERENCES parent" in str(values_of(database_url, "SELECT sql FROM sqlite_master"))


def test_a_migration_that_breaks_half_way_did_nothing(database_url: str, tmp_path: Path) -> None:
    config = steps(database_url, tmp_path, FAMILY, BREAK_HALF_WAY)
    with pytest.raises(Exception, match="nowhere"):
        command.upgrade(config, "head")

    assert tables_of(database_url) == {"parent", "child", "alembic_version"}
    assert values_of(database_url, "SELECT id FROM child ORDER BY id") == [1, 2, 3]
    assert values_of(database_url, "SELECT version_num FROM alembic_version") == ["1"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_migration_that_would_leave_orphans_is_refused(database_url: str, tmp_path: Path) -> None:
    config = steps(database_url, tmp_path, FAMILY, LEAVE_ORPHANS)
    with pytest.raises(RuntimeError, match="2 rows that point at nothing \\(child to parent\\)"):
        command.upgrade(config, "head")

    assert tables_of(database_url) == {"parent", "child", "alembic_version"}
    assert values_of(database_url, "SELECT id FROM parent ORDER BY id") == [1, 2]
    assert values_of(database_url, "SELECT version_num FROM alembic_version") == ["1"]


def test_a_standard_that_was_published_before_gets_its_digest(database_url: str) -> None:
    content = standards.load("ST0505").to_dict()
    command.upgrade(migration_config(database_url), "0010")
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO standard_version (reference, version, content, published_at, published_by) "
                "VALUES ('ST0505', '1.1', :content, '2026-01-01 00:00:00', 'tests')"
            ),
            {"content": json.dumps(content)},
        )
    engine.dispose()
    upgrade(database_url)

    assert values_of(database_url, "SELECT digest FROM standard_version") == [
        StandardVersion(content=content).digest
    ]


def test_a_mail_from_before_is_about_the_one_apprentice_whom_it_names_whole(database_url: str) -> None:
    command.upgrade(migration_config(database_url), "0094")
    at = "'2026-01-01 00:00:00'"
    provider = f"{at}, 5, FALSE, TRUE"
    rows = [
        "INSERT INTO provider (id, name, created_at, review_days, comments_after_gateway, "
        f"suggestions_after_gateway) VALUES (1, 'Larkfield', {provider}), (2, 'Weirside', {provider})",
        "INSERT INTO standard_version (id, reference, version, content, digest, published_at, published_by) "
        f"VALUES (1, 'ST1', '1', '{{}}', 'd', {at}, 'tests')",
        "INSERT INTO employer (id, provider_id, name) VALUES (1, 1, 'Northgate'), (2, 2, 'Council')",
        "INSERT INTO manager (id, employer_id, name, email, job_title) VALUES (1, 1, 'Dana', 'Dana@x.test', '')",
    ]
    people = [
        (1, 1, "tutor", "Ben", "ben@x.test"),
        (2, 1, "apprentice", "Jo Price", "jo@x.test"),
        (3, 1, "apprentice", "Jo Price Reid", "reid@x.test"),
        (4, 2, "apprentice", "Joanna Price", "joanna@x.test"),
        (5, 2, "apprentice", "Jo Price", "other.jo@x.test"),
        (6, 2, "tutor", "Tomos", "tomos@x.test"),
    ]
    for id_, provider_id, role, name, email in people:
        rows.append(
            "INSERT INTO person (id, provider_id, role, name, email, phone, session_stamp, created_at) "
            f"VALUES ({id_}, {provider_id}, '{role}', '{name}', '{email}', '', '', {at})"
        )
        if role == "apprentice":
            rows.append(
                "INSERT INTO apprenticeship (id, apprentice_id, standard_version_id, option, provider_id, "
                f"employer_id, started_on, created_at) VALUES ({id_ + 10}, {id_}, 1, '', {provider_id}, "
                f"{provider_id}, '2026-01-01', {at})"
            )
    mails = [
        ("jo@x.test", "Set a new password", 12),
        ("ben@x.test", "Jo Price sent you a piece", 12),
        ("dana@x.test", "What you signed for Jo Price Reid", 13),
        ("tomos@x.test", "Joanna Price sent you a piece", 14),
        ("tomos@x.test", "Jo Price sent you a piece", 15),
        ("tomos@x.test", "Jo Price and Joanna Price", None),
        ("nobody@x.test", "Jo Price", None),
    ]
    for to, subject, _ in mails:
        rows.append(
            'INSERT INTO mail ("to", subject, body, created_at, kind, concerns) '
            f"VALUES ('{to}', '{subject}', '', {at}, '', '')"
        )
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for row in rows:
            connection.execute(text(row))
    engine.dispose()
    upgrade(database_url)

    about = values_of(database_url, "SELECT apprenticeship_id FROM mail ORDER BY id")
    assert about == [id_ for _, _, id_ in mails]
    downgrade(database_url, "0094")
    upgrade(database_url)
    assert values_of(database_url, "SELECT apprenticeship_id FROM mail ORDER BY id") == about


def test_in_a_mail_only_a_name_whose_letters_stand_there_is_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A provider of 1,500 apprentices would wait minutes for a search of each name in each mail."""
    scripts = ScriptDirectory.from_config(migration_config("sqlite://"))
    migration = scripts.get_revision("0100").module
    names = [(f"Person {number} Price", number) for number in range(1500)]
    searched: list[str] = []
    search = re.search

    def note(pattern: str, words: str) -> re.Match[str] | None:
        searched.append(pattern)
        return search(pattern, words)

    monkeypatch.setattr(migration.re, "search", note)
    for number in range(10):
        words = f"Person {number} Price sent you a piece. " + "Open it and say what you think of it. " * 20
        assert migration._only_one_named(words, names) == number
    assert len(searched) == 10


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_sizes_of_whole_uploads_go_beyond_two_gigabytes_and_back(database_url: str) -> None:
    tables = ("evidence_file", "slides", "upload", "pack", "provider_download")
    upgrade(database_url)
    assert {type_of(database_url, table, "size") for table in tables} == {"BIGINT"}
    downgrade(database_url, "0100")
    assert {type_of(database_url, table, "size") for table in tables[:2]} == {"INTEGER"}
    upgrade(database_url)
    check(database_url)


def type_of(url: str, table: str, column: str) -> str:
    engine = create_engine(url)
    try:
        (found,) = [one for one in inspect(engine).get_columns(table) if one["name"] == column]
        return str(found["type"])
    finally:
        engine.dispose()


def test_deletions_of_files_that_name_nobody_are_tried_again(database_url: str) -> None:
    upgrade(database_url, "0104")
    rows = [
        ("delete_files", "failed", {"keys": ["a"]}),
        ("delete_files", "failed", {"keys": ["b"], "concerns": "provider:1"}),
        ("delete_files", "done", {"keys": ["c"]}),
        ("send_mail", "failed", {"mail_id": 1}),
    ]
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for kind, state, payload in rows:
            connection.execute(
                text(
                    "INSERT INTO job (kind, payload, state, attempts, run_at, created_at) "
                    "VALUES (:kind, :payload, :state, 3, '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
                ),
                {"kind": kind, "state": state, "payload": json.dumps(payload)},
            )
    engine.dispose()
    upgrade(database_url)
    waits = "SELECT state FROM job ORDER BY id"
    assert values_of(database_url, waits) == ["waiting", "failed", "done", "failed"]
    assert values_of(database_url, "SELECT attempts FROM job ORDER BY id") == [0, 3, 3, 3]
    downgrade(database_url, "0104")
    upgrade(database_url)
    assert values_of(database_url, waits) == ["waiting", "failed", "done", "failed"]


AT = "'2026-01-01 00:00:00'"
# (id, version, published by, the providers whose apprentices are on it, whose own it becomes)
BEFORE = (
    (1, "1", "command line", (1,), None),
    (2, "2", "person:11", (), 1),
    (3, "3", "person:11", (1, 1), 1),
    (4, "4", "person:22", (1, 2), None),
    (5, "5", "person:22", (1,), None),
    (6, "6", "person:99", (1,), None),
)
OWNERS = "SELECT provider_id FROM standard_version ORDER BY id"


def _published(id_: int, version: str, by: str, **more: object) -> str:
    content = json.dumps({"version": version})
    values = {"id": id_, "reference": "'ST1'", "version": f"'{version}'", "content": f"'{content}'", **more}
    return (
        f"INSERT INTO standard_version ({', '.join(values)}, digest, published_at, published_by) "
        f"VALUES ({', '.join(map(str, values.values()))}, 'd', {AT}, '{by}')"
    )


def execute(url: str, *statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


def test_what_was_published_in_the_browser_becomes_its_providers_unless_others_learn_on_it(
    database_url: str,
) -> None:
    upgrade(database_url, "0105")
    policy = f"{AT}, 5, FALSE, TRUE"
    rows = [
        "INSERT INTO provider (id, name, created_at, review_days, comments_after_gateway, "
        f"suggestions_after_gateway) VALUES (1, 'Larkfield', {policy}), (2, 'Weirside', {policy})",
        "INSERT INTO employer (id, provider_id, name) VALUES (1, 1, 'Northgate'), (2, 2, 'Council')",
        *(_published(id_, version, by) for id_, version, by, _, _ in BEFORE),
    ]
    people = [(11, 1, "administrator"), (22, 2, "administrator")]
    learners = [(id_, provider_id) for id_, _, _, users, _ in BEFORE for provider_id in users]
    people += [(100 + n, provider_id, "apprentice") for n, (_, provider_id) in enumerate(learners)]
    rows += [
        "INSERT INTO person (id, provider_id, role, name, email, phone, session_stamp, created_at) "
        f"VALUES ({id_}, {provider_id}, '{role}', 'P', 'p{id_}@x.test', '', '', {AT})"
        for id_, provider_id, role in people
    ]
    rows += [
        "INSERT INTO apprenticeship (id, apprentice_id, standard_version_id, option, provider_id, employer_id, "
        f"started_on, created_at) VALUES ({n}, {100 + n}, {version}, '', {provider_id}, {provider_id}, "
        f"'2026-01-01', {AT})"
        for n, (version, provider_id) in enumerate(learners)
    ]
    execute(database_url, *rows)
    upgrade(database_url)
    owners: list[object] = [owner for *_, owner in BEFORE]
    assert values_of(database_url, OWNERS) == owners

    # The same number once for everybody and once for each provider, and on the way back each has one of its own.
    execute(
        database_url,
        _published(7, "2", "person:22", provider_id=2),
        _published(8, "2", "command line", provider_id="NULL"),
    )
    for again in (_published(9, "2", "x", provider_id=2), _published(9, "2", "x", provider_id="NULL")):
        with pytest.raises(IntegrityError):
            execute(database_url, again)
    downgrade(database_url, "0105")
    numbers = "SELECT version FROM standard_version ORDER BY id"
    assert values_of(database_url, numbers) == [
        "1",
        "2 of Larkfield",
        *"3456",
        "2 of Weirside",
        "2",
    ]
    with pytest.raises(IntegrityError):
        execute(database_url, _published(9, "3", "x"))
    assert values_of(database_url, "SELECT standard_version_id FROM apprenticeship ORDER BY id") == [
        version for version, _ in learners
    ]
    upgrade(database_url)
    assert values_of(database_url, OWNERS) == [*owners, 2, None]
    assert values_of(database_url, numbers) == [*"12345622"]
    check(database_url)
