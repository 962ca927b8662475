"""The words and weights that are shipped with this package: `data/`, read where they are wanted and kept there."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

DATA: Traversable = files("ksb_mapper").joinpath("data")


def shipped_text(name: str) -> str:
    """The text of one of the files."""
    return DATA.joinpath(name).read_text(encoding="utf-8")


def shipped_tables(name: str) -> dict[str, Any]:
    """The tables of one of the files that are TOML."""
    return tomllib.loads(shipped_text(name))
