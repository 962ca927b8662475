"""A small server on the loopback address that keeps sections as docs/decisions/0050-saving-a-section.md says."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from foundation.edge import POLICY
from report_builder.content import BadContent, Node, validate_content
from report_builder.length import count_content, measure, page_data
from report_builder.scaffold import Part, ScaffoldSection
from standards import Limits
from tests.waiting import PATIENCE

STATIC = Path(__file__).parents[2] / "static"
EMPTY: Node = {"type": "doc", "content": [{"type": "paragraph"}]}
LIMITS = Limits(words=10, tolerance=0.1, excluded=("diagrams",))
OUTLINE = (
    ScaffoldSection("action", "Action", 1, None, 1, Part.ACTION, is_written=False),
    ScaffoldSection("test", "Test", 2, "action", 1, Part.ACTION),
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


def paragraph(text: str) -> Node:
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}


@dataclass
class Kept:
    """What the server holds of one section, and everything it was asked to save."""

    content: Node = field(default_factory=lambda: EMPTY)
    revision: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    answer_with: int | None = None
    tokens: set[str | None] = field(default_factory=set)
    sent: list[Node] = field(default_factory=list)  # what went to the tutor, each time that it was sent
    saves: threading.Event = field(default_factory=threading.Event)  # a save is answered when it is set
    sends: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.saves.set()
        self.sends.set()


class EditorServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.kept = Kept()
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: EditorServer

    def log_message(self, *_: object) -> None:
        """Tests read what is kept, not a log."""

    def do_GET(self) -> None:
        if self.path == "/":
            self._answer(200, page(self.server.kept).encode(), "text/html; charset=utf-8")
        elif self.path.startswith("/figures/"):
            self._answer(200, self.server.kept.pictures[int(self.path.rpartition("/")[2])], "image/png")
        elif self.path.startswith("/static/"):
            file = STATIC / self.path.removeprefix("/static/")
            self._answer(200, file.read_bytes(), TYPES[file.suffix])
        else:
            self._answer(204, b"", "text/plain")

    def do_POST(self) -> None:
        if self.path == "/send":
            self.server.kept.sent.append(self.server.kept.content)
            self.server.kept.sends.wait(PATIENCE)
            self._answer(200, b"<!doctype html><title>Sent</title><h1>With Ben</h1>", "text/html")
            return
        self.server.kept.tokens.add(self.headers["X-CSRFToken"])
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if b"not-a-picture" in body:
            self._json(422, {"error": "notes.png is not a picture. Choose a PNG or JPEG."})
            return
        start = body.index(b"\x89PNG")
        self.server.kept.pictures.append(body[start : body.index(b"IEND") + 8])
        self._json(201, {"id": len(self.server.kept.pictures) - 1})

    def do_PUT(self) -> None:
        kept = self.server.kept
        kept.tokens.add(self.headers["X-CSRFToken"])
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kept.asked.append(asked)
        kept.saves.wait(PATIENCE)
        if kept.answer_with:
            self._json(kept.answer_with, {"error": "This section holds something that a report cannot keep."})
        elif asked["based_on"] != kept.revision:
            self._json(409, {"revision": kept.revision, "content": kept.content, "saved_at": "09:38"})
        else:
            try:
                kept.content = validate_content(asked["content"]).document
            except BadContent as refused:
                self._json(422, {"error": str(refused)})
                return
            kept.revision += 1
            self._json(200, {"revision": kept.revision, "saved_at": "09:41", "counts": {}})

    def _json(self, status: int, body: object) -> None:
        self._answer(status, json.dumps(body).encode(), "application/json")

    def _answer(self, status: int, body: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)


def page(kept: Kept) -> str:
    """The report's page as the server writes it, with one section and the meter."""
    count = count_content(validate_content(kept.content), ["diagrams"])
    meter = measure(OUTLINE, {"test": count}, LIMITS).meter
    assert meter
    data = page_data(OUTLINE, {"test": count}, LIMITS)
    stored = {
        "content": kept.content,
        "revision": kept.revision,
        "saved_at": "09:38" if kept.revision else None,
    }
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Report</title>
<link rel="stylesheet" href="/static/dist/masterpiece.css"></head><body><main><h1>Report</h1>
<section data-report-meter><p><span class="mp-meter__count">{meter.count}</span>
<span class="mp-meter__left">{meter.left}</span></p>
<svg class="mp-meter__track" aria-hidden="true"><rect class="mp-meter__fill" x="0" y="4" width="{meter.fill_width}"
 height="14"/><line class="mp-meter__tick" x1="80%" x2="80%" y1="1" y2="21"/>
<text class="mp-meter__label mp-meter__label--high" x="{meter.high_x}" y="40">11</text></svg>
<p class="mp-saved"><span data-saved></span></p></section>
<ol><li>Action <span class="mp-outline__count" data-count-for="action"></span></li>
<li>Test <span class="mp-outline__count" data-count-for="test"></span></li>
<li>Diagrams <span class="mp-outline__count" data-count-for="diagrams"></span></li></ol>
<h2>Test</h2>
<div class="mp-editor" data-report-editor data-section="test" data-title="Test" data-save-url="/sections/1"
 data-figure-url="/figures/"><form method="post"><input type="hidden" name="csrf_token" value="the-token">
<label for="text">Test</label><textarea id="text" name="text"></textarea><button>Save</button></form></div>
<script type="application/json">{_in_script(stored)}</script>
<script type="application/json" data-report-outline>{_in_script(data)}</script>
<p><a href="#after">After the editor</a></p>
<div><form action="/send" method="post" data-saved-first><button>Send to Ben</button></form></div></main>
<script type="module" src="/static/dist/report.js"></script></body></html>"""


def _in_script(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")
