"""`alke tick`: reminders by mail and housekeeping, once."""

from __future__ import annotations

from datetime import datetime

import click


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Act as if it were this day; by default today.")
def command(on: datetime | None) -> None:
    """Send the reminders that are due and keep house; what `alke serve` does by itself every hour."""
    from alke.workspace.begin import begin

    begin()
    from alke.workspace.rounds.tick import tick

    done = tick(on.date() if on else None).reminders
    click.echo(f"{done.mails} mails sent, about {done.things} things; {done.failed} could not be sent")
