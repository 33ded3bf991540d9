"""Bringing a home into use: tables, the organisations, bodies and strategies that all talks share, and the demo.

Run by `alke serve` before it listens and by every verb that uses the tables; does nothing where all is done. Leaves out
figures: those are computed by `alke.findings.generate.ensure`.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from alke.base.home import home

EXAMPLE_DAY = "2024-12-20"
"""The day the example stands on: what its minutes tell of is still ahead."""


def begin(*, demo: bool = False) -> None:
    """Make the tables and load what all talks share; with `demo`, the rounds of the past and of 2025 as well.

    One process at a time: another that begins in the same home waits.
    """
    os.environ["ALKE_HOME"] = str(home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alke.workspace.settings")
    if demo:
        os.environ["ALKE_DEMO"] = "1"
        os.environ.setdefault("ALKE_TODAY", EXAMPLE_DAY)
    import django

    django.setup()
    home().mkdir(parents=True, exist_ok=True)
    with Path(home() / "begin.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _fill(demo)


def _fill(demo: bool) -> None:
    from django.core.management import call_command
    from django.db import connections

    from alke.workspace.meetings import reference as bodies
    from alke.workspace.people import reference as organisations
    from alke.workspace.strategies import reference as strategies

    call_command("migrate", verbosity=0)
    organisations.load()
    bodies.load()
    strategies.load()
    if demo:
        from alke.workspace import demo as example

        example.load()
    connections.close_all()  # workers of a server are forked from here
