"""Registering: bad files, bad fields, duplicates, double submits, two clerks, what is kept and what is not."""

import random
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.numbering.models import Entry
from tinhgon.core.storage import queries as storage
from tinhgon.core.storage.models import Blob
from tinhgon.core.verdict import Refused
from tinhgon.documents import rules
from tinhgon.documents.actions import closing, intake, readers
from tinhgon.documents.models import Document, SearchText, Upload, Version
from tinhgon.documents.tests import files
from tinhgon.documents.tests.ladder import Ladder

FIELDS = intake.IncomingFields(
    subject="V/v rà soát thủ tục hành chính",
    issuer="UBND tỉnh Bình Sơn",
    code="1180/UBND-KSTT",
    issued_on=date(2025, 9, 24),
    type_code="CV",
)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def at() -> datetime:
    return timezone.now()


@pytest.fixture
def clerk(province: Any) -> Actor:
    return province.actor("vanthu.tinhuy")


def left_behind(var: Path) -> list[Path]:
    return [p for folder in ("quarantine", "keys") for p in (var / folder).glob("*") if p.is_file()]


@pytest.mark.parametrize("code", list(files.BAD))
def test_a_bad_file_is_refused_and_leaves_nothing(code: str, clerk: Actor, at: datetime, var: Path) -> None:
    name, content = files.BAD[code]
    with pytest.raises(Refused) as caught:
        intake.receive_upload(clerk, name, content(), at)
    assert caught.value.code == code
    assert caught.value.reason.endswith(".")
    assert not Upload.objects.exists()
    assert not left_behind(var)


def test_a_file_over_the_limit_is_refused(clerk: Actor, at: datetime, settings: Any, var: Path) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    with pytest.raises(Refused, match="quá lớn"):
        intake.receive_upload(clerk, "a.pdf", files.pdf(), at)
    assert not left_behind(var)


@pytest.mark.parametrize(("secrecy", "words"), [("mat", "MẬT"), ("toi_mat", "TỐI MẬT"), ("tuyet_mat", "TUYỆT MẬT")])
def test_a_secret_paper_leaves_only_a_tombstone(
    secrecy: Any, words: str, clerk: Actor, at: datetime, var: Path, settings: Any
) -> None:
    settings.SECRET_HOLD_MINUTES = 0
    content = files.pdf(7, secrecy)
    with pytest.raises(Refused, match=words) as caught:
        intake.receive_upload(clerk, "1180 mat.pdf", content, at)
    assert caught.value.code == "secret"
    assert "Luật Bảo vệ bí mật nhà nước" in caught.value.reason
    row = Upload.objects.get()
    assert (row.is_secret, row.file_name, row.ticket, row.reading) == (True, "", "", {})
    assert not left_behind(var)
    event = Event.objects.get(verb="documents.refuse_secret")
    assert "1180" not in event.payload.replace(row.sha256, "")
    assert not Blob.objects.exists()


def test_reading_of_an_upload(clerk: Actor, at: datetime, var: Path) -> None:
    upload = intake.receive_upload(clerk, "C:\\quét\\1180.pdf", files.pdf(), at)
    assert upload.file_name == "1180.pdf"
    assert upload.reading["code"]["value"] == files.paper().code
    assert len(upload.reading["code"]["box"]) == 4
    assert upload.text
    cipher = (var / "quarantine" / upload.ticket).read_bytes()
    assert b"%PDF" not in cipher
    assert intake.receive_upload(clerk, "again.pdf", files.pdf(), at) == upload


