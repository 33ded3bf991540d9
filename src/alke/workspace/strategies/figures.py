"""What the figures in use say of a programme's indicators: its baseline, its latest value, which way it has moved.

Reads the generation in use and nothing else; where nothing has been computed, there are no figures. Leaves out the
rules (`rules.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from alke.base import home
from alke.base.errors import AlkeError, InputError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.findings.rounding import rounded
from alke.indicators import catalogue
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.values import Value
from alke.language.dates import named
from alke.language.numbers import shown
from alke.workspace.strategies.models import ProgrammeIndicator
from alke.workspace.strategies.rules import Aim, Figure, Judgement, Way, Why, judge
from alke.workspace.words import word

DECIMALS = 6
"""How many decimals count where the catalogue does not tell."""


def in_use() -> Generation | None:
    """The generation in use; None when nothing has been computed."""
    try:
        return Generation.current(home.home())
    except AlkeError:
        return None


def known(made: Generation | None) -> dict[str, Indicator]:
    """The indicators of the catalogue, without the members of families."""
    if made is not None:
        return dict(made.listed)
    return {key: one for key, one in catalogue.load().items() if not one.family}


def value(made: Generation | None, indicator: str, region: str, period: str = "") -> Value | None:
    """The region's value of a period, of the newest one when none is named; None when there is no number."""
    if made is None or indicator not in made.catalogue:
        return None
    values = made.values(indicator)
    if not period:
        return values.latest(region)
    try:
        wanted = Period.parse(period)
    except InputError:
        return None
    found = values.at(region, wanted) if region in values.rows else None
    return found if found is not None and found.number is not None else None


@dataclass(frozen=True)
class Standing:
    """An indicator of a programme as a page tells it.

    Attributes:
        row: The row.
        one: Its indicator in the catalogue, None when it has none there.
        unit: The unit in the page's language.
        baseline, latest, target, goal: Shown with their periods; "" when there is none.
        baseline_ref, latest_ref: Addresses of the numbers, "" when they have none.
        preliminary: Whether the latest figure is preliminary.
        revised: The baseline as published now, where it differs from the one recorded.
        judgement: Which way it has moved.
        reason: Why it cannot be told, as people read it.
    """

    row: ProgrammeIndicator
    one: Indicator | None
    unit: str
    baseline: str
    baseline_ref: str
    latest: str
    latest_ref: str
    target: str
    goal: str
    preliminary: bool
    revised: str
    judgement: Judgement
    reason: str

    @property
    def state(self) -> str:
        """The class of the state's mark."""
        ways = {Way.REACHED: "good", Way.TOWARD: "part", Way.AWAY: "bad"}
        return "bad" if self.judgement.worsened else ways.get(self.judgement.way, "off")


def standing(row: ProgrammeIndicator, region: str, made: Generation | None, language: Language) -> Standing:
    """What the figures in use say of an indicator of a programme."""
    one = known_one(made, row.indicator)
    latest = value(made, row.indicator, region) if row.indicator else None
    now = value(made, row.indicator, region, row.baseline_period) if row.indicator and row.baseline_period else None
    decimals = one.decimals if one else DECIMALS
    baseline = _baseline(row)
    moved = baseline is not None and now is not None and _differ(now.number, baseline.number, decimals)
    judgement = judge(
        Aim(row.target_kind, row.sign, row.target_number, row.target_year),
        baseline,
        Figure(latest.number, latest.period) if latest and latest.number is not None else None,
        decimals=decimals,
        breaks=tuple(each.period for each in one.breaks) if one else (),
        revised=now.number if now is not None and moved else None,
    )
    if judgement.why is Why.NO_FIGURE and not row.indicator:
        judgement = Judgement(Way.UNKNOWN, Why.NO_INDICATOR, goal=judgement.goal)

    def told(number: float | None, period: Period | None) -> str:
        if number is None:
            return ""
        text = shown(number, _decimals(number, one), language)
        return f"{text} ({named(period, language)})" if period else text

    return Standing(
        row=row,
        one=one,
        unit=one.unit.name[language] if one else row.unit,
        baseline=told(row.baseline, _period(row.baseline_period)),
        baseline_ref=str(now.ref) if now is not None and not moved else "",
        latest=told(latest.number, latest.period) if latest else "",
        latest_ref=str(latest.ref) if latest else "",
        target=target_words(row, language, told(row.target_number, None)),
        goal=told(judgement.goal, None) if row.target_kind == "change" else "",
        preliminary=latest is not None and latest.kind == "preliminary",
        revised=told(now.number, None) if now is not None and moved else "",
        judgement=judgement,
        reason=word(f"strategy_why_{judgement.why}")[language] if judgement.why else "",
    )


def known_one(made: Generation | None, indicator: str) -> Indicator | None:
    """The indicator in the catalogue; None when there is none of that id."""
    return made.catalogue.get(indicator) if made is not None else catalogue.load().get(indicator) if indicator else None


def target_words(row: ProgrammeIndicator, language: Language, number: str) -> str:
    """The target as a page writes it: "vähintään 80 vuoteen 2030 mennessä", "kasvaa", "+100 lähtöarvosta"."""
    year = word("strategy_by_year")[language].format(year=row.target_year) if row.target_year else ""
    if row.target_kind == "words":
        return row.target_words
    if row.target_kind == "direction":
        text = word(f"strategy_direction_{row.sign}")[language]
    elif row.target_kind == "change":
        signed = number if (row.target_number or 0) <= 0 else f"+{number}"
        text = word("strategy_target_change")[language].format(number=signed)
    else:
        text = word(f"strategy_target_{row.sign or 'number'}")[language].format(number=number)
    return f"{text} {year}".strip()


def _baseline(row: ProgrammeIndicator) -> Figure | None:
    period = _period(row.baseline_period)
    return Figure(row.baseline, period) if row.baseline is not None and period is not None else None


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except InputError:
        return None


def _differ(now: float | None, before: float, decimals: int) -> bool:
    return now is not None and rounded(now, decimals) != rounded(before, decimals)


def _decimals(number: float, one: Indicator | None) -> int:
    """As many decimals as the catalogue shows, or as the number itself has."""
    if one is not None:
        return one.decimals
    return min(len(f"{number:.{DECIMALS}f}".rstrip("0").partition(".")[2]), DECIMALS)
