"""Slides as people save them, and a report to which they belong."""

from functools import cache
from io import BytesIO

import pptx
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import JSON, begin


def final_report(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    """The gateway is passed and the final report begun. The first of a fresh database has the id 1."""
    pass_gateway(app, cast)
    begin(amira)


def powerpoint(*titles: str) -> bytes:
    show = pptx.Presentation()
    for title in titles:
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = title
    content = BytesIO()
    show.save(content)
    return content.getvalue()


@cache
def pdf(pages: int = 2) -> bytes:
    """The same bytes each time: it holds the moment at which it was made."""
    content = BytesIO()
    first, *rest = [Image.new("RGB", (320, 180), colour) for colour in ("navy", "teal", "maroon")[:pages]]
    first.save(content, "PDF", save_all=True, append_images=rest)
    return content.getvalue()


def upload(
    browser: FlaskClient, name: str, content: bytes, *, script: bool = False, report: int = 1
) -> TestResponse:
    return browser.post(
        f"/report/{report}/presentation/slides",
        data={"files": (BytesIO(content), name)},
        headers=JSON if script else {},
    )
