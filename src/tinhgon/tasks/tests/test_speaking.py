"""Urging, opinions that call by name, one's own phrases, many tasks at once."""

from datetime import timedelta
from typing import Any

import pytest

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
from tinhgon.tasks import actions, queries
from tinhgon.tasks.models import Opinion, QuickPhrase, Task, Urge
from tinhgon.tasks.tests.conftest import AT, DUE

TH = "Phòng Tổng hợp"
LATER = AT + timedelta(hours=3)


@pytest.fixture
def task(who: Any, principal: Any, paper: Document) -> Task:
    direction = actions.direct(who("lanhdao"), paper.public_id, "Giao Phòng Tổng hợp.", AT, lead=principal(TH), due=DUE)
    return Task.objects.get(direction=direction)


@pytest.fixture
def across(who: Any, paper: Document, province: Any) -> Task:
    commune = province.unit("tanhoa", "Ủy ban nhân dân xã Tân Hòa").principal_id
    direction = actions.direct(who("lanhdao"), paper.public_id, "Giao xã.", AT, lead=commune, due=DUE)
    return Task.objects.get(direction=direction, origin=None)


def test_urging_tells_the_doer_and_is_counted(who: Any, task: Task, principal: Any) -> None:
    first = actions.urge(who("lanhdao"), task.public_id, "Báo cáo trong sáng nay", AT)
    assert actions.urge(who("lanhdao"), task.public_id, "Báo cáo trong sáng nay", AT) == first
    with pytest.raises(Refused, match="Đã đôn đốc lúc"):
        actions.urge(who("lanhdao"), task.public_id, "nữa", AT + timedelta(minutes=30))
    actions.urge(who("lanhdao"), task.public_id, "", LATER)
    task.refresh_from_db()
    assert (task.urge_count, Urge.objects.filter(task=task).count()) == (2, 2)
    told = Notice.objects.filter(to_id=principal("truongphong"), kind="urge").values_list("text", flat=True)
    assert len(told) == 2
    assert "Báo cáo trong sáng nay" in "".join(told)
    event = Event.objects.filter(object_type="task", object_id=task.pk, verb="tasks.urge").order_by("id").last()
    assert event is not None
    assert event.detail["count"] == 2
    view = queries.task_view(who("truongphong"), task.public_id, LATER)
    assert view is not None
    assert [u.urge is not None for u in view.updates] == [True, True]


def test_who_may_urge(who: Any, task: Task) -> None:
    with pytest.raises(Refused, match="đồng chí chủ trì"):
        actions.urge(who("truongphong"), task.public_id, "", AT)
    with pytest.raises(Refused, match="Không tìm thấy"):
        actions.urge(who("chuyenvien"), task.public_id, "", AT)
    actions.return_task(who("truongphong"), task.public_id, "Không đúng việc", AT)
    with pytest.raises(Refused, match="Chỉ đôn đốc nhiệm vụ đang"):
        actions.urge(who("lanhdao"), task.public_id, "", AT)


def test_urging_crosses(who: Any, across: Task, principal: Any) -> None:
    actions.urge(who("lanhdao"), across.public_id, "Gấp", AT)
    there = queries.counterpart(across)
    assert there is not None
    assert (there.urge_count, there.urges.get().note) == (1, "Gấp")
    assert Notice.objects.filter(to_id=principal("lanhdao.tanhoa"), kind="urge").count() == 1


def test_an_opinion_calls_by_name(who: Any, task: Task, principal: Any) -> None:
    head, leader = who("truongphong"), who("lanhdao")
    opinion = actions.give_opinion(
        leader, task.public_id, f"@{head.name} làm rõ số liệu", AT, mentioned=[principal("chanhvp")], request_key="o"
    )
    assert set(opinion.mentioned_ids) == {principal("chanhvp"), principal("truongphong")}
    assert actions.give_opinion(leader, task.public_id, "lần nữa", AT, request_key="o") == opinion
    kinds = dict(Notice.objects.filter(kind__in=("mention", "opinion")).values_list("to_id", "kind"))
    assert kinds == {principal("chanhvp"): "mention", principal("truongphong"): "mention"}
    answer = actions.give_opinion(head, task.public_id, "Đã bổ sung", LATER)
    assert answer.mentioned_ids == []
    assert Notice.objects.filter(to_id=principal("lanhdao"), kind="opinion").exists()


def test_only_who_sees_it_is_called(who: Any, task: Task, principal: Any) -> None:
    with pytest.raises(Refused, match="không xem được nhiệm vụ") as refused:
        actions.give_opinion(who("lanhdao"), task.public_id, "x", AT, mentioned=[principal("truongbnc")])
    assert refused.value.field == "mentioned"
    people = queries.readers_by_name(task, AT.date())
    assert principal("truongphong") in people
    assert principal("truongbnc") not in people
    with pytest.raises(Refused, match="Ghi nội dung"):
        actions.give_opinion(who("lanhdao"), task.public_id, "  ", AT)
    with pytest.raises(Refused, match="Không tìm thấy"):
        actions.give_opinion(who("chuyenvien.ubnd"), task.public_id, "x", AT)


def test_names_in_a_text() -> None:
    people = {1: "Nguyễn Văn An, Trưởng phòng", 2: "Nguyễn Văn Anh, Chuyên viên", 3: "Lê Thị Hà, Văn thư"}
    assert queries.called_in("@Nguyễn Văn Anh xem, @le thi ha cũng xem", people) == {2, 3}
    assert queries.called_in("Nguyễn Văn An không bị gọi; a@b", people) == set()


