"""All pictures as HTML, PDF and DOCX beside the pipeline Altair/vl-convert + WeasyPrint + pandoc, in one run.

Ours is the real thing: the picture built and written in three formats. The pipeline is given our findings and tables as
HTML and the same number of charts of the same data, drawn by vl-convert as SVG and as PNG for pandoc; it writes the
HTML, the PDF by WeasyPrint and the DOCX by pandoc. Six of the sixty documents are measured in turn with the pipeline's.

Our whole batch of 20 areas × 3 languages is made by `alke.documents.make` in parallel; the pipeline's is reckoned from
the six, scaled by count to CPU seconds, since it would take minutes. Then a table changes: first one that only one
region's pictures show (its municipalities, adding up to the figure that was known), on which the goal is judged, then
the worst case, a figure that every picture compares with. Both times computing is part of the time. Exits with 1 when
ours is less than four times faster in CPU, document by document or as a whole, or the change costs a tenth or more.
Run ``python -m bench.pictures``.
"""

from __future__ import annotations

import hashlib
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

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
from bench.common import Line, finish, load, megabytes, peak, peak_of, timed, times

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


def ours(generation: Generation, code: str, language: Language, folder: Path) -> None:
    """One picture in three formats."""
    document = picture.build(generation, code, language)
    for form, write in (("html", html.write), ("pdf", pdf.write), ("docx", docx.write)):
        (folder / f"ours.{form}").write_bytes(write(document))


def specification(figure: Figure, language: Language) -> str:
    """An Altair chart of a figure's data: a point for each number of its table."""
    import altair as alt

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
    import pypandoc
    import vl_convert
    import weasyprint

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


def beside(generation: Generation, folder: Path) -> list[tuple[float, ...]]:
    """Six documents of each in turn: CPU seconds of ours and of the pipeline, and the ratios in CPU and wall."""
    rounds = []
    print("area  lang   ours CPU s   wall s   pipeline CPU s   wall s   CPU ×  wall ×")
    for number, (code, name) in enumerate([SIX[0], *SIX]):
        language = Language(name)
        (cpu1, wall1) = timed(lambda c=code, x=language: ours(generation, c, x, folder))  # type: ignore[misc]
        document = picture.build(generation, code, language)
        (cpu2, wall2) = timed(lambda d=document: pipeline(d, folder))  # type: ignore[misc]
        if number == 0:
            continue  # both warm
        rounds.append((cpu1, cpu2, cpu2 / cpu1, wall2 / wall1))
        print(
            f"{code:<5} {name:<4} {cpu1:>10.2f} {wall1:>9.2f} {cpu2:>14.2f} {wall2:>9.2f} "
            f"{cpu2 / cpu1:>8.1f} {wall2 / wall1:>6.1f}"
        )
    return rounds


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


def one(writer: str, home: Path) -> None:
    """Make one document in this process and print the highest memory."""
    with tempfile.TemporaryDirectory() as folder:
        generation = Generation.current(home)
        if writer == "ours":
            ours(generation, "MK18", Language.FI, Path(folder))
        else:
            pipeline(picture.build(generation, "MK18", Language.FI), Path(folder))
    print(peak())


def main(arguments: list[str]) -> int:
    """Measure and judge."""
    if arguments:
        one(arguments[0], Path(arguments[1]))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, out = folder / "home", folder / "out"

        def everything() -> list[make.Made]:
            return list(make.pictures(home, picture.PICTURES, list(Language), list(make.FORMATS), out))

        def from_nothing() -> None:
            ensure(home)
            everything()

        print(load())
        full = timed(from_nothing)
        files = [path for path in out.iterdir() if path.suffix.removeprefix(".") in make.FORMATS]
        print(f"whole batch from nothing: {len(files)} files, {full[0]:.1f} CPU s, {full[1]:.1f} s")
        make.fingerprint.cache_clear()  # as for one who comes back later
        unchanged = timed(everything)
        print(f"again, nothing changed: {unchanged[0]:.1f} CPU s, {unchanged[0] / full[0]:.1%} of the whole")
        known = Generation.current(home).values("population").at("MK18", Period(2018)).number
        assert known is not None
        once = redone(home, folder, everything, known)
        worst = redone(home, folder, everything, known + 1)
        rounds = beside(Generation.current(home), folder)
        memory = [peak_of("-m", "bench.pictures", writer, str(home)) for writer in ("ours", "theirs")]
    return finish(lines(full, once, worst, rounds, memory))


def lines(
    full: tuple[float, float],
    once: tuple[float, float],
    worst: tuple[float, float],
    rounds: list[tuple[float, ...]],
    memory: list[int],
) -> list[Line]:
    """The lines of the closing table: one document, the whole batch, one changed table and the worst case of it."""
    own, peer, ratio, walls = (statistics.median(each) for each in zip(*rounds, strict=True))
    scaled = statistics.mean(each[1] for each in rounds) * len(picture.PICTURES) * len(Language)
    whole, shares = scaled / full[0], [once[0] / full[0], worst[0] / full[0]]
    goal = f"CPU ≥ {GOAL:.0f} ×"
    return [
        Line("a picture as HTML + PDF + DOCX", f"{own:.2f} CPU s", f"pipeline {peer:.1f} CPU s", times(ratio),
             times(walls), megabytes(*memory), goal, ratio >= GOAL),
        Line("20 areas × 3 languages × 3 formats", f"{full[0]:.0f} CPU s, {full[1]:.0f} s",
             f"pipeline {scaled:.0f} CPU s (6 of 60, scaled)", times(whole), "", "", goal, whole >= GOAL),
        Line("one changed table, shown by 1 of 20 areas", f"{once[0]:.1f} CPU s, {once[1]:.1f} s",
             f"our whole {full[0]:.0f} CPU s", f"{shares[0]:.1%}", f"{once[1] / full[1]:.1%}", "",
             f"CPU < {SHARE:.0%}", shares[0] < SHARE),
        Line("one changed table, shown by all 20 areas", f"{worst[0]:.1f} CPU s, {worst[1]:.1f} s",
             f"our whole {full[0]:.0f} CPU s", f"{shares[1]:.1%}", f"{worst[1] / full[1]:.1%}", "",
             "none: all are redone", None),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
