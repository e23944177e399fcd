"""Who stands behind a paper's lines, on a day: bodies, their successors, posts of a role, symbols, the address of its
page."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from officekit import vntext
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import IssuingBody, Post, RolePrincipal, UnitVersion


def address(document: Document) -> str:
    return reverse("documents:document", args=[document.public_id])


def unit_symbol(unit_id: int | None, on: date) -> str:
    """What the drafting unit puts after the office's symbol on a công văn."""
    if unit_id is None:
        return ""
    rows = UnitVersion.objects.filter(organisation.in_force(on), unit_id=unit_id)
    return rows.values_list("symbol", flat=True).first() or ""


def role_principal(agency_id: int, role: str) -> int | None:
    return RolePrincipal.objects.filter(agency_id=agency_id, role=role).values_list("principal_id", flat=True).first()


def role_posts(agency_id: int, role: str, on: date) -> list[int]:
    """Principals of the posts that carry a role in an agency on a day: whom a notice to the role reaches."""
    rows = Post.objects.filter(organisation.in_force(on), agency_id=agency_id, roles__contains=[role])
    return list(rows.values_list("principal_id", flat=True))


def post_principals(post_ids: Sequence[int]) -> list[int]:
    return list(Post.objects.filter(pk__in=post_ids).values_list("principal_id", flat=True))


def nearest_head(unit_id: int | None, on: date) -> Post | None:
    """The head of a unit, or of the nearest unit above that has one."""
    while unit_id is not None:
        head = organisation.head_of(unit_id, on)
        if head is not None:
            return head
        rows = UnitVersion.objects.filter(organisation.in_force(on), unit_id=unit_id)
        unit_id = rows.values_list("parent_id", flat=True).first()
    return None


def body_name(body: IssuingBody, on: date | None = None) -> str:
    """How people call an issuing body on a day, or without one at last; its own name is the letterhead's, in
    capitals."""
    if body.unit_id is None:
        return body.name
    versions = UnitVersion.objects.filter(unit_id=body.unit_id).order_by("-starts_on")
    if on is not None:  # a name to come is not the name yet
        versions = versions.filter(starts_on__lte=on)
    return versions.values_list("name", flat=True).first() or body.name


def body_names(bodies: Iterable[IssuingBody], on: date) -> dict[int, str]:
    """The same of many, in one query."""
    rows = list(bodies)
    units = organisation.unit_names([row.unit_id for row in rows if row.unit_id], on)
    return {row.pk: units.get(row.unit_id or 0, row.name) for row in rows}


def bodies_named(names: Sequence[str], on: date) -> dict[str, IssuingBody]:
    """The bodies in force whose name people wrote, however they wrote capitals."""
    rows = IssuingBody.objects.filter(organisation.in_force(on), unit__isnull=False).select_related("unit")
    by_name = {body_name_key(name): name for name in names}
    units = organisation.unit_names([row.unit_id for row in rows if row.unit_id], on)
    found: dict[str, IssuingBody] = {}
    for row in rows:
        for key in (body_name_key(row.name), body_name_key(units.get(row.unit_id or 0, ""))):
            if key in by_name:
                found.setdefault(by_name[key], row)
    return found


def body_name_key(name: str) -> str:
    return " ".join(vntext.same_tone(vntext.nfc(name)).lower().split())


def successor_names(bodies: Iterable[IssuingBody], on: date) -> dict[int, list[str]]:
    """Of each ended body those in force that took over from it, however many reorganisations lie between."""
    rows = list(bodies)
    heirs = organisation.heirs([row.unit_id for row in rows if row.unit_id], on)
    taken_over = set().union(*heirs.values())
    successors = list(IssuingBody.objects.filter(organisation.in_force(on), unit_id__in=taken_over).order_by("id"))
    names = body_names(successors, on)
    return {
        row.pk: [names[heir.pk] for heir in successors if heir.unit_id in heirs.get(row.unit_id or 0, ())]
        for row in rows
    }


def bodies_to_address(on: date, words: str = "", limit: int = 200) -> list[tuple[int, str]]:
    """Issuing bodies of this installation that can be written to on a day: (id, name)."""
    rows = IssuingBody.objects.filter(organisation.in_force(on)).select_related("unit").order_by("agency_id", "id")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(unit__versions__name__icontains=words)).distinct()
    rows = list(rows[:limit])
    names = organisation.unit_names([row.unit_id for row in rows if row.unit_id], on)
    return [(row.pk, names.get(row.unit_id, row.name) if row.unit_id else row.name) for row in rows]


def posts_to_ask(agency_id: int, on: date) -> list[tuple[int, str]]:
    """Posts of an agency whose opinion can be asked for: (id, "name, title")."""
    posts = list(Post.objects.filter(organisation.in_force(on), agency_id=agency_id).order_by("order", "id"))
    names = organisation.holders([post.pk for post in posts], on)
    return [(post.pk, f"{names[post.pk]}, {post.title}") for post in posts if post.pk in names]
