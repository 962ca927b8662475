"""Everything of a provider from the command line, straight into a file."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from accounts.cli import PROVIDER, Wrong, provider_called
from foundation.database import db
from foundation.files import Incoming
from foundation.serving import as_size
from home.provider_data.contents import write_everything


@click.command("take-all")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@PROVIDER
@with_appcontext
def take_all(file: Path, provider: str | None) -> None:
    """Write everything of a provider into FILE, a ZIP that opens with no software of ours."""
    if file.exists():
        raise Wrong(f"{file} is there already. Name another file, or move that one away.")
    with db.transaction(writes=False):
        chosen = provider_called(provider)
        provider_id, name = chosen.id, chosen.name
    partial = file.with_name(file.name + ".part")
    try:
        with partial.open("wb") as target:
            lost = write_everything(provider_id, Incoming(target.write), _say_how_far)
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Wrong(f"{file} cannot be written: {error.strerror}.") from error
    for path in lost:
        click.echo(f"Missing in the store: {path}", err=True)
    click.echo(f"Everything of {name} is in {file} ({as_size(file.stat().st_size)}).")


def _say_how_far(done: int, total: int) -> None:
    click.echo(f"{done} of {total} learners", err=True)
