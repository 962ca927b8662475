"""Serving: waitress in this process, the worker in another that ends with it."""

import os
import subprocess
import sys
import threading

import click
from flask import Flask
from flask.cli import AppGroup

from foundation.jobs import Worker
from foundation.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def server_commands(app: Flask) -> AppGroup:
    """`flask --app app server run`, `… server work` and `… server migrate`."""
    group = AppGroup("server", help="Serve the application, do its jobs, bring its database up to date.")
    settings: Settings = app.config["SETTINGS"]

    @group.command("run")
    @click.option("--host", default="127.0.0.1", show_default=True)
    @click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), type=int)
    @click.option("--threads", default=8, show_default=True)
    def run(host: str, port: int, threads: int) -> None:
        """Serve pages, with one worker beside."""
        if settings.demo and host not in LOOPBACK:
            raise click.ClickException(
                "The demo has known passwords, so it is served on 127.0.0.1 alone. Leave out --host."
            )
        serve(app, host, port, threads)

    @group.command("work")
    @click.option("--until-orphaned", is_flag=True, help="Stop when standard input closes.")
    def work(until_orphaned: bool) -> None:
        """Do jobs until stopped."""
        stop = threading.Event()
        if until_orphaned:
            threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
        Worker(app.extensions["jobs"]).run_until(stop)

    @group.command("migrate")
    def migrate() -> None:
        """Bring the database up to date."""
        from foundation.migrate import upgrade

        upgrade(settings.database_url)

    return group


def serve(app: Flask, host: str, port: int, threads: int) -> None:
    import waitress

    command = [sys.executable, "-m", "flask", "--app", "app", "server", "work", "--until-orphaned"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as worker:  # noqa: S603
        click.echo(f"Masterpiece is at http://{host}:{port}")
        try:
            waitress.serve(
                app,
                host=host,
                port=port,
                threads=threads,
                max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
                clear_untrusted_proxy_headers=True,
                ident=None,
            )
        finally:
            worker.terminate()


def _wait_for_end_of_input(stop: threading.Event) -> None:
    sys.stdin.buffer.read()
    stop.set()
