"""Alembic's way in: on the given connection URL, else on the one of the environment."""

from alembic import context

from foundation.database import Base, make_engine
from foundation.registry import import_models
from foundation.settings import Settings

import_models()
url = context.config.attributes.get("database_url") or Settings.from_environ().database_url
engine = make_engine(url).execution_options(writes=True)

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
