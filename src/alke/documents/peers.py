"""Peer regions as blocks: which regions are set beside one, why, how near, and how lasting the choice is.

A short section for the picture (the peers by structure in one table), and all kinds peer by peer for a page of their
own. Leaves out how peers are chosen (`findings/peers.py`) and the picture around the section (`picture.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from alke.areas import area
from alke.base.languages import Language, texts
from alke.charts.figure import Table
from alke.documents.blocks import Block, Heading, Paragraph, TableBlock, source_anchor
from alke.findings.peers import STRUCTURE, Group, Peer, PeerKind, Trait, group
from alke.indicators.generation import Generation
from alke.indicators.values import Ref, Values
from alke.language.dates import named
from alke.language.forms import listed, word
from alke.language.numbers import shown
from alke.language.runs import Link, Number, Plain, Runs

WORDS = texts(Path(__file__).with_name("peers.yaml"))
ANCHOR = "peers"
_LASTING = ((0.9, "always"), (0.65, "mostly"), (0.35, "partly"), (0.0, "seldom"))


def held(generation: Generation) -> dict[str, Values]:
    """The values that peers are chosen by."""
    return {key: generation.values(key) for key in (*STRUCTURE, "population") if key in generation.catalogue}


def say(key: str, language: Language, **values: object) -> str:
    """A text of `peers.yaml`."""
    return WORDS[key][language].format(**values)


def name(code: str, language: Language) -> str:
    """A region's name at the beginning of a line."""
    text = area(code).names[language]
    return text[:1].upper() + text[1:]


def section(generation: Generation, code: str, language: Language) -> Iterator[Block]:
    """The picture's section on peers by structure; nothing where none can be chosen."""
    found = group(held(generation), code, PeerKind.STRUCTURE)
    if not found.peers:
        return
    yield Heading(2, say("title", language), ANCHOR)
    yield Paragraph((Plain(" ".join(told(found, language))),))
    header = tuple(say(key, language) for key in ("region", "nearness", "binds", "parts"))
    rows = tuple(_row(generation, found, peer, language) for peer in found.peers)
    caption = say("table", language, genitive=area(code).genitive[language])
    yield TableBlock(Table(caption, header, rows, (False,) * 4), f"{ANCHOR}-table")
    yield Paragraph((Plain(say("order", language)),), "note")


def told(found: Group, language: Language) -> list[str]:
    """A kind of peers in sentences: who they are, whether they are near, and how lasting the choice is."""
    genitive = area(found.area).genitive[language]
    if not found.peers:
        return [say(f"none_{found.kind}", language)]
    lines = [say(f"lead_{found.kind}", language, genitive=genitive, name=area(found.area).names[language])]
    near = [peer.area for peer in found.peers if peer.near]
    if found.kind is PeerKind.STRUCTURE:
        far = [area(peer.area).names[language] for peer in found.peers if not peer.near]
        if not near:
            lines.append(say("near_none", language))
        elif far:
            lines.append(say("near_some", language, far=listed(far, language)))
        else:
            lines.append(say("near_all", language))
    if found.stability is not None and found.years:
        how = next(how for least, how in _LASTING if found.stability >= least)
        lines.append(say(f"lasting_{how}", language, first=min(found.years), last=max(found.years)))
    return lines


def _row(generation: Generation, found: Group, peer: Peer, language: Language) -> tuple[Runs, ...]:
    near = say("near" if peer.near else "far", language)
    return (
        (Plain(name(peer.area, language)),),
        (Plain(near),),
        _traits(generation, found.area, peer, peer.binds, language),
        _traits(generation, found.area, peer, peer.parts, language),
    )


def _traits(generation: Generation, code: str, peer: Peer, traits: Sequence[Trait], language: Language) -> Runs:
    """Measures one after another, each with both values: "väestötiheys (3,6 ja 4,9)"."""
    runs: list[Plain | Number] = []
    and_ = Plain(f" {word('and', language)} ")
    for trait in traits:
        own, other = _numbers(generation, code, peer.area, trait, language)
        runs += [
            Plain("; " if runs else ""),
            Plain(f"{_small(generation, trait, language)} ("),
            own,
            and_,
            other,
        ]
        runs.append(Plain(")"))
    return tuple(runs)


def _small(generation: Generation, trait: Trait, language: Language) -> str:
    text = generation.catalogue[trait.indicator].name[language]
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _numbers(generation: Generation, code: str, peer: str, trait: Trait, language: Language) -> tuple[Number, Number]:
    decimals = generation.catalogue[trait.indicator].decimals
    own, other = (
        Number(shown(number, decimals, language), Ref(trait.indicator, place, trait.period))
        for number, place in ((trait.own, code), (trait.other, peer))
    )
    return own, other


def every_kind(generation: Generation, code: str, language: Language, own: Sequence[str] = ()) -> Iterator[Block]:
    """All kinds of peers, kind by kind and peer by peer; a group of one's own first, when there is one."""
    values = held(generation)
    kinds = [kind for kind in PeerKind if kind is not PeerKind.OWN]
    kinds.sort(key=lambda kind: kind is not PeerKind.STRUCTURE)
    for kind in ([PeerKind.OWN] if own else []) + kinds:
        yield from _kind(generation, group(values, code, kind, own=own), language)


def _kind(generation: Generation, found: Group, language: Language) -> Iterator[Block]:
    yield Heading(2, say(f"kind_{found.kind}", language), str(found.kind).replace("_", "-"))
    yield Paragraph((Plain(" ".join(told(found, language))),))
    for peer in found.peers:
        near = say("near" if peer.near else "far", language)
        anchor = f"{found.kind}-{peer.area}".replace("_", "-")
        yield Heading(3, f"{name(peer.area, language)}: {near}", anchor)
        if peer.binds:
            yield TableBlock(_both(generation, found, peer, language), f"{anchor}-table")
        else:
            yield Paragraph((Plain(say("unknown", language)),), "missing")


def _both(generation: Generation, found: Group, peer: Peer, language: Language) -> Table:
    """The measures that bind and part two regions, with both values."""
    rows = []
    for effect, traits in (("binding", peer.binds), ("parting", peer.parts)):
        for trait in traits:
            one = generation.catalogue[trait.indicator]
            numbers = _numbers(generation, found.area, peer.area, trait, language)
            unit = one.unit.name[language]
            label = one.name[language] + ("" if unit in one.name[language] else f", {unit}")
            link = Link(label, f"#{source_anchor(one.id)}")
            first: Runs = (Plain(f"{say(effect, language)}: "), link, Plain(f", {named(trait.period, language)}"))
            rows.append((first, *((number,) for number in numbers)))
    places = name(found.area, language), name(peer.area, language)
    header = (say("measure", language), *places)
    kind = say(f"kind_{found.kind}", language)
    caption = say("both", language, kind=kind, first=places[0], second=places[1])
    return Table(caption, header, tuple(rows), (False, True, True))
