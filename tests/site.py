"""The real thing: the server as a person starts it, its worker beside it, on a database with the cast in it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cast import PASSWORD, Cast, assemble

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Site:
    """A running server. `settings` are its environment, for commands beside it."""

    url: str
    cast: Cast
    settings: dict[str, str]

    def sign_in(self, browser: Browser, name: str, width: int = 1280) -> Page:
        """A browser of this person's own, signed in through the door, that fails on any message of the console."""
        page = self.visit(browser, "/sign-in", width)
        page.get_by_label("Email address").fill(f"{name.lower().replace(' ', '.')}@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    def visit(self, browser: Browser, path: str, width: int = 1280) -> Page:
        """A new browser, with nobody signed in, at this path."""
        context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=self.url, locale="en-GB"
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
        page.goto(path)
        return page


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(settings: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers."""
    log = Path(settings["MASTERPIECE_HOME"]) / "server.log"
    with log.open("ab") as target:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "app", "server", "run"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=target,
            stderr=target,
            start_new_session=True,
        )
    for _ in range(150):
        try:
            urlopen(f"http://127.0.0.1:{settings['PORT']}/sign-in", timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
        else:
            return process
    raise AssertionError(f"the server did not answer\n{log.read_text()}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of this module's own, with the cast and nothing else."""
    from app import create_app
    from foundation.database import db
    from foundation.migrate import upgrade
    from foundation.settings import Settings

    port = free_port()
    home = tmp_path_factory.mktemp("site")
    settings = {
        "MASTERPIECE_HOME": str(home),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    environment = Settings.from_environ(settings)
    upgrade(environment.database_url)
    with create_app(environment).app_context():
        cast = assemble()
    db.engine.dispose()
    process = start(settings)
    yield Site(settings["PUBLIC_URL"], cast, settings)
    process.terminate()
    process.wait(timeout=15)
