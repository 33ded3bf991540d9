"""`alke import`: read a minutes item, show what was read, and on request save it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from alke.base.errors import AlkeError

if TYPE_CHECKING:
    from alke.minutes.facts import Item
    from alke.workspace.people.actors import Actor


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the candidates as JSON.")
@click.option("--confirm", is_flag=True, help="Save the candidates; without it nothing is saved.")
@click.option("--leave", multiple=True, metavar="ID", help="Do not save this candidate; may be given many times.")
@click.option("--as", "email", default="", metavar="EMAIL", help="The user who confirms; by default the operator.")
@click.option("--not-public", is_flag=True, help="The document is not public yet (act 621/1999, 6 §).")
def command(file: Path, as_json: bool, confirm: bool, leave: tuple[str, ...], email: str, not_public: bool) -> None:
    """Read FILE, an item of minutes as text, HTML, Word or PDF, and print what it says.

    Each candidate has its place in the text, its certainty and how surely it was read.
    """
    from alke.minutes.files import read_file
    from alke.minutes.reading import read

    item = read(read_file(file))
    known = {fact.id for fact in item.facts}
    for one in leave:
        if one not in known:
            raise AlkeError(f"no candidate {one!r}", where=str(file), fix="See the ids with --json")
    if not confirm:
        click.echo(_json(item) if as_json else _table(item))
        return
    if not known:
        raise AlkeError("nothing was read that could be saved", where=str(file), fix="Check that it is a minutes item")
    done = _save(item, known - set(leave), email, public=not not_public, name=file.name)
    click.echo(orjson.dumps(done, option=orjson.OPT_INDENT_2).decode() if as_json else _told(done))


def _json(item: Item) -> str:
    told = {
        "house": item.house,
        "checksum": item.checksum,
        "facts": [fact.as_json() for fact in item.facts],
        "remarks": list(item.remarks),
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode()


def _table(item: Item) -> str:
    lines = [f"{len(item.facts)} candidates (layout: {item.house}). Nothing has been saved; --confirm saves them."]
    for fact in item.facts:
        fields = ", ".join(f"{name}: {value}" for name, value in fact.fields.items() if value not in (None, "", []))
        place = f"{fact.span.start}–{fact.span.end}"
        lines.append(f"{fact.id:<32} {fact.certainty:<9} {fact.confidence:4.2f}  {place:>11}  {fields}")
    lines += [f"not read: {remark}" for remark in item.remarks]
    return "\n".join(lines)


def _save(item: Item, wanted: set[str], email: str, *, public: bool, name: str) -> dict[str, list[str]]:
    from alke.workspace.begin import begin

    begin()
    from alke.workspace.rounds.actions.imports import confirm

    done = confirm(item, wanted, by=_actor(email), public=public, name=name)
    return {
        "saved": [f"{one.kind}: {one.told}" for one in done.saved],
        "known": [f"{one.kind}: {one.told}" for one in done.known],
        "not_saved": [f"{one.kind}: {one.told} – {one.refused.en if one.refused else ''}" for one in done.left],
    }


def _actor(email: str) -> Actor:
    """The user of an address in her first role; without one the operator, who has the database anyway."""
    from alke.workspace.people.actors import Actor, acting, memberships
    from alke.workspace.people.models import Organisation, Role, User

    if not email:
        tem = Organisation.objects.get(code="tem")
        return Actor(0, "alke import", Role.COORDINATOR, tem.code, tem.pk, tem.kind)
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    held = memberships(user) if user else []
    if not held:
        fix = "Give the address of a user with a role, or leave --as out"
        raise AlkeError(f"no user {email!r} with a role", where="--as", fix=fix)
    return acting(held[0])


def _told(done: dict[str, list[str]]) -> str:
    heads = {"saved": "saved", "known": "already there", "not_saved": "not saved"}
    lines = [f"{len(done['saved'])} saved, {len(done['known'])} already there, {len(done['not_saved'])} not saved."]
    lines += [f"{head}: {one}" for key, head in heads.items() for one in done[key]]
    return "\n".join(lines)
