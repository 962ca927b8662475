"""Bring a database to the present shape, or take it back."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from foundation.database import make_engine, reachable

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migration_config(database_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database_url"] = database_url
    return config


def upgrade(database_url: str, to: str = "head") -> None:
    """Apply every migration up to `to`."""
    command.upgrade(migration_config(database_url), to)


def is_current(database_url: str) -> bool:
    """Whether every migration was applied, and none that this release does not know."""
    known = ScriptDirectory.from_config(migration_config(database_url)).get_heads()
    engine = make_engine(database_url)
    try:
        with engine.connect() as connection:
            return set(MigrationContext.configure(connection).get_current_heads()) == set(known)
    finally:
        engine.dispose()


def downgrade(database_url: str, to: str = "base") -> None:
    """Undo every migration down to `to`."""
    command.downgrade(migration_config(database_url), to)


def check(database_url: str) -> None:
    """Raise when the models have moved on and no migration says so."""
    upgrade(database_url)
    command.check(migration_config(database_url))


if __name__ == "__main__":
    import sys

    from foundation.settings import Settings, said_plainly

    with said_plainly(), reachable():
        {"upgrade": upgrade, "downgrade": downgrade, "check": check}[sys.argv[1]](
            Settings.from_environ().database_url
        )
