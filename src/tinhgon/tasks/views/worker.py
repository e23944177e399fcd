"""What every page of tasks asks first: who is at work."""

from django.http import Http404

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest


def worker(request: WorkRequest) -> Actor:
    """The person at work; an account without a post finds nothing here."""
    if not request.actor:
        raise Http404
    return request.actor
