"""The clerk's post handed over by minutes: what stands in them, two persons, one at a time, printed, seen by few."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.numbering.models import Period
from tinhgon.documents import exports
from tinhgon.documents.actions import minutes
from tinhgon.documents.models import ClerkMinutes
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.organisation.models import Appointment, ClericalOffice, Seal, SealKeeping

PAGE = "/van-ban/so/ban-giao/"


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def office(ladder: Ladder) -> ClericalOffice:
    found = ClericalOffice.objects.filter(agency__key="ubnd").first()
    assert found is not None
    return found


def person(ladder: Ladder, seat: str) -> int:
    return Appointment.objects.filter(post=ladder.province.post(f"{seat}.ubnd"))[0].person_id


def drawn_up(ladder: Ladder, to: str = "chuyenvien") -> ClerkMinutes:
    return minutes.draw_up(ladder.who("vanthu"), office(ladder).pk, person(ladder, to), "chuyển công tác", ladder.at)


def test_books_seals_and_papers_stand_in_them(ladder: Ladder) -> None:
    body, post = ladder.province.body("ubnd"), ladder.province.post("vanthu.ubnd")
    seal = Seal.objects.create(body=body, name="Dấu cơ quan", registration="12/GCN", starts_on="2025-07-01")
    SealKeeping.objects.create(seal=seal, post=post, starts_on="2025-07-01")
    issued, _waiting = ladder.issued(), ladder.signed()
    row = drawn_up(ladder)
    period = Period.objects.get(book=issued.book, last_number__gt=0)
    assert [period.book.name, "Văn bản đi", period.label, str(period.last_number)] in row.content["books"]
    shown = next(line for line in row.content["seals"] if line[0] == "Dấu cơ quan")
    assert shown[1:3] == [body.name, "12/GCN"]
    assert post.title in shown[3]
    assert ["Văn bản đi: đã ký, chờ cấp số", "1"] in row.content["papers"]
    assert exports.minutes_pdf(row, ladder.at, "Người in").startswith(b"%PDF")


def test_two_persons_one_at_a_time(ladder: Ladder) -> None:
    row = drawn_up(ladder)
    assert drawn_up(ladder) == row, "the same again is the same act"
    assert "chưa ký nhận" in refused(drawn_up, ladder, "tochuc").reason
    clerk, taker = ladder.who("vanthu"), ladder.who("chuyenvien")
    assert refused(drawn_up, ladder, "vanthu").field == "taker"
    assert refused(minutes.take_over, clerk, row.pk, ladder.at).code == "forbidden"
    assert refused(minutes.refuse_minutes, taker, row.pk, " ", ladder.at).field == "reason"
    minutes.refuse_minutes(taker, row.pk, "Thiếu một sổ", ladder.at)
    assert Notice.objects.filter(to=ladder.province.post("vanthu.ubnd").principal).count() == 0
    assert Notice.objects.filter(to_id=row.giver.principal_id, text__contains="Thiếu một sổ").exists()
    again = drawn_up(ladder)
    for _ in range(2):
        minutes.take_over(taker, again.pk, timezone.now())
    assert Event.objects.filter(verb="documents.take_over_post").count() == 1
    officer = ladder.province.post("tochuc.ubnd").principal
    assert Notice.objects.filter(to=officer, text__startswith="Ghi bàn giao con dấu").exists()
    for act in (minutes.take_over, lambda who, pk, at: minutes.refuse_minutes(who, pk, "x", at)):
        assert refused(act, ladder.province.actor("vanthu.tinhuy"), again.pk, ladder.at).code == "not_found"
    assert refused(minutes.refuse_minutes, taker, again.pk, "x", ladder.at).code == "forbidden"
    drafter = ladder.who("chuyenvien")
    assert refused(minutes.draw_up, drafter, office(ladder).pk, person(ladder, "vanthu"), "x", ladder.at)


def test_the_pages(ladder: Ladder) -> None:
    clerk, taker = ladder.province.client("vanthu.ubnd"), ladder.province.client("chuyenvien.ubnd")
    assert PAGE in clerk.get("/van-ban/so/").content.decode()
    assert taker.get(PAGE).status_code == 404, "nothing there for him yet"
    sent = {"office": office(ladder).pk, "taker": person(ladder, "chuyenvien"), "reason": "nghỉ hưu"}
    assert clerk.post(f"{PAGE}moi/", sent | {"reason": ""}).status_code == 422
    assert clerk.post(f"{PAGE}moi/", sent).status_code == 302
    row = ClerkMinutes.objects.get()
    assert "Ký nhận" in taker.get(PAGE).content.decode()
    assert clerk.get(reverse("documents:minutes_file", args=[row.pk]))["Content-Type"] == "application/pdf"
    assert ladder.province.client("truongphong.ubnd").get(f"{PAGE}{row.pk}/bien-ban.pdf").status_code == 404
    assert taker.post(reverse("documents:refuse_minutes", args=[row.pk]), {"reason": ""}).status_code == 302
    assert taker.post(reverse("documents:take_over_post", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == "taken"
    assert clerk.get(f"{PAGE}nguoi/", {"q": "a"}).status_code == 200
