"""``alke peers AREA``: which regions are set beside one, and why, in numbers."""

from __future__ import annotations

from collections.abc import Iterator

import click
import orjson

from alke.areas import REGIONS
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.cli._engine import generation
from alke.cli.picture import area_of
from alke.documents import peers
from alke.findings.peers import Group, Peer, PeerKind, as_data, group
from alke.indicators.generation import Generation
from alke.language.numbers import shown


@click.command()
@click.argument("area")
@click.option(
    "--kind",
    type=click.Choice([each.value for each in PeerKind]),
    help="Only this kind; by default all, own when --own is given.",
)
@click.option("--own", default="", help="A group of your own, such as Lappi,Kainuu.")
@click.option("--lang", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True, help="Of the answer.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the addresses of the values.")
def command(area: str, kind: str | None, own: str, lang: str, as_json: bool) -> None:
    """Tell the peers of AREA (MK18, Kainuu …): what binds them and what parts them, and whether they are near."""
    code, language, made = _region(area), Language(lang), generation()
    chosen = tuple(_region(text.strip()) for text in own.split(",") if text.strip())
    kinds = [PeerKind(kind)] if kind else [each for each in PeerKind if chosen or each is not PeerKind.OWN]
    found = [group(peers.held(made), code, each, own=chosen) for each in kinds]
    if as_json:
        click.echo(orjson.dumps([as_data(each) for each in found], option=orjson.OPT_INDENT_2).decode())
        return
    click.echo("\n\n".join("\n".join(_told(made, each, language)) for each in found))


def _region(text: str) -> str:
    code = area_of(text)
    if code not in REGIONS:
        raise UnknownCodeError("region", text, REGIONS)
    return code


def _told(made: Generation, found: Group, language: Language) -> Iterator[str]:
    yield peers.say(f"kind_{found.kind}", language)
    yield " ".join(peers.told(found, language))
    for peer in found.peers:
        near = peers.say("near" if peer.near else "far", language)
        yield f"  {peers.name(peer.area, language)} ({peer.area}): {near}"
        yield from _traits(made, peer, language)


def _traits(made: Generation, peer: Peer, language: Language) -> Iterator[str]:
    for effect, traits in (("binding", peer.binds), ("parting", peer.parts)):
        for trait in traits:
            one = made.catalogue[trait.indicator]
            own, other = (shown(number, one.decimals, language) for number in (trait.own, trait.other))
            yield f"    {peers.say(effect, language)}: {one.name[language]} {trait.period}: {own} / {other}"
