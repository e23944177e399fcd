"""Pages of waiting Word files, scans that come as pictures, and the program that converts."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from officekit.docformat import pictures
from tinhgon.core.actor import Actor
from tinhgon.core.storage import queries as storage
from tinhgon.core.verdict import Refused
from tinhgon.documents import jobs, queries
from tinhgon.documents.actions import intake
from tinhgon.documents.choices import DRAWING, NOT_DRAWN
from tinhgon.documents.gateways import libreoffice
from tinhgon.documents.models import Upload, Version
from tinhgon.documents.tests import files
from tinhgon.documents.tests.test_intake import FIELDS

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.SECRET_HOLD_KEYS = tmp_path / "memory"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def at() -> datetime:
    return timezone.now()


@pytest.fixture
def clerk(province: Any) -> Actor:
    return province.actor("vanthu.tinhuy")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Stands for the program: what it gives next; it breaks on nothing."""
    results: list[bytes] = []

    def convert(content: bytes, kind: str, to: str, *, seconds: int = 0) -> bytes:
        if not results:
            raise libreoffice.ConversionError("no result")
        return results[0]

    monkeypatch.setattr(libreoffice, "convert", convert)
    monkeypatch.setattr(libreoffice, "is_present", lambda: True)
    return results


def test_pages_come_with_their_places(
    clerk: Actor, at: datetime, var: Path, office: list[bytes], django_capture_on_commit_callbacks: Any
) -> None:
    upload = intake.receive_upload(clerk, "a.docx", files.docx(), at)
    assert (upload.problem, queries.is_being_drawn(upload, at)) == (DRAWING, True)
    office.append(files.pdf())
    assert jobs.draw_pages(upload.pk)
    upload.refresh_from_db()
    assert not queries.is_being_drawn(upload, at)
    assert upload.page_count == len(pictures.page_sizes(files.pdf()))
    assert queries.upload_page_sizes(upload) and queries.upload_picture(clerk, upload.public_id, 1)
    assert upload.reading["code"]["box"] and upload.reading["code"]["value"] == files.paper().code
    assert len(list((var / "quarantine").glob("*"))) == 2
    assert jobs.draw_pages(upload.pk)  # twice is once
    assert {upload.ticket, upload.pages_ticket} == queries.waiting_tickets()
    with django_capture_on_commit_callbacks(execute=True):
        document = intake.register_incoming(clerk, FIELDS, at, request_key="k", upload_id=upload.public_id)
    assert storage.content(Version.objects.get(document=document).blob) == files.docx()
    assert not list((var / "quarantine").glob("*"))
    assert not jobs.draw_pages(upload.pk)


def test_a_file_that_cannot_be_drawn_keeps_its_text(clerk: Actor, at: datetime, office: list[bytes]) -> None:
    upload = intake.receive_upload(clerk, "a.docx", files.docx(), at)
    assert not jobs.draw_pages(upload.pk)
    upload.refresh_from_db()
    assert (upload.problem, bool(upload.text)) == (NOT_DRAWN, True)


def test_an_old_word_file_is_read_from_its_pages(clerk: Actor, at: datetime, office: list[bytes]) -> None:
    upload = intake.receive_upload(clerk, "a.doc", OLD_WORD, at)
    assert upload.needs_text_recognition
    office.append(files.pdf())
    assert jobs.draw_pages(upload.pk)
    upload.refresh_from_db()
    assert upload.reading["code"]["value"] == files.paper().code
    assert not upload.needs_text_recognition


def test_a_stamp_seen_on_the_pages_stops_the_file(
    province: Any,
    clerk: Actor,
    at: datetime,
    var: Path,
    office: list[bytes],
    django_capture_on_commit_callbacks: Any,
) -> None:
    upload = intake.receive_upload(clerk, "ke hoach.doc", OLD_WORD, at)
    office.append(files.pdf(7, "mat"))
    with django_capture_on_commit_callbacks(execute=True):
        assert not jobs.draw_pages(upload.pk)
    upload.refresh_from_db()
    assert (upload.is_secret, upload.file_name, upload.reading, upload.held_level) == (True, "", {}, "mat")
    assert not list((var / "quarantine").glob("*"))
    intake.claim_not_secret(clerk, upload.public_id, "word", timezone.now())
    intake.release(province.actor("chanhvp.tinhuy"), upload.public_id, timezone.now())
    assert jobs.draw_pages(upload.pk)  # two persons have spoken: it is not stopped again
    upload.refresh_from_db()
    assert (upload.is_secret, upload.file_name) == (False, "ke hoach.doc")


def test_the_page_asks_until_there_are_pages(province: Any, office: list[bytes]) -> None:
    client = province.client("vanthu.tinhuy")
    url = _drop(client, "a.docx", files.docx())["url"]
    upload = Upload.objects.get()
    ask = reverse("documents:upload_pages", args=[upload.public_id])
    assert "Đang vẽ hình trang" in client.get(url).content.decode()
    assert client.get(ask).status_code == 204
    office.append(files.pdf())
    jobs.draw_pages(upload.pk)
    answer = client.get(ask)
    assert (answer.status_code, "xem" in answer.content.decode()) == (286, True)
    assert "/trang/1.png" in client.get(url).content.decode()
    assert province.client("vanthu.ubnd").get(ask).status_code == 404


def test_pictures_are_scans(province: Any, clerk: Actor) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(stream, format="JPEG")
    client = province.client("vanthu.tinhuy")
    url = _drop(client, "công văn.jpg", stream.getvalue())["url"]
    upload = Upload.objects.get()
    assert (upload.file_name, upload.kind, upload.page_count) == ("công văn.pdf", "scan", 1)
    page = client.get(url).content.decode()
    assert "cần nhận dạng chữ" in page and "/trang/1.png" in page and "is_declared_not_secret" in page
    with pytest.raises(Refused, match="bị hỏng"):
        intake.receive_upload(clerk, "b.png", b"\x89PNG\r\n\x1a\n" + bytes(40), timezone.now())


def test_the_program_itself() -> None:
    if not libreoffice.is_present():
        with pytest.raises(libreoffice.ConversionError):
            libreoffice.convert(files.docx(), "docx", "pdf")
        return
    made = libreoffice.convert(files.docx(), "docx", "pdf")
    assert pictures.page_sizes(made)
    with pytest.raises(libreoffice.ConversionError):
        libreoffice.convert(files.docx(), "docx", "pdf", seconds=0)


def _drop(client: Any, name: str, content: bytes) -> dict[str, str]:
    answer = client.post(
        reverse("documents:upload"), {"file": [SimpleUploadedFile(name, content)]}, HTTP_ACCEPT="application/json"
    )
    return dict(answer.json()["results"][0])
