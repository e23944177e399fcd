"""Offline packs and files of interruptions over the API: the whole way, a file sent twice, a mark of secrecy."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tinhgon.core.numbering.models import Book
from tinhgon.core.web.tests.caller import Caller, ok
from tinhgon.documents.models import Document, Interruption
from tinhgon.documents.tests.by_hand import filled
from tinhgon.documents.tests.test_interruptions import paper


@pytest.fixture
def caller(province: Any, tmp_path: Any, settings: Any) -> Caller:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return Caller(province, "vanthu.ubnd", base="/registers")


def sent(province: Any, caller: Caller, content: bytes) -> Any:
    now = timezone.now()
    span = {"starts_at": (now - timedelta(days=1)).isoformat(), "ends_at": now.isoformat(), "reason": "Mất mạng"}
    return caller.form("/interruptions", file=SimpleUploadedFile("tay.xlsx", content), **span)


def workbook(province: Any, *rows: dict[str, Any]) -> bytes:
    book = Book.objects.get(agency__key="ubnd", flow="incoming")
    return filled(province.actor("vanthu.ubnd"), timezone.now(), {book: list(rows)})


def test_a_file_is_compared_decided_and_entered(province: Any, caller: Caller) -> None:
    content = workbook(province, paper(1), paper(3))
    made = ok(sent(province, caller, content), 201)
    assert ok(sent(province, caller, content), 201)["id"] == made["id"]
    at = f"/interruptions/{made['id']}"
    left = ok(caller.get(f"{at}/undecided"))
    assert (left["count"], [group["kind"] for group in left["groups"]]) == (1, ["gap"])
    (row,) = ok(caller.get(f"{at}/rows", kind="left"))["results"]
    assert row["clashes"][0]["kind"] == "Nhảy số"
    assert caller.post(f"{at}/enter").json()["code"] == "undecided"
    ok(caller.post(f"{at}/decisions", {"decision": "as_used", "rows": [row["id"]]}))
    assert ok(caller.post(f"{at}/enter"))["state"] == "done"
    assert ok(caller.post(f"{at}/enter"))["state"] == "done"
    assert list(Document.objects.order_by("id").values_list("register_number", flat=True)) == [1, 3]
    assert [each["state"] for each in ok(caller.get(f"{at}/rows"))["results"]] == ["done", "done"]
    assert caller.post(f"{at}/drop").status_code == 409


def test_a_mark_of_secrecy_is_a_problem_of_its_own(province: Any, caller: Caller) -> None:
    answer = sent(province, caller, workbook(province, paper(1, content="MẬT")))
    assert (answer.status_code, answer.json()["code"]) == (422, "secret")
    assert Interruption.objects.count() == 0


def test_packs_and_their_setting(province: Any, caller: Caller) -> None:
    (pack, *_) = ok(caller.get("/packs"))
    assert {book["flow"] for book in pack["books"]} >= {"incoming", "outgoing"}
    assert caller.get(f"/packs/{pack['office_id']}/file").content.startswith(b"%PDF")
    assert caller.get(f"/packs/{pack['office_id']}/file", format="xlsx").content.startswith(b"PK")
    assert ok(caller.put("/morning-packs", {"is_on": True})) == {"is_on": True, "kept": []}
    other = Caller(province, "chuyenvien.ubnd", base="/registers")
    for path in ("/packs", "/morning-packs", "/interruptions", f"/packs/{pack['office_id']}/file"):
        assert other.get(path).status_code == 404
