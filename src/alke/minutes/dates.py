"""Every form in which minutes give a time, and the year it means where none is written.

A `When` is a time as written; `resolve` makes ISO dates of it. What looks like a date and is none (31.2., a year cut
short) is not read at all and leaves a remark. Leaves out what happens then (`events.py`) and times of day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from alke.minutes.facts import Span
from alke.minutes.lines import Piece

_JUST_GONE = 14
FIRST_YEAR, LAST_YEAR = 1990, 2099

_FI = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
_SV = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_MONTHS = {word: number for names in (_FI, _SV) for number, word in enumerate(names, 1)}
_FI_ANY, _SV_ANY = "|".join(_FI), "|".join(_SV)

# Numbers with stops and dashes, as long as they go on: what is not a date as a whole is no date in part.
_NUMERIC = re.compile(
    r"(?<![\w:/.,\-–—§])(?:\d{1,2}\.?[ \xa0](?:ja|och)[ \xa0](?=\d{1,2}\.\d))?"
    r"\d[\d.]*(?:[ \xa0]?[-–—][ \xa0]?\d[\d.]*)*(?!\w|/\d)"
)
_GRAMMAR = re.compile(
    r"(?P<d1>\d{1,2})\.?(?:(?P<m1>\d{1,2})\.(?P<y1>\d{4})?)?(?:\s?(?:[-–—]|ja|och)\s?)(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})(?P<stop2>\.(?P<y2>\d{4})?)?(?P<end2>\.?)"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{1,2})(?P<stop>\.(?P<y>\d{4})?)?(?P<end>\.?)"
)
_ISO = re.compile(r"(?<![\w:/.,\-–—])(\d{4})-(\d{2})-(\d{2})(?![\w\-–—]|\.\d)")
_YEAR = r"(?:19|20)\d{2}(?![\d/.:]\d|\d)"
_WORDS = re.compile(
    rf"\b(?:den\s+)?(?:(?P<nd1>\d{{1,2}})\.?\s?(?:[-–—]|ja|och)\s?)?(?P<nd>\d{{1,2}})\.?\s+(?:päivä(?:nä|än)?\s+)?"
    rf"(?:(?P<nfi>{_FI_ANY})kuu(?:ta|n|ssa|hun)?|(?P<nsv>{_SV_ANY}))(?:\s+(?P<ny>{_YEAR}))?\b"
    rf"|\b(?P<gfi>{_FI_ANY})kuun\s+(?:(?P<gd1>\d{{1,2}})\.?\s?[-–—]\s?)?(?P<gd>\d{{1,2}})\.?\s+päiv\w+(?:\s+(?P<gy>{_YEAR}))?",
    re.IGNORECASE,
)
_NEXT = (
    r"(?:(?P<next>ensi|seuraavan|tulevan)\s+vuoden\s+|(?:kuluvan|tämän)\s+vuoden\s+|vuoden\s+(?P<yb>"
    + _YEAR
    + r")\s+)?"
)
_MONTH = re.compile(
    rf"\b{_NEXT}(?P<fi>{_FI_ANY})kuu(?P<case>ssa|n|hun|lle|ta)?(?:\s+(?P<ya>{_YEAR}))?"
    r"(?P<tail>\s+aikana|\s+loppuun\s+mennessä|\s+loppuun|\s+alussa|\s+puolivälissä|\s+lopussa|\s+lopulla)?(?!\w)"
    rf"|\b(?P<pre>(?:före\s+)?utgången\s+av|(?:senast\s+)?i\s+slutet\s+av|i\s+början\s+av|i\s+mitten\s+av|under|i|inom|före)\s+(?P<sv>{_SV_ANY})(?:\s+(?P<sya>{_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    rf"\b(?:(?P<next>ensi|seuraavan)\s+|(?:kuluvan|tämän)\s+)?vuoden\s+(?:(?P<y>{_YEAR})\s+)?loppuun\s*(?:mennessä|saakka|asti)"
    rf"|\b(?:före|innan|till|senast\s+(?:vid|i|före))\s+(?:(?P<a>utgången\s+av\s+året|slutet\s+av\s+året|utgången\s+av|slutet\s+av|årets\s+slut|årets\s+utgång|årsskiftet))"
    rf"(?:\s+(?:år(?:et)?\s+)?(?P<ysv>{_YEAR}))?(?!\s+(?:{_SV_ANY}))",
    re.IGNORECASE,
)
_WEEK = re.compile(
    rf"\b(?:viikolla|viikoilla|viikon|viikko|vecka|veckorna|under\s+vecka)\s+(?P<w1>\d{{1,2}})(?:\s?[-–—]\s?(?P<w2>\d{{1,2}}))?(?![.\d]\d)"
    rf"(?:\s?/\s?(?P<y>{_YEAR})|\s+(?:vuonna\s+)?(?P<y2>{_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(
    r"(?:viimeistään|senast(?:\s+den)?|före(?:\s+den)?|innan(?:\s+den)?|ennen|fram\s+till(?:\s+den)?)\s+(?:\w+na\s+|\w+nä\s+)?$",
    re.IGNORECASE,
)
_BY_AFTER = re.compile(
    r"(?:\s+(?:klo|kello)\.?\s?\d{1,2}(?:[.:]\d{2})?)?\s+(?:mennessä|saakka|asti)\b|\s+kl\.?\s?\d{1,2}(?:[.:]\d{2})?\s+senast\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:\bklo\.?|\bkello|\bkl\.?|\bkapitel|\bluvu[nt]|\bluku|\bkohda[nt]|\bkohta|\bpuh\.?|\bsivu|\bversio)\s*$",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"\d{1,2}\.\d{1,2}\.\d*|\d{1,2}\.?\s?[-–—]\s?\d{1,2}\.\d{1,2}\.")


class Form(StrEnum):
    """What a time is made of."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    MONTH_END = "month_end"
    WEEK = "week"
    YEAR_END = "year_end"


