"""Absence is not delegation: the queue of who is on leave is with who stands in and returns by itself; a secretary sees
the leader's queue and prepares; KT., TL., TUQ. are signed only as given."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import approval
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Delegation

today = timezone.localdate
SEATS = ("truongphong", "chanhvp", "phochutich", "lanhdao", "tochuc", "chuyenvien")


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def give(ladder: Ladder, kind: str, from_seat: str, to_seat: str, ends_on: date | None, **more: Any) -> Delegation:
    from_post, to_post = (ladder.province.post(f"{seat}.ubnd") for seat in (from_seat, to_seat))
    values = {"starts_on": today() - timedelta(days=5)} | more
    return Delegation.objects.create(
        agency=from_post.agency, from_post=from_post, to_post=to_post, kind=kind, ends_on=ends_on, **values
    )


def waiting(ladder: Ladder, seat: str, on: date | None = None) -> set[int]:
    return {row.document.pk for row in queries.approvals(ladder.province.actor(f"{seat}.ubnd", on, office="ubnd"))}


def test_the_queue_moves_and_returns_by_date(ladder: Ladder) -> None:
    document = ladder.submitted()
    give(ladder, "leave", "truongphong", "tochuc", today() + timedelta(days=1))
    assert (waiting(ladder, "truongphong"), waiting(ladder, "tochuc")) == (set(), {document.pk})
    tomorrow = today() + timedelta(days=1)
    assert (waiting(ladder, "truongphong", tomorrow), waiting(ladder, "tochuc", tomorrow)) == ({document.pk}, set())
    page = ladder.province.client("truongphong.ubnd").get("/van-ban/trinh-ky/").content.decode()
    assert "Đồng chí đang nghỉ" in page
    seen = ladder.province.client("chuyenvien.ubnd").get(reverse("documents:document", args=[document.public_id]))
    assert "thay đến hết" in seen.content.decode(), "who waits sees who acts for whom"
    page = ladder.province.client("tochuc.ubnd").post(
        reverse("documents:approve", args=[document.public_id]), {"opinion": "Được"}
    )
    assert page.status_code == 302
    step = document.steps.get(kind="content")
    assert "(thay " in step.decided_by
    assert "(thay " in Event.objects.filter(verb="documents.approve", object_id=document.pk).latest("pk").actor_label


def test_an_acting_head_whose_leave_ended_this_morning(ladder: Ladder) -> None:
    document = ladder.submitted()
    give(ladder, "leave", "truongphong", "tochuc", today())
    acting = ladder.province.actor("tochuc.ubnd", today() - timedelta(days=1), office="ubnd")
    assert ladder.province.post("truongphong.ubnd").principal_id in acting.post_ids, "until yesterday"
    step = document.steps.get(state=StepState.CURRENT)
    for act in (approval.approve, lambda who, pk, at: approval.send_back(who, document.pk, "x", at)):
        assert refused(act, ladder.who("tochuc"), step.pk, ladder.at).code in ("forbidden", "not_found")
    assert waiting(ladder, "truongphong") == {document.pk}


def test_standing_in_goes_on_from_one_who_is_away_too(ladder: Ladder) -> None:
    document, until = ladder.submitted(), today() + timedelta(days=3)
    give(ladder, "leave", "truongphong", "tochuc", until)
    give(ladder, "leave", "tochuc", "chanhvp", until)
    assert [waiting(ladder, seat) for seat in ("truongphong", "tochuc", "chanhvp")] == [set(), set(), {document.pk}]
    user = ladder.province.client("chanhvp.ubnd")
    assert user.post(reverse("documents:approve", args=[document.public_id]), {"opinion": ""}).status_code == 302


@pytest.mark.parametrize("seed", range(15))
def test_queues_are_a_partition_whoever_is_away(ladder: Ladder, seed: int) -> None:
    """However leaves chain, cross and end: every step waits for exactly one person."""
    rng = random.Random(seed)
    document = Document.objects.create(
        agency=ladder.province.agency("ubnd"), flow="outgoing", state="submitted", subject="x", created_at=ladder.at,
        created_by="thử", reader_ids=[ladder.province.post(f"{seat}.ubnd").principal_id for seat in SEATS],
    )  # fmt: skip
    for n, seat in enumerate(SEATS, 1):
        ApprovalStep.objects.create(
            document=document, ordinal=n, stage=1, kind="opinion", state="current",
            post=ladder.province.post(f"{seat}.ubnd"),
        )  # fmt: skip
    for _ in range(rng.randrange(1, 7)):
        away, stands = rng.sample(SEATS, 2)
        give(ladder, "leave", away, stands, today() + timedelta(days=rng.randrange(0, 4)))
    for day in (today(), today() + timedelta(days=2)):
        found = [
            row.step.post_id
            for seat in SEATS
            for row in queries.approvals(ladder.province.actor(f"{seat}.ubnd", day, office="ubnd"))
        ]
        assert sorted(found) == sorted(document.steps.values_list("post_id", flat=True)), day


def test_a_secretary_sees_the_leaders_queue_and_prepares(ladder: Ladder) -> None:
    document = ladder.submitted()
    give(ladder, "secretary", "truongphong", "vanthu", None)
    clerk = ladder.who("vanthu")
    assert queries.paper_for(clerk, document.public_id) == document
    assert rules.can_see(clerk, document)
    assert [row.document for row in queries.desks(clerk)[0].rows] == [document]
    assert document.pk not in waiting(ladder, "vanthu"), "the leader's, not the secretary's own"
    step = document.steps.get(state=StepState.CURRENT)
    assert refused(approval.approve, clerk, step.pk, ladder.at).code == "forbidden"
    assert refused(approval.send_back, clerk, document.pk, "không", ladder.at).code == "forbidden"
    browser = ladder.province.client("vanthu.ubnd")
    assert "Hàng chờ của" in browser.get("/van-ban/trinh-ky/").content.decode()
    address = reverse("documents:prepare_opinion", args=[document.public_id])
    assert address in browser.get(reverse("documents:document", args=[document.public_id])).content.decode()
    for _ in range(2):
        assert browser.post(address, {"text": "Đề nghị ký"}).status_code == 302
    assert Event.objects.filter(verb="documents.prepare_opinion").count() == 1
    assert Notice.objects.filter(to=step.post.principal, text__startswith="Thư ký đã chuẩn bị").count() == 1
    shown = ladder.province.client("truongphong.ubnd").get(reverse("documents:approve", args=[document.public_id]))
    assert "Đề nghị ký" in shown.content.decode()
    approval.approve(ladder.who("truongphong"), step.pk, ladder.at)
    assert queries.paper_for(clerk, document.public_id) is None, "no longer on that desk"
    assert browser.get(address).status_code == 404


def test_a_secretarys_access_has_its_days_and_ends_at_restricted_papers(ladder: Ladder) -> None:
    given = give(ladder, "secretary", "truongphong", "vanthu", today())
    document = ladder.submitted()
    assert queries.paper_for(ladder.who("vanthu"), document.public_id) is None, "ended this morning"
    given.ends_on = None
    given.save()
    restricted = ladder.submitted(is_restricted=True)
    assert queries.paper_for(ladder.who("vanthu"), document.public_id) == document
    assert queries.paper_for(ladder.who("vanthu"), restricted.public_id) is None
    assert not rules.can_see(ladder.who("vanthu"), restricted)
    stranger = ladder.who("truongphong")
    assert refused(approval.prepare_opinion, stranger, document.pk, "x", ladder.at).code == "forbidden"


def test_authority_is_checked_as_given_on_the_day_of_signing(ladder: Ladder) -> None:
    document, clerk = ladder.approved(), ladder.who("vanthu")
    deputy = ladder.province.post("phochutich.ubnd")
    name = organisation.holders([deputy.pk], today())[deputy.pk]
    title = "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    signature = ladder.signature(signer_name=name, signer_title=title)

    def sign(**more: Any) -> Any:
        return refused(approval.sign_by_hand, clerk, document.pk, ladder.signature(**more), ladder.at)

    assert sign(signer_name=name, signer_title=title).field == "signer_title"
    give(ladder, "leave", "lanhdao", "phochutich", today() + timedelta(days=3))
    assert "ký thay" in sign(signer_name=name, signer_title=title).reason, "absence is not delegation"
    other_type = give(ladder, "KT", "lanhdao", "phochutich", None, type_codes=["QĐ"])
    assert sign(signer_name=name, signer_title=title).field == "signer_title"
    other_type.type_codes = ["CV"]
    other_type.save()
    assert sign(signer_name="Người Khác", signer_title=title).field == "signer_title"
    assert queries.signing_title(document, deputy, today()).startswith("KT. ")
    assert approval.sign_by_hand(clerk, document.pk, signature, ladder.at).state == "signed"


def test_a_party_paper_knows_no_t_u(ladder: Ladder, province: Any) -> None:
    party = Ladder(province, "tinhuy")
    document = party.approved()
    signature = party.signature(signer_title="T/U BÍ THƯ / PHÓ BÍ THƯ")
    assert "Đảng" in refused(approval.sign_by_hand, party.who("vanthu"), document.pk, signature, party.at).reason


@pytest.mark.parametrize(
    ("title", "kind"),
    [("KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "KT"), ("T/L BAN THƯỜNG VỤ", "TL"), ("TUQ. GIÁM ĐỐC", "TUQ"), ("Chủ tịch", None),
     ("T/M BAN THƯỜNG VỤ / K/T BÍ THƯ", "KT"), ("Trưởng phòng KT.HT", None)],
)  # fmt: skip
def test_what_a_title_says(title: str, kind: str | None) -> None:
    assert rules.authority_in(title) == kind
