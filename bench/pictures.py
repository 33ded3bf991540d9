"""All pictures as HTML, PDF and DOCX beside the pipeline Altair/vl-convert + WeasyPrint + pandoc, in one run.

Ours is the real thing: the picture built and written in three formats. The pipeline is given our findings and tables as
HTML and the same number of charts of the same data, drawn by vl-convert as SVG and as PNG for pandoc; it writes the
HTML, the PDF by WeasyPrint and the DOCX by pandoc. Six of the sixty documents are measured in turn with the pipeline's.

Our whole batch of 20 areas × 3 languages is made by `alke.documents.make` in parallel, and again after a table has
changed: first one that only one region's pictures show (its municipalities, adding up to the figure that was known), on
which the goal is judged, then the worst case, a figure that every picture compares with. Exits with 1 when ours is less
than four times faster in CPU, or the change costs a tenth or more.
"""

from __future__ import annotations

import hashlib
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pypandoc
import vl_convert
import weasyprint

from alke.areas.divisions import municipalities
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure
from alke.documents import docx, html, make, pdf, picture
from alke.documents.blocks import Document, FigureBlock
from alke.findings.generate import ensure, generate
from alke.indicators.generation import Generation
from alke.language.numbers import read
from alke.language.runs import plain
from alke.statistics.readers.mapped import read as read_mapped
from alke.statistics.store import Store

GOAL, SHARE = 4.0, 0.1
MAPPING = """\
table: 11re
title: {fi: Keksitty väestötaulu}
axes:
  - {code: alue, role: area, column: alue}
  - {code: ika, role: class, column: ika}
  - {code: sukupuoli, role: class, column: sukupuoli}
  - {code: vuosi, role: time, column: vuosi}
  - {code: tiedot, role: content, value: vaesto}
values: vaesto
"""
SIX = [("MK18", "fi"), ("MK01", "sv"), ("SSS", "en"), ("MK15", "sv"), ("MK10", "fi"), ("MK06", "en")]


def cpu() -> float:
    """CPU seconds of this process and the children it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds."""
    wall, before = time.perf_counter(), cpu()
    work()
    return cpu() - before, time.perf_counter() - wall


def ours(generation: Generation, code: str, language: Language, folder: Path) -> None:
    """One picture in three formats."""
    document = picture.build(generation, code, language)
    for form, write in (("html", html.write), ("pdf", pdf.write), ("docx", docx.write)):
        (folder / f"ours.{form}").write_bytes(write(document))


def specification(figure: Figure, language: Language) -> str:
    """An Altair chart of a figure's data: a point for each number of its table."""
    rows = []
    for row in figure.table.rows:
        for head, cell in zip(figure.table.header[1:], row[1:], strict=True):
            number = read(plain(cell), language)
            if number is not None:
                rows.append({"name": plain(row[0]), "column": head, "value": number})
    chart = alt.Chart(alt.Data(values=rows), title=figure.title, width=600, height=360)
    encoded = chart.mark_line(point=True).encode(x="name:N", y="value:Q", color=alt.Color("column:N", legend=None))
    text: str = encoded.to_json()
    return text


def pipeline(document: Document, folder: Path) -> None:
    """The same document by the other libraries, from the same words and tables."""
    figures = [block.figure for block in document.blocks if isinstance(block, FigureBlock)]
    page = re.sub(
        r"<details>.*?</details>|<div class=\"narrow\">.*?</div>", "", html.write(document).decode(), flags=re.S
    )
    word = page
    for number, figure in enumerate(figures):
        told = specification(figure, document.language)
        svg = vl_convert.vegalite_to_svg(told, vl_version="6.4")
        image = folder / f"{number}.png"
        image.write_bytes(vl_convert.vegalite_to_png(told, vl_version="6.4", scale=1))
        page = page.replace(figure.svg, svg)
        word = word.replace(figure.svg, f'<img src="{image}" alt="{figure.title}">')
    (folder / "theirs.html").write_text(page, "utf-8")
    weasyprint.HTML(string=page).write_pdf(str(folder / "theirs.pdf"), pdf_variant="pdf/ua-1")
    pypandoc.convert_text(word, "docx", format="html", outputfile=str(folder / "theirs.docx"))


