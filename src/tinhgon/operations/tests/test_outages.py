"""What people and scripts are told while the disk is full or the database is away, and the sweep afterwards. The
killed database itself is in `tests/faults`."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from tinhgon.core.storage.gateways import quarantine
from tinhgon.documents.models import Upload
from tinhgon.documents.tests import files
from tinhgon.operations import jobs, views
from tinhgon.operations.queries import findings

UPLOAD = "/van-ban/den/tiep-nhan/tep/"


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing over 10 kB can be written: as a full disk, without one. No fixture: the runner's own report is written
    between a test and the end of its fixtures, and may be a long file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(autouse=True)
def _rooms_of_their_own(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path / "var"
    settings.QUARANTINE_KEYS = tmp_path / "keys"


def drop(client: Client, **headers: str) -> Any:
    file = BytesIO(files.pdf())
    file.name = "cong-van.pdf"
    return client.post(UPLOAD, {"file": file}, **headers)


def waiting_files() -> list[str]:
    door = quarantine.here()
    return [path.name for folder in (door.folder, door.keys) for path in folder.iterdir()]


def test_a_full_disk_is_said_and_nothing_stays(province: Any) -> None:
    client = province.client("vanthu.ubnd")
    with full_disk():
        page = drop(client)
        told = drop(client, HTTP_ACCEPT="application/json")
    assert page.status_code == 507
    assert "ổ đĩa máy chủ đã đầy" in page.content.decode()
    assert "Ổ đĩa của máy chủ đã đầy" in told.json()["results"][0]["problem"]
    assert waiting_files() == []
    assert not Upload.objects.exists()


def test_once_there_is_room_the_same_file_is_taken(province: Any) -> None:
    assert drop(province.client("vanthu.ubnd")).status_code == 302
    assert Upload.objects.count() == 1


def failed(cause: Exception) -> OperationalError:
    error = OperationalError("no")
    error.__cause__ = cause
    return error


def ask(method: str = "get", **headers: str) -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)("/van-ban/den/?trang=2", **headers)
    return request


def test_a_full_disk_of_the_database_is_said_too() -> None:
    response = views.outage(ask("post"), failed(psycopg.errors.DiskFull("no space left on device")))
    assert response is not None
    assert response.status_code == 507


def test_an_absent_database_is_waited_for() -> None:
    response = views.outage(ask(), failed(psycopg.OperationalError("connection refused")))
    assert response is not None
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert 'http-equiv="refresh"' in response.content.decode()
    assert "/van-ban/den/?trang=2" in response.content.decode()


def test_a_form_sent_into_an_outage_is_not_sent_again_by_itself() -> None:
    response = views.outage(ask("post"), failed(psycopg.OperationalError("connection refused")))
    assert response is not None
    assert 'http-equiv="refresh"' not in response.content.decode()
    assert "xem việc đó đã có chưa" in response.content.decode()


def test_a_fragment_gets_a_note_and_the_page_keeps_what_it_shows() -> None:
    response = views.outage(ask(HTTP_HX_REQUEST="true"), failed(psycopg.OperationalError("connection refused")))
    assert response is not None
    assert (response.status_code, response["TG-Refused"]) == (503, "outage")
    assert "<html" not in response.content.decode()


def test_every_other_error_is_none_of_its_business() -> None:
    assert views.outage(ask(), ValueError("a fault of the program")) is None


@pytest.mark.django_db
def test_little_room_is_said_to_those_who_watch(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "LOW_DISK", 2**62)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "MiB free" in answer.json()["disk"]


def test_the_sweep_spares_what_waits(province: Any) -> None:
    drop(province.client("vanthu.ubnd"))
    door = quarantine.here()
    lost = door.put(b"a row was never written")
    long_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    for path in door.folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert jobs.sweep.func(timestamp=0) == 1
    assert Upload.objects.get().ticket in waiting_files()
    assert lost not in waiting_files()
    assert Path(settings.VAR) == door.folder.parent
