"""The proof check: reads any text, binds its claims to indicators, areas and periods, and compares them with values.

It never calls a true claim false: where several readings are possible, one that holds is enough, and where what is
meant is not certain, the verdict is "cannot be checked". Leaves out where texts come from (`cli/proof.py`, pages).
"""

from alke.language.proof.checking import check
from alke.language.proof.claims import Claim, Sort, Verdict, Why

__all__ = ["Claim", "Sort", "Verdict", "Why", "check"]