def beside(generation: Generation, folder: Path) -> float:
    """Six documents of each in turn; the median CPU ratio."""
    ratios = []
    print("area  lang   ours CPU s   wall s   pipeline CPU s   wall s   CPU ×  wall ×")
    for number, (code, name) in enumerate([SIX[0], *SIX]):
        language = Language(name)
        (cpu1, wall1) = timed(lambda c=code, x=language: ours(generation, c, x, folder))  # type: ignore[misc]
        document = picture.build(generation, code, language)
        (cpu2, wall2) = timed(lambda d=document: pipeline(d, folder))  # type: ignore[misc]
        if number == 0:
            continue  # both warm
        ratios.append(cpu2 / cpu1)
        print(
            f"{code:<5} {name:<4} {cpu1:>10.2f} {wall1:>9.2f} {cpu2:>14.2f} {wall2:>9.2f} "
            f"{cpu2 / cpu1:>8.1f} {wall2 / wall1:>6.1f}"
        )
    return statistics.median(ratios)


def change(home: Path, folder: Path, total: float) -> None:
    """Ingest a table of Kainuu's municipalities that adds up to `total`, and compute."""
    codes = municipalities("MK18")
    numbers = [int(total) // len(codes)] * (len(codes) - 1)
    numbers.append(int(total) - sum(numbers))
    rows = "".join(f"{each},SSS,SSS,2018,{number}\n" for each, number in zip(codes, numbers, strict=True))
    path = folder / "11re.csv"
    path.write_text(f"alue,ika,sukupuoli,vuosi,vaesto\n{rows}", "utf-8")
    path.with_suffix(".yaml").write_text(MAPPING, "utf-8")
    cube = read_mapped(path, path.with_suffix(".yaml"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    store = Store(home / "statistics")
    now = f"2026-11-24T00:00:0{int(total) % 10}+00:00"
    store.put(cube, source="statfin", table="11re", retrieved=now, content_checksum=digest)
    generate(home, store=store)


def redone(home: Path, folder: Path, everything: Callable[[], list[make.Made]], total: float) -> tuple[float, float]:
    """CPU and wall seconds of computing and making again after the table has changed; prints what was redone."""
    made: list[make.Made] = []

    def after_change() -> None:
        change(home, folder, total)
        made.extend(everything())

    used, taken = timed(after_change)
    places = {each.area for each in made if each.files}
    print(f"one table changed: pictures of {len(places)} areas redone, {used:.1f} CPU s, {taken:.1f} s")
    return used, taken


def main() -> int:
    """Measure and judge."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, out = folder / "home", folder / "out"

        def everything() -> list[make.Made]:
            return list(make.pictures(home, picture.PICTURES, list(Language), list(make.FORMATS), out))

        def from_nothing() -> None:
            ensure(home)
            everything()

        full_cpu, full = timed(from_nothing)
        files = len(list(out.glob("*.*")))
        print(f"whole batch from nothing: {files} files, {full_cpu:.1f} CPU s, {full:.1f} s in two processes")
        unchanged_cpu, unchanged = timed(everything)
        print(
            f"again, nothing changed: {unchanged_cpu:.1f} CPU s, {unchanged:.1f} s, {unchanged / full:.1%} of the whole"
        )
        known = Generation.current(home).values("population").at("MK18", Period(2018)).number
        assert known is not None
        again_cpu, _ = redone(home, folder, everything, known)
        worst_cpu, _ = redone(home, folder, everything, known + 1)
        print(f"the worst case costs {worst_cpu / full_cpu:.0%} of the whole")
        ratio = beside(Generation.current(home), folder)
    share = again_cpu / full_cpu
    fast, small = ratio >= GOAL, share < SHARE
    print(f"Pictures: {ratio:.1f} × the pipeline in CPU; goal {GOAL:.0f} ×: {'met' if fast else 'MISSED'}")
    print(f"One changed table: {share:.1%} of the whole; goal under {SHARE:.0%}: {'met' if small else 'MISSED'}")
    return 0 if fast and small else 1


if __name__ == "__main__":
    sys.exit(main())
