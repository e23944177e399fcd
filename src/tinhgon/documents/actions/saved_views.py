"""Saved views: the address of a list under a name, a person's own."""

from django.db import transaction
from django.http import QueryDict

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents.models import SavedView

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
