"""What every page's shell shows: navigation with counts, the posts one may act in, the bell."""

from typing import Any

from django.http import HttpRequest

from tinhgon.core.web import choices


def shell(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    if not actor:
        return {"actor": None}
    return {"actor": actor, "nav": sorted(choices.NAV, key=lambda n: n.order)}
