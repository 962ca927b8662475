"""create_app(): the list of what is plugged in, nothing else."""

from flask import Flask

import accounts.plug
import foundation.plug
import gateway.plug
import home.plug
import portfolio.plug
import report_builder.plug
import sign_off.plug
from foundation.settings import Settings, said_plainly

ROOMS = (accounts.plug, sign_off.plug, portfolio.plug, report_builder.plug, gateway.plug, home.plug)


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, on `settings` or else on those of the environment."""
    app = Flask(__name__, static_folder=None)
    with said_plainly():
        foundation.plug.install(app, settings or Settings.from_environ())
    for room in ROOMS:
        room.install(app)
    return app
