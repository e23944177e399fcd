"""What every page's shell shows: navigation with counts, the posts one may act in, the bell. Everything is lazy, so
that a fragment loaded by HTMX pays for none of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tinhgon.core.actor import Actor
from tinhgon.core.notices import queries as notices
from tinhgon.core.web import choices, queries


@dataclass(frozen=True)
class Item:
    """An entry of the side bar as it stands on this page."""

    label: str
    phone_label: str
    icon: str
    url: str
    group: str
    count: int
    is_urgent: bool
    is_on_phone: bool
    is_here: bool


@dataclass(frozen=True)
class Navigation:
    main: list[Item]
    foot: list[Item]
    phone: list[Item]


@dataclass(frozen=True)
class Count:
    """The number of an entry of the side bar."""

    key: str
    label: str
    count: int
    is_urgent: bool


def _counts(actor: Actor) -> dict[str, tuple[int, bool]]:
    found: dict[str, tuple[int, bool]] = {}
    for count in choices.NAV_COUNTS:
        found.update(count(actor))
    return found


def counts(actor: Actor) -> list[Count]:
    """The numbers of the entries the actor has, in their order."""
    found = _counts(actor)
    shown = sorted((n for n in choices.NAV if n.is_visible(actor)), key=lambda n: n.order)
    return [Count(n.key, n.label, *found.get(n.key, (0, False))) for n in shown]


def navigation(actor: Actor | None, path: str) -> Navigation:
    """The side bar for an actor: entries without a right to them are absent; each app's counts are asked once."""
    if not actor:
        return Navigation([], [], [])
    counts = _counts(actor)
    entries = [(n, reverse(n.url_name)) for n in choices.NAV if n.is_visible(actor)]
    # The deepest entry above this address is where we are; "/" only stands for itself.
    here = max((u for _, u in entries if path == u or (u != "/" and path.startswith(u))), key=len, default="")
    items = [
        Item(
            n.label,
            n.phone_label or n.label,
            n.icon,
            url,
            n.group,
            *counts.get(n.key, (0, False)),
            n.is_on_phone,
            url == here,
        )
        for n, url in sorted(entries, key=lambda pair: pair[0].order)
    ]
    return Navigation(
        [i for i in items if i.group != choices.FOOT],
        [i for i in items if i.group == choices.FOOT],
        [i for i in items if i.is_on_phone][:4],
    )


def help_pages(request: HttpRequest) -> tuple[str, str]:
    """The template that says what this page is for: that of its app (pages of the log-in library are `accounts`)."""
    match = getattr(request, "resolver_match", None)
    return f"{(match and match.namespace) or 'accounts'}/help.html", "web/help.html"


def _acting(request: HttpRequest, actor: Actor | None) -> tuple[Actor | None, str]:
    """Who acts on the object of this page, and what its links carry: the post, where it is another than the one chosen
    for the session (`organisation.middleware`)."""
    acting = getattr(request, "acting", None) or actor
    if not acting or not actor:
        return actor, ""
    is_other = getattr(request, "carried_post", None) == acting.post_id or acting.post_id != actor.post_id
    return acting, f"?vi-tri={acting.post_id}" if is_other else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    acting, acting_query = _acting(request, actor)
    posts = getattr(request, "posts", [])
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        theme, uses_hotkeys = request.COOKIES.get("tg_theme", "light"), True
    else:
        theme, uses_hotkeys = user.theme, user.uses_hotkeys
    return {
        "actor": actor,
        "posts": posts,
        "acting": acting,
        "acting_query": acting_query,
        "place": SimpleLazyObject(
            lambda: next((p for p in posts if acting and p.principal_id == acting.post_id), None)
        ),
        "nav": SimpleLazyObject(lambda: navigation(actor, getattr(request, "nav_path", request.path))),
        "unread": SimpleLazyObject(lambda: notices.unread_count(actor) if actor else 0),
        "search_url": reverse(choices.SEARCH[0]) if choices.SEARCH else "",
        "finder_url": reverse(choices.FINDER[0]) if choices.FINDER else "",
        "help_pages": help_pages(request),
        "help_name": request.resolver_match.url_name if request.resolver_match else "",
        "help_passage": SimpleLazyObject(
            lambda: queries.passage(actor, request.resolver_match.view_name if request.resolver_match else "")
        ),
        "today": timezone.localdate(),
        "theme": "dark" if theme == "dark" else "light",
        "uses_hotkeys": uses_hotkeys,
        # "1" collapsed, "0" open, "" not chosen: a full-height work screen then starts collapsed.
        "rail": request.COOKIES.get("tg_rail", ""),
    }
