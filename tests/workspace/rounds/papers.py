"""Small real documents to deliver, each of a form that councils use; and a round that asks for them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from docx import Document as Word

from alke.workspace.people.models import Organisation
from alke.workspace.rounds.actions import deliveries
from alke.workspace.rounds.models import Deliverable, Round
from tests.workspace.conftest import World

YEAR_END = {"rule": "end_of_year", "year": 2024}
WORDS = "vuoden loppuun mennessä"


def pdf(text: str = "Kainuun tilannekuva") -> bytes:
    """A PDF of one empty page."""
    body = f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n% {text}\n".encode()
    return body + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def word(text: str = "Kainuun tilannekuva") -> bytes:
    """A Word document as python-docx writes it."""
    made, out = Word(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def opendocument(text: str = "Kainuun tilannekuva") -> bytes:
    """A packed OpenDocument text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", f"<office>{text}</office>" * 40, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def page(text: str = "Kainuun tilannekuva") -> bytes:
    """A web page."""
    return f"<!doctype html>\n<html lang=fi><title>Kuva</title><p>{text}</p></html>\n".encode()


def open_round(year: int = 2025, **fields: object) -> Round:
    """A round under way."""
    return Round.objects.create(year=year, state="open", opened_on=date(year - 1, 10, 1), **fields)


def asked(world: World, of: Round | None = None, rule: dict[str, object] | None = None) -> Deliverable:
    """What Kainuu owes a round; Lapland is asked too."""
    made = deliveries.ask(
        of or open_round(), rule=rule or YEAR_END, words=WORDS, receiver=world.tem, by=world.coordinator
    )
    return next(one for one in made if one.owner_id == world.kainuu.pk)


def aland() -> Organisation:
    """Åland's government."""
    return Organisation.objects.create(
        code="al", kind="aland", name_fi="Ahvenanmaan maakuntahallitus", regions=["MK21"]
    )
