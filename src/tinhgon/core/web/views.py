"""Pages of the shell itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended while a form was open: say so, and that nothing typed is lost."""
    return render(request, "web/csrf_failure.html", {"reason": reason}, status=403)
