"""`alke serve`: the web site on this machine."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import click

from alke.base.errors import AlkeError
from alke.base.home import home


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@click.option("--demo", is_flag=True, help="Open with the example: past rounds, round 2025, fictional people.")
def command(host: str, port: int, workers: int, demo: bool) -> None:
    """Serve the pages; makes the tables and computes the values first where that has not been done."""
    from alke.findings.generate import ensure
    from alke.workspace.begin import begin

    free(host, port)
    made = ensure(home())
    begin(demo=demo)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from alke.documents import html
    from alke.workspace import web
    from alke.workspace.rounds import tick

    static = Path(web.__file__).with_name("static")
    click.echo(f"Alke, generation {made.number}, at http://{host}:{port}/  (Ctrl-C stops)")
    server = Granian(
        "alke.workspace.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        # A worker that is told to stop while it is still starting may miss it, and its parent would wait for ever.
        workers_kill_timeout=10,
        static_path_route=["/static", "/style"],
        static_path_mount=[static, html.STYLES],
        static_path_expires=3600,
        log_level=LogLevels.warning,
    )
    stop = threading.Event()
    server.on_startup(partial(tick.start, stop))
    server.on_shutdown(stop.set)
    server.serve()


def free(host: str, port: int) -> None:
    """See that nothing listens at the port yet.

    Raises:
        AlkeError: when something does.
    """
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fix = "Choose another with --port (make run PORT=8001), or stop what listens there"
            raise AlkeError(f"port {port} cannot be used: {error.strerror}", where=host, fix=fix) from None
