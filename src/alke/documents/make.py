"""Makes pictures into a folder: many areas, languages and formats, in parallel, redoing only what changed.

A record in the folder, ``.alke-pictures.json``, holds for every picture the digest of what it was made of. Leaves out
what is in a picture (`picture.py`) and how a format is written (`html.py`, `pdf.py`, `docx.py`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

import orjson

from alke.areas import Level, parent
from alke.areas import areas as areas_of
from alke.base.errors import AlkeError, UnknownCodeError
from alke.base.files import write_whole
from alke.base.languages import Language
from alke.documents import docx, html, pdf, picture
from alke.documents.blocks import Document
from alke.indicators.generation import Generation

FORMATS: dict[str, Callable[[Document], bytes]] = {"html": html.write, "pdf": pdf.write, "docx": docx.write}
_RECORD = ".alke-pictures.json"
FEW = 3


@dataclass(frozen=True)
class Made:
    """What became of one picture: the files written, or none when nothing had changed, or the error met."""

    area: str
    language: Language
    files: tuple[Path, ...] = ()
    error: str = ""


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats of ``html,pdf,docx``.

    Raises:
        UnknownCodeError: when one is not known.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in FORMATS:
            raise UnknownCodeError("format", name, FORMATS)
    return names


def pictures(
    home: Path, areas: Sequence[str], languages: Sequence[Language], formats: Sequence[str], out: Path
) -> Iterator[Made]:
    """Make pictures, yielding each as it is done, in the order they are done.

    Files are written whole or not at all; a picture that fails does not stop the others.
    """
    generation = Generation.current(home)
    record = _read_record(out)
    jobs = []
    for area in areas:
        for language in languages:
            digest = fingerprint(generation, area, language)
            wanted = [f for f in formats if record.get(name(area, language, f)) != digest]
            wanted += [f for f in formats if f not in wanted and not (out / name(area, language, f)).exists()]
            if wanted:
                jobs.append((home, generation.number, area, language, tuple(wanted), out))
            else:
                yield Made(area, language)
    # A process more costs a second to start, which a few pictures do not earn back.
    workers = min(len(jobs) // FEW, os.cpu_count() or 1)
    for made in _run(jobs, workers):
        if not made.error:
            digest = fingerprint(generation, made.area, made.language)
            record |= {path.name: digest for path in made.files}
            write_whole(out / _RECORD, orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
        yield made


def name(area: str, language: Language, form: str) -> str:
    """The file name of a picture: ``MK18-fi.pdf``."""
    return f"{area}-{language}.{form}"


_Job = tuple[Path, int, str, Language, tuple[str, ...], Path]


def _run(jobs: list[_Job], workers: int) -> Iterator[Made]:
    if workers <= 1:
        yield from map(_make, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(_make, job) for job in jobs]):
            yield done.result()


def _make(job: _Job) -> Made:
    home, number, area, language, formats, out = job
    try:
        document = picture.build(Generation.open(home, number), area, language)
        files = []
        for form in formats:
            path = out / name(area, language, form)
            write_whole(path, FORMATS[form](document))
            files.append(path)
        return Made(area, language, tuple(files))
    except (AlkeError, OSError) as error:
        return Made(area, language, error=str(error))


def _read_record(out: Path) -> dict[str, str]:
    """What the folder holds; an unreadable record means that everything is made again."""
    try:
        held = orjson.loads((out / _RECORD).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return {str(key): str(value) for key, value in held.items()} if isinstance(held, dict) else {}


def fingerprint(generation: Generation, area: str, language: Language) -> str:
    """A digest of all that a picture is made of, so that a changed table redoes the pictures that show it and no other.

    That is: this program, the catalogue, the area's findings, the numbers of the whole country and all regions (charts
    compare them), and of the area itself and its sub-regions also the kept tables they come from.
    """
    digest = hashlib.sha256(f"{program()}|{area}|{language}|{generation.catalogue_digest}".encode())
    digest.update(_compared(generation))
    own = (area, *(each.code for each in areas_of(Level.SUBREGION) if parent(each.code, Level.REGION) == area))
    for key in generation.catalogue:
        values = generation.values(key)
        rows = [values.rows[code] for code in own if code in values.rows]
        for layer in values.layers if rows else ():
            digest.update(layer.numbers[rows].tobytes() + repr(layer.reasons[rows].tolist()).encode())
            used = sorted({values.vintage_ids[place] for place in layer.vintages[rows].ravel() if place >= 0})
            digest.update(" ".join(used).encode())
    digest.update(orjson.dumps(generation.finding_records(area)))
    return digest.hexdigest()


@lru_cache(maxsize=2)
def _compared(generation: Generation) -> bytes:
    """A digest of what every picture compares with: the numbers of the whole country and the regions."""
    digest = hashlib.sha256()
    for key in generation.listed:
        values = generation.values(key)
        rows = [values.rows[code] for code in picture.PICTURES if code in values.rows]
        digest.update(f"{key}|{values.division}".encode())
        for layer in values.layers:
            digest.update(f"{layer.kind}|{layer.variant}|{','.join(map(str, layer.periods))}".encode())
            digest.update(layer.numbers[rows].tobytes() + layer.preliminary[rows].tobytes())
    return digest.digest()


@cache
def program() -> str:
    """A digest of the program's own files that shape a picture, so that a new version makes pictures anew."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for room in ("base", "areas", "indicators", "findings", "language", "charts", "documents"):
        for path in sorted((root / room).rglob("*")):
            if path.suffix in {".py", ".yaml", ".csv", ".css", ".typ"}:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
