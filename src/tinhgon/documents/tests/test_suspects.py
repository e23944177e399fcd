"""Files stopped at the secret door: held sealed, released by two persons, wiped otherwise; history without content."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.storage.gateways import quarantine
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions import intake
from tinhgon.documents.models import Upload
from tinhgon.documents.tests import files

NAME = "1180 ke hoach.pdf"


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.SECRET_HOLD_KEYS = tmp_path / "memory"
    settings.SECRET_HOLD_MINUTES = 10
    return tmp_path


@pytest.fixture
def at() -> datetime:
    return timezone.now()


@pytest.fixture
def clerk(province: Any) -> Actor:
    return province.actor("vanthu.tinhuy")


@pytest.fixture
def chief(province: Any) -> Actor:
    return province.actor("chanhvp.tinhuy")


def _stop(clerk: Actor, at: datetime) -> Upload:
    with pytest.raises(intake.Suspected, match="niêm kín") as caught:
        intake.receive_upload(clerk, NAME, files.pdf(7, "mat"), at)
    assert caught.value.code == "secret"
    return caught.value.upload


def _kept(var: Path) -> list[Path]:
    folders = ("quarantine", "keys", "held", "memory")
    return [path for folder in folders for path in (var / folder).glob("*") if path.is_file()]


def test_a_stopped_file_is_sealed(clerk: Actor, at: datetime, var: Path) -> None:
    upload = _stop(clerk, at)
    assert (upload.is_secret, upload.file_name, upload.reading, upload.held_level) == (True, "", {}, "mat")
    assert upload.held_until == at + timedelta(minutes=10)
    assert not list((var / "quarantine").glob("*")) and not list((var / "keys").glob("*"))
    sealed = (var / "held" / upload.ticket).read_bytes()
    assert b"%PDF" not in sealed and NAME.encode() not in sealed
    assert queries.uploads(clerk) == []
    assert queries.upload(clerk, upload.public_id) is None
    assert queries.upload_picture(clerk, upload.public_id, 1) is None
    with pytest.raises(Refused, match="danh sách chờ"):
        intake.discard_upload(clerk, upload.public_id)
    event = Event.objects.get(verb="documents.hold_suspect")
    assert "1180" not in event.payload.replace(upload.sha256, "")


def test_the_same_file_twice_is_held_once(clerk: Actor, at: datetime) -> None:
    assert _stop(clerk, at) == _stop(clerk, at + timedelta(minutes=1))
    assert Upload.objects.count() == 1


def test_two_persons_release_a_false_alarm(
    clerk: Actor, chief: Actor, at: datetime, var: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload = _stop(clerk, at)
    with pytest.raises(Refused, match="nêu lý do"):
        intake.release(chief, upload.public_id, at)
    intake.claim_not_secret(clerk, upload.public_id, "word", at)
    assert Notice.objects.filter(to_id=chief.post_id, kind="document.suspect").count() == 1
    with pytest.raises(Refused, match="người thứ hai"):
        intake.release(clerk, upload.public_id, at)
    with django_capture_on_commit_callbacks(execute=True):
        released = intake.release(chief, upload.public_id, at + timedelta(minutes=9))
    assert [row.public_id for row in queries.uploads(clerk)] == [upload.public_id]
    assert (released.file_name, released.kind, released.is_secret) == (NAME, "pdf", False)
    assert "secrecy" not in released.reading and released.reading["code"]["value"]
    assert quarantine.here().read(released.ticket) == files.pdf(7, "mat")
    assert not list((var / "held").glob("*")) and not list((var / "memory").glob("*"))
    event = Event.objects.get(verb="documents.release_suspect")
    assert "1180" not in event.payload.replace(upload.sha256, "")
    assert clerk.label in event.payload and chief.label in event.payload
    with pytest.raises(Refused, match="Tải lại trang"):
        intake.release(chief, upload.public_id, at)


def test_nobody_releases_after_the_end(clerk: Actor, chief: Actor, at: datetime, var: Path) -> None:
    upload = _stop(clerk, at)
    intake.claim_not_secret(clerk, upload.public_id, "sample", at)
    late = at + timedelta(minutes=10)
    with pytest.raises(Refused, match="Tải lại trang"):
        intake.release(chief, upload.public_id, late)
    assert intake.wipe_expired(late) == 1
    assert _kept(var) == []
    upload.refresh_from_db()
    assert (upload.is_secret, upload.ticket, upload.held_until) == (True, "", None)
    assert Event.objects.filter(verb="documents.wipe_suspect").count() == 1
    assert intake.wipe_expired(late) == 0


def test_a_secret_is_wiped_at_once(clerk: Actor, at: datetime, var: Path) -> None:
    upload = _stop(clerk, at)
    intake.wipe(clerk, upload.public_id, at)
    assert _kept(var) == []
    with pytest.raises(Refused):
        intake.claim_not_secret(clerk, upload.public_id, "word", at)


def test_a_lost_key_is_a_wiped_file(clerk: Actor, chief: Actor, at: datetime, var: Path) -> None:
    upload = _stop(clerk, at)
    intake.claim_not_secret(clerk, upload.public_id, "word", at)
    (var / "memory" / upload.ticket).unlink()  # the machine was restarted
    with pytest.raises(Refused, match="đã được xoá"):
        intake.release(chief, upload.public_id, at)


def test_strangers(province: Any, clerk: Actor, at: datetime) -> None:
    upload = _stop(clerk, at)
    stranger = province.actor("vanthu.ubnd")
    assert queries.suspects(stranger, at) == []
    for act in (
        lambda: intake.claim_not_secret(stranger, upload.public_id, "word", at),
        lambda: intake.release(stranger, upload.public_id, at),
        lambda: intake.wipe(stranger, upload.public_id, at),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused, match="Chọn lý do"):
        intake.claim_not_secret(clerk, upload.public_id, "tự nghĩ ra", at)


def test_the_page(province: Any, at: datetime) -> None:
    clerk, chief = province.client("vanthu.tinhuy"), province.client("chanhvp.tinhuy")
    answer = _drop(clerk)
    assert answer["held_url"] == reverse("documents:suspects")
    upload = Upload.objects.get()
    page = clerk.get(answer["held_url"]).content.decode()
    assert "Dấu MẬT" in page and "1180" not in page
    assert "tệp bị giữ vì dấu mật" in clerk.get(reverse("documents:register_incoming")).content.decode()
    clerk.post(reverse("documents:claim_not_secret", args=[upload.public_id]), {"claim": "word"})
    assert "Đã xem văn bản gốc" not in clerk.get(answer["held_url"]).content.decode()
    assert "Đã xem văn bản gốc" in chief.get(answer["held_url"]).content.decode()
    chief.post(reverse("documents:release_suspect", args=[upload.public_id]))
    upload.refresh_from_db()
    assert not upload.is_secret
    assert "Không có tệp nào bị giữ" in chief.get(answer["held_url"]).content.decode()
    _drop(clerk, 8)
    clerk.post(reverse("documents:wipe_suspect", args=[Upload.objects.get(is_secret=True).public_id]))
    assert not queries.suspects(province.actor("vanthu.tinhuy"), timezone.now())


def _drop(client: Client, seed: int = 7) -> dict[str, str]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(NAME, files.pdf(seed, "mat"), "application/pdf")
    answer = client.post(reverse("documents:upload"), {"file": [file]}, HTTP_ACCEPT="application/json")
    return dict(answer.json()["results"][0])
