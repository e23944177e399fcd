"""Invitations over the API: read, put right, answered; the week; registering with a meeting read from the file."""

import random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from officekit.typeset import papers
from officekit.typeset.tests.fonts import FONTS
from tinhgon.core.web.tests.caller import Caller, ok


def _invitation() -> bytes:
    """A generated giấy mời of the State."""
    seed = next(n for n in range(2000) if papers.sample_paper(random.Random(n)).type_name.upper() == "GIẤY MỜI")
    return papers.render_pdf(papers.sample_paper(random.Random(seed)), FONTS)


def test_a_file_brings_its_meeting_along(province: Any) -> None:
    clerk, leader = Caller(province, "vanthu.tinhuy"), Caller(province, "lanhdao.tinhuy")
    to = province.post("lanhdao.tinhuy").pk
    file = SimpleUploadedFile("gm.pdf", _invitation())
    given = {"meeting_chair": "Đồng chí Bí thư", "issued_on": "2026-01-05", "submit_to_post": to}
    paper = ok(clerk.form("/documents", file=file, **given), 201)["id"]
    found = ok(clerk.get(f"/meetings/invitations/{paper}"))
    assert found["chair"] == "Đồng chí Bí thư"
    assert found["place"]
    assert found["asked"] == []
    assert [row["principal_id"] for row in ok(leader.get(f"/meetings/invitations/{paper}"))["asked"]] != []
    answered = ok(leader.post(f"/meetings/invitations/{paper}/answer", {"answer": "going"}), 201)
    assert [row["answer"] for row in answered["answers"]] == ["going"]
    day = timezone.localdate(timezone.datetime.fromisoformat(found["starts_at"]))
    week = ok(leader.get(f"/meetings/week?day={day}&scope=toi"))
    assert [row["document"] for row in week["meetings"]] == [paper]


def test_put_right_and_refused(province: Any, invite: Any) -> None:
    clerk = Caller(province, "vanthu.tinhuy")
    paper = invite("1").public_id
    changed = clerk.post(f"/meetings/invitations/{paper}", {"starts_at": "2026-03-07T09:00:00+07:00", "place": "B"})
    assert ok(changed)["place"] == "B"
    assert clerk.post(f"/meetings/invitations/{paper}", {"starts_at": "2026-03-07T09:00:00"}).status_code == 422
    refused = clerk.post(f"/meetings/invitations/{paper}/answer", {"answer": "going"})
    assert refused.status_code == 403
    stranger = Caller(province, "vanthu.sonoivu")
    assert stranger.get(f"/meetings/invitations/{paper}").status_code == 404
    assert stranger.post(f"/meetings/invitations/{paper}", {"starts_at": None}).status_code == 404
