"""`flask --app app accounts …`: setting an installation up, and what an administrator does, from a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select

import standards
from accounts import services, tutoring
from accounts.addresses import require_address
from accounts.administration.importing import import_people
from accounts.administration.services import Invitation, Placement, invite
from accounts.administration.sheet_text import read_text
from accounts.models import Person, Provider, Role, StandardVersion
from accounts.queries import apprenticeship_of, find_person_by_email, find_published, list_standard_versions
from accounts.standard_names import by_short_name, find_named, said_of
from foundation.database import db
from foundation.errors import MasterpieceError

ACTOR = "command line"
accounts_commands = AppGroup("accounts", help="Providers, people, who teaches whom, and published standards.")


class Wrong(click.ClickException):
    """Bad input: one clear line on standard error, exit status 2."""

    exit_code = 2


@contextmanager
def _work() -> Iterator[None]:
    """One transaction. Whatever the rooms refuse becomes one line, and nothing of it is kept."""
    try:
        with db.transaction():
            yield
    except (MasterpieceError, standards.StandardError) as error:
        raise Wrong(str(error)) from error


def _command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command of the group, inside one transaction."""

    def wrap(function: Callable[..., None]) -> click.Command:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> None:
            with _work():
                function(*args, **kwargs)

        command: click.Command = accounts_commands.command(name)(run)
        return command

    return wrap


def provider_called(name: str | None) -> Provider:
    """The provider of this name; the only one where none is named."""
    known = list(db.session.scalars(select(Provider).order_by(Provider.name)))
    chosen = [provider for provider in known if name in (None, provider.name)]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(f"“{provider.name}”" for provider in known) or "none: create one with create-provider"
    if name is None:
        raise Wrong(f"Say which provider with --provider. There are: {names}.")
    raise Wrong(f"There is no provider called “{name}”. There are: {names}.")


def _person(email: str, role: Role) -> Person:
    person = find_person_by_email(email)
    if person is None or person.role is not role:
        raise Wrong(f"No {role.value} has the address {email}.")
    return person


