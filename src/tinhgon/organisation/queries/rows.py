"""The structure of an agency as rows of text, in the shape that import takes: nothing of its history is left out."""

from datetime import date

from tinhgon.organisation.choices import AppointmentKind, Role, Sheet
from tinhgon.organisation.models import Appointment, Post, UnitVersion

Row = dict[str, str]


def structure_rows(agency_id: int) -> dict[str, list[Row]]:
    """{table: rows}; codes tie the rows of one file together and mean nothing outside it."""
    return {
        Sheet.UNITS: _units(agency_id),
        Sheet.POSTS: _posts(agency_id),
        Sheet.PEOPLE: _people(agency_id),
    }


def _units(agency_id: int) -> list[Row]:
    rows = UnitVersion.objects.filter(unit__agency_id=agency_id).order_by("starts_on", "order", "unit_id")
    return [
        {
            "code": f"DV{v.unit_id}",
            "name": v.name,
            "short_name": v.short_name,
            "symbol": v.symbol,
            "parent": f"DV{v.parent_id}" if v.parent_id else "",
            "agency_code": v.agency_code,
            "establishment": str(v.establishment),
            "order": str(v.order),
            "starts_on": _day(v.starts_on),
            "ends_on": _day(v.ends_on),
            "legal_basis": v.legal_basis,
        }
        for v in rows
    ]


def _posts(agency_id: int) -> list[Row]:
    names = dict(Role.choices)
    return [
        {
            "code": f"VT{p.pk}",
            "unit": f"DV{p.unit_id}",
            "title": p.title,
            "job_position": p.job_position,
            "headcount": str(p.headcount),
            "is_head": "x" if p.is_head else "",
            "is_deputy": "x" if p.is_deputy else "",
            "roles": ", ".join(names.get(role, role) for role in p.roles),
            "order": str(p.order),
            "starts_on": _day(p.starts_on),
            "legal_basis": p.legal_basis,
        }
        for p in Post.objects.filter(agency_id=agency_id).order_by("unit_id", "order", "pk")
    ]


def _people(agency_id: int) -> list[Row]:
    kinds = dict(AppointmentKind.choices)
    rows = Appointment.objects.filter(post__agency_id=agency_id).select_related("person")
    return [
        {
            "code": f"NG{a.person_id}",
            "full_name": a.person.full_name,
            "email": a.person.email,
            "phone": a.person.phone,
            "post": f"VT{a.post_id}",
            "kind": kinds[a.kind],
            "starts_on": _day(a.starts_on),
            "ends_on": _day(a.ends_on),
            "legal_basis": a.legal_basis,
        }
        for a in rows.order_by("starts_on", "person__sort_key", "pk")
    ]


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
