"""Alembic's way in: on the given connection URL, else on the one of the environment."""

from typing import Any

from alembic import context
from sqlalchemy import Enum

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


import_models()
url = context.config.attributes.get("database_url") or Settings.from_environ().database_url
engine = make_engine(url).execution_options(writes=True)

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
