"""A region's picture as PDF/UA beside WeasyPrint: CPU and wall seconds, alternating in one run, and peak memory.

Both write the real picture of a region on the embedded figures, all charts and tables in it, as PDF/UA-1. WeasyPrint is
given our own HTML without the drawings for telephones. Exits with 1 when ours is less than eight times faster in CPU.
Run ``python -m bench.pdf``.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from alke.base.languages import Language
from alke.documents import html, pdf, picture
from alke.documents.blocks import Document, FigureBlock
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from bench.common import Line, finish, load, megabytes, peak, peak_of, timed, times

GOAL = 8.0
REGIONS = ("MK18", "MK01", "MK10", "MK19", "MK06", "MK15")  # the first makes both warm


def ours(document: Document) -> bytes:
    """The picture by Typst."""
    return pdf.write(document)


def theirs(document: Document) -> bytes:
    """The same by WeasyPrint, from our HTML; the tables behind charts, which print leaves out, are left out."""
    import weasyprint

    page = re.sub(r"<details>.*?</details>", "", html.write(document).decode(), flags=re.S)
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


WRITERS: dict[str, Callable[[Document], bytes]] = {"ours": ours, "theirs": theirs}


def built(generation: Generation, code: str) -> Document:
    """The picture of a region without the drawings for telephones, which only HTML would show."""
    document = picture.build(generation, code, Language.FI)
    blocks = tuple(replace(each, narrow=None) if isinstance(each, FigureBlock) else each for each in document.blocks)
    return replace(document, blocks=blocks)


def main(arguments: list[str]) -> int:
    """Measure in turn, each round another region so that no cache helps; print rounds and medians."""
    if arguments:
        writer, home = arguments
        assert WRITERS[writer](built(ensure(Path(home)), "MK18")).startswith(b"%PDF")
        print(peak())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generation = ensure(Path(folder))
        rounds = []
        print(load())
        print("area   ours CPU s   wall s   WeasyPrint CPU s   wall s   CPU ×  wall ×")
        for code in REGIONS:
            document = built(generation, code)
            (cpu, wall), (cpu2, wall2) = (timed(lambda w=w, d=document: w(d)) for w in (ours, theirs))  # type: ignore[misc]
            if code == REGIONS[0]:
                continue
            rounds.append((cpu, cpu2, cpu2 / cpu, wall2 / wall))
            print(
                f"{code} {cpu:>12.2f} {wall:>8.2f} {cpu2:>18.2f} {wall2:>8.2f} {cpu2 / cpu:>7.1f} {wall2 / wall:>7.1f}"
            )
        memory = [peak_of("-m", "bench.pdf", writer, folder) for writer in WRITERS]
    own, peer, ratio, walls = (statistics.median(each) for each in zip(*rounds, strict=True))
    line = Line(
        "a region's picture as PDF/UA", f"{own:.2f} CPU s", f"WeasyPrint {peer:.2f} CPU s", times(ratio), times(walls),
        megabytes(*memory), f"CPU ≥ {GOAL:.0f} ×", ratio >= GOAL,
    )  # fmt: skip
    return finish([line])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
