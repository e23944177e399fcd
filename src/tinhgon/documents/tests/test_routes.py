"""Ways of approval: set as rows by whoever keeps the working rules, told apart per type, flagged when a post is no
more; papers on their way keep their steps."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, drafting, routes
from tinhgon.documents.models import ApprovalRoute
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.organisation.models import Post

Line = routes.RouteLine
HEAD = Line("content", "head_of_drafter")
PAGE = "/van-ban/tuyen-trinh/"


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def rows(province: Any, type_code: str = "") -> list[tuple[str, int | None]]:
    found = ApprovalRoute.objects.filter(agency=province.agency("ubnd"), type_code=type_code).order_by("ordinal")
    return list(found.values_list("kind", "post_id"))


def test_the_chief_of_office_and_the_organisation_officer_set_it_nobody_else(ladder: Ladder, province: Any) -> None:
    leader = province.post("lanhdao.ubnd")
    lines = [HEAD, Line("signature", "post", leader.pk)]
    for seat in ("chuyenvien", "vanthu", "lanhdao"):
        assert refused(routes.set_route, ladder.who(seat), "", lines, ladder.at).code == "forbidden"
    for seat in ("chanhvp", "tochuc"):
        routes.set_route(ladder.who(seat), "", lines, ladder.at)
    assert rows(province) == [("content", None), ("signature", leader.pk)]
    event = Event.objects.get(verb="documents.set_route")
    assert event.detail["is"][-1] == f"Ký: {leader.title}"
    assert len(event.detail["was"]) == 3, "the way before stays in history; the same again is the same act"


def test_a_type_goes_its_own_way_until_it_is_dropped(ladder: Ladder, province: Any) -> None:
    chief, deputy = ladder.who("chanhvp"), province.post("phochutich.ubnd")
    running = ladder.submitted("GM")
    routes.set_route(chief, "GM", [Line("signature", "post", deputy.pk)], ladder.at)
    assert running.steps.count() == 3, "papers on their way keep their steps"
    assert [step.post for step in ladder.submitted("GM").steps.all()] == [deputy]
    assert ladder.submitted("CV").steps.count() == 3
    for _ in range(2):
        routes.drop_route(chief, "GM", ladder.at)
    assert ladder.submitted("GM").steps.count() == 3
    assert Event.objects.filter(verb="documents.drop_route").count() == 1
    assert refused(routes.drop_route, chief, "", ladder.at).field == "type_code"


def test_what_makes_no_way_is_refused(ladder: Ladder, province: Any) -> None:
    chief, leader = ladder.who("chanhvp"), province.post("lanhdao.ubnd")
    sign = Line("signature", "post", leader.pk)
    foreign = Line("signature", "post", province.post("lanhdao.tinhuy").pk)
    for lines, words in (
        ([HEAD], "chưa có bước ký"),
        ([sign, HEAD], "đứng sau mọi bước"),
        ([HEAD, foreign], "Bước 2"),
        ([Line("format", "post"), sign], "Bước 1"),
        ([Line("format", "magic"), sign], "Bước 1"),
    ):
        assert words in refused(routes.set_route, chief, "", lines, ladder.at).reason
    assert refused(routes.set_route, chief, "KHONG", [sign], ladder.at).field == "type_code"


def test_two_tabs_do_not_write_over_each_other(ladder: Ladder, province: Any) -> None:
    chief = ladder.who("chanhvp")
    seen = queries.approval_routes(chief)[0].version
    sign = Line("signature", "post", province.post("lanhdao.ubnd").pk)
    routes.set_route(chief, "", [HEAD, sign], ladder.at, known_version=seen)
    routes.set_route(chief, "", [HEAD, sign], ladder.at, known_version=seen)
    assert refused(routes.set_route, chief, "", [sign], ladder.at, known_version=seen).code == "changed"


def test_an_ended_post_is_flagged_and_the_form_says_what_to_do(ladder: Ladder, province: Any) -> None:
    document, post = ladder.draft(), province.post("chanhvp.ubnd")
    Post.objects.filter(pk=post.pk).update(ends_on=timezone.localdate())
    words = "vị trí này đã kết thúc"
    page = province.client("tochuc.ubnd").get(PAGE).content.decode()
    assert words.capitalize()[:20] in page
    assert "Cần xem lại" in page
    drafter = province.client("chuyenvien.ubnd")
    address = reverse("documents:submit", args=[document.public_id])
    told = drafter.get(address).content.decode()
    assert "Vị trí này đã kết thúc" in told
    assert "cán bộ tổ chức đặt vị trí khác" in told
    assert drafter.post(address).status_code == 422
    Post.objects.filter(pk=post.pk).update(ends_on=timezone.localdate() + timedelta(days=9))
    assert drafter.post(address).status_code == 302


def test_a_new_agency_is_offered_a_way(ladder: Ladder, province: Any) -> None:
    ApprovalRoute.objects.filter(agency=province.agency("ubnd")).delete()
    document = drafting.draft(
        ladder.who("chuyenvien"), drafting.NewDraft(subject="x y", type_code="CV", text="a"), ladder.at
    )
    assert "mục Tuyến trình" in refused(approval.submit, ladder.who("chuyenvien"), document.pk, ladder.at).reason
    chief = province.client("chanhvp.ubnd")
    assert "Dùng tuyến gợi ý" in chief.get(PAGE).content.decode()
    form = chief.get(f"{PAGE}sua/")
    data = _data(form.context["steps"])
    assert [data[f"buoc-{n}-kind"] for n in range(3)] == ["content", "format", "signature"]
    assert chief.post(f"{PAGE}sua/", data).status_code == 302
    assert approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at).state == "submitted"


def test_steps_are_moved_added_and_taken_out_without_saving(ladder: Ladder, province: Any) -> None:
    chief, before = province.client("chanhvp.ubnd"), rows(province)

    def kinds(answer: Any) -> list[str]:
        return [form["kind"].value() for form in answer.context["steps"]]

    data = _data(chief.get(f"{PAGE}sua/").context["steps"])
    assert kinds(chief.post(f"{PAGE}sua/", data | {"lam": "len-1"})) == ["format", "content", "signature"]
    assert kinds(chief.post(f"{PAGE}sua/", data | {"lam": "xuong-0"})) == ["format", "content", "signature"]
    assert kinds(chief.post(f"{PAGE}sua/", data | {"lam": "bo-0"})) == ["format", "signature"]
    assert kinds(chief.post(f"{PAGE}sua/", data | {"lam": "bo-99"})) == ["content", "format", "signature"]
    more = chief.post(f"{PAGE}sua/", data | {"lam": "them"})
    assert kinds(more) == ["content", "format", "content", "signature"]
    unfinished = chief.post(f"{PAGE}sua/", _data(more.context["steps"]))
    assert unfinished.status_code == 422
    assert "Chọn vị trí làm bước này" in unfinished.content.decode()
    assert rows(province) == before
    assert chief.get(f"{PAGE}sua/?loai=GM").status_code == 200
    assert chief.get(f"{PAGE}sua/?loai=NOPE").status_code == 404
    assert "Giám đốc" not in chief.get(f"{PAGE}vi-tri/?q=chanh van").content.decode()
    assert province.client("chuyenvien.ubnd").get(PAGE).status_code == 200
    assert province.client("chuyenvien.ubnd").post(f"{PAGE}sua/", data).status_code == 422


def _data(steps: Any) -> dict[str, str]:
    """A form as the browser would send it back."""
    found = {"buoc-TOTAL_FORMS": str(len(steps.forms)), "buoc-INITIAL_FORMS": "0", "version": ""}
    for n, form in enumerate(steps.forms):
        for name in ("kind", "rule", "post"):
            value = form[name].value()
            value = (value["values"] or [""])[0] if isinstance(value, dict) else value
            found[f"buoc-{n}-{name}"] = "" if value is None else str(value)
    return found
