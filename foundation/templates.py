"""Jinja as our pages use it."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment as FlaskEnvironment


class Environment(FlaskEnvironment):
    """Flask's, with the globals of a template in one plain dictionary.

    Jinja chains two, so that globals added later are seen too; it then goes through the chain name by name for each
    template that a page includes or imports from. Ours are complete before the first template is loaded.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}
