"""The gallery on a real port, under the product's own strict policy, and a browser to look at it."""

import json
import mimetypes
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.look.render import PAGES, ROOT, environment, page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SUGGESTION = (
    '{% from "components/suggestion.html" import suggestion %}'
    '{{ suggestion(code, "Text", "words", "Page 2", "/decide/" ~ code, state) }}'
)


class Gallery(BaseHTTPRequestHandler):
    """Pages of the gallery, static files, and answers such as the rooms give to our scripts."""

    polls = 0

    def do_GET(self) -> None:
        name = self.path.strip("/").removesuffix(".html")
        if name in PAGES:
            self.answer(page(name), "text/html")
        elif name == "progress":
            type(self).polls += 1
            done = " data-done" if type(self).polls > 1 else ""
            self.answer(f'<div data-poll="/progress" data-every="1"{done}>All read{done}</div>', "text/html")
        else:
            self.file(ROOT / "static" / self.path.strip("/"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8", "replace")
        assert self.headers["Accept"] == "application/json"
        if self.path == "/upload":
            name = re.search(r'filename="([^"]+)"', body)
            ok = name is not None and "locked" not in name[1]
            answer = (
                {"ok": True, "url": "#new", "title": "Saved"}
                if ok
                else {"ok": False, "error": "It asks for a password."}
            )
        else:
            state = next(word for word in ("yes", "no", "ask") if f"\r\n\r\n{word}\r\n" in body)
            template = environment().from_string(SUGGESTION)
            code = self.path.rpartition("/")[2]
            answer = {
                "ok": True,
                "html": template.render(code=code, state="asked" if state == "ask" else state),
            }
        self.answer(json.dumps(answer), "application/json")

    def file(self, path: Path) -> None:
        if path.is_file():
            self.answer(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        else:
            self.send_error(404)

    def answer(self, content: str | bytes, kind: str) -> None:
        sent = content.encode() if isinstance(content, str) else content
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text") else kind)
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of the gallery."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gallery)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
