"""A region's picture as PDF/UA beside WeasyPrint: CPU and wall seconds, alternating in one run.

Both write the real picture of Kainuu on the embedded figures, all charts and tables in it, as PDF/UA-1. WeasyPrint is
given our own HTML without the drawings for telephones. Exits with 1 when ours is less than eight times faster in CPU.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import weasyprint

from alke.base.languages import Language
from alke.documents import html, pdf, picture
from alke.documents.blocks import Document, FigureBlock
from alke.findings.generate import ensure

GOAL, ROUNDS = 8.0, 5


def timed(write: Callable[[Document], bytes], document: Document) -> tuple[float, float, int]:
    """CPU and wall seconds and bytes of one writing."""
    wall, cpu = time.perf_counter(), time.process_time()
    made = write(document)
    assert made.startswith(b"%PDF")
    return time.process_time() - cpu, time.perf_counter() - wall, len(made)


def theirs(document: Document) -> bytes:
    """The same by WeasyPrint, from our HTML; the tables behind charts, which print leaves out, are left out."""
    page = re.sub(r"<details>.*?</details>", "", html.write(document).decode(), flags=re.S)
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def main() -> int:
    """Measure in turn, each round another region so that no cache helps; print rounds and medians."""
    with tempfile.TemporaryDirectory() as folder:
        generation = ensure(Path(folder))
        ratios = []
        print("round  area   ours CPU s   wall s   WeasyPrint CPU s   wall s   CPU ×  wall ×")
        for number, code in enumerate(("MK18", "MK01", "MK10", "MK19", "MK06", "MK15")[: ROUNDS + 1]):
            document = picture.build(generation, code, Language.FI)
            blocks = tuple(replace(b, narrow=None) if isinstance(b, FigureBlock) else b for b in document.blocks)
            document = replace(document, blocks=blocks)
            (cpu, wall, _), (cpu2, wall2, _) = timed(pdf.write, document), timed(theirs, document)
            if number == 0:
                continue  # both warm
            ratios.append((cpu2 / cpu, wall2 / wall))
            print(
                f"{number:>5}  {code}  {cpu:>10.2f} {wall:>8.2f} {cpu2:>18.2f} {wall2:>8.2f} "
                f"{cpu2 / cpu:>7.1f} {wall2 / wall:>7.1f}"
            )
    cpu_ratio, wall_ratio = (statistics.median(each) for each in zip(*ratios, strict=True))
    met = cpu_ratio >= GOAL
    print(f"A PDF: {cpu_ratio:.1f} × WeasyPrint in CPU, {wall_ratio:.1f} × in wall time; goal {GOAL:.0f} ×: ", end="")
    print("met" if met else "MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
