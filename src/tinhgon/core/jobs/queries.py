"""What the queue knows of background work: only what is waited for or being done."""

from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob


def awaited(name: str, argument: str) -> set[Any]:
    """The values of an argument with which a job of this name waits or is being done; one whose worker died is waited
    for again soon (`jobs.retry_stalled`)."""
    rows = ProcrastinateJob.objects.filter(task_name=name, status__in=("todo", "doing"))
    return set(rows.values_list(f"args__{argument}", flat=True))
