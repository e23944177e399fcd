"""Reading for a time as an office knows it: an emergency of a stormy night that is over, one that waits for a second
person, and a case of inspection that runs. Played with the acts themselves."""

from datetime import datetime, timedelta

from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents.actions import granting
from tinhgon.documents.models import Document
from tinhgon.documents.queries import visible_to
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation import queries as organisation

OFFICE = "tinhuy"
HOUR = timedelta(hours=1)


def play(until: datetime) -> None:
    """Nothing where no such paper is."""
    reader, second = actor_of(f"chuyenvien2.{OFFICE}", until), actor_of(f"chanhvp.{OFFICE}", until)
    strange = _strange(reader)
    if len(strange) < 2:
        return
    night = until - 5 * HOUR
    words = "Bão đổi hướng trong đêm, cần phương án sơ tán; đã gọi phòng chủ trì và văn thư, chưa ai nghe máy."
    grant = granting.ask_emergency(reader, str(strange[0].public_id), 2, words, night)
    granting.approve_grant(second, grant.pk, "Đồng ý, sáng báo cáo lại.", night + timedelta(minutes=6))
    looking = organisation.actor(reader.user_id or 0, reader.on, at=night + HOUR)
    if looking is not None:
        granting.note_reading(looking, [strange[0].public_id], "trang", night + timedelta(minutes=9))
        granting.note_reading(looking, [strange[0].public_id], "tệp", night + timedelta(minutes=10))
    granting.close_expired(until - 2 * HOUR)
    _inspect(until, second)
    why = "Đoàn công tác cần số liệu trong văn bản trước 17 giờ; đồng chí chủ trì đang trên máy bay."
    granting.ask_emergency(reader, str(strange[1].public_id), 1, why, until - timedelta(minutes=12))


def _strange(reader: Actor) -> list[Document]:
    """Incoming papers of the office that the reader does not see."""
    rows = Document.objects.filter(agency_id=reader.agency_id, flow=Flow.INCOMING, is_restricted=False)
    return list(rows.exclude(pk__in=visible_to(reader).values("pk")).exclude(code="").order_by("-pk")[:2])


def _inspect(until: datetime, second: Actor) -> None:
    """Papers of two months, for an inspector of the committee's own people."""
    officer, inspector = actor_of(f"antoan.{OFFICE}", until), actor_of(f"tochuc.{OFFICE}", until)
    today = timezone.localdate(until)
    case = granting.NewCase(
        name="Kiểm tra việc tiếp nhận, xử lý văn bản đến",
        basis="18-QĐ/UBKTTU",
        basis_on=today - timedelta(days=6),
        reason="Việc chấp hành quy chế làm việc trong tiếp nhận, giải quyết văn bản đến.",
        readers=(inspector.person_id or 0,),
        starts_on=today,
        until=today + timedelta(days=20),
        flow=Flow.INCOMING.value,
        from_on=today - timedelta(days=30),
        to_on=today,
    )
    grant = granting.open_case(officer, case, until - 3 * HOUR)
    granting.approve_grant(second, grant.pk, "", until - 3 * HOUR + timedelta(minutes=20))
