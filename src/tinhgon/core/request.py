"""The request as views get it from the middleware: with the actor and htmx's details. Only a type."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tinhgon.core.actor import Actor


class OfficeRequest(HttpRequest):
    """`actor` is falsy for a user without any post; views behind `login_required` may ask it once that is checked."""

    actor: Actor
    htmx: HtmxDetails
