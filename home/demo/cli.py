"""`flask --app app demo prepare`: a database with demo people in it."""

import click
from flask import Flask
from flask.cli import AppGroup

from foundation.database import reachable
from foundation.jobs import Worker
from foundation.migrate import upgrade
from foundation.settings import Settings, said_plainly
from home.demo.prepare import PASSWORD, address_of, is_prepared, prepare


def demo_commands(app: Flask) -> AppGroup:
    group = AppGroup("demo", help="Demo people with realistic evidence, for this machine alone.")
    settings: Settings = app.config["SETTINGS"]

    @group.command("prepare")
    def prepare_demo() -> None:
        """Bring the database up to date and, when it is empty, put the demo into it."""
        if not settings.demo:
            raise click.ClickException("Set MASTERPIECE_DEMO=1 first: the demo has known passwords.")
        with said_plainly(), reachable():
            upgrade(settings.database_url)
        if not is_prepared():
            click.echo("Making the demo's people and reading their evidence. This takes about a minute.")
            prepare(Worker(app.extensions["jobs"]))
        click.echo(f"Sign in as {address_of('Amira')} (apprentice before the gateway),")
        click.echo(f"{address_of('Priya')} (apprentice after it), {address_of('Ben')} (tutor) or")
        click.echo(f"{address_of('Olive')} (administrator). The password is: {PASSWORD}")

    return group