def _day(_context: click.Context, option: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _published(named: str | None, provider: Provider) -> StandardVersion:
    """The version of this provider's or everybody's that REF or REF@VERSION names: the newest of REF. Where none is
    named, of the only one."""
    versions = by_short_name(list_standard_versions(provider.id))
    if not versions:
        raise Wrong(
            f"No standard is published for {provider.name} yet. publish-standard publishes one for every provider; an "
            "administrator adds one for this provider alone on the page Standards."
        )
    if named:
        return find_named(named, versions)
    if len({each.reference for each in versions.values()}) > 1:
        raise Wrong(f"Say which standard with --standard. There are: {said_of(versions)}.")
    return list(versions.values())[-1]


def _say_invited(invited: services.Invited) -> None:
    click.echo(f"{invited.person.name} <{invited.person.email}> is invited as {invited.person.role}.")
    if invited.mailed:
        click.echo("The invitation goes out by mail when the server's worker runs.")
    else:
        click.echo(f"No mail server is set. Hand over this link: {invited.link}")


PROVIDER = click.option("--provider", metavar="NAME", help="Needed when there is more than one.")


@_command("create-provider")
@click.argument("name")
def create_provider(name: str) -> None:
    """Create a training provider called NAME."""
    if not name.strip():
        raise Wrong("Give the provider a name.")
    if db.session.scalar(select(Provider.id).where(Provider.name == name.strip())):
        raise Wrong(f"There is a provider called “{name.strip()}” already.")
    click.echo(f"Created {services.create_provider(name).name}.")


@_command("create-administrator")
@click.argument("name")
@click.argument("email")
@PROVIDER
def create_administrator(name: str, email: str, provider: str | None) -> None:
    """Invite NAME at EMAIL as an administrator."""
    _invite(Invitation(name, email, Role.ADMINISTRATOR), provider)


@_command("invite")
@click.argument("name")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@PROVIDER
@click.option(
    "--standard",
    metavar="REF[@VERSION]",
    help="Apprentices: the standard. Needed where more than one is published.",
)
@click.option("--option", metavar="NAME", help="Apprentices: the standard's option, where it has any.")
@click.option("--employer", metavar="NAME", help="Apprentices: where they work.")
@click.option("--manager-name", default="", help="Apprentices: who signs for the employer.")
@click.option("--manager-email", default="")
@click.option("--manager-job-title", default="")
@click.option("--tutor", metavar="EMAIL", help="Apprentices: who teaches them.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), callback=_day, help="Apprentices: the first day.")
@click.option(
    "--gateway", type=click.DateTime(["%Y-%m-%d"]), callback=_day, help="Apprentices: the planned gateway."
)
def invite_one(name: str, email: str, role: str, provider: str | None, **about: Any) -> None:
    """Invite NAME at EMAIL. For an apprentice, say where, with whom and from when."""
    if role != Role.APPRENTICE:
        _invite(Invitation(name, email, Role(role)), provider)
        return
    if not about["employer"] or not about["start"]:
        raise Wrong("An apprentice needs --employer and --start.")
    if bool(about["manager_name"]) != bool(about["manager_email"]):
        raise Wrong("Give --manager-name and --manager-email together, or neither.")
    placement = Placement(
        employer=about["employer"],
        started_on=about["start"],
        tutor=_person(about["tutor"], Role.TUTOR) if about["tutor"] else None,
        manager_name=about["manager_name"],
        manager_email=require_address(about["manager_email"]) if about["manager_email"] else "",
        manager_job_title=about["manager_job_title"],
        gateway_planned_on=about["gateway"],
    )
    version = _published(about["standard"], provider_called(provider))
    option = services.option_of(version, about["option"] or "")
    _invite(Invitation(name, email, Role.APPRENTICE, version, placement, option), provider)


def _invite(invitation: Invitation, provider: str | None) -> None:
    if not invitation.name.strip():
        raise Wrong("Give the person a name.")
    require_address(invitation.email)
    _say_invited(invite(ACTOR, provider_called(provider), invitation))


@accounts_commands.command("import-people")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PROVIDER
def import_file(file: Path, provider: str | None) -> None:
    """Invite everybody of FILE, a CSV with the headings of the template. Lines that are wrong are named.

    The exit status is 2 when a line was left out; those that are right are invited all the same.
    """
    with _work():
        data = file.read_bytes()
        if words := read_text(data).to_look_at:
            raise Wrong(
                f"That file is not in UTF-8, so “{words[0]}” may be spoilt. Save it as “CSV UTF-8”, or send it on the "
                "page, which shows every such word beforehand."
            )
        imported = import_people(ACTOR, provider_called(provider), data)
    for invited in imported.invited:
        _say_invited(invited)
    for bad in imported.bad:
        click.echo(f"Line {bad.row.line} was left out: {' '.join(bad.reasons)}", err=True)
    click.echo(f"Invited: {len(imported.invited)}. Left out: {len(imported.bad)}.")
    if imported.bad:
        sys.exit(Wrong.exit_code)


@_command("assign-tutor")
@click.argument("apprentice")
@click.argument("tutor")
def assign_tutor(apprentice: str, tutor: str) -> None:
    """Give the apprentice at the address APPRENTICE to the tutor at TUTOR."""
    learner, teacher = _person(apprentice, Role.APPRENTICE), _person(tutor, Role.TUTOR)
    apprenticeship = apprenticeship_of(learner)
    if apprenticeship is None:
        raise Wrong(f"The apprenticeship of {learner.name} is not set up.")
    tutoring.assign_tutor(ACTOR, apprenticeship, teacher)
    click.echo(f"{learner.name} is now with {teacher.name}.")


@_command("set-policy")
@PROVIDER
@click.option("--review-days", type=click.IntRange(1, 60), help="Days within which tutors answer.")
@click.option("--comments/--no-comments", default=None, help="Comments on the report after the gateway.")
@click.option("--suggestions/--no-suggestions", default=None, help="KSB suggestions after the gateway.")
def set_policy(
    provider: str | None, review_days: int | None, comments: bool | None, suggestions: bool | None
) -> None:
    """Change the assistance policy. What is not named stays as it is."""
    chosen = provider_called(provider)
    days = chosen.review_days if review_days is None else review_days
    on = chosen.comments_after_gateway if comments is None else comments
    suggest = chosen.suggestions_after_gateway if suggestions is None else suggestions
    services.update_policy(ACTOR, chosen, review_days=days, comments=on, suggestions=suggest)
    click.echo(
        f"{chosen.name}: answers within {days} days; after the gateway comments are {'on' if on else 'off'} "
        f"and suggestions {'on' if suggest else 'off'}."
    )


@_command("publish-standard")
@click.argument("standard", metavar="REF[@VERSION]")
def publish_standard(standard: str) -> None:
    """Publish a standard of the library, so that apprentices of every provider can be put on it."""
    reference, _, version = standard.partition("@")
    loaded = standards.load(reference, version or None)
    if find_published(loaded.reference, loaded.version, None) is not None:
        click.echo(f"{loaded.label} is published already. A published version never changes.")
        return
    services.publish_standard(loaded, by=ACTOR)
    click.echo(f"Published {loaded.label}.")
