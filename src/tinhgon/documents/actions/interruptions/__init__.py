"""What was written on paper while the system was down, on its way into the books: read, compared, decided, entered."""

from tinhgon.documents.actions.interruptions.beginning import begin_interruption, drop_interruption
from tinhgon.documents.actions.interruptions.deciding import decide_rows
from tinhgon.documents.actions.interruptions.entering import JOB, enter_interruption, go_on, resume_lost

__all__ = [
    "JOB",
    "begin_interruption",
    "decide_rows",
    "drop_interruption",
    "enter_interruption",
    "go_on",
    "resume_lost",
]
