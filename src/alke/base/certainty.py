"""How certain a stated fact is, in the words of the talks; every fact of the process carries one.

Leaves out who said it and where: that is a source, kept beside it.
"""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How certain a fact is by the text that states it, the most certain first."""

    HELD = "held"
    """It has taken place: *pidettiin*, *on esittänyt*, *toimitti*."""
    DECIDED = "decided"
    """Settled, or stated without a hedge: *päätettiin*, *vahvistettu*, *pidetään 20.3.*, *toimittavat*."""
    EXPECTED = "expected"
    """Stated with a hedge: *todennäköisesti*, *pidettäneen*, *on tarkoitus*, *arviolta*."""
    PROPOSED = "proposed"
    """Put forward by someone for another to settle: *esittää*, *alustavat*, *ehdotetaan*."""
    PREPARING = "preparing"
    """Being drawn up: *valmistelee*, *valmistellaan*, *on valmisteilla*."""

    @property
    def rank(self) -> int:
        """0 for the most certain."""
        return list(Certainty).index(self)
