"""The request of a person at work, as views may name it in types: what the middlewares put on it, and nothing else."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from tinhgon.core.accounts.models import User
    from tinhgon.core.actor import Actor


class WorkRequest(HttpRequest):
    """`actor` is false-like for an account without a post, which only the desk, the shell and one's own account
    ever meet (`desk.middleware`)."""

    user: "User"  # type: ignore[assignment]  # every view that names this type asks for a log-in
    actor: "Actor"
    posts: list[Any]
    htmx: Any
