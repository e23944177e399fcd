"""The matrix as pages and over the API, reasons in words, and administrators who never meet a paper anywhere."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.documents.actions import explaining as asking
from tinhgon.documents.actions import readers, recompiling, rights
from tinhgon.documents.models import Document, RightsChange, VisibilityRule
from tinhgon.documents.queries import explaining
from tinhgon.documents.queries import rights as queries
from tinhgon.documents.tests.ladder import Ladder, fresh, refused
from tinhgon.organisation.models import Post

today = timezone.localdate


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def page(ladder: Ladder, who: str, name: str, *args: Any, **query: Any) -> Any:
    return ladder.province.client(f"{who}.ubnd").get(reverse(f"documents:{name}", args=args), query)


def person(ladder: Ladder, seat: str) -> int:
    found = ladder.who(seat).person_id
    assert found is not None
    return found


def api(ladder: Ladder, who: str, address: str, given: Any = None) -> Any:
    client = ladder.province.client(f"{who}.ubnd")
    if given is None:
        return client.get(f"/api/v1{address}")
    return client.post(f"/api/v1{address}", json.dumps(given), content_type="application/json")


def chief_notices(ladder: Ladder) -> str:
    text: str = ladder.province.client("chanhvp.ubnd").get(reverse("web:notices")).content.decode()
    return text


def test_the_table_is_for_two_kinds_of_people(ladder: Ladder) -> None:
    for who, status in (("antoan", 200), ("chanhvp", 200), ("lanhdao", 200), ("quantri", 404), ("vanthu", 404)):
        for name in ("rights", "rights_changes", "add_right"):
            assert page(ladder, who, name).status_code == status, (who, name)
        assert api(ladder, who, "/rights").status_code == status
    text = page(ladder, "antoan", "rights").content.decode()
    assert "Văn thư" in text
    assert "Đề nghị thêm quyền" in text
    assert "Đề nghị thêm quyền" not in page(ladder, "chanhvp", "rights").content.decode()
    assert "Chánh Văn phòng" not in page(ladder, "antoan", "rights", loai="post").content.decode().split("<tbody>")[-1]
    assert "Không có dòng nào" in page(ladder, "antoan", "rights", ngay="2020-01-01").content.decode()
    assert page(ladder, "antoan", "rights", ngay="khong", loai="x").status_code == 200


def test_from_the_form_to_the_table(ladder: Ladder) -> None:
    post = Post.objects.get(principal_id=ladder.who("chuyenvien").post_id)
    client = ladder.province.client("antoan.ubnd")
    data = {"principal": post.principal_id, "scope": "unit", "effective_on": today().isoformat(), "reason": "Quy chế"}
    wrong = client.post(reverse("documents:add_right"), data | {"scope": "body"})
    assert (wrong.status_code, "Chuyên viên xem việc được giao" in wrong.content.decode()) == (422, True)
    assert client.post(reverse("documents:add_right"), data).status_code == 302
    assert client.post(reverse("documents:add_right"), data).status_code == 422  # sent twice
    change = RightsChange.objects.get()
    assert "chờ duyệt" in chief_notices(ladder)
    assert "Duyệt" in page(ladder, "chanhvp", "rights_changes").content.decode()
    assert "Rút đề nghị" in page(ladder, "antoan", "rights_changes").content.decode()
    chief = ladder.province.client("chanhvp.ubnd")
    chief.post(reverse("documents:approve_right", args=[change.pk]))
    told = ladder.province.client("lanhdao.ubnd").post(
        reverse("documents:approve_right", args=[change.pk]), follow=True
    )
    assert "đã quyết định" in told.content.decode()
    text = page(ladder, "antoan", "rights", loai="post").content.decode()
    assert post.title in text
    assert "Đang tính lại người xem" in text
    rule = VisibilityRule.objects.get(principal_id=post.principal_id)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    ended = client.post(reverse("documents:end_right", args=[rule.pk]), {"effective_on": tomorrow, "reason": "Hết"})
    assert ended.status_code == 302
    assert "Chờ duyệt thôi" in page(ladder, "antoan", "rights").content.decode()
    client.post(reverse("documents:withdraw_right", args=[RightsChange.objects.latest("pk").pk]))
    assert client.get(reverse("documents:end_right", args=[999999])).status_code == 404
    assert "Vai trò" in client.get(reverse("documents:pick_principal"), {"q": "van thu"}).content.decode()
    assert client.get(reverse("documents:pick_reader"), {"q": "a"}).status_code == 200


def test_a_later_administrator_is_flagged(ladder: Ladder) -> None:
    post = Post.objects.get(principal_id=ladder.who("chuyenvien").post_id)
    asked = rights.NewRow(post.principal_id, "unit", "Quy chế", today())
    change = rights.propose_addition(ladder.who("antoan"), asked, ladder.at)
    rights.approve(ladder.who("chanhvp"), change.pk, "", ladder.at)
    Post.objects.filter(pk=post.pk).update(roles=["administrator"])
    assert "Vượt giới hạn" in page(ladder, "antoan", "rights").content.decode()


def test_the_same_acts_over_the_api(ladder: Ladder) -> None:
    post = Post.objects.get(principal_id=ladder.who("chuyenvien").post_id)
    given = {"principal_id": post.principal_id, "scope": "unit", "reason": "Quy chế", "effective_on": str(today())}
    made = api(ladder, "antoan", "/rights/changes", given)
    assert made.status_code == 201, made.content
    change = made.json()["id"]
    assert api(ladder, "antoan", f"/rights/changes/{change}/approve", {}).status_code == 403
    done = api(ladder, "chanhvp", f"/rights/changes/{change}/approve", {"note": "Đồng ý"})
    assert done.json()["state"] == "approved"
    assert api(ladder, "antoan", "/rights/run").json()["state"] == "running"
    assert api(ladder, "antoan", "/rights?kind=post").json()[0]["scope"] == "unit"
    rule = done.json()["rule_id"]
    end = api(ladder, "antoan", f"/rights/{rule}/end", {"effective_on": str(today()), "reason": "Thôi"}).json()["id"]
    assert api(ladder, "chanhvp", f"/rights/changes/{end}/refuse", {"note": "Còn cần"}).json()["state"] == "refused"
    again = api(ladder, "antoan", "/rights/changes", given | {"flow": "outgoing"}).json()["id"]
    assert api(ladder, "antoan", f"/rights/changes/{again}/withdraw", {}).json()["state"] == "withdrawn"
    assert len(api(ladder, "antoan", "/rights/changes").json()) == 3
    assert api(ladder, "antoan", "/rights/bounds").json()
    assert api(ladder, "antoan", "/rights/offers/principals?q=van thu").json()
    assert api(ladder, "antoan", "/rights/offers/people").json()


def test_why_in_words(ladder: Ladder) -> None:
    paper = ladder.issued()
    officer = ladder.who("antoan")
    for seat, reads, words in (
        ("vanthu", True, "sổ đăng ký"),
        ("chuyenvien", True, "người soạn thảo"),
        ("lanhdao", True, "tuyến trình"),
        ("truongphong", True, "Phụ trách"),
        ("quantri", False, "Không có tên trong quá trình xử lý"),
    ):
        answer = asking.explain(officer, person(ladder, seat), paper.code, ladder.at)
        assert answer.explanation is not None
        assert answer.explanation.reads is reads, seat
        assert words in " ".join(answer.explanation.reasons), answer.explanation
    event = Event.objects.latest("pk")
    assert (event.verb, event.object_label) == ("documents.explain_rights", paper.code)
    assert refused(asking.explain, ladder.who("chanhvp"), person(ladder, "vanthu"), paper.code, ladder.at)
    assert refused(asking.explain, officer, person(ladder, "vanthu"), "9999/KHONG", ladder.at).field == "paper"
    other = ladder.province.actor("vanthu.tinhuy", office="tinhuy").person_id
    assert refused(asking.explain, officer, other, paper.code, ladder.at).field == "person"


def test_why_says_nothing_of_the_paper_and_restricted_ones_have_no_number(ladder: Ladder) -> None:
    paper = ladder.issued()
    address = reverse("documents:explain_right")
    client = ladder.province.client("antoan.ubnd")
    data = {"person": person(ladder, "vanthu"), "paper": paper.code}
    text = client.post(address, data).content.decode()
    assert "Xem được" in text
    assert paper.subject not in text
    Document.objects.filter(pk=paper.pk).update(is_restricted=True)
    readers.compile_readers(fresh(paper), today())
    hidden = client.post(address, data)
    assert (hidden.status_code, "Không thấy văn bản" in hidden.content.decode()) == (422, True)
    by_address = client.post(address, data | {"paper": f"http://localhost/van-ban/{paper.public_id}/"}).content.decode()
    assert "Hạn chế" in by_address
    assert paper.code not in by_address.split("Trả lời")[-1]
    assert paper.subject not in by_address
    answer = api(ladder, "antoan", "/rights/explanations", {"person_id": data["person"], "paper": str(paper.public_id)})
    assert answer.status_code == 200
    assert paper.subject not in answer.content.decode()
    assert page(ladder, "chanhvp", "explain_right").status_code == 200


def test_words_and_compiled_readers_agree(ladder: Ladder) -> None:
    """For every row and every paper the reasons say what SQL has compiled."""
    papers = [ladder.draft(), ladder.submitted(), ladder.numbered()]
    Document.objects.filter(pk=papers[2].pk).update(is_restricted=True)
    body, other = ladder.province.body("ubnd"), ladder.province.body("tinhuy")
    posts = list(Post.objects.filter(agency__key="ubnd").order_by("pk"))[:40]
    shapes = [
        ("body", "", None, False),
        ("register", "outgoing", body, True),
        ("register", "", other, False),
        ("body", "incoming", None, True),
        ("unit", "", None, True),
        ("unit", "", None, False),
        ("case", "", None, True),
    ]
    rules = [
        VisibilityRule.objects.create(
            agency=body.agency, principal=post.principal, scope=scope, flow=flow, body=of,
            includes_restricted=restricted, starts_on=today(),
        )
        for post, (scope, flow, of, restricted) in zip(posts, shapes * 6, strict=False)
    ]  # fmt: skip
    run = recompiling.begin(body.agency_id, today(), "Thử", ladder.at)
    recompiling.step(run.pk, ladder.at)
    units = {post.principal_id: post.unit_id for post in posts}
    for document in Document.objects.filter(agency=body.agency):
        for rule in rules:
            if rule.principal_id in document.chain_ids:
                continue
            says = not explaining.why_row_hides(rule, document, units[rule.principal_id])
            assert says is (rule.principal_id in document.reader_ids), (rule.scope, document.state)


def test_administrators_meet_no_paper_anywhere(ladder: Ladder) -> None:
    paper = ladder.issued()
    secret = "rà soát thủ tục"
    version = paper.versions.first()
    assert version is not None
    addresses = (
        f"/documents/{paper.public_id}",
        f"/documents/{paper.public_id}/history",
        f"/documents/{paper.public_id}/versions/{version.pk}/file",
    )
    assert [api(ladder, "chuyenvien", address).status_code for address in addresses] == [200, 200, 200]
    for who in ("quantri", "antoan"):
        client = ladder.province.client(f"{who}.ubnd")
        for name in ("incoming", "outgoing", "approvals", "books", "search", "rights", "rights_changes"):
            response = client.get(reverse(f"documents:{name}"), {"q": "rà soát"})
            assert secret not in response.content.decode(), (who, name)
        for name, args in (("document", [paper.public_id]), ("comment", [paper.public_id])):
            assert client.get(reverse(f"documents:{name}", args=args)).status_code in (404, 405)
        for address in addresses:
            assert api(ladder, who, address).status_code == 404, address
        for address in (
            "/documents/incoming",
            "/documents/outgoing",
            "/documents/search?q=rà soát",
            "/notices",
            "/home",
        ):
            assert secret not in api(ladder, who, address).content.decode(), address
        for address in ("/", reverse("web:notices")):
            assert secret not in client.get(address).content.decode(), address
        actor = ladder.who(who)
        assert not actor.principals & set(fresh(paper).reader_ids)
    for row in queries.matrix(ladder.who("antoan"), queries.MatrixFilter(today())):
        assert not row.beyond
