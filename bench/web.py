"""How fast the pages are: `python bench/web.py`, or of some alone: `python bench/web.py home portfolio evidence pack`.
It needs what the tests need, and takes about a minute.

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx
import psutil

from app import create_app
from bench.load import requests_per_second
from foundation.database import db
from foundation.migrate import upgrade
from foundation.settings import Settings
from tests.cast import assemble
from tests.full_portfolio import fill, photograph
from tests.over_http import sign_in, token_of
from tests.ports import free_port
from tests.processes import Process, launch, start, stop

PIECES = 8
PIXELS, QUALITY = 3700, 98  # a photograph of 5 MB, as a phone takes it
TURNS = 9
SECONDS = 0.7
DOWNLOADS = 24
PACK_WITHIN = 120


@dataclass(frozen=True)
class Running:
    """Both servers, and the apprentice's session."""

    server: Process
    port: int
    bare: Process
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
                yield Running(server, port, bare, bare_port, browser, piece)
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
    """Print the page's requests/s and its ratio to the bare route: the middle of so many turns; and the same ratio by
    the processor time that the servers took, which tells more on a busy machine."""
    bare, page = Side(site.bare, site.bare_port, "/"), Side(site.server, site.port, path, site.cookie)
    for _ in range(TURNS):
        bare.take_turn()
        page.take_turn()
    ratio = statistics.median(one / other for one, other in zip(bare.speeds, page.speeds, strict=True))
    print(
        f"{name:<22} {page.speed:7.1f} requests/s   1/{ratio:.1f} of a bare route at {bare.speed:.0f};   "
        f"{page.cost * 1000:.1f} ms of processor each, a bare route's {page.cost / bare.cost:.1f} times",
        flush=True,
    )


@dataclass
class Side:
    """One address of one server, asked in turns."""

    process: Process
    port: int
    path: str
    cookie: str = ""
    speeds: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def take_turn(self) -> None:
        before, began = self._processor_time(), time.perf_counter()
        speed = requests_per_second(self.port, self.path, self.cookie, seconds=SECONDS)
        requests = speed * (time.perf_counter() - began)
        self.speeds.append(speed)
        self.costs.append((self._processor_time() - before) / requests)

    @property
    def speed(self) -> float:
        """Requests a second."""
        return statistics.median(self.speeds)

    @property
    def cost(self) -> float:
        """Seconds of processor time a request."""
        return statistics.median(self.costs)

    def _processor_time(self) -> float:
        """Of the server alone, without its worker."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)


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


def main(wanted: Sequence[str]) -> None:
    """Measure what is wanted: all, where nothing is named."""
    unknown = set(wanted) - set(MEASURES)
    if unknown:
        raise SystemExit(f"There is no {min(unknown)} to measure. There are: {', '.join(MEASURES)}.")
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    with running() as site:
        for name, how in MEASURES.items():
            if not wanted or name in wanted:
                how(site)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


MEASURES: dict[str, Callable[[Running], None]] = {
    "home": lambda site: measure(site, "home", "/"),
    "portfolio": lambda site: measure(site, "portfolio", "/portfolio/"),
    "evidence": lambda site: measure(site, "a piece of evidence", f"/portfolio/{site.piece}"),
    "pack": measure_pack,
}

if __name__ == "__main__":
    main(sys.argv[1:])
