"""Which language each part of a written file tells of itself, as Word and a screen reader find it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import pikepdf

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def in_word(content: bytes) -> set[tuple[str, str]]:
    """``(text, language)`` of the runs of a DOCX; "" is the document's own language."""
    found = set()
    for run in docx.Document(io.BytesIO(content)).element.body.iter(f"{_W}r"):
        told = run.find(f"{_W}rPr/{_W}lang")
        text = "".join(each.text or "" for each in run.iter(f"{_W}t"))
        found.add((text, "" if told is None else str(told.get(f"{_W}val"))))
    return found


def in_pdf(content: bytes) -> set[tuple[str, str]]:
    """``(tag, language)`` of a PDF's structure and of its marked content; "" is the language of what is around it."""

    def walk(node: Any) -> Iterator[tuple[str, str]]:
        if isinstance(node, pikepdf.Array):
            for each in list(node):
                yield from walk(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node["/S"]), str(node.get("/Lang", ""))
            yield from walk(node.get("/K"))

    with pikepdf.open(io.BytesIO(content)) as made:
        marked = (
            (str(operands[0]), str(operands[1].get("/Lang", "")))
            for page in made.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
        )
        return {*walk(made.Root.StructTreeRoot.K), *marked}
