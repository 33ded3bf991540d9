"""The charts of an indicator's page: which area is told apart, beside which peers, in what order.

Everything is chosen by the address (``?area=MK18&peers=neighbours&order=value``), so that a choice can be sent on and
works without a script. Leaves out the rest of the page (`pages.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, get_args
from urllib.parse import urlencode

from django.http import QueryDict

from alke.areas import COUNTRY, REGIONS, area
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.charts.multiples import Order
from alke.documents import figures, html
from alke.documents.blocks import FigureBlock, source_anchor
from alke.documents.figures import Chart
from alke.documents.picture import PICTURES
from alke.findings.peers import PeerKind
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.workspace.words import WORDS

Scale = Literal["shared", "free"]
KINDS = tuple(kind for kind in PeerKind if kind is not PeerKind.OWN)
OF_COUNTRY: tuple[Chart, ...] = ("ranking", "tilemap", "series", "slope")
OF_AREA: tuple[Chart, ...] = ("strip", "slope", "series", "index", "ranking", "tilemap")


@dataclass(frozen=True)
class Choice:
    """What a reader has chosen.

    Attributes:
        own: Peers of the reader's own; when there are any, `kind` does not matter.
        order, scale: Of the small multiples.
    """

    area: str = COUNTRY
    kind: PeerKind = PeerKind.STRUCTURE
    own: tuple[str, ...] = ()
    order: Order = "geography"
    scale: Scale = "shared"

    @classmethod
    def read(cls, query: QueryDict) -> Choice:
        """The choice of an address.

        Raises:
            UnknownCodeError: when it names an area, a kind or an order that does not exist.
        """
        own = tuple(dict.fromkeys(query.getlist("with")))
        for code in own:
            _known("region", code, REGIONS)
        return cls(
            _known("area", query.get("area") or COUNTRY, PICTURES),
            PeerKind(_known("peers", query.get("peers") or PeerKind.STRUCTURE.value, tuple(KINDS))),
            own,
            _known("order", query.get("order") or "geography", get_args(Order)),  # type: ignore[arg-type]
            _known("scale", query.get("scale") or "shared", get_args(Scale)),  # type: ignore[arg-type]
        )

    @cached_property
    def address(self) -> str:
        """The query that makes this choice; "?" for the one that is made without asking."""
        told = [("area", self.area), ("peers", self.kind.value), ("order", self.order), ("scale", self.scale)]
        unasked = (COUNTRY, PeerKind.STRUCTURE.value, "geography", "shared")
        kept = [pair for pair, usual in zip(told, unasked, strict=True) if pair[1] != usual]
        return f"?{urlencode([*kept, *(('with', code) for code in self.own)])}"


def _known(what: str, code: str, known: tuple[str, ...]) -> str:
    if code not in known:
        raise UnknownCodeError(what, code, known)
    return code


def content(
    made: Generation, one: Indicator, language: Language, choice: Choice, address: html.Address
) -> dict[str, Any]:
    """What the template shows: the charts, and each choice with its words, its address and whether it is made."""
    peers = figures.peers_of(made, choice.area, PeerKind.OWN if choice.own else choice.kind, choice.own)

    def told(chart: Chart, **more: Any) -> FigureBlock | None:
        key = f"{one.id}-{chart}"
        wide, narrow = (
            figures.draw(made, chart, one.id, choice.area, language, name=key, narrow=small, peers=peers, **more)
            for small in (False, True)
        )
        return FigureBlock(wide, narrow, source_anchor(one.id)) if wide else None

    held = one.id in made.ids_with_values()
    wanted = (OF_COUNTRY if choice.area == COUNTRY else OF_AREA) if held else ()
    blocks = [block for chart in wanted if (block := told(chart))]
    panels = told("multiples", order=choice.order, scale=choice.scale) if held else None
    orders = [order for order in get_args(Order) if _offered(order, one, choice)]
    return {
        "charts": [html.figure_html(block, language, address) for block in blocks],
        "multiples": html.figure_html(panels, language, address) if panels else "",
        "choice": choice,
        "areas": [area(code) for code in (COUNTRY, *sorted(REGIONS))],
        "regions": [area(code) for code in sorted(REGIONS) if code != choice.area],
        "kinds": [(kind.value, WORDS[f"peers_{kind.value}"][language]) for kind in KINDS],
        "orders": [
            (WORDS[f"order_{order}"][language], replace(choice, order=order).address, order == choice.order)
            for order in orders
        ],
        "scales": [
            (WORDS[f"scale_{scale}"][language], replace(choice, scale=scale).address, scale == choice.scale)
            for scale in get_args(Scale)
        ],
    }


def _offered(order: Order, one: Indicator, choice: Choice) -> bool:
    """A survey's regions are in no order of numbers, and the country has no peers."""
    return not (order == "value" and one.survey) and not (order == "peers" and choice.area == COUNTRY)
