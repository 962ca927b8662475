"""Installs the floor: settings, database, files, mail, jobs, the edge, and what every template may use."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from jinja2 import StrictUndefined

from foundation import bodies, clock, compression, deleting, edge, outbox, static, wording
from foundation.database import db, reachable
from foundation.extensions import csrf, limiter, login_manager
from foundation.files import ObjectStore, files
from foundation.jobs import JobKind, Work
from foundation.registry import import_models
from foundation.server import server_commands
from foundation.serving import as_size
from foundation.setting_urls import BadSetting
from foundation.settings import MEGABYTE, Settings
from foundation.templates import Environment
from foundation.tokens import new_token


def install(app: Flask, settings: Settings) -> None:
    import_models()
    app.jinja_environment = Environment
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + MEGABYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # The others watch whether a browser tells another name or address than when it signed in: "basic" makes a note
        # that nothing of ours reads, and "strong" signs a phone out whenever it leaves the office's Wi-Fi.
        SESSION_PROTECTION=None,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_ENABLED=settings.rate_limits,
    )
    with reachable():
        db.connect(settings.database_url)
    files.connect(_store_at(settings.files_url))
    outbox.postbox.connect(settings.mail_url, settings.mail_from)
    compression.install(app)
    edge.install(app)
    static.install(app)
    bodies.install(app)
    csrf.init_app(app)
    limiter.init_app(app)
    login_manager.init_app(app)
    app.extensions["jobs"] = {
        "send_mail": JobKind(outbox.send_mail, outbox.give_up_mail),
        deleting.KIND: JobKind(deleting.delete_files),
    }
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=clock.as_day,
        weekday=clock.as_weekday,
        time=clock.as_time,
        moment=clock.as_moment,
        duration=clock.as_duration,
        numbered=wording.numbered,
        plural=wording.plural,
        size=as_size,
    )
    app.jinja_env.globals.update(
        asset=asset, new_token=new_token, today=clock.today, upload_limit=settings.max_upload_bytes
    )
    app.cli.add_command(server_commands(app))


def _store_at(url: str) -> ObjectStore:
    """Raises BadSetting where it cannot be opened. What an S3 client says may hold its keys, so it stays here."""
    try:
        return ObjectStore(url)
    except OSError as error:
        raise BadSetting(f"FILES_URL names a folder that cannot be used: {error.strerror}.") from error
    except Exception as error:
        raise BadSetting(
            f"FILES_URL cannot be opened ({type(error).__name__}). Look at its bucket and at the AWS_… variables."
        ) from None


def add_job(
    app: Flask,
    kind: str,
    work: Work,
    on_failure: Work | None = None,
    prepare: Callable[[], object] | None = None,
    *,
    long: bool = False,
) -> None:
    """Let the worker do jobs of this kind.

    When one is given up (its last attempt failed, or it took its worker down as often), `on_failure` is called with
    what `work` was given, so that the room can tell the person who waits. `prepare` loads what the first one would
    have to wait for. `long` ones hold nobody else's up.
    """
    app.extensions["jobs"][kind] = JobKind(work, on_failure, prepare, long)


@cache
def _asset_versions() -> dict[str, str]:
    manifest = Path(__file__).parent.parent / "static" / "dist" / "manifest.json"
    versions: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return versions


def asset(name: str) -> str:
    """The address of a built file, which changes when the file does. Raises KeyError for a file nobody built."""
    return url_for("static", filename=f"dist/{name}", v=_asset_versions()[name])
