"""Ports for servers that are started a while after their port was chosen."""

import os
import random
import socket
from itertools import count, islice

# Below the ports that Linux gives to outgoing connections: one of those could take the port before its server does.
_FIRST, _EACH, _WORKERS = 12_000, 1_000, 20
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
_begin = random.SystemRandom().randrange(_EACH)  # two runs on one machine hardly ever meet
_next = count()


def free_ports(many: int) -> list[int]:
    """So many ports on loopback that nothing listens on, and that this process has not been given before."""
    return list(islice(filter(_is_free, map(_numbered, _next)), many))


def free_port() -> int:
    [port] = free_ports(1)
    return port


def _numbered(number: int) -> int:
    return _FIRST + _worker * _EACH + (_begin + number) % _EACH


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