def test_registering_an_upload(
    province: Any, clerk: Actor, at: datetime, var: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload = intake.receive_upload(clerk, "1180.pdf", files.pdf(), at)
    post = province.post("chanhvp.tinhuy")
    with django_capture_on_commit_callbacks(execute=True):
        document = intake.register_incoming(
            clerk, FIELDS, at, request_key="k1", upload_id=upload.public_id, submit_to_post=post.pk
        )
    document.refresh_from_db()
    assert (document.state, document.register_number) == ("registered", 1)
    assert (document.number, document.symbol, document.code_key) == ("1180", "UBND-KSTT", "1180/ubnd-kstt")
    assert document.subject == "Rà soát thủ tục hành chính"
    assert document.waits_for_id == post.principal_id
    version = Version.objects.get(document=document)
    assert storage.content(version.blob) == files.pdf()
    assert "full_text" not in version.reading
    assert not left_behind(var)
    assert Notice.objects.filter(to_id=post.principal_id).count() == 1
    assert SearchText.objects.get(pk=document.pk).reader_ids == document.reader_ids
    assert rules.can_see(province.actor("chanhvp.tinhuy"), document)
    assert not rules.can_see(province.actor("vanthu.ubnd"), document)
    assert Event.objects.filter(verb="documents.register", object_id=document.pk).count() == 1


def test_only_those_with_the_duty_register(province: Any, at: datetime) -> None:
    stranger = province.actor("chuyenvien.tinhuy")
    with pytest.raises(Refused, match="chưa được giao việc"):
        intake.register_incoming(stranger, FIELDS, at, request_key="k")
    with pytest.raises(Refused):
        intake.receive_upload(stranger, "a.pdf", files.pdf(), at)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"issuer": ""}, "issuer"),
        ({"issued_on": date(2045, 1, 1)}, "issued_on"),
        ({"issued_on": date(1845, 1, 1)}, "issued_on"),
        ({"reply_due_at": datetime(2025, 9, 1, 10, tzinfo=timezone.get_default_timezone())}, "reply_due_at"),
        ({"arrived_at": datetime(2025, 9, 1, 10, tzinfo=timezone.get_default_timezone())}, "arrived_at"),
        ({"urgency": "now"}, "urgency"),
        ({"page_count": 0}, "page_count"),
        ({"signer_name": "A" * 200}, "signer_name"),
    ],
)
def test_impossible_fields(change: dict[str, Any], field: str, clerk: Actor, at: datetime) -> None:
    with pytest.raises(intake.BadFields) as caught:
        intake.register_incoming(clerk, replace(FIELDS, **change), at, request_key="k")
    assert list(caught.value.problems) == [field]
    assert not Document.objects.filter(agency_id=clerk.agency_id).exists()
    assert not Entry.objects.exists()


def test_arriving_in_the_future_is_refused(clerk: Actor, at: datetime) -> None:
    with pytest.raises(intake.BadFields):
        intake.register_incoming(clerk, replace(FIELDS, arrived_at=at + timedelta(days=1)), at, request_key="k")


def test_a_scan_needs_the_declaration(clerk: Actor, at: datetime) -> None:
    upload = intake.receive_upload(clerk, "scan.pdf", files.scan(), at)
    assert upload.needs_text_recognition
    with pytest.raises(intake.BadFields, match="Không mật"):
        intake.register_incoming(clerk, FIELDS, at, request_key="k", upload_id=upload.public_id)
    declared = replace(FIELDS, is_declared_not_secret=True)
    document = intake.register_incoming(clerk, declared, at, request_key="k", upload_id=upload.public_id)
    assert document.needs_text_recognition and document.is_declared_not_secret


def test_a_scan_with_a_stamp_is_wiped(clerk: Actor, at: datetime, var: Path) -> None:
    upload = intake.receive_upload(clerk, "scan.pdf", files.scan(), at)
    intake.declare_secret(clerk, upload.public_id, at)
    assert not left_behind(var)
    assert Upload.objects.get().file_name == ""
    assert Event.objects.filter(verb="documents.refuse_secret").count() == 1


def test_the_same_request_is_one_paper(clerk: Actor, at: datetime) -> None:
    first = intake.register_incoming(clerk, FIELDS, at, request_key="same")
    assert intake.register_incoming(clerk, FIELDS, at, request_key="same") == first
    assert Entry.objects.count() == 1


def test_duplicates_are_warned_of(province: Any, clerk: Actor, at: datetime) -> None:
    first = intake.register_incoming(clerk, FIELDS, at, request_key="1")
    spelt_otherwise = replace(FIELDS, code="1180/ubnd - kstt", issuer="Ubnd tỉnh Bình Sơn")
    with pytest.raises(intake.Duplicate) as caught:
        intake.register_incoming(clerk, spelt_otherwise, at, request_key="2")
    assert caught.value.documents == [first]
    second = intake.register_incoming(clerk, FIELDS, at, request_key="2", accepts_duplicate=True)
    assert second.register_number == 2
    elsewhere = intake.register_incoming(province.actor("vanthu.ubnd"), FIELDS, at, request_key="1")
    assert elsewhere.register_number == 1


def test_the_same_bytes_are_a_duplicate(clerk: Actor, at: datetime) -> None:
    upload = intake.receive_upload(clerk, "a.pdf", files.pdf(), at)
    intake.register_incoming(clerk, FIELDS, at, request_key="1", upload_id=upload.public_id)
    again = intake.receive_upload(clerk, "a.pdf", files.pdf(), at)
    with pytest.raises(intake.Duplicate):
        intake.register_incoming(clerk, replace(FIELDS, code="1/X"), at, request_key="2", upload_id=again.public_id)


def test_the_second_clerk_is_told_who_was_first(province: Any, clerk: Actor, at: datetime) -> None:
    upload = intake.receive_upload(clerk, "a.pdf", files.pdf(), at)
    intake.register_incoming(clerk, FIELDS, at, request_key="1", upload_id=upload.public_id)
    with pytest.raises(Refused, match="vào sổ số 1") as caught:
        intake.register_incoming(
            province.actor("vanthu2.tinhuy"), FIELDS, at, request_key="2", upload_id=upload.public_id
        )
    assert caught.value.code == "already_registered"


