"""Every room's models, imported in one place, so that relationships named by string always resolve."""

from importlib import import_module

ROOMS = ("accounts", "sign_off", "portfolio", "report_builder", "gateway", "home")


def import_models() -> None:
    """Import `models` of every room that has one, and the foundation's own tables."""
    for name in (
        "foundation.events",
        "foundation.jobs",
        "foundation.outbox",
        *(f"{room}.models" for room in ROOMS),
    ):
        import_module(name)
