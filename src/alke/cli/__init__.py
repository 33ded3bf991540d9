"""At the prompt: one file per verb, found by its name, loaded only when called.

Leaves out what the verbs do: each calls the room that does it.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from alke.base.errors import AlkeError


class Verbs(click.Group):
    """Finds the verb ``alke NAME`` in the module ``alke.cli.NAME``, whose click command is called ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every module of this folder is a verb."""
        return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb, and only that one: importing all would cost every call half a second."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"alke.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="alke")
def alke() -> None:
    """Official statistics in, situation pictures of Finland's regions out."""


def main() -> None:
    """Run a verb; an error meant for a person is printed without a traceback and exits with 1."""
    try:
        alke()
    except AlkeError as error:
        click.echo(f"alke: {error}", err=True)
        sys.exit(1)
