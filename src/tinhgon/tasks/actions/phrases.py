"""One's own quick phrases for directions: kept, worded anew, put in order, thrown away. They belong to the person."""

from django.db import IntegrityError, transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.tasks import queries
from tinhgon.tasks.models import QuickPhrase

MOST, LONGEST = 30, 300


@transaction.atomic
def keep_phrase(actor: Actor, text: str, phrase_id: int | None = None) -> QuickPhrase:
    """Add a phrase at the end, or word one anew; the same words twice are one."""
    text = " ".join(text.split())
    if not text:
        raise Refused("Ghi câu bút phê mẫu.", field="text")
    if len(text) > LONGEST:
        raise Refused(f"Câu mẫu không quá {LONGEST} chữ. Rút gọn rồi lưu lại.", field="text")
    if actor.person_id is None:
        raise Refused("Tài khoản này không gắn với cán bộ nào nên không giữ câu mẫu riêng.", code="no_post")
    rows = list(queries.own_phrases(actor).select_for_update())
    found = next((row for row in rows if row.text == text), None)
    if found is not None:
        if phrase_id in (None, found.pk):
            return found
        raise Refused("Đã có câu này trong danh sách.", field="text")
    if phrase_id is not None:
        row = _own(rows, phrase_id)
        row.text = text
        row.save(update_fields=["text"])
        return row
    if len(rows) >= MOST:
        raise Refused(f"Giữ tối đa {MOST} câu. Xoá bớt câu ít dùng rồi thêm.", field="text")
    try:
        with transaction.atomic():
            order = max((row.order for row in rows), default=0) + 1
            return QuickPhrase.objects.create(owner_id=actor.person_id, text=text, order=order)
    except IntegrityError:  # the same click twice at once
        return QuickPhrase.objects.get(owner_id=actor.person_id, text=text)


@transaction.atomic
def move_phrase(actor: Actor, phrase_id: int, step: int) -> None:
    """One place up (-1) or down (+1); at the end it stays."""
    rows = list(queries.own_phrases(actor).select_for_update())
    at = rows.index(_own(rows, phrase_id))
    to = max(0, min(len(rows) - 1, at + (1 if step > 0 else -1)))
    rows.insert(to, rows.pop(at))
    for order, row in enumerate(rows, 1):
        row.order = order
    QuickPhrase.objects.bulk_update(rows, ["order"])


@transaction.atomic
def drop_phrase(actor: Actor, phrase_id: int) -> bool:
    """Throw a phrase away; False for one that is gone already, or another's."""
    return queries.own_phrases(actor).filter(pk=phrase_id).delete()[0] > 0


def _own(rows: list[QuickPhrase], phrase_id: int) -> QuickPhrase:
    row = next((row for row in rows if row.pk == phrase_id), None)
    if row is None:
        raise Refused("Câu này không còn trong danh sách. Tải lại trang.", code="not_found")
    return row
