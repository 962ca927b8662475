"""Amira's portfolio, built once by the rooms' own verbs and jobs, and copied for every test that packs it."""

import copy
import shutil
from pathlib import Path

import pytest
from flask import Flask

from foundation.database import db
from foundation.files import MemoryStore, files
from foundation.settings import Settings
from tests.cast import Cast
from tests.gateway.a_portfolio import build
from tests.home.conftest import Bench
from tests.web import create_app


@pytest.fixture(scope="session")
def built(furnished: tuple[Path, Cast], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MemoryStore]:
    """A database with her portfolio in it, and the store that holds its files."""
    path = tmp_path_factory.mktemp("portfolio") / "masterpiece.sqlite3"
    shutil.copy(furnished[0], path)
    settings = Settings(
        database_url=f"sqlite:///{path}",
        files_url=f"file://{path.parent / 'files'}",
        secret_key="only for tests",
        public_url="http://masterpiece.test",
    )
    app = create_app(settings)
    store = MemoryStore()
    files.connect(store)
    build(app, furnished[1])
    db.engine.dispose()
    return path, store


@pytest.fixture
def portfolio(built: tuple[Path, MemoryStore], app: Flask, cast: Cast, tmp_path: Path) -> Cast:
    """Her portfolio in this test's own database and store, ready to be packed."""
    db.engine.dispose()
    shutil.copy(built[0], tmp_path / "masterpiece.sqlite3")
    files.connect(copy.deepcopy(built[1]))
    return cast


@pytest.fixture
def bench(app: Flask, cast: Cast) -> Bench:
    return Bench(app, cast)
