"""A database with the whole project's tables, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from foundation.database import Base, Database, db
from foundation.registry import import_models


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    import_models()
    engine = db.connect(database_url)
    with engine.execution_options(writes=True).begin() as connection:
        Base.metadata.create_all(connection)
    yield db
    engine.dispose()
