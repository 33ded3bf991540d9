"""Why something cannot be said: the closed vocabulary of refusals. Leaves out their words (`language/reasons.py`)."""

from __future__ import annotations

from enum import StrEnum


class Because(StrEnum):
    """The reason of a refusal."""

    NO_FIGURE = "no_figure"  # no source in use holds the indicator
    NO_VALUE = "no_value"  # other areas have values, this one has none
    TREND_SHORT = "trend_short"  # too few years to test a trend
    TOO_FEW = "too_few"  # the series is too short for a change
    BREAK = "break"  # the series is broken between the two periods
    SURVEY_SMALL = "survey_small"  # a sample survey in a small area is not ranked
    HOLE = "hole"  # years are missing between others
    ENDED = "ended"  # the series ended years ago while others go on
    BEHIND = "behind"  # most regions have newer figures than this one
    OVERLAP = "overlap"  # the published intervals of the values meet
    MIXED_PERIODS = "mixed_periods"  # the regions have no period in common
