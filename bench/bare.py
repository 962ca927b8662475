"""A Flask application with one bare route, served as Masterpiece is: what every ratio of bench/web.py is to."""

import os

from flask import Flask

from foundation.server import listen

app = Flask(__name__)


@app.get("/")
def bare() -> str:
    return "Nothing is asked of the database, and nothing is drawn."


if __name__ == "__main__":
    listen(app, "127.0.0.1", int(os.environ["PORT"]), threads=8, largest=1_000_000)
