"""The server as a real process, as a person starts it: started, stopped, and killed with all that it began."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
STARTS_WITHIN = 120
ENDS_WITHIN = 60

Process = subprocess.Popen[bytes]


def start(settings: dict[str, str]) -> Process:
    """Start the server with its worker on these settings, in a process group of its own, and wait until it answers."""
    command = [sys.executable, "-m", "flask", "--app", "app", "server", "run"]
    return launch(command, settings, f"http://127.0.0.1:{settings['PORT']}/sign-in")


def launch(command: list[str], settings: dict[str, str], url: str) -> Process:
    """Start a server of any kind and wait until it answers at `url`. What it says goes into its home's server.log."""
    log = Path(settings["MASTERPIECE_HOME"]) / "server.log"
    with log.open("ab") as target:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=target,
            stderr=target,
            start_new_session=True,
        )
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return process
    kill(process)
    raise AssertionError(f"the server did not answer\n{log.read_text()}")


def stop(process: Process) -> None:
    """Tell it to end, as a person would."""
    process.terminate()
    try:
        process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        kill(process)
        raise


def kill(process: Process) -> None:
    """kill -9 of the server and of all that it started, at once: nothing gets to say goodbye."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(ENDS_WITHIN)
