"""``alke invite``: the operator invites a person, such as the first coordinator, before anyone can sign in."""

from __future__ import annotations

import os

import click


@click.command()
@click.argument("email")
@click.option("--organisation", default="tem", show_default=True, help="Code of the organisation.")
@click.option("--role", default="coordinator", show_default=True, help="The role: coordinator, preparer, approver …")
@click.option("--language", default="fi", show_default=True, type=click.Choice(["fi", "sv", "en"]), help="Of the mail.")
def command(email: str, organisation: str, role: str, language: str) -> None:
    """Send EMAIL an invitation, print its link, and load the organisations when they are not there yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alke.workspace.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from alke.base.errors import AlkeError, UnknownCodeError
    from alke.base.languages import Language
    from alke.workspace.people import actions, reference
    from alke.workspace.people.actors import SYSTEM
    from alke.workspace.people.models import Organisation
    from alke.workspace.people.policies import Impossible
    from alke.workspace.people.views.invitations import send

    try:
        validate_email(email)
    except ValidationError:
        raise AlkeError(f"{email!r} is not an email address", fix="Write it as name@organisation.fi") from None
    reference.load()
    row = Organisation.objects.filter(code=organisation).first()
    if row is None:
        raise UnknownCodeError("organisation", organisation, Organisation.objects.values_list("code", flat=True))
    try:
        sent = actions.invite(row, email, role, language=Language(language), by=SYSTEM)
    except Impossible as why:
        raise AlkeError(why.reason.en.rstrip("."), where=f"{email}, {organisation}, {role}") from None
    click.echo(f"{email} is invited; the link is valid for {actions.DAYS} days:")
    click.echo(send(sent, settings.ADDRESS))
