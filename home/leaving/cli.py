"""Leaving from the command line: deletion, for a timer that runs once a day, and everything of a provider."""

import click
from flask.cli import AppGroup

from foundation.clock import today
from foundation.database import db
from home.leaving.jobs import delete_when_due
from home.leaving.queries import list_due_for_deletion
from home.provider_data.cli import take_all


def leaving_commands() -> AppGroup:
    """`flask --app app leaving delete-due` and `… leaving take-all`."""
    group = AppGroup("leaving", help="Delete what is due; take everything of a provider along.")

    @group.command("delete-due")
    def delete_due() -> None:
        """Delete everything of those whose last day has gone by."""
        with db.transaction():
            due = [one.id for one in list_due_for_deletion(today())]
        for apprenticeship_id in due:
            with db.transaction():
                delete_when_due(apprenticeship_id)
        click.echo(f"Deleted everything of {len(due)} {'apprentice' if len(due) == 1 else 'apprentices'}.")

    group.add_command(take_all)
    return group
