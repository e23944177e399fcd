"""Reads of directions and tasks, by question: whom one can give to, which tasks there are, how many, whom to remind."""

from tinhgon.tasks.queries.assignees import Assignee, AssigneeGroup, assignee, assignee_groups, helped_posts, leaders
from tinhgon.tasks.queries.counts import Classes, NavCounts, classes, nav_counts, tab_classes, tab_counts
from tinhgon.tasks.queries.directions import (
    Directing,
    DocumentWork,
    directing,
    direction_for,
    direction_in_force,
    direction_initial,
    document_for,
    document_work,
    proof_choices,
    quick_phrases,
)
from tinhgon.tasks.queries.listing import Filters, Page, TaskRow, task_page, waiting_for_others
from tinhgon.tasks.queries.reminders import Duties, due_reminders, duties, feed
from tinhgon.tasks.queries.tasks import TaskView, evidence_for, open_extension, task_for, task_view, visible_to

__all__ = [
    "Assignee",
    "AssigneeGroup",
    "Classes",
    "Directing",
    "DocumentWork",
    "Duties",
    "Filters",
    "NavCounts",
    "Page",
    "TaskRow",
    "TaskView",
    "assignee",
    "assignee_groups",
    "classes",
    "directing",
    "direction_for",
    "direction_in_force",
    "direction_initial",
    "document_for",
    "document_work",
    "due_reminders",
    "duties",
    "evidence_for",
    "feed",
    "helped_posts",
    "leaders",
    "nav_counts",
    "open_extension",
    "proof_choices",
    "quick_phrases",
    "tab_classes",
    "tab_counts",
    "task_for",
    "task_page",
    "task_view",
    "visible_to",
    "waiting_for_others",
]
