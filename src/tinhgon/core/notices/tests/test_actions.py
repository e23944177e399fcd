"""Telling once per cause, and reading only one's own."""

from typing import Any

from django.utils import timezone

from tinhgon.core.notices import actions, queries

NOW = timezone.now()


def test_same_cause_tells_once(province: Any) -> None:
    actor = province.actor("vanthu.tinhuy")
    for _ in range(2):
        actions.tell(actor.agency_id, [actor.post_id, actor.post_id], "k", "Văn bản mới", "/", "cause:1", NOW)
    assert queries.notices(actor).count() == 1
    assert queries.unread_count(actor) == 1


def test_long_text_is_cut(province: Any) -> None:
    actor = province.actor("vanthu.tinhuy")
    actions.tell(actor.agency_id, [actor.post_id], "k", "x" * 900, "/", "cause:2", NOW)
    assert len(queries.notices(actor).get().text) == 400


def test_only_ones_own_is_marked(province: Any) -> None:
    actor, stranger = province.actor("vanthu.tinhuy"), province.actor("chuyenvien.ubnd")
    actions.tell(actor.agency_id, [actor.post_id], "k", "a", "/", "cause:3", NOW)
    actions.tell(actor.agency_id, [actor.person_id], "k", "b", "/", "cause:4", NOW)
    first, second = queries.notices(actor)
    actions.mark_read(stranger, NOW)
    actions.mark_read(stranger, NOW, first.pk)
    assert queries.unread_count(actor) == 2
    actions.mark_read(actor, NOW, first.pk)
    assert [n.pk for n in queries.notices(actor).filter(read_at=None)] == [second.pk]
    actions.mark_read(actor, NOW)
    assert queries.unread_count(actor) == 0
