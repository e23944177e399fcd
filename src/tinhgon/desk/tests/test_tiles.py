"""Saved views as tiles: put, hidden, ordered; given by who may; counted with the viewer's rights."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused
from tinhgon.desk import actions, queries, rules
from tinhgon.documents import queries as documents
from tinhgon.documents import rules as documents_rules
from tinhgon.documents.actions import saved_views
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.forms.saved_views import filter_of
from tinhgon.documents.models import Document, SavedView, SharedView
from tinhgon.documents.tests.ladder import history_last

NOW = timezone.now()
URGENT = "tab=all&urgency=khan"


def paper(province: Any, *readers: str, **changes: Any) -> Document:
    values = {
        "agency": province.agency("tinhuy"), "flow": Flow.INCOMING, "state": IncomingState.ARRIVED,
        "subject": "Báo cáo", "urgency": "khan", "created_at": NOW, "arrived_at": NOW, "created_by": "thử",
        "reader_ids": [province.post(f"{who}.tinhuy").principal_id for who in readers],
    }  # fmt: skip
    return Document.objects.create(**(values | changes))


def view(province: Any, who: str, name: str = "Khẩn", query: str = URGENT) -> SavedView:
    return saved_views.save_view(province.actor(who), name, query)


def shown(province: Any, who: str) -> list[str]:
    return [row.view.name for row in queries.tiles(province.actor(who)).shown]


def refused(act: Any, *values: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*values)
    return caught.value


def test_a_view_of_ones_own_is_put_on_the_desk_and_taken_off(province: Any) -> None:
    browser, kept = province.client("vanthu.tinhuy"), view(province, "vanthu.tinhuy")
    assert shown(province, "vanthu.tinhuy") == []
    assert "Đặt bộ lọc đã lưu lên bàn" in browser.get("/").content.decode()
    for _ in range(2):
        assert browser.post(reverse("desk:put_tile", args=[kept.pk])).status_code == 302
    assert shown(province, "vanthu.tinhuy") == ["Khẩn"]
    assert "/van-ban/den/?tab=all&amp;urgency=khan" in browser.get("/").content.decode()
    stranger = province.client("vanthu2.tinhuy")
    for name in ("desk:put_tile", "desk:take_tile_off"):
        assert stranger.post(reverse(name, args=[kept.pk])).status_code == 404
    for _ in range(2):
        browser.post(reverse("desk:take_tile_off", args=[kept.pk]))
    assert shown(province, "vanthu.tinhuy") == [] and SavedView.objects.exists()


def test_each_counts_what_he_may_read(province: Any) -> None:
    paper(province, "lanhdao", "vanthu")
    paper(province, "lanhdao", is_restricted=True)
    paper(province, "lanhdao", "vanthu", urgency="")
    saved = saved_views.share_view(province.actor("lanhdao.tinhuy"), view(province, "lanhdao.tinhuy").pk, None, NOW)
    for who, count in (("lanhdao.tinhuy", 2), ("vanthu.tinhuy", 1), ("chuyenvien.tinhuy", 0)):
        assert documents.incoming_totals(province.actor(who), [filter_of(saved.view)], NOW) == [count], who
    part = province.client("vanthu.tinhuy").get(reverse("desk:tiles"), headers={"hx-request": "true"})
    assert '<span class="v">1</span>' in part.content.decode()
    assert "hx-get" not in part.content.decode(), "asked for once"


def test_the_api_tells_what_stands_on_the_desk_and_what_could(province: Any) -> None:
    paper(province, "vanthu")
    own = view(province, "vanthu.tinhuy", "Của tôi")
    saved_views.share_view(province.actor("lanhdao.tinhuy"), view(province, "lanhdao.tinhuy").pk, None, NOW)
    found = province.client("vanthu.tinhuy").get("/api/v1/home/tiles").json()
    assert [(row["name"], row["count"], row["is_capped"]) for row in found["shown"]] == [("Khẩn", 1, False)]
    assert found["others"] == [{"id": own.pk, "name": "Của tôi", "query": own.query, "by": "", "place": ""}]


def test_all_tiles_are_counted_in_one_query(province: Any) -> None:
    paper(province, "lanhdao")
    actor, costs = province.actor("lanhdao.tinhuy"), []
    lists = [filter_of(SavedView(query=f"tab=all&urgency={u}")) for u in ("khan", "none", "hoa_toc")]
    for some in (lists[:2], lists * 3):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            found = documents.incoming_totals(actor, some, NOW)
        costs.append(len(captured))
    assert costs[0] == costs[1] and found == [1, 0, 0] * 3


def test_a_head_gives_his_unit_a_view_and_a_receiver_hides_it(province: Any) -> None:
    head, unit = province.actor("truongphong.tinhuy"), province.post("truongphong.tinhuy").unit
    kept = view(province, "truongphong.tinhuy")
    assert "cả cơ quan" in refused(saved_views.share_view, head, kept.pk, None, NOW).reason
    for _ in range(2):
        share = saved_views.share_view(head, kept.pk, unit.pk, NOW)
    assert SharedView.objects.count() == 1 and Event.objects.filter(verb="documents.share_view").count() == 1
    assert shown(province, "chuyenvien.tinhuy") == ["Khẩn"]
    assert shown(province, "truongphong.tinhuy") == [], "one's own is put there by oneself"
    assert shown(province, "lanhdao.sonoivu") == [], "another agency"
    browser = province.client("chuyenvien.tinhuy")
    assert "Được chia sẻ" in browser.get("/van-ban/den/").content.decode()
    browser.post(reverse("desk:take_tile_off", args=[kept.pk]))
    assert shown(province, "chuyenvien.tinhuy") == []
    assert [row.place for row in queries.tiles(province.actor("chuyenvien.tinhuy")).others] != []
    browser.post(reverse("desk:put_tile", args=[kept.pk]))
    assert shown(province, "chuyenvien.tinhuy") == ["Khẩn"]
    stranger = province.actor("chuyenvien.tinhuy")
    assert refused(saved_views.unshare_view, stranger, share.pk, NOW).code == "forbidden"
    assert refused(saved_views.share_view, stranger, kept.pk, unit.pk, NOW).code == "not_found"
    elsewhere = province.actor("vanthu.sonoivu")
    assert refused(saved_views.unshare_view, elsewhere, share.pk, NOW).code == "not_found"
    with history_last():
        saved_views.unshare_view(head, share.pk, NOW)
    assert shown(province, "chuyenvien.tinhuy") == []
    assert refused(saved_views.unshare_view, head, share.pk, NOW).code == "not_found"


def test_who_may_share_with_the_agency_takes_it_back_too(province: Any) -> None:
    leader, chief = province.actor("lanhdao.tinhuy"), province.actor("chanhvp.tinhuy")
    share = saved_views.share_view(leader, view(province, "lanhdao.tinhuy").pk, None, NOW)
    assert shown(province, "chuyenvien.tinhuy") == ["Khẩn"]
    saved_views.unshare_view(chief, share.pk, NOW)
    assert not SharedView.objects.exists()
    assert Event.objects.get(verb="documents.unshare_view").object_home == share.agency_id


def test_desks_and_places_have_their_limits(province: Any) -> None:
    leader = province.actor("lanhdao.tinhuy")
    views = [view(province, "lanhdao.tinhuy", f"Lọc {n}") for n in range(rules.MOST_TILES + 1)]
    for kept in views[:-1]:
        actions.put_tile(leader, kept.pk)
    assert "12 ô" in refused(actions.put_tile, leader, views[-1].pk).reason
    answer = province.client("lanhdao.tinhuy").post(reverse("desk:put_tile", args=[views[-1].pk]), follow=True)
    assert "12 ô" in answer.content.decode()
    for kept in views[: documents_rules.MOST_SHARED]:
        saved_views.share_view(leader, kept.pk, None, NOW)
    assert refused(saved_views.share_view, leader, views[-1].pk, None, NOW).field == "unit"


def test_the_order_is_ones_own_and_moves_only_what_is_named(province: Any) -> None:
    actor = province.actor("vanthu.tinhuy")
    ids = [view(province, "vanthu.tinhuy", name).pk for name in "ABCD"]
    for pk in ids:
        actions.put_tile(actor, pk)
    browser, address = province.client("vanthu.tinhuy"), reverse("desk:order_tiles")
    assert browser.post(address, {"o": [ids[1], ids[0]]}).status_code == 302
    assert shown(province, "vanthu.tinhuy") == ["B", "A", "C", "D"]
    dragged = browser.post(address, {"o": [*reversed(ids), 999, "x"]}, headers={"X-Requested-With": "fetch"})
    assert dragged.status_code == 204 and shown(province, "vanthu.tinhuy") == ["D", "C", "B", "A"]
    actions.take_tile_off(actor, ids[2])
    browser.post(address, {"o": [ids[0], ids[2], ids[1]]})
    assert shown(province, "vanthu.tinhuy") == ["D", "A", "B"], "one that left meanwhile is passed over"


def test_pages_of_sharing(province: Any) -> None:
    kept = view(province, "truongphong.tinhuy")
    address, browser = reverse("documents:share_view", args=[kept.pk]), province.client("truongphong.tinhuy")
    assert address in browser.get("/van-ban/den/").content.decode()
    assert "Cả cơ quan" not in browser.get(address).content.decode()
    assert browser.post(address, {"unit": ""}).status_code == 422
    assert browser.post(address, {"unit": province.post("truongphong.tinhuy").unit_id}).status_code == 302
    share = SharedView.objects.get()
    assert province.client("vanthu.tinhuy").get(address).status_code == 404
    page = browser.post(reverse("documents:unshare_view", args=[share.pk]), {"view": kept.pk}, follow=True)
    assert "mới chỉ của riêng đồng chí" in page.content.decode()


def test_a_stand_in_sees_the_units_views_until_the_leave_ends(province: Any) -> None:
    """Views reach posts, not people: who stood in until yesterday has them no more."""
    from tinhgon.organisation.models import Delegation

    head = province.actor("truongphong.tinhuy")
    saved_views.share_view(
        head, view(province, "truongphong.tinhuy").pk, province.post("truongphong.tinhuy").unit_id, NOW
    )
    away, stands = province.post("truongphong.tinhuy"), province.post("vanthu.tinhuy")
    today = timezone.localdate()
    given = Delegation.objects.create(
        agency=away.agency, from_post=away, to_post=stands, kind="leave", starts_on=today - timedelta(days=3),
        ends_on=today + timedelta(days=1),
    )  # fmt: skip
    assert shown(province, "vanthu.tinhuy") == ["Khẩn"]
    given.ends_on = today
    given.save()
    assert shown(province, "vanthu.tinhuy") == []
