"""Posts and issuing bodies whose own columns are their version in force: a version begins, at once or written down
before its day; on it, it becomes what they are."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import rules
from tinhgon.organisation.actions import ground
from tinhgon.organisation.models import IssuingBody, IssuingBodyVersion, Post, PostVersion

Version = PostVersion | IssuingBodyVersion
POST = ("title", "job_position", "headcount", "is_head", "is_deputy", "roles", "order")
BODY = ("name", "parent_name", "symbol", "place", "rule_set")
# The owner of a version and the columns that both have.
_KINDS: dict[type[Model], tuple[str, tuple[str, ...]]] = {
    PostVersion: ("post", POST),
    IssuingBodyVersion: ("body", BODY),
}


def is_same(version: Version | None, columns: dict[str, Any], starts_on: date) -> bool:
    """Said again: a version of that day with these columns is there."""
    return version is not None and version.starts_on == starts_on and _facts(version) == columns


def require_change(version: Version | None, columns: dict[str, Any], starts_on: date, field: str) -> None:
    """A version of the day goes on and something of it is to become different."""
    require(rules.can_change(version, starts_on))
    if version is not None and _facts(version) == columns:
        raise Refused("Chưa có gì thay đổi so với hiện nay.", field=field)


def follow(
    version: Version, owner: Post | IssuingBody, columns: dict[str, Any], starts_on: date, today: date, basis: str
) -> dict[str, Any]:
    """The version ends and another begins on the day; returns what history says of it."""
    was = _facts(version)
    version.ends_on = starts_on
    version.save()
    is_applied = starts_on <= today
    name, _ = _KINDS[type(version)]
    type(version).objects.create(
        starts_on=starts_on, legal_basis=basis, is_applied=is_applied, **{name: owner}, **columns
    )
    if is_applied:
        _apply(owner, columns)
    return {"starts_on": starts_on, "was": was, "is": columns, "legal_basis": basis}


@transaction.atomic
def apply_due_versions(on: date) -> int:
    """Whatever is due by the day becomes the owners' own columns; returns how many changes. Asked by a job: an officer
    decided each, in an act of its own that is in history already."""
    count = 0
    for kind, (owner, _) in _KINDS.items():
        rows = kind._default_manager.select_for_update().filter(is_applied=False, starts_on__lte=on)
        for version in rows.select_related(owner).order_by("starts_on", "pk"):
            _apply(getattr(version, owner), _facts(version))
            version.is_applied = True  # type: ignore[attr-defined]
            version.save(update_fields=["is_applied"])
            count += 1
    return count


def _facts(version: Model) -> dict[str, Any]:
    return ground.facts(version, _KINDS[type(version)][1])


def _apply(owner: Model, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(owner, name, value)
    owner.save(update_fields=list(columns))
