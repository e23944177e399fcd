"""Saved views: the address of a list under a name, a person's own; given to a unit or the agency by who may."""

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.models import SavedView, SharedView

LIMIT = 20


@transaction.atomic
def save_view(actor: Actor, name: str, query: str) -> SavedView:
    """Keep the filters of a list; the same name again replaces them."""
    name = " ".join(name.split())
    if not name or len(name) > 100:
        raise Refused("Đặt tên cho bộ lọc, tối đa 100 ký tự.", field="name")
    kept = QueryDict(query, mutable=True)
    for passing in ("truoc", "csrfmiddlewaretoken"):
        kept.pop(passing, None)
    if len(kept.urlencode()) > 1000:
        raise Refused("Bộ lọc quá dài. Bớt điều kiện rồi lưu lại.", field="query")
    others = SavedView.objects.filter(owner_id=actor.person_id).exclude(name=name)
    if others.count() >= LIMIT:
        raise Refused(f"Đã có {LIMIT} bộ lọc. Xoá bớt rồi lưu lại.", field="name")
    view, _ = SavedView.objects.update_or_create(
        owner_id=actor.person_id, name=name, defaults={"query": kept.urlencode()}
    )
    return view


def delete_view(actor: Actor, view_id: int) -> None:
    """Forget one's own view; a second time changes nothing."""
    SavedView.objects.filter(pk=view_id, owner_id=actor.person_id).delete()


@transaction.atomic
def share_view(actor: Actor, view_id: int, unit_id: int | None, at: datetime) -> SharedView:
    """Give one's view to a unit, or without one to the agency acted for; given already it stays as it is."""
    view = SavedView.objects.select_for_update().filter(pk=view_id, owner_id=actor.person_id).first()
    if view is None:
        raise Refused("Không tìm thấy bộ lọc này.", code="not_found")
    if unit_id is not None and unit_id not in queries.places_to_share(actor):
        raise Refused("Đơn vị này không còn hoạt động trong cơ quan. Chọn đơn vị khác.", field="unit")
    require(rules.can_share_view(actor, view, unit_id))
    there = SharedView.objects.filter(agency_id=actor.agency_id)
    there = there.filter(unit=None) if unit_id is None else there.filter(unit_id=unit_id)
    share = there.filter(view=view).first()
    if share is not None:
        return share
    if there.count() >= rules.MOST_SHARED:
        words = f"Nơi này đã có {rules.MOST_SHARED} bộ lọc chung. Thôi chia sẻ một bộ lọc rồi chia sẻ lại."
        raise Refused(words, field="unit")
    share = SharedView.objects.create(view=view, agency_id=actor.agency_id, unit_id=unit_id, by=actor.label, at=at)
    _record(actor, "documents.share_view", share, at)
    return share


@transaction.atomic
def unshare_view(actor: Actor, share_id: int, at: datetime) -> None:
    """Take a view back from where it was given; it stays the owner's."""
    share = SharedView.objects.select_for_update(of=("self",)).select_related("view").filter(pk=share_id).first()
    homes = {actor.agency_id, *(seat.agency_id for seat in actor.seats)}
    if share is None or (share.view.owner_id != actor.person_id and share.agency_id not in homes):
        raise Refused("Bộ lọc này đã thôi chia sẻ.", code="not_found")
    actor = actor.seated_for(share.agency_id)
    require(rules.can_unshare_view(actor, share))
    share.delete()
    _record(actor, "documents.unshare_view", share, at)


def _record(actor: Actor, verb: str, share: SharedView, at: datetime) -> None:
    detail = {"unit": share.unit_id, "query": share.view.query}
    audit.record(actor, verb, "saved_view", share.view_id, share.view.name, at, home=share.agency_id, detail=detail)
