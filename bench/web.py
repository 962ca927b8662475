"""How fast the pages are: `python bench/web.py`. Needs what the tests need; takes about a minute.

Masterpiece and a bare Flask route are served alike (waitress, 8 threads, one process each) on loopback, one after the
other asked by 8 clients, in turns. Each page is stated as a ratio to the bare route in the same turn, so that a busy
or a slow machine tells nearly the same. The portfolio has 8 pieces with a photograph each, 40 MB together.
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx

from app import create_app
from bench.load import requests_per_second
from foundation.database import db
from foundation.migrate import upgrade
from foundation.settings import Settings
from tests.cast import assemble
from tests.full_portfolio import fill, photograph
from tests.over_http import sign_in, token_of
from tests.processes import free_port, launch, start, stop

PIECES = 8
PIXELS, QUALITY = 4000, 98  # a photograph of 5 MB, as a phone takes it
TURNS = 5
SECONDS = 1.0
DOWNLOADS = 24
PACK_WITHIN = 120


@dataclass(frozen=True)
class Running:
    """Both servers, and the apprentice's session."""

    port: int
    bare_port: int
    browser: httpx.Client
    piece: int

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())


@contextmanager
def running() -> Iterator[Running]:
    with tempfile.TemporaryDirectory() as folder:
        port, bare_port = free_port(), free_port()
        settings = {
            "MASTERPIECE_HOME": folder,
            "PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        piece = _furnish(Settings.from_environ(settings))
        server = start(settings)
        bare = launch(
            [sys.executable, "-m", "bench.bare"],
            {**settings, "PORT": str(bare_port)},
            f"http://127.0.0.1:{bare_port}/",
        )
        try:
            with sign_in(settings["PUBLIC_URL"], "Amira Hussain") as browser:
                yield Running(port, bare_port, browser, piece)
        finally:
            stop(bare)
            stop(server)


def _furnish(settings: Settings) -> int:
    """The cast, and Amira's full portfolio, all of it accepted. Returns the id of one piece."""
    upgrade(settings.database_url)
    app = create_app(settings)
    with app.app_context():
        cast = assemble()
    pieces = fill(app, cast.amira, PIECES, photo=photograph(1, PIXELS, QUALITY), ready=True)
    db.engine.dispose()
    return pieces[0]


def measure(site: Running, name: str, path: str) -> None:
    """Print the page's requests/s and its ratio to the bare route: the middle of so many turns."""
    turns = []
    for _ in range(TURNS):
        bare = requests_per_second(site.bare_port, "/", seconds=SECONDS)
        turns.append((bare, requests_per_second(site.port, path, site.cookie, seconds=SECONDS)))
    bare, page = (statistics.median(side) for side in zip(*turns, strict=True))
    ratio = statistics.median(bare / page for bare, page in turns)
    print(f"{name:<22} {page:7.1f} requests/s   1/{ratio:.1f} of a bare route at {bare:.0f}", flush=True)


def measure_pack(site: Running) -> None:
    """Print how long a pack takes from the button until it is ready, and how fast it is handed out."""
    began = time.perf_counter()
    form = {"csrf_token": token_of(site.browser.get("/gateway/").text)}
    asked = site.browser.post("/gateway/1/packs", data=form)
    page = asked.raise_for_status().text
    while "Download the pack" not in page:
        if "could not make" in page or time.perf_counter() - began > PACK_WITHIN:
            raise RuntimeError(f"no pack: {page}")
        time.sleep(0.02)
        page = site.browser.get(f"{asked.url}/progress").text
    took = time.perf_counter() - began
    path = f"{asked.url.path}/download"
    size = len(site.browser.get(path).content)
    print(f"{'a pack, made':<22} {took:7.2f} s            {PIECES} pieces, {size / 1e6:.1f} MB", flush=True)
    bare = requests_per_second(site.bare_port, "/", seconds=SECONDS)
    handed = requests_per_second(site.port, path, site.cookie, seconds=10, most=DOWNLOADS)
    print(
        f"{'that pack, handed out':<22} {handed:7.1f} requests/s   1/{bare / handed:.0f} of a bare route; "
        f"{handed * size / 1e6:.0f} MB/s"
    )


def main() -> None:
    print(
        f"{platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}", flush=True
    )
    with running() as site:
        measure(site, "home", "/")
        measure(site, "portfolio", "/portfolio/")
        measure(site, "a piece of evidence", f"/portfolio/{site.piece}")
        measure_pack(site)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
