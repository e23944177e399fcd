"""A morning without electricity, played with the real acts: the office has its pack, two papers were written by hand
and stand in the book, a second clerk's file waits because a number of it was taken meanwhile."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import exports
from tinhgon.documents.actions import interruptions, packs
from tinhgon.documents.models import Interruption
from tinhgon.documents.queries import packs as packing
from tinhgon.operations.demo.scenes import actor_of

OFFICE = "tinhuy"
REASON = "Mất điện khu vực"
# The columns of the register of incoming papers that a hand fills in.
_PLACES = {"arrived": 1, "number": 2, "issuer": 3, "code": 4, "dated": 5, "content": 6, "holder": 7}
_FIRST = 5


def play(until: datetime) -> int:
    """How many papers were entered with the number they had on paper."""
    clerk = actor_of(f"vanthu.{OFFICE}", until)
    packs.set_morning_packs(clerk, True, until)
    book = numbering.book_for(clerk.agency_id, Flow.INCOMING, clerk.on)
    if book is None:
        return 0
    following = numbering.expected_number(book, clerk.on)
    entered = _begin(clerk, until, [
        (following, "Sở Nông nghiệp và Môi trường", "214/SNNMT-VP", "Báo cáo nhanh tình hình mưa lũ trên địa bàn tỉnh"),
        (following + 1, "Ủy ban nhân dân xã Tân Hòa", "58/UBND-VP", "Đề nghị hỗ trợ khắc phục hậu quả mưa lũ"),
    ])  # fmt: skip
    interruptions.enter_interruption(clerk, entered.public_id, until)
    _begin(clerk, until, [
        (following + 1, "Sở Y tế", "131/SYT-NVY", "Báo cáo công tác phòng, chống dịch sau mưa lũ"),
        (following + 4, "Công an tỉnh", "87/CAT-PV01", "Thông báo lịch trực bảo đảm an ninh, trật tự"),
    ])  # fmt: skip
    return entered.rows.exclude(document=None).count()


def _begin(clerk: Actor, until: datetime, papers: list[tuple[int, str, str, str]]) -> Interruption:
    ends_at = until - timedelta(minutes=1)
    content = _written(clerk, until, papers)
    name = f"ghi-tay-{timezone.localtime(until):%d%m}.xlsx"
    return interruptions.begin_interruption(clerk, content, name, ends_at - timedelta(hours=3), ends_at, REASON, until)


def _written(clerk: Actor, until: datetime, papers: list[tuple[int, str, str, str]]) -> bytes:
    """The pack's workbook with rows written over those that are printed beforehand."""
    (office, *_) = packing.pack_offices(clerk)
    pack = packing.pack(clerk, office.pk, until)
    assert pack is not None, "the office is the clerk's own"
    book = load_workbook(BytesIO(exports.pack_xlsx(pack)))
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("Đến"))
    today = timezone.localdate(until)
    for line, (number, issuer, code, content) in enumerate(papers, _FIRST):
        cells: dict[str, Any] = {
            "arrived": today, "number": number, "issuer": issuer, "code": code, "dated": today, "content": content,
            "holder": "Văn phòng",
        }  # fmt: skip
        for key, value in cells.items():
            sheet.cell(line, _PLACES[key], value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
