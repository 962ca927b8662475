"""Addresses that work from outside: for mails, and for links that a person hands over."""

from flask import current_app
from werkzeug.routing import MapAdapter

from foundation.settings import Settings


def public_url(endpoint: str, **values: object) -> str:
    """The full address of `endpoint`, under the installation's PUBLIC_URL, in or out of a request."""
    settings: Settings = current_app.config["SETTINGS"]
    adapter: MapAdapter = current_app.url_map.bind("unused")
    return settings.public_url + adapter.build(endpoint, values)
