"""Background work by name: an act defers in its own transaction, so the job exists exactly when the act does."""

from typing import Any

from procrastinate.contrib.django import app


def defer(name: str, /, **arguments: Any) -> None:
    """Enqueue the job registered under `name` (`app.job`); gone with a rollback of the caller's transaction."""
    app.configure_task(name, allow_unknown=False).defer(**arguments)
