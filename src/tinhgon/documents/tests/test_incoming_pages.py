"""Pages of incoming papers as people use them: the list, the queue, the form, files; strangers find nothing."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tinhgon.core.audit.models import Event
from tinhgon.documents import queries
from tinhgon.documents.actions import intake
from tinhgon.documents.forms.incoming import parse_day
from tinhgon.documents.models import Document, SavedView, Upload, Version
from tinhgon.documents.tests import files

FIELDS = intake.IncomingFields(
    subject="Rà soát thủ tục hành chính",
    issuer="UBND tỉnh Bình Sơn",
    code="1180/UBND-KSTT",
    issued_on=date(2025, 9, 24),
)
LIST = "/van-ban/den/"
FORM = "/van-ban/den/tiep-nhan/"


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> None:
    settings.VAR, settings.QUARANTINE_KEYS, settings.MEDIA_ROOT = tmp_path, tmp_path / "k", tmp_path / "f"


@pytest.fixture
def clerk(province: Any) -> Client:
    return province.client("vanthu.tinhuy")


def drop(client: Client, *names: tuple[str, bytes]) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in names]
    return client.post(reverse("documents:upload"), {"file": sent}, headers={"accept": "application/json"})


def register(province: Any, key: str = "k", with_file: bool = False, **change: Any) -> Document:
    actor, at = province.actor("vanthu.tinhuy"), timezone.now()
    upload = intake.receive_upload(actor, "a.pdf", files.pdf(), at).public_id if with_file else None
    return intake.register_incoming(actor, replace(FIELDS, **change), at, request_key=key, upload_id=upload)


def typed(client: Client, url: str = FORM, **change: Any) -> dict[str, Any]:
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data |= {"code": "1180/UBND-KSTT", "issued_on": "24/9/2025", "issuer": "UBND tỉnh", "subject": "Rà soát"}
    return {name: value for name, value in (data | change).items() if value not in (None, False)}


def test_dropping_files(clerk: Client) -> None:
    answer = drop(clerk, ("a.pdf", files.pdf()), ("b.pdf", b""))
    assert answer.status_code == 422
    good, bad = answer.json()["results"]
    assert good["url"].endswith(f"{good['id']}/")
    assert bad["problem"].startswith("Tệp rỗng")
    assert drop(clerk).status_code == 422


def test_a_file_over_the_limit_never_reaches_a_disk(clerk: Client, settings: Any, tmp_path: Path) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20
    answer = drop(clerk, ("a.pdf", b"%PDF-" + b"x" * (3 * 2**20)))
    assert "lớn hơn 1 MB" in answer.json()["results"][0]["problem"]
    assert not Upload.objects.exists()
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_a_plain_form_can_drop_too(clerk: Client) -> None:
    answer = clerk.post(reverse("documents:upload"), {"file": SimpleUploadedFile("a.pdf", files.pdf())})
    upload = Upload.objects.get()
    assert answer.url == reverse("documents:register_upload", args=[upload.public_id])


def test_the_registration_screen(clerk: Client) -> None:
    url = drop(clerk, ("a.pdf", files.pdf())).json()["results"][0]["url"]
    page = clerk.get(url)
    html = page.content.decode()
    assert files.paper().code in html
    assert 'class="spot' in html and "<rect x=" in html
    assert "Số dự kiến" in html
    picture = clerk.get(page.context["pages"][0]["url"])
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    assert "style=" not in html


def test_registering_goes_on_to_the_next_file(clerk: Client) -> None:
    urls = [r["url"] for r in drop(clerk, ("a.pdf", files.pdf()), ("b.pdf", files.pdf(8))).json()["results"]]
    answer = clerk.post(urls[0], typed(clerk, urls[0]))
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.url.startswith(urls[1])
    document = Document.objects.get(flow="incoming", state="registered")
    assert document.waits_for is not None
    assert "Đã vào sổ số 1" in clerk.get(answer.url).content.decode()
    again = clerk.get(urls[0], follow=True)
    assert "vào sổ số 1" in again.content.decode()


def test_a_double_click_is_one_paper(clerk: Client) -> None:
    data = typed(clerk)
    assert [clerk.post(FORM, data).status_code for _ in range(2)] == [302, 302]
    assert Document.objects.filter(state="registered").count() == 1


def test_errors_keep_what_was_typed(clerk: Client) -> None:
    answer = clerk.post(FORM, typed(clerk, issued_on="31/2/2025", subject="Nội dung đã gõ"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Nội dung đã gõ" in html and "31/2/2025" in html and "Ngày không có thật" in html
    answer = clerk.post(FORM, typed(clerk, issued_on="24/9/2045"))
    assert "sau hôm nay" in answer.content.decode()


def test_a_duplicate_is_shown_and_can_be_confirmed(clerk: Client, province: Any) -> None:
    register(province, issuer="UBND tỉnh")
    data = typed(clerk)
    answer = clerk.post(FORM, data)
    assert answer.status_code == 422 and "Có thể trùng" in answer.content.decode()
    assert clerk.post(FORM, data | {"accepts_duplicate": "on"}).status_code == 302


def test_a_scan_asks_for_the_declaration(clerk: Client) -> None:
    url = drop(clerk, ("scan.pdf", files.scan())).json()["results"][0]["url"]
    assert "Không mật" in clerk.post(url, typed(clerk, url)).content.decode()
    assert clerk.post(url, typed(clerk, url, is_declared_not_secret="on")).status_code == 302


def test_discarding_and_declaring_secret(clerk: Client) -> None:
    one, two = (r["id"] for r in drop(clerk, ("a.pdf", files.scan()), ("b.pdf", files.pdf())).json()["results"])
    clerk.post(reverse("documents:declare_secret", args=[one]))
    clerk.post(reverse("documents:discard_upload", args=[two]))
    assert list(Upload.objects.values_list("is_secret", "file_name")) == [(True, "")]
    assert Event.objects.filter(verb="documents.refuse_secret").count() == 1


def test_word_files_show_their_text(clerk: Client) -> None:
    url = drop(clerk, ("a.docx", files.docx())).json()["results"][0]["url"]
    assert 'class="paper pre"' in clerk.get(url).content.decode()


def test_the_list_filters_and_previews(clerk: Client, province: Any) -> None:
    register(province, "1", urgency="khan")
    document = register(province, "2", code="2/X", issuer="Sở Nội vụ", with_file=True)
    page = clerk.get(LIST)
    assert [r.document.pk for r in page.context["page"].rows] == [document.pk, document.pk - 1]
    assert "style=" not in page.content.decode()
    rows = clerk.get(LIST, {"tab": "all", "urgency": "khan"}).context["page"].rows
    assert [r.document.urgency for r in rows] == ["khan"]
    assert len(clerk.get(LIST, {"tab": "all", "issuer": "Sở Nội vụ", "stage": "unsubmitted"}).context["page"].rows) == 1
    assert len(clerk.get(LIST, {"tab": "all", "q": "1180/ubnd"}).context["page"].rows) == 1
    assert clerk.get(LIST, {"tab": "x", "stage": "y", "book": "z", "truoc": "-", "due": "w"}).status_code == 200
    preview = clerk.get(reverse("documents:preview", args=[document.public_id])).content.decode()
    assert "2/X" in preview and "/trang/1.png" in preview


def test_paging_goes_on_where_it_ended(clerk: Client, province: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("tinhgon.documents.queries.incoming.PAGE", 2)
    made = [str(register(province, str(n), code=f"{n}/X").public_id) for n in range(5)][::-1]
    seen, url = [], "?"
    while url:
        html = clerk.get(LIST + url, headers={"hx-request": "true"} if "truoc" in url else {}).content.decode()
        seen += re.findall(r'name="paper" form="chon" value="([0-9a-f-]+)"', html)
        more = re.search(r'hx-get="([^"]+)"', html)
        url = more[1] if more else ""
    assert seen == made


def test_presenting_many(clerk: Client, province: Any) -> None:
    papers = [register(province, str(n), code=f"{n}/X") for n in range(2)]
    post = province.post("lanhdao.tinhuy")
    clerk.post(reverse("documents:present"), {"paper": [p.public_id for p in papers], "post": post.pk})
    assert set(Document.objects.filter(waits_for=post.principal).values_list("pk", flat=True)) == {p.pk for p in papers}
    leader = province.client("lanhdao.tinhuy")
    assert len(leader.get(LIST).context["page"].rows) == 2
    assert Event.objects.filter(verb="documents.present").count() == 2


def test_saved_views_are_ones_own(clerk: Client, province: Any) -> None:
    clerk.post(reverse("documents:save_view"), {"name": "Khẩn", "query": "tab=all&urgency=khan&truoc=5"})
    view = SavedView.objects.get()
    assert view.query == "tab=all&urgency=khan"
    province.client("vanthu2.tinhuy").post(reverse("documents:delete_view", args=[view.pk]))
    assert SavedView.objects.exists()
    clerk.post(reverse("documents:delete_view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_the_list_as_a_workbook(clerk: Client, province: Any) -> None:
    register(province, subject="=1+1")
    sheet = load_workbook(BytesIO(clerk.get(reverse("documents:export_incoming")).content)).active
    assert sheet.max_row == 2 and sheet["G2"].value == "=1+1" and sheet["G2"].data_type == "s"


def test_correcting_and_closing(clerk: Client, province: Any) -> None:
    document = register(province)
    url = reverse("documents:correct", args=[document.public_id])
    form = clerk.get(url).context["form"]
    data = {n: form[n].value() or "" for n in form.fields} | {"subject": "Khác", "reason": "Gõ nhầm"}
    assert clerk.post(url, data).status_code == 302
    document.refresh_from_db()
    assert document.subject == "Khác"
    leader = province.client("lanhdao.tinhuy")
    for name, data, state in (("close", {"kind": "filed"}, "closed"), ("reopen", {"reason": "x"}, "directed")):
        assert leader.post(reverse(f"documents:{name}", args=[document.public_id]), data).status_code == 302
        document.refresh_from_db()
        assert document.state == state


def test_files_are_for_readers(clerk: Client, province: Any) -> None:
    document = register(province, with_file=True)
    version = Version.objects.get(document=document)
    url = reverse("documents:file", args=[document.public_id, version.pk])
    answer = clerk.get(url)
    assert answer.content == files.pdf() and answer["Content-Disposition"].startswith("inline")
    assert clerk.get(url, headers={"if-none-match": answer["ETag"]}).status_code == 304
    picture = reverse("documents:picture", args=[document.public_id, version.pk, 1])
    assert clerk.get(picture).content.startswith(b"\x89PNG")
    assert clerk.get(picture.replace("/1.png", "/99.png")).status_code == 404


def test_to_strangers_nothing_exists(clerk: Client, province: Any) -> None:
    document = register(province, with_file=True)
    version = Version.objects.get(document=document)
    waiting = drop(clerk, ("b.pdf", files.pdf(8))).json()["results"][0]["id"]
    key = [document.public_id]
    addresses = [
        reverse("documents:preview", args=key),
        reverse("documents:file", args=[*key, version.pk]),
        reverse("documents:picture", args=[*key, version.pk, 1]),
        *[
            reverse(f"documents:{name}", args=key)
            for name in ("register_arrived", "refuse", "correct", "close", "reopen")
        ],
        reverse("documents:register_upload", args=[waiting]),
        reverse("documents:upload_picture", args=[waiting, 1]),
    ]
    for name in ("vanthu.ubnd", "chuyenvien.tinhuy", "chanhvp.sonoivu"):
        stranger = province.client(name)
        assert [stranger.get(url).status_code for url in addresses] == [404] * len(addresses)
        html = stranger.get(LIST, {"tab": "all"}).content.decode()
        assert "1180" not in html and "Rà soát" not in html
        assert "Rà soát thủ" not in stranger.get(reverse("documents:search"), {"q": "rà soát"}).content.decode()
        stranger.post(reverse("documents:present"), {"paper": key, "post": province.post("lanhdao.tinhuy").pk})
    document.refresh_from_db()
    assert document.waits_for is None
    assert Client().get(LIST).status_code == 302
    assert province.client("chuyenvien.tinhuy").get(FORM).status_code == 404


def test_the_search_page(clerk: Client, province: Any) -> None:
    register(province)
    html = clerk.get(reverse("documents:search"), {"q": "ra soat"}).content.decode()
    assert "<mark>Rà</mark>" in html or "<mark>Rà soát</mark>" in html
    assert "style=" not in html
    assert "Không tìm thấy" in clerk.get(reverse("documents:search"), {"q": "xyz"}).content.decode()
    assert clerk.get(reverse("documents:search")).status_code == 200


def test_queries_do_not_grow_with_rows(clerk: Client, province: Any, django_assert_max_num_queries: Any) -> None:
    def count(url: str, **data: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get(url, data).status_code == 200
        return len(caught)

    pages = ((LIST, {"tab": "all"}), (reverse("documents:search"), {"q": "rà soát"}))
    register(province, "0", code="0/X")
    clerk.get(LIST)  # the first request of a session writes the session down
    few = [count(url, **data) for url, data in pages]
    for n in range(1, 8):
        register(province, str(n), code=f"{n}/X")
    assert [count(url, **data) for url, data in pages] == few
    actor = province.actor("vanthu.tinhuy")
    with django_assert_max_num_queries(5):
        queries.incoming_page(actor, queries.ListFilter(), timezone.now())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25/6", date(2025, 6, 25)), ("256", date(2025, 6, 25)), ("2506", date(2025, 6, 25)), ("+3", date(2025, 6, 28)),
        ("25/06/2024", date(2024, 6, 25)), ("25062024", date(2024, 6, 25)), ("hôm nay", date(2025, 6, 25)),
        ("2025-06-25", date(2025, 6, 25)), ("-1", date(2025, 6, 24)), ("abc", None),
    ],
)  # fmt: skip
def test_days_as_clerks_type_them(text: str, day: date | None) -> None:
    assert parse_day(text, date(2025, 6, 25)) == day
