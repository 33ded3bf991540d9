"""``alke compute``: values and findings of everything that changed, as a new generation."""

from __future__ import annotations

import click

from alke.base.home import home
from alke.findings.generate import generate


@click.command()
def command() -> None:
    """Compute values and findings from the kept tables and the embedded figures."""
    generation = generate(home())
    count = len(generation.ids_with_values())
    click.echo(
        f"Generation {generation.number}: {count} of {len(generation.catalogue)} indicators have figures, "
        f"from {len(generation.vintages)} tables; newest year {generation.data_year}."
    )
