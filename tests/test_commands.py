"""What all the commands have in common."""

import subprocess
import sys
from pathlib import Path

import pytest

LINES = "I patched the Ubuntu hosts and tested failover of the core switch. Write to bob@client.co.uk.\n\n"


@pytest.mark.parametrize(
    "command",
    [
        ("standards", "show", "ST0505"),
        ("documents", "read", "log.txt"),
        ("ksb_mapper", "suggest", "log.txt", "--standard", "ST0505"),
        ("ksb_mapper", "language", "log.txt"),
        ("portfolio", "check", "log.txt", "--standard", "ST0505"),
    ],
    ids=" ".join,
)
def test_a_reader_that_leaves_before_the_end_is_no_error(command: tuple[str, ...], tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text(LINES * 40, encoding="utf-8")
    words = [str(log) if word == log.name else word for word in command]
    running = subprocess.Popen([sys.executable, "-m", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    with running.stderr:
        assert running.stderr.read() == b""
    running.wait()
