"""A small fictional document with every kind of block."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alke.base.languages import Language
from alke.charts.figure import Figure, Table
from alke.documents.blocks import (
    Bullets,
    Definitions,
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    TableBlock,
)
from alke.indicators.values import Ref
from alke.language.runs import Link, Number, Plain, Strong

REF = Ref.parse("population:MK18:2018")
SIGNS = ' henkilöä [a] *b* $c$ @d <e> #f \\ "g" &amp;.'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80" role="img" aria-labelledby="kuvio-t">'
    '<title id="kuvio-t">Keksitty</title><text x="10" y="40" font-size="14">"äö" #$\\</text>'
    '<line x1="0" y1="60" x2="200" y2="10" stroke="#0b4a6f"/></svg>'
)
TABLE = Table(
    "Keksitty luku, henkilöä",
    ("Alue", "2017", "2018"),
    (
        ((Plain("Keksilä"),), (Number("1 235", REF),), (Number("1 234", REF),)),
        ((Plain("Tuulela"),), (Plain(".."),), (Number("−2", REF),)),
    ),
    (False, True, True),
)


def document(**changes: Any) -> Document:
    """A document in Finnish whose text has every sign that some format reads as markup."""
    made = Document(
        "keksitty-fi",
        Language.FI,
        "Keksilän tilanne- ja kehityskuva, tietovuosi 2018",
        "Keksitty <esimerkki> & koe",
        (
            Heading(2, "Väestönkehitys", "population"),
            Paragraph(
                (Plain("Luku oli "), Number("1 234", REF), Plain(' henkilöä [a] *b* $c$ @d <e> #f \\ "g" &amp;.'))
            ),
            Paragraph((Strong("Huomaa: "), Plain("katso "), Link("lähteet", "#sources"), Plain("."))),
            Bullets(
                ((Plain("Yksi."),), (Plain("Kaksi: "), Number("1 234", REF), Plain("."))),
                ("level/above", "change/grew"),
            ),
            FigureBlock(Figure("kuvio", SVG, 200, 80, "Keksitty luku 2017–2018", "Viiva laskee oikealle.", TABLE)),
            Heading(3, "Taulukko", "table-heading"),
            TableBlock(TABLE, "table-1"),
            Paragraph((Plain("Lukua ei ole."),), "missing"),
            Heading(2, "Lähteet", "sources"),
            Heading(3, "Väkiluku", "source-population"),
            Definitions((("Määritelmä", (Plain("Keksitty."),)),)),
            Paragraph((Plain("Pientä painettua."),), "note"),
        ),
        subject="Keksitty asiakirja",
        date="2026-11-24",
    )
    return replace(made, **changes)