class Direction(StrEnum):
    """On which side of the meeting a time without a year lies."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class When:
    """A time as written.

    Attributes:
        piece: Where it stands, its words with "mennessä" and "viimeistään".
        form: What it is made of.
        first: Month and day, or week and 0, or month and 1.
        last: The same of a range's end.
        year: The year written (of the end), or None.
        first_year: The year written of a range's beginning, or None.
        years_on: 1 for "ensi vuoden".
        by: Whether it is said as the last moment.
    """

    piece: Piece
    form: Form
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    first_year: int | None = None
    years_on: int = 0
    by: bool = False

    @property
    def words(self) -> str:
        """The time as written, on one line."""
        return " ".join(self.piece.text.split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """ISO dates of a time, empty where it does not say: a day has a start and its end, a month also its name."""

    start: str
    end: str
    month: str
    year_from: str


def whens(piece: Piece) -> tuple[list[When], list[Piece]]:
    """The times that a piece of the text gives, in its order, and what looks like one but cannot be."""
    found: list[When] = []
    wrong: list[Piece] = []
    taken: list[Span] = []
    for reader in (_year_ends, _worded, _months, _weeks, _isos, _numeric):
        for when in reader(piece):
            span = when.span if isinstance(when, Piece) else when.piece.span
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            taken.append(span)
            if isinstance(when, Piece):
                wrong.append(when)
            else:
                found.append(_with_by(piece, when))
    return sorted(found, key=lambda when: when.piece.start), wrong


def _with_by(piece: Piece, when: When) -> When:
    """The time with the words beside it that make it a last moment."""
    start, end = when.piece.start - piece.start, when.piece.end - piece.start
    before = _BY_BEFORE.search(piece.text[max(0, start - 40) : start])
    after = _BY_AFTER.match(piece.text, end)
    if not before and not after:
        return when
    if before:
        start = max(0, start - 40) + before.start()
    if after:
        end = after.end()
    return replace(when, piece=piece.part(start, end), by=True)


def day(text: str) -> date | None:
    """The date that a string such as ``05.12.2024`` is as a whole, or None."""
    found, _ = whens(Piece(text, 0))
    if len(found) != 1 or found[0].form is not Form.DAY or not found[0].year or found[0].piece.text != text.strip():
        return None
    return _date(found[0].year, *found[0].first)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _possible(month: int, number: int, year: int | None) -> bool:
    return _date(year or 2024, month, number) is not None  # 2024 has a 29 February


def _day_or_range(
    piece: Piece, first: tuple[int, int], last: tuple[int, int], year: int | None, before: int | None = None
) -> When | Piece:
    if not _possible(*first, before or year) or not _possible(*last, year):
        return piece
    same_year = before is None or before == year
    over_new_year = before is None and first[0] >= 11 and last[0] <= 2
    if same_year and first > last and not over_new_year:
        return piece
    if re.search(r"\s(?:ja|och)\s", piece.text) and (first[0] != last[0] or last[1] - first[1] != 1):
        return piece  # two days apart are no range
    if before is not None and year is not None and before > year:
        return piece
    form = Form.DAY if first == last else Form.RANGE
    return When(piece, form, first, last, year, before)


def _numeric(piece: Piece) -> Iterator[When | Piece]:
    for token in _NUMERIC.finditer(piece.text):
        words = token[0].rstrip(" \xa0")
        here = piece.part(token.start(), token.start() + len(words))
        match = _GRAMMAR.fullmatch(words)
        if match and (when := _read_numeric(piece, here, match, token.start())):
            yield when
        elif not match and _LOOKS.search(words):
            yield here


def _read_numeric(piece: Piece, here: Piece, match: re.Match[str], at: int) -> When | Piece | None:
    get: Callable[[str], int | None] = lambda name: int(match[name]) if match[name] else None  # noqa: E731
    ranged = match["d2"] is not None
    number, month, year = (get("d2"), get("m2"), get("y2")) if ranged else (get("d"), get("m"), get("y"))
    stop, extra = (match["stop2"], match["end2"]) if ranged else (match["stop"], match["end"])
    if number is None or month is None:
        return None
    before = piece.text[max(0, at - 20) : at]
    if _CLOCK.search(before):
        return None
    if stop is None and not re.search(r"\b(?:den|möte|mötet|sammanträde|sammanträdet)\s+$", before) and not ranged:
        return None  # "30.10" may be a number or a time of day
    if extra and stop is not None:
        here = Piece(here.text[: -len(extra)], here.start) if year else here
        if year is None:
            return None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return here
    if not ranged:
        return _day_or_range(here, (month, number), (month, number), year)
    first_month = get("m1") or month
    return _day_or_range(here, (first_month, get("d1") or 0), (month, number), year, get("y1"))


def _isos(piece: Piece) -> Iterator[When | Piece]:
    for match in _ISO.finditer(piece.text):
        month_day = int(match[2]), int(match[3])
        yield _day_or_range(piece.of(match), month_day, month_day, int(match[1]))


def _worded(piece: Piece) -> Iterator[When | Piece]:
    for match in _WORDS.finditer(piece.text):
        if match.start() and piece.text[match.start() - 1] in ".-–/:":
            continue
        name = match["nfi"] or match["nsv"] or match["gfi"]
        month = _MONTHS[name.casefold()]
        number, first = int(match["nd"] or match["gd"]), match["nd1"] or match["gd1"]
        year = match["ny"] or match["gy"]
        start = int(first) if first else number
        yield _day_or_range(piece.of(match), (month, start), (month, number), int(year) if year else None)


def _months(piece: Piece) -> Iterator[When | Piece]:
    for match in _MONTH.finditer(piece.text):
        tail, case = (match["tail"] or "").strip().casefold(), match["case"] or ""
        if match["fi"] and not (case in ("ssa", "hun", "lle") or (case == "n" and tail) or (match["ya"] and not case)):
            continue
        if match.start() and piece.text[match.start() - 1] in "-–":
            continue
        name = match["fi"] or match["sv"]
        month = _MONTHS[name.casefold()]
        pre = " ".join((match["pre"] or "").casefold().split())
        end = (
            tail.startswith("loppuun")
            or pre in ("före utgången av", "utgången av")
            or pre.startswith("senast i slutet")
        )
        year = match["yb"] or match["ya"] or match["sya"]
        yield When(
            piece.of(match),
            Form.MONTH_END if end else Form.MONTH,
            (month, 1),
            (month, 1),
            int(year) if year else None,
            years_on=1 if match["next"] else 0,
            by=end,
        )


def _year_ends(piece: Piece) -> Iterator[When | Piece]:
    for match in _YEAR_END.finditer(piece.text):
        year = match["y"] or match["ysv"]
        if match["a"] and match["a"].casefold() in ("utgången av", "slutet av") and not year:
            continue
        yield When(
            piece.of(match),
            Form.YEAR_END,
            (12, 31),
            (12, 31),
            int(year) if year else None,
            years_on=1 if match["next"] else 0,
            by=True,
        )


def _weeks(piece: Piece) -> Iterator[When | Piece]:
    for match in _WEEK.finditer(piece.text):
        first, last = int(match["w1"]), int(match["w2"] or match["w1"])
        year = match["y"] or match["y2"]
        if 1 <= first <= last <= 53:
            yield When(piece.of(match), Form.WEEK, (first, 0), (last, 0), int(year) if year else None)
        else:
            yield piece.of(match)


def resolve(when: When, meeting: date | None, direction: Direction) -> Resolved | None:
    """The dates of a time, or None when it cannot be told: no year written and no day of the meeting known.

    A missing year is the one that brings a past time last before the meeting, a coming one first from it on (or to a
    day just gone, at most two weeks before), and one of no direction nearest to it.

    Args:
        when: The time.
        meeting: The day of the meeting.
        direction: On which side of the meeting the text puts it.
    """
    if when.year is not None:
        return _of_year(when, when.year, "written")
    if meeting is None:
        return None
    if when.form is Form.YEAR_END or when.years_on:
        return _of_year(when, meeting.year + when.years_on, "context")
    years = [year for year in range(meeting.year - 1, meeting.year + 2) if _bounds(when, year)]
    bounds = {year: found for year in years if (found := _bounds(when, year))}
    if direction is Direction.PAST:
        fit = [year for year in years if bounds[year][0] <= meeting]
        chosen = max(fit, default=None)
    elif direction is Direction.FUTURE:
        fit = [year for year in years if bounds[year][1] >= meeting]
        # A text written before the meeting speaks of a day just gone as coming: "AUNE vahvistaa teemat 3.12." on 5.12.
        gone = [year for year in years if 0 < (meeting - bounds[year][1]).days <= _JUST_GONE]
        chosen = min(gone or fit, default=None)
    else:
        chosen = min(years, key=lambda year: abs((bounds[year][0] - meeting).days), default=None)
    return None if chosen is None else _of_year(when, chosen, "context")


def _bounds(when: When, year: int) -> tuple[date, date] | None:
    """The first and last day of a time, ending in a year."""
    if when.form is Form.WEEK:
        try:
            return date.fromisocalendar(year, when.first[0], 1), date.fromisocalendar(year, when.last[0], 7)
        except ValueError:
            return None
    earlier = when.first_year or (year - 1 if when.first > when.last else year)
    start, end = _date(earlier, *when.first), _date(year, *when.last)
    if start is None or end is None:
        return None
    if when.form in (Form.MONTH, Form.MONTH_END):
        following = end.replace(day=28) + timedelta(days=4)
        return start, following - timedelta(days=following.day)
    return start, end


def _of_year(when: When, year: int, year_from: str) -> Resolved | None:
    bounds = _bounds(when, year)
    if bounds is None:
        return None
    start, end = bounds
    if when.form is Form.MONTH:
        return Resolved("", end.isoformat() if when.by else "", f"{start:%Y-%m}", year_from)
    if when.form in (Form.MONTH_END, Form.YEAR_END):
        return Resolved("", end.isoformat(), "", year_from)
    return Resolved(start.isoformat(), end.isoformat(), "", year_from)
