"""What is worth saying of the values: one rule per file makes scored findings. Leaves out words (`language/`)."""

from alke.findings.because import Because
from alke.findings.choose import choose
from alke.findings.context import ranked
from alke.findings.find import find
from alke.findings.finding import Finding
from alke.findings.record import from_record, to_record
from alke.findings.wishes import Wishes

__all__ = ["Because", "Finding", "Wishes", "choose", "find", "from_record", "ranked", "to_record"]
