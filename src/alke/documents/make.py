"""Makes pictures into a folder: many areas, languages and formats, in parallel, redoing only what changed.

A record in the folder, ``.alke-pictures.json``, holds two digests of every file: of all that could shape it, which is
quick to take, and of the document it shows. Where the first is the same, nothing is done; where only the first has
changed, the picture is built, found to be the same, and not written. Leaves out what is in a picture (`picture.py`) and
how a format is written (`html.py`, `pdf.py`, `docx.py`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import orjson

from alke.areas import COUNTRY, Level, parent
from alke.areas import areas as areas_of
from alke.base.errors import AlkeError, UnknownCodeError
from alke.base.files import write_whole
from alke.base.languages import Language
from alke.documents import docx, figures, html, pdf, picture
from alke.documents.blocks import Document
from alke.findings.wishes import NONE, Wishes
from alke.indicators.generation import Generation
from alke.indicators.themes import CURRENT
from alke.indicators.values import Layer

FORMATS: dict[str, Callable[[Document], bytes]] = {"html": html.write, "pdf": pdf.write, "docx": docx.write}
_RECORD = ".alke-pictures.json"
_FEW = 3


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
    home: Path,
    areas: Sequence[str],
    languages: Sequence[Language],
    formats: Sequence[str],
    out: Path,
    theme_set: str = CURRENT,
    wishes: Mapping[str, Wishes] | None = None,
) -> Iterator[Made]:
    """Make pictures by a set of themes, yielding each as it is done, in the order they are done.

    `wishes` tells by area what people have lifted and hidden. Files are written whole or not at all; a picture that
    fails does not stop the others.
    """
    generation = Generation.current(home)
    record = _read_record(out)
    jobs = []
    for area in areas:
        asked = (wishes or {}).get(area, NONE)
        could = fingerprint(generation, area, asked)
        for language in languages:
            names = {form: name(area, language, form, theme_set) for form in formats}
            held = {form: record.get(file, _Held()) for form, file in names.items() if (out / file).exists()}
            stale = tuple(form for form in formats if form not in held or held[form].could != could)
            if stale:
                shows = {form: held[form].shows for form in stale if form in held}
                jobs.append(_Job(home, generation.number, area, language, stale, shows, out, theme_set, asked))
            else:
                yield Made(area, language)
    # A process more costs a second to start, which a few pictures do not earn back.
    workers = min(len(jobs) // _FEW, os.cpu_count() or 1)
    for job, digest, made in _run(jobs, workers):
        if not made.error:
            now = _Held(fingerprint(generation, made.area, job.wishes), digest)
            record |= {name(made.area, made.language, form, theme_set): now for form in job.formats}
            write_whole(out / _RECORD, orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
        yield made


def name(area: str, language: Language, form: str, theme_set: str = CURRENT) -> str:
    """The file name of a picture: ``MK18-fi.pdf``; by an earlier set of themes ``MK18-fi-2023.pdf``."""
    return f"{area}-{language}{'' if theme_set == CURRENT else f'-{theme_set}'}.{form}"


@dataclass(frozen=True)
class _Held:
    """What is known of a file in the folder: digests of all that could shape it, and of the document it shows."""

    could: str = ""
    shows: str = ""


@dataclass(frozen=True)
class _Job:
    """A picture whose `formats` may have to be made; `shows` is what those that are there show now."""

    home: Path
    generation: int
    area: str
    language: Language
    formats: tuple[str, ...]
    shows: Mapping[str, str]
    out: Path
    theme_set: str
    wishes: Wishes


def _run(jobs: list[_Job], workers: int) -> Iterator[tuple[_Job, str, Made]]:
    if workers <= 1:
        yield from map(_make, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(_make, job) for job in jobs]):
            yield done.result()


def _make(job: _Job) -> tuple[_Job, str, Made]:
    """Build a picture and write the formats that show something else; also a digest of what they show."""
    try:
        generation = Generation.open(job.home, job.generation)
        document = picture.build(generation, job.area, job.language, job.theme_set, job.wishes)
        shows = hashlib.sha256(f"{program()}{document!r}".encode()).hexdigest()
        files = []
        for form in job.formats:
            if job.shows.get(form) != shows:
                path = job.out / name(job.area, job.language, form, job.theme_set)
                write_whole(path, FORMATS[form](document))
                files.append(path)
        return job, shows, Made(job.area, job.language, tuple(files))
    except (AlkeError, OSError) as error:
        return job, "", Made(job.area, job.language, error=str(error))


def _read_record(out: Path) -> dict[str, _Held]:
    """What the folder holds; an unreadable record means that everything is made again."""
    try:
        held = orjson.loads((out / _RECORD).read_bytes())
        return {str(key): _Held(str(each["could"]), str(each["shows"])) for key, each in held.items()}
    except (OSError, orjson.JSONDecodeError, AttributeError, TypeError, KeyError):
        return {}


def fingerprint(generation: Generation, area: str, wishes: Wishes = NONE) -> str:
    """A digest of all that could shape an area's pictures; the same digest means the same pictures.

    That is: this program, the catalogue, the area's findings, the numbers of the whole country and all regions (charts
    compare them), of the country, the area itself and its sub-regions also the kept tables they come from, the
    boundaries fetched, and what people have lifted and hidden.
    """
    asked = "|".join(" ".join(sorted(each)) for each in (wishes.goals, wishes.themes, wishes.hidden))
    own = _fingerprint(generation, area, figures.boundaries(generation.home)[1])
    return hashlib.sha256(f"{own}|{asked}".encode()).hexdigest()


@lru_cache(maxsize=2 * len(picture.PICTURES))
def _fingerprint(generation: Generation, area: str, fetched: int) -> str:
    digest = hashlib.sha256(f"{program()}|{area}|{generation.catalogue_digest}|{fetched}".encode())
    digest.update(_compared(generation))
    subregions = (each.code for each in areas_of(Level.SUBREGION) if parent(each.code, Level.REGION) == area)
    own = (COUNTRY, area, *subregions)
    for key in generation.catalogue:
        values = generation.values(key)
        rows = [values.rows[code] for code in own if code in values.rows]
        for layer in values.layers if rows else ():
            digest.update(_cells(layer, rows))
            used = np.unique(layer.vintages[rows])
            digest.update(" ".join(sorted(values.vintage_ids[place] for place in used if place >= 0)).encode())
    digest.update(orjson.dumps(generation.finding_records(area)))
    return digest.hexdigest()


def _cells(layer: Layer, rows: list[int]) -> bytes:
    """The numbers of some areas, why some are missing, and which are preliminary."""
    reasons = "|".join(layer.reasons[rows].ravel().tolist())
    return layer.numbers[rows].tobytes() + layer.preliminary[rows].tobytes() + reasons.encode()


@lru_cache(maxsize=2)
def _compared(generation: Generation) -> bytes:
    """A digest of what every picture compares with: the figures of the whole country and the regions."""
    sample = any(vintage.source == "sample" for vintage in generation.vintages.values())
    digest = hashlib.sha256(str(sample).encode())
    for key in generation.listed:
        values = generation.values(key)
        rows = [values.rows[code] for code in picture.PICTURES if code in values.rows]
        digest.update(f"{key}|{values.division}".encode())
        for layer in values.layers:
            digest.update(f"{layer.kind}|{layer.variant}|{','.join(map(str, layer.periods))}".encode())
            digest.update(_cells(layer, rows))
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
