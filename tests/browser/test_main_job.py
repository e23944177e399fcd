"""The main job in the browser, in a Party agency and in a State one: registered with the keyboard alone, directed on a
phone, worked on, answered, issued; every button is pressed twice and nothing is doubled; a stranger sees nothing."""

import pytest

from tinhgon.documents.models import Document
from tinhgon.tasks.models import Direction, Report, Task

from . import office, walk

# What a clerk needs at most for a paper that was read well (test_keystrokes.py counts them from the list on).
MOST_KEYSTROKES = 5


@pytest.mark.parametrize("case", [walk.PARTY, walk.STATE], ids=lambda case: case.home)
def test_the_main_job(log_in, server, case: walk.Case):
    made, content = office.sheet()
    paper, steps = walk.whole_day(log_in, case, "cong-van.pdf", content)
    print(f"{paper.strokes} keystrokes; " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps.items()))
    assert paper.code == made.code
    assert paper.strokes <= MOST_KEYSTROKES, f"{paper.strokes} keystrokes"
    # Incoming, reply, and the reply at its recipient's: no double click made another.
    assert Document.objects.count() == 3
    assert (Direction.objects.count(), Task.objects.count(), Report.objects.count()) == (1, 1, 0)
