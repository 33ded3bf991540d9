"""Fuzzes the readers: mutated files must give a Cube or an InputError, in bounded time and memory.

    python tools/fuzz_readers.py --minutes 60 --seed 1

Seeds are small files of every form, made here, and the real ones of ../shared/data where they lie beside the checkout.
Each worker process has a memory limit and reads one file at a time under a time limit. Prints counts every minute and at
the end: cases, read, refused, crashes, hangs, peak memory. Files that crashed or hung a reader are kept. Exits with 1
when there were any.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing as mp
import random
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from alke.base.errors import AlkeError

SECONDS, MEMORY = 20, 4 * 2**30
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SMALL = {
    "px": b'CHARSET="ANSI";\nMATRIX="T";\nTITLE="T";\nSTUB="Alue";\nHEADING="Vuosi";\nVALUES("Alue")="A","B";\n'
    b'VALUES("Vuosi")="2018","2019";\nTIMEVAL("Vuosi")=TLIST(A1),"2018","2019";\nDECIMALS=1;\nDATA=\n1.5 ".."\n-3 4;\n',
    "json-stat": b'{"version":"2.0","class":"dataset","id":["alue","vuosi"],"size":[2,2],"dimension":{"alue":{"category":'
    b'{"index":["A","B"]}},"vuosi":{"category":{"index":{"2018":0,"2019":1}}}},"value":[1,null,3.5,4],"status":{"1":".."}}',
    "csv": '"11re -- Väestö"\n\n"Alue";"Miehet 2018";"Naiset 2018"\n"091 Helsinki";1;..\n"MK01 Uusimaa";3;4\n'.encode(
        "cp1252"
    ),
}
PIECES = (
    b'"', b'""', b";", b"=", b"(", b")", b",", b"\n", b"\r\n", b"\x00", b"\xff\xfe", b"-", b"..", b"......", b"1e999",
    b"99999999999999999999", b"DATA=", b'KEYS("Alue")=VALUES;', b'VALUES("Vuosi")=', b"NaN", b"null", b"{}", b"[]", b"[[[[",
    b'{"size":[1000000,1000000]}', b'"size":[-1]', b"LANGUAGES=", b"[sv]", b"\xef\xbb\xbf", b'STUB="', b"TLIST(",
)  # fmt: skip


def form_of(path: Path) -> str | None:
    """Which reader a real file is for."""
    name = path.name.lower().removesuffix(".gz")
    return {"px": "px", "json": "json-stat", "csv": "csv"}.get(name.rpartition(".")[2])


def seeds() -> list[tuple[str, bytes]]:
    """Form and content of every seed of at most 200 kB."""
    found = list(SMALL.items())
    for path in sorted(SHARED.rglob("*")) if SHARED.is_dir() else []:
        form = form_of(path)
        if form and path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            found.append((form, data[:200_000]))
    return found


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The same file, hurt in one to eight ways."""
    body = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(body) + 1)
        match rng.randrange(7):
            case 0:
                del body[place:]
            case 1:
                del body[place : place + rng.randint(1, 200)]
            case 2:
                body[place:place] = rng.choice(PIECES) * rng.choice((1, 1, 1, 3, 50))
            case 3:
                for _ in range(rng.randint(1, 5)):
                    if body:
                        body[rng.randrange(len(body))] = rng.randrange(256)
            case 4:
                other = rng.randrange(len(body) + 1)
                body[place:place] = body[other : other + rng.randint(1, 400)]
            case 5:
                body[place : place + 1] = str(rng.choice((0, -1, 10**6, 10**18, 0.1))).encode()
            case _:
                lines = bytes(body).split(b"\n")
                rng.shuffle(lines) if rng.random() < 0.2 else lines.pop(rng.randrange(len(lines)))
                body = bytearray(b"\n".join(lines))
    return bytes(body)


def read_one(form: str, data: bytes) -> str:
    """What a reader makes of a file: read or refused."""
    from alke.statistics.readers import jsonstat, statfin_csv
    from alke.statistics.readers import px as px_reader

    reader = {"px": px_reader.read, "json-stat": jsonstat.read, "csv": statfin_csv.read}[form]
    try:
        reader(data, path="fuzz")
    except AlkeError as error:
        assert str(error)
        return "refused"
    return "read"


class TooLongError(Exception):
    """A reader took longer than the limit."""


def _ring(*_: object) -> None:
    raise TooLongError


def worker(seed: int, until: float, keep: Path, out: mp.Queue[tuple[Counter[str], int]]) -> None:
    """Read hurt files until the time is over, reporting now and then."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _ring)
    rng, everything, counts = random.Random(seed), seeds(), Counter[str]()
    reported = time.monotonic()
    while time.monotonic() < until:
        form, data = rng.choice(everything[: len(SMALL)] if rng.random() < 0.3 else everything)
        data = mutated(data, rng)
        signal.alarm(SECONDS)
        try:
            result = read_one(form, data)
        except TooLongError:
            result = "hang"
        except BaseException as error:  # noqa: BLE001 – anything else is what the fuzzing looks for
            result = "crash"
            print(f"{form}: {type(error).__name__}: {error}"[:200], flush=True)
        signal.alarm(0)
        counts |= Counter({form: counts[form] + 1, result: counts[result] + 1})
        if result in ("hang", "crash"):
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{result}-{seed}-{counts[form]}.{form}").write_bytes(data)
        if time.monotonic() - reported > 20:
            out.put((counts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
            counts, reported = Counter[str](), time.monotonic()
    out.put((counts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def main() -> int:
    """Run the workers and add up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    asked = parser.parse_args()
    context = mp.get_context("spawn")
    out: mp.Queue[tuple[Counter[str], int]] = context.Queue()
    until = time.monotonic() + asked.minutes * 60
    running = [
        context.Process(target=worker, args=(asked.seed + n, until, asked.keep, out)) for n in range(asked.workers)
    ]
    for process in running:
        process.start()
    total, peak, said = Counter[str](), 0, time.monotonic()
    while any(process.is_alive() for process in running) or not out.empty():
        try:
            counts, memory = out.get(timeout=2)
        except Exception:  # noqa: BLE001, S112 – nothing reported yet
            continue
        total, peak = total + counts, max(peak, memory)
        if time.monotonic() - said > 60:
            said = time.monotonic()
            print(dict(total), f"peak {peak // 1024} MiB", flush=True)
    killed = sum(process.exitcode != 0 for process in running)
    cases = total["read"] + total["refused"] + total["crash"] + total["hang"]
    print(
        f"{cases} cases ({total['px']} PX, {total['json-stat']} JSON-stat, {total['csv']} CSV): {total['read']} read, "
        f"{total['refused']} refused, {total['crash']} crashes, {total['hang']} hangs, {killed} workers killed, "
        f"peak memory {peak // 1024} MiB"
    )
    return 1 if total["crash"] or total["hang"] or killed else 0


if __name__ == "__main__":
    sys.exit(main())
