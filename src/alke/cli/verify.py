"""``alke verify log``: whether the log and the texts are as they were written."""

from __future__ import annotations

import os
import sys

import click


@click.group()
def command() -> None:
    """Check that nothing was touched after it was written."""


@command.command()
def log() -> None:
    """Recount the chain of acts and the checksums of all texts; exit code 1 when something does not hold."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alke.workspace.settings")
    import django
    from django.db import DatabaseError

    from alke.base.errors import AlkeError

    django.setup()
    from alke.workspace.journal.verify import verify

    try:
        verdict = verify()
    except DatabaseError as error:
        fix = "Make the tables with alke serve or django-admin migrate, and see ALKE_HOME and ALKE_DATABASE"
        raise AlkeError(f"the log cannot be read: {error}", where="the database", fix=fix) from None
    click.echo(f"{verdict.events} acts and {verdict.versions} texts recounted")
    for fault in verdict.faults:
        click.echo(f"fault: {fault}")
    if verdict.faults:
        sys.exit(1)
    click.echo("the log holds")
