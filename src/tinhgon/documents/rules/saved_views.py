"""Who may give a saved view to others, and take it back. Knows loaded rows; the numbers of a shared view are each
viewer's own and need no rule here."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.models import SavedView, SharedView
from tinhgon.organisation.choices import Duty

# Of one place; more would crowd the desks of those who chose nothing.
MOST_SHARED = 6


def can_share_with(actor: Actor, unit_id: int | None) -> Verdict:
    """The agency's duty reaches everybody; without it whoever heads a unit reaches that unit."""
    if actor.may(Duty.SHARE_VIEWS) or (unit_id is not None and unit_id in actor.headed_unit_ids):
        return YES
    if unit_id is None:
        return no("Đồng chí không được chia sẻ cho cả cơ quan. Nhờ Chánh Văn phòng, hoặc chọn đơn vị mình phụ trách.")
    return no("Chỉ người phụ trách đơn vị chia sẻ được bộ lọc cho đơn vị ấy. Nhờ trưởng đơn vị hoặc Chánh Văn phòng.")


def can_share_view(actor: Actor, view: SavedView, unit_id: int | None) -> Verdict:
    if view.owner_id != actor.person_id:
        return no("Chỉ chia sẻ được bộ lọc của mình. Mở bộ lọc này, lưu lại dưới tên của đồng chí rồi chia sẻ.")
    return can_share_with(actor, unit_id)


def can_unshare_view(actor: Actor, share: SharedView) -> Verdict:
    """Whoever shared it, and whoever may share with that place: the one who did may have left."""
    if share.view.owner_id == actor.person_id:
        return YES
    possible = can_share_with(actor, share.unit_id)
    return YES if possible else no("Chỉ người chia sẻ hoặc người phụ trách nơi nhận thôi chia sẻ được.")
