"""The structure of an agency as rows of text, in the shape that import takes: nothing of its history is left out."""

from datetime import date
from uuid import UUID

from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.organisation.choices import AppointmentKind, Role, Sheet
from tinhgon.organisation.models import Appointment, ImportRun, Post, PostVersion, UnitVersion

Row = dict[str, str]


def structure_rows(agency_id: int) -> dict[str, list[Row]]:
    """{table: rows}; codes tie the rows of one file together and mean nothing outside it."""
    return {
        Sheet.UNITS: _units(agency_id),
        Sheet.POSTS: _posts(agency_id),
        Sheet.PEOPLE: _people(agency_id),
    }


def import_run(actor: Actor, public_id: UUID) -> ImportRun | None:
    """A run of one's own agency, for those who may see the whole organisation anyway."""
    return ImportRun.objects.filter(agency_id=actor.agency_id, public_id=public_id).first()


def _units(agency_id: int) -> list[Row]:
    rows = UnitVersion.objects.filter(unit__agency_id=agency_id).select_related("body_type", "unit__territory")
    return [
        {
            "code": f"DV{v.unit_id}",
            "name": v.name,
            "short_name": v.short_name,
            "symbol": v.symbol,
            "body_type": f"{v.body_type.level}/{v.body_type.code}" if v.body_type else "",
            "territory": v.unit.territory.code if v.unit.territory else "",
            "parent": f"DV{v.parent_id}" if v.parent_id else "",
            "agency_code": v.agency_code,
            "establishment": str(v.establishment),
            "order": str(v.order),
            "starts_on": _day(v.starts_on),
            "ends_on": _day(v.ends_on),
            "legal_basis": v.legal_basis,
        }
        for v in rows.order_by("starts_on", "order", "unit_id")
    ]


def _posts(agency_id: int) -> list[Row]:
    """A post that changed has a row a version, one after the other."""
    versions: dict[int, list[PostVersion]] = {}
    for version in PostVersion.objects.filter(post__agency_id=agency_id).order_by("starts_on"):
        versions.setdefault(version.post_id, []).append(version)
    posts = Post.objects.filter(agency_id=agency_id).order_by("unit_id", "order", "pk")
    return [_post(post, row) for post in posts for row in versions.get(post.pk, [post])]


def _post(post: Post, row: Post | PostVersion) -> Row:
    names = dict(Role.choices)
    return {
        "code": f"VT{post.pk}",
        "unit": f"DV{post.unit_id}",
        "title": row.title,
        "job_position": row.job_position,
        "headcount": str(row.headcount),
        "is_head": "x" if row.is_head else "",
        "is_deputy": "x" if row.is_deputy else "",
        "roles": ", ".join(names.get(role, role) for role in row.roles),
        "order": str(row.order),
        "starts_on": _day(row.starts_on),
        "ends_on": _day(row.ends_on or post.ends_on),
        "legal_basis": row.legal_basis,
    }


def _people(agency_id: int) -> list[Row]:
    kinds = dict(AppointmentKind.choices)
    rows = list(
        Appointment.objects.filter(post__agency_id=agency_id)
        .select_related("person")
        .order_by("starts_on", "person__sort_key", "pk")
    )
    people = {row.person.principal_id for row in rows}
    users = dict(User.objects.filter(principal_id__in=people).values_list("principal_id", "username"))
    return [
        {
            "code": f"NG{a.person_id}",
            "full_name": a.person.full_name,
            "email": a.person.email,
            "phone": a.person.phone,
            "account": users.get(a.person.principal_id, ""),
            "post": f"VT{a.post_id}",
            "kind": kinds[a.kind],
            "starts_on": _day(a.starts_on),
            "ends_on": _day(a.ends_on),
            "legal_basis": a.legal_basis,
        }
        for a in rows
    ]


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
