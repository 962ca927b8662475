"""The migrations make what the models say, and take it all away again, on both databases."""

from sqlalchemy import create_engine, inspect

from foundation.database import Base
from foundation.migrate import check, downgrade, upgrade
from foundation.registry import import_models


def tables_of(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


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
