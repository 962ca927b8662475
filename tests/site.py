"""The real thing: the server as a person starts it, its worker beside it, on a database with the cast in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import PATIENCE
from tests.cast import PASSWORD, Cast, assemble
from tests.ports import free_port
from tests.processes import start, stop


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
        page.wait_for_url(lambda url: not url.endswith("/sign-in"))
        return page

    def visit(self, browser: Browser, path: str, width: int = 1280) -> Page:
        """A new browser, with nobody signed in, at this path."""
        context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=self.url, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
        page.goto(path)
        return page


def furnish(home: Path, elsewhere: Mapping[str, str] = MappingProxyType({})) -> tuple[dict[str, str], Cast]:
    """The settings of a server whose home this is, with the cast in its database and nothing else.

    `elsewhere` are settings that lead its database or its files away from home.
    """
    from app import create_app
    from foundation.database import db
    from foundation.migrate import upgrade
    from foundation.settings import Settings

    port = free_port()
    settings = {
        "MASTERPIECE_HOME": str(home),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        **elsewhere,
    }
    environment = Settings.from_environ(settings)
    upgrade(environment.database_url)
    with create_app(environment).app_context():
        cast = assemble()
    db.engine.dispose()
    return settings, cast


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of this module's own, with the cast and nothing else."""
    settings, cast = furnish(tmp_path_factory.mktemp("site"))
    process = start(settings)
    yield Site(settings["PUBLIC_URL"], cast, settings)
    stop(process)
