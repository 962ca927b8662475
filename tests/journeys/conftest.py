"""The real server with a world behind it, for journeys that only look."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from foundation.database import db
from foundation.jobs import Worker
from foundation.migrate import upgrade
from foundation.settings import Settings
from tests.journeys.world import Maker, locked_pdf
from tests.ports import free_port
from tests.processes import start, stop


@dataclass(frozen=True)
class World:
    """A running server, and what pages are called in it: `names` fill the addresses of visits."""

    url: str
    app: Flask
    names: dict[str, str | int]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    from app import create_app

    home, port = tmp_path_factory.mktemp("world"), free_port()
    settings = {
        "MASTERPIECE_HOME": str(home),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    environment = Settings.from_environ(settings)
    upgrade(environment.database_url)
    app = create_app(environment)
    with app.app_context():
        names = Maker(Worker(app.extensions["jobs"])).make(locked_pdf(home))
    db.engine.dispose()
    process = start(settings)
    yield World(settings["PUBLIC_URL"], app, names)
    stop(process)
