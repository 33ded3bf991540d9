"""The text as it is read: of the same length, with words that a line's end broke put together again.

Every place in it can be told in the text as given. Leaves out all meaning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from alke.minutes.facts import Span

_QUOTED = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_BROKEN = re.compile(
    r"(?<![^\W\d_])(?P<head>[^\W\d_]{1,80})(?P<gap>[-\u00ad][ \t]{0,20}\r?\n[ \t]{0,80})(?P<tail>[^\W\d_]{1,80})"
)
# "tilanne-\nja kehityskuva": the hyphen is the word's own and what follows is another word.
_APART = frozenset(["ja", "tai", "sekä", "eikä", "och", "eller", "samt", "till"])
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read.

    Attributes:
        text: As long as the text as given; what stood between the halves of a word stands after it.
        begins: Where moved halves begin in `text`, in order.
        ends: Where they end.
        shifts: How far each has been moved.
    """

    text: str
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)

    def given(self, span: Span) -> Span:
        """The place of a span in the text as given: around the break, when it ends in a moved half."""
        return Span(self._given(span.start, last=False), self._given(span.end - 1, last=True) + 1)

    def _given(self, place: int, *, last: bool) -> int:
        at = bisect_right(self.begins, place) - 1
        if at < 0:
            return place
        if place < self.ends[at]:
            return place + self.shifts[at]
        # What was moved behind the word is no place of its own: it counts to the word.
        return self.ends[at] + self.shifts[at] - last if place < self.ends[at] + self.shifts[at] else place


def reading_of(text: str) -> Reading:
    """The text with composed letters, marks of quoted mail as blanks and broken words whole."""
    composed = unicodedata.normalize("NFC", text)
    told = composed if len(composed) == len(text) else text
    told = _QUOTED.sub(lambda match: " " * len(match[0]), told)
    found = Reading(told)
    pieces, end = [], 0
    for match in _BROKEN.finditer(told):
        head, gap, tail = match["head"], match["gap"], match["tail"]
        if not _goes_on(head, tail):
            continue
        own = gap[:1] if head.isupper() and len(head) <= _SHORT else ""  # "ALKE-" keeps its hyphen
        moved = gap[len(own) :]
        # The hyphen becomes a blank, so that the line still ends where the word does.
        pieces += [told[end : match.start()], head, own, tail, moved.replace("-", " ").replace("\u00ad", " ")]
        begin = match.start("gap") + len(own)
        found.begins.append(begin)
        found.ends.append(begin + len(tail))
        found.shifts.append(len(moved))
        end = match.end()
    return Reading("".join([*pieces, told[end:]]), found.begins, found.ends, found.shifts) if pieces else found


def _goes_on(head: str, tail: str) -> bool:
    if tail.casefold() in _APART:
        return False
    if head.isupper() and len(head) > 1:
        return tail.isupper() or len(head) <= _SHORT
    return tail[0].islower()
