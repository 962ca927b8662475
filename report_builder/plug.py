"""Plugs the room in."""

from flask import Flask


def install(app: Flask) -> None: ...