def test_a_correction_keeps_the_old_words(clerk: Actor, at: datetime) -> None:
    document = intake.register_incoming(clerk, FIELDS, at, request_key="1")
    with pytest.raises(intake.BadFields):
        intake.correct(clerk, document.pk, replace(FIELDS, subject="Khác"), "", at)
    changed = intake.correct(clerk, document.pk, replace(FIELDS, subject="Khác"), "Gõ nhầm", at)
    assert (changed.subject, changed.register_number) == ("Khác", 1)
    detail = Event.objects.get(verb="documents.correct").detail
    assert detail["changes"]["Trích yếu"] == {"old": "Rà soát thủ tục hành chính", "new": "Khác"}
    assert intake.correct(clerk, document.pk, replace(FIELDS, subject="Khác"), "Lại", at).subject == "Khác"
    assert Event.objects.filter(verb="documents.correct").count() == 1


def test_closing_and_reopening(province: Any, clerk: Actor, at: datetime) -> None:
    document = intake.register_incoming(clerk, FIELDS, at, request_key="1")
    leader = province.actor("lanhdao.tinhuy")
    with pytest.raises(Refused):
        closing.close(clerk, document.pk, "Để biết", at)
    with pytest.raises(Refused, match="Nêu lý do"):
        closing.close(leader, document.pk, " ", at)
    assert closing.close(leader, document.pk, "Để biết", at).state == "closed"
    with pytest.raises(Refused):
        closing.close(leader, document.pk, "Để biết", at)
    assert closing.reopen(leader, document.pk, "Cần trả lời", at).state == "directed"
    with pytest.raises(Refused, match="Không tìm thấy"):
        closing.close(province.actor("lanhdao.sonoivu"), document.pk, "x", at)


def test_an_electronic_paper_can_be_returned(province: Any, at: datetime) -> None:
    sent = Ladder(province).issued("tanhoa")
    received = Document.objects.get(source=sent)
    clerk = province.actor("vanthu.tanhoa")
    with pytest.raises(Refused, match="Nêu lý do"):
        intake.refuse(clerk, received.pk, " ", at)
    with pytest.raises(Refused):
        intake.refuse(province.actor("vanthu.tinhuy"), received.pk, "Gửi nhầm", at)
    assert intake.refuse(clerk, received.pk, "Gửi nhầm", at).state == "refused"
    delivery = sent.deliveries.get()
    assert (delivery.state, delivery.reason) == ("refused", "Gửi nhầm")
    assert Notice.objects.filter(to=sent.drafter.principal, kind="document.refused").count() == 1
    with pytest.raises(Refused):
        intake.register_arrived(clerk, received.pk, at)


def _together(*acts: Any) -> list[Any]:
    """Run acts at once, each in a connection of its own; their results or what they raised."""
    results: list[Any] = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def run(index: int) -> None:
        try:
            barrier.wait()
            results[index] = acts[index]()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_at_the_same_moment(committed: Any) -> None:
    """Two clerks with one upload, two clerks typing one paper, a double click: one number each time, no gap."""
    at = timezone.now()
    one, two = committed.actor("vanthu.tinhuy"), committed.actor("vanthu2.tinhuy")
    upload = intake.receive_upload(one, "a.pdf", files.pdf(), at)
    results = _together(
        *[
            lambda actor=actor, key=key: intake.register_incoming(
                actor, FIELDS, at, request_key=key, upload_id=upload.public_id
            )
            for actor, key in ((one, "a"), (two, "b"))
        ]
    )
    assert sorted(type(r).__name__ for r in results) == ["Document", "Refused"]
    typed = replace(FIELDS, code="5/KH-UBND")
    results = _together(
        *[lambda a=a, k=k: intake.register_incoming(a, typed, at, request_key=k) for a, k in ((one, "c"), (two, "d"))]
    )
    assert sorted(type(r).__name__ for r in results) == ["Document", "Duplicate"]
    click = replace(FIELDS, code="6/KH-UBND")
    results = _together(*[lambda: intake.register_incoming(one, click, at, request_key="e") for _ in range(3)])
    assert len({r.pk for r in results}) == 1
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_more_readers_than_an_index_row_holds_are_refused_in_words(clerk: Actor, at: datetime) -> None:
    paper = intake.register_incoming(clerk, FIELDS, at, request_key="many")
    with pytest.raises(Refused, match="Chuyển tới đơn vị"):
        readers.compile_readers(paper, at.date(), range(1_000_000, 1_000_000 + readers.MOST_READERS))
    paper.refresh_from_db()
    # Random ids, which no compression helps: what is allowed has room, with what the matrix may add later.
    paper.reader_ids = sorted(random.Random(7).sample(range(2**31), readers.MOST_READERS + 30))
    paper.save(update_fields=["reader_ids"])