def test_an_opinion_s_file_is_for_its_readers(who: Any, task: Task) -> None:
    file = actions.Attachment(files.pdf(), "so-lieu.pdf")
    opinion = actions.give_opinion(who("lanhdao"), task.public_id, "Kèm số liệu", AT, file=file)
    found = queries.opinion_file(who("truongphong"), opinion.pk)
    assert found is not None
    assert (found.name, found.content[:4]) == ("so-lieu.pdf", b"%PDF")
    assert queries.opinion_file(who("chuyenvien"), opinion.pk) is None
    with pytest.raises(Refused):
        actions.give_opinion(
            who("lanhdao"), task.public_id, "x", AT, file=actions.Attachment(files.pdf(7, "mat"), "mat.pdf")
        )


def test_only_what_is_meant_for_it_crosses(who: Any, across: Task) -> None:
    there = queries.counterpart(across)
    assert there is not None
    actions.give_opinion(who("lanhdao"), across.public_id, "Nội bộ Tỉnh ủy", AT)
    actions.give_opinion(who("lanhdao"), across.public_id, "Gửi xã", AT, crosses=True)
    actions.give_opinion(who("lanhdao.tanhoa"), there.public_id, "Nội bộ xã", AT)
    assert [o.text for o in there.opinions.order_by("id")] == ["Gửi xã", "Nội bộ xã"]
    assert [o.text for o in across.opinions.order_by("id")] == ["Nội bộ Tỉnh ủy", "Gửi xã"]
    assert Opinion.objects.get(task=there, has_crossed=True).mentioned_ids == []


def test_phrases_are_kept_ordered_and_dropped(who: Any, province: Any) -> None:
    leader = who("lanhdao")
    first, second, third = (actions.keep_phrase(leader, text) for text in ("Một", "Hai", "Ba"))
    assert actions.keep_phrase(leader, " Hai ") == second
    actions.move_phrase(leader, third.pk, -1)
    assert list(queries.own_phrases(leader)) == [first, third, second]
    actions.move_phrase(leader, first.pk, -1)
    assert queries.quick_phrases(leader) == ["Một", "Ba", "Hai"]
    actions.keep_phrase(leader, "Một, sửa", first.pk)
    with pytest.raises(Refused, match="Đã có câu này"):
        actions.keep_phrase(leader, "Hai", first.pk)
    with pytest.raises(Refused, match="không còn"):
        actions.keep_phrase(who("bithu"), "Của người khác", first.pk)
    assert not actions.drop_phrase(who("bithu"), first.pk)
    assert actions.drop_phrase(leader, first.pk)
    assert not actions.drop_phrase(leader, first.pk)
    assert queries.quick_phrases(who("bithu"))[0].startswith("Giao …")
    for text, words in (("", "Ghi câu"), ("x" * 301, "300")):
        with pytest.raises(Refused, match=words):
            actions.keep_phrase(leader, text)
    QuickPhrase.objects.bulk_create(QuickPhrase(owner_id=leader.person_id, text=f"Câu {n}") for n in range(28))
    with pytest.raises(Refused, match="tối đa"):
        actions.keep_phrase(leader, "Một câu nữa")


def test_what_one_writes_most_is_proposed(who: Any, paper: Document, principal: Any) -> None:
    leader = who("lanhdao")
    words = "Giao Phòng Tổng hợp chủ trì tham mưu. Báo cáo trước ngày hẹn"
    made = actions.direct(leader, paper.public_id, words, AT, lead=principal(TH), due=DUE)
    assert queries.proposed_phrases(leader) == []
    actions.direct(leader, paper.public_id, words, AT, lead=principal(TH), due=DUE, supersedes=made.public_id)
    assert dict(queries.proposed_phrases(leader)) == {"Giao … chủ trì tham mưu": 2, "Báo cáo trước ngày hẹn": 2}
    actions.keep_phrase(leader, "giao … chủ trì tham mưu")
    assert [text for text, _ in queries.proposed_phrases(leader)] == ["Báo cáo trước ngày hẹn"]


def test_many_at_once_and_what_failed_says_why(who: Any, task: Task, principal: Any) -> None:
    head = who("truongphong")
    other = actions.create(who("lanhdao"), "Việc khác", principal(TH), DUE, AT)
    actions.accept(head, other.public_id, AT)
    strange = actions.create(who("lanhdao"), "Việc ban khác", principal("Ban Nội chính Tỉnh ủy"), DUE, AT)
    report = actions.accept_each(lambda home: head, [task.public_id, other.public_id, strange.public_id], "", AT)
    assert report.done == 2  # taking over twice changes nothing
    assert [(f.public_id, f.reason) for f in report.failures] == [(None, "Không tìm thấy, hoặc không có quyền xem.")]
    report = actions.recognise_each(lambda home: who("lanhdao"), [task.public_id, strange.public_id], "", AT)
    assert report.done == 0
    assert {f.title for f in report.failures} == {task.title, strange.title}
    assert all("Chưa có báo cáo" in f.reason for f in report.failures)
    report = actions.urge_each(lambda home: who("lanhdao"), [task.public_id, strange.public_id], "Nhanh", AT)
    assert (report.done, report.failures) == (2, [])
    with pytest.raises(Refused, match="Chưa chọn"):
        actions.urge_each(lambda home: head, [], "", AT)
