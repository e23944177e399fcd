"""Reads of directions and tasks, by question: whom one can give to, which tasks there are, how many, whom to remind."""

from tinhgon.tasks.queries.assignees import Assignee, AssigneeGroup, assignee, assignee_groups, helped_posts
from tinhgon.tasks.queries.counts import Classes, NavCounts, classes, nav_counts, tab_classes, tab_counts
from tinhgon.tasks.queries.directions import (
    DocumentWork,
    direction_for,
    direction_in_force,
    document_for,
    document_work,
    quick_phrases,
)
from tinhgon.tasks.queries.listing import Filters, Page, TaskRow, task_page, waiting_for_others
from tinhgon.tasks.queries.reminders import Duties, due_reminders, duties, feed
from tinhgon.tasks.queries.tasks import TaskView, evidence_for, open_extension, task_for, task_view, visible_to

__all__ = [
    "Assignee",
    "AssigneeGroup",
    "Classes",
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
    "direction_for",
    "direction_in_force",
    "document_for",
    "document_work",
    "due_reminders",
    "duties",
    "evidence_for",
    "feed",
    "helped_posts",
    "nav_counts",
    "open_extension",
    "quick_phrases",
    "tab_classes",
    "tab_counts",
    "task_for",
    "task_page",
    "task_view",
    "visible_to",
    "waiting_for_others",
]
