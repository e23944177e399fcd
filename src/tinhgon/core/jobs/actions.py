"""Background work by name: an act defers in its own transaction, so the job exists exactly when the act does."""

from datetime import datetime
from typing import Any

from procrastinate.contrib.django import app


def defer(name: str, /, run_at: datetime | None = None, **arguments: Any) -> None:
    """Enqueue the job registered under `name` (`app.job`), not to run before `run_at`; gone with a rollback of the
    caller's transaction."""
    app.configure_task(name, allow_unknown=False, schedule_at=run_at).defer(**arguments)
