"""Clients on loopback: each keeps one connection open and asks again as soon as it was answered."""

import socket
import threading
import time

READ_AT_ONCE = 1 << 20


class Client:
    """A connection that asks for one address. `cookie` is who asks. It does as little as it can: the server has the
    same processors."""

    def __init__(self, port: int, path: str, cookie: str = "") -> None:
        lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html", "Accept-Encoding: gzip"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        self._request = "\r\n".join([*lines, "", ""]).encode()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)

    def ask(self) -> int:
        """Ask once and read the whole answer. Returns its length; raises RuntimeError for any answer but 200."""
        self._socket.sendall(self._request)
        answer = bytearray()
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._read()
        head = bytes(answer[:end]).lower()
        if not head.startswith(b"http/1.1 200 "):
            raise RuntimeError(f"the server answered {head.splitlines()[0].decode()}")
        length = int(head.partition(b"\r\ncontent-length: ")[2].split(b"\r\n", 1)[0])
        had = len(answer) - end - 4
        while had < length:
            had += len(self._read())
        return length

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> bytes:
        part = self._socket.recv(READ_AT_ONCE)
        if not part:
            raise RuntimeError("the server closed the connection")
        return part


def requests_per_second(
    port: int, path: str, cookie: str = "", *, clients: int = 8, seconds: float = 2.0, most: int = 100_000
) -> float:
    """How many answers so many clients got in a second, over at most so many seconds or requests altogether."""
    asking = [Client(port, path, cookie) for _ in range(clients)]
    for client in asking:
        client.ask()  # each of the server's threads has opened its database
    answered, failures = [0] * clients, list[Exception]()
    began = time.perf_counter()

    def go_on(number: int) -> None:
        try:
            while time.perf_counter() - began < seconds and answered[number] < most // clients:
                asking[number].ask()
                answered[number] += 1
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    for client in asking:
        client.close()
    if failures:
        raise failures[0]
    return sum(answered) / took
