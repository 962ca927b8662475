"""Alembic's way in: on the given connection URL, else on the one of the environment.

A migration happens whole or not at all, on SQLite too. SQLite cannot alter most of a table, so a batch copies it and
drops the old one. With foreign keys on, that drop would delete its children or be refused for their sake; so they are
off meanwhile, and every row's keys are checked before the commit.
"""

from typing import Any

from alembic import context
from sqlalchemy import Connection, Enum

from foundation.database import Base, Moment, make_engine
from foundation.registry import import_models
from foundation.settings import Settings


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | bool:
    """Write our column types in SQLAlchemy's own words, so that a migration never imports the project."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        values = ", ".join(repr(str(value)) for value in item.enums)
        return f"sa.Enum({values}, name={item.name!r}, native_enum=False, create_constraint=True, length=40)"
    return False


def set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """SQLite heeds this only outside a transaction, so it goes to the driver itself."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def refuse_orphans(connection: Connection) -> None:
    """Raise, which undoes the migration, when a row points at one that is not there."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = ", ".join(sorted({f"{child} to {parent}" for child, _, parent, _ in orphans}))
            raise RuntimeError(
                f"This migration would leave {len(orphans)} rows that point at nothing ({tables}). "
                "Nothing was changed."
            )


def migrate() -> None:
    import_models()
    url = context.config.attributes.get("database_url") or Settings.from_environ().database_url
    engine = make_engine(url).execution_options(writes=True)
    try:
        with engine.connect() as connection:
            set_foreign_keys(connection, on=False)
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                render_item=render_item,
                compare_type=True,
                transactional_ddl=True,
            )
            with context.begin_transaction():
                context.run_migrations()
                refuse_orphans(connection)
            set_foreign_keys(connection, on=True)
    finally:
        engine.dispose()


migrate()
