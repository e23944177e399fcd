"""Recipients: as many lines as wanted, groups kept per agency with dated members, ended bodies flagged with heirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions import drafting, groups, issuing
from tinhgon.documents.models import Document, GroupMember, RecipientGroup
from tinhgon.organisation.models import IssuingBody, Succession, UnitVersion

Line = issuing.RecipientLine


@pytest.fixture
def draft(province: Any, tmp_path: Any, settings: Any) -> Document:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    new = drafting.NewDraft(subject="Báo cáo quý", type_code="BC", text="Nội dung")
    return drafting.draft(province.actor("chuyenvien.tinhuy"), new, timezone.now())


def data(lines: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    found = {"noi-TOTAL_FORMS": str(len(lines)), "noi-INITIAL_FORMS": "0", **more}
    for at, line in enumerate(lines):
        found |= {f"noi-{at}-{name}": value for name, value in ({"role": "act", "copies": 1} | line).items()}
    return found


def page(draft: Document) -> str:
    return reverse("documents:recipients", args=[draft.public_id])


def test_seventy_lines_in_one_go_and_four_roles(province: Any, draft: Document) -> None:
    bodies = [{"body": province.body(key).pk} for key in ("ubnd", "sonoivu", "tanhoa")]
    outside = [{"name": f"Hợp tác xã {n}", "role": "know"} for n in range(66)]
    lines = [*bodies, *outside, {"name": "VT, TH", "role": "file"}, {}]
    client = province.client("chuyenvien.tinhuy")
    response = client.post(page(draft), data(lines, lam="luu"))
    assert response.status_code == 302
    rows = list(draft.recipients.order_by("ordinal"))
    assert len(rows) == 70
    assert (rows[0].body, rows[-1].role, rows[-1].name) == (province.body("ubnd"), "file", "VT, TH")
    again = client.get(page(draft)).content.decode()
    assert "Hợp tác xã 65" in again


def test_a_typed_name_is_enough_without_script(province: Any, draft: Document) -> None:
    client = province.client("chuyenvien.tinhuy")
    response = client.post(page(draft), data([{"body_text": "so noi vu"}, {"body_text": "ủy ban"}], lam="luu"))
    assert response.status_code == 422
    assert "nơi khớp" in response.content.decode()
    assert client.post(page(draft), data([{"body_text": "so noi vu"}], lam="luu")).status_code == 302
    assert draft.recipients.get().body == province.body("sonoivu")


def test_a_group_is_kept_expanded_and_dated(province: Any, draft: Document) -> None:
    actor, now = province.actor("chuyenvien.tinhuy"), timezone.now()
    departments = [Line("act", body_id=province.body(key).pk) for key in ("sonoivu", "sotaichinh")]
    group = groups.keep_group(actor, "Các sở, ban, ngành", [*departments, Line("act", "Báo Bình Sơn")], now)
    client = province.client("chuyenvien.tinhuy")
    shown = client.post(
        page(draft), data([{"name": "Đã gõ"}], lam="them-nhom", group=group.pk, group_role="know")
    ).content.decode()
    for words in ("Đã gõ", "Sở Nội vụ", "Sở Tài chính", "Báo Bình Sơn"):
        assert words in shown
    assert draft.recipients.count() == 0  # put in, not saved yet
    later = now + timedelta(days=3)
    groups.keep_group(actor, "CÁC SỞ, BAN, NGÀNH", departments[:1], later)
    assert RecipientGroup.objects.count() == 1
    on = timezone.localdate(later)
    assert [m.body_id for m in queries.members_on(group.pk, on)] == [departments[0].body_id]
    assert queries.members_on(group.pk, timezone.localdate(now)).count() == 3
    assert GroupMember.objects.count() == 3


def test_groups_are_the_agency_s_own(province: Any, draft: Document) -> None:
    group = groups.keep_group(province.actor("chuyenvien.tinhuy"), "Nhóm", [Line("act", "A")], timezone.now())
    stranger = province.actor("chuyenvien.ubnd")
    assert queries.recipient_groups(stranger) == []
    assert queries.group_lines(stranger, group.pk, "act") == []
    with pytest.raises(Refused, match="không còn"):
        groups.drop_group(stranger, group.pk, timezone.now())
    with pytest.raises(Refused):
        groups.keep_group(province.actor("quantri.tinhuy"), "Nhóm", [Line("act", "A")], timezone.now())
    for name, lines in (("", [Line("act", "A")]), ("Nhóm", [])):
        with pytest.raises(Refused):
            groups.keep_group(province.actor("chuyenvien.tinhuy"), name, lines, timezone.now())
    client = province.client("chuyenvien.tinhuy")
    assert "Nhóm" in client.get(reverse("documents:recipient_groups")).content.decode()
    client.post(reverse("documents:drop_group", args=[group.pk]))
    assert not RecipientGroup.objects.exists()


def test_an_ended_recipient_is_flagged_with_its_heir(province: Any, draft: Document) -> None:
    body, heir = province.body("sotaichinh"), province.body("sonoivu")
    client = province.client("chuyenvien.tinhuy")
    client.post(page(draft), data([{"body": body.pk}], lam="luu"))
    today = timezone.localdate()
    IssuingBody.objects.filter(pk=body.pk).update(ends_on=today)
    Succession.objects.create(predecessor=body.unit, successor=heir.unit, operation="merge", effective_on=today)
    shown = client.get(page(draft)).content.decode()
    assert "Có nơi nhận đã kết thúc hoạt động" in shown
    assert "Nơi kế thừa: Sở Nội vụ" in shown
    options = client.get(reverse("documents:pick_body"), {"q": "so tai chinh"}).content.decode()
    assert 'aria-disabled="true"' in options
    response = client.post(page(draft), data([{"body": body.pk}], lam="luu"))
    assert (response.status_code, "kế thừa" in response.content.decode()) == (422, True)


def test_ended_bodies_are_offered_with_their_heirs_in_as_many_queries_as_one(
    province: Any, django_assert_num_queries: Any
) -> None:
    today = timezone.localdate()
    last = province.body("sonoivu")
    ended = list(IssuingBody.objects.exclude(unit=None).exclude(pk=last.pk).order_by("pk")[:6])

    def end(bodies: list[IssuingBody]) -> None:
        for body in bodies:
            IssuingBody.objects.filter(pk=body.pk).update(ends_on=today)
            Succession.objects.create(predecessor=body.unit, successor=last.unit, operation="merge", effective_on=today)

    end(ended[:1])
    with CaptureQueriesContext(connection) as one:
        queries.bodies_to_pick(today)
    end(ended[1:])
    with django_assert_num_queries(len(one)):
        notes = {option.value: option.note for option in queries.bodies_to_pick(today)}
    assert all("Nơi kế thừa: Sở Nội vụ." in notes[body.pk] for body in ended)


def test_many_recipients_cost_as_many_queries_as_one(
    province: Any, draft: Document, django_assert_max_num_queries: Any
) -> None:
    actor, now = province.actor("chuyenvien.tinhuy"), timezone.now()
    bodies = list(IssuingBody.objects.exclude(unit=None).order_by("pk")[:8])
    issuing.set_recipients(actor, draft.pk, [Line("act", body_id=bodies[0].pk)], now)
    with CaptureQueriesContext(connection) as one:
        issuing.set_recipients(actor, draft.pk, [Line("know", body_id=bodies[0].pk)], now)
    with django_assert_max_num_queries(len(one)):
        issuing.set_recipients(actor, draft.pk, [Line("know", body_id=body.pk) for body in bodies], now)
    assert draft.recipients.count() == len(bodies)
    assert all(draft.recipients.values_list("name", flat=True))


def test_the_heir_of_an_heir_and_no_end_in_a_ring(province: Any) -> None:
    today = timezone.localdate()
    first, second, third = (province.body(key) for key in ("sotaichinh", "ubnd", "sonoivu"))
    for before, after in ((first, second), (second, third), (third, first)):
        Succession.objects.create(predecessor=before.unit, successor=after.unit, operation="m", effective_on=today)
    IssuingBody.objects.filter(pk__in=[first.pk, second.pk]).update(ends_on=today)
    names = queries.successor_names([first, second], today)
    assert names == {first.pk: ["Sở Nội vụ"], second.pk: ["Sở Nội vụ"]}
    assert queries.successor_names([first], today - timedelta(days=1)) == {first.pk: []}


def test_a_name_to_come_is_not_on_a_paper_yet(province: Any) -> None:
    body, today = province.body("sonoivu"), timezone.localdate()
    UnitVersion.objects.create(
        unit=body.unit, name="Sở Nội vụ và Lao động", short_name="Sở", starts_on=today + timedelta(days=9)
    )
    assert queries.body_name(body, today) == "Sở Nội vụ"
    assert queries.body_name(body, today + timedelta(days=9)) == "Sở Nội vụ và Lao động"


def test_pickers_of_papers(province: Any, draft: Document) -> None:
    client = province.client("chuyenvien.tinhuy")
    found = client.get(reverse("documents:pick_post"), {"opinions_from_text": "truong phong"}).content.decode()
    assert "Trưởng phòng Tổng hợp" in found
    assert 'role="option"' in found
    nothing = client.get(reverse("documents:pick_body"), {"q": "khong co noi nay"}).content.decode()
    assert "Không có ai khớp" in nothing
