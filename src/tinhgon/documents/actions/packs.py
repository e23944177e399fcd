"""Offline packs made each morning for the agencies that want it, so that they are there before the outage: kept on the
machine without the name of any paper, and the clerks told to take their own."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.models import Agency
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import require
from tinhgon.documents import queries, rules
from tinhgon.documents.gateways import packs as shelf
from tinhgon.documents.models import PackSetting
from tinhgon.documents.queries import packs
from tinhgon.organisation.choices import Role

ADDRESS = "/van-ban/so/du-phong/"
# Makes the files of a pack: {ending: bytes}. Given by the edge, because sheets are made of what queries have found.
Maker = Callable[[packs.Pack], dict[str, bytes]]


@transaction.atomic
def set_morning_packs(actor: Actor, is_on: bool, at: datetime) -> PackSetting:
    """Say whether the agency's packs are made each morning; the same once more changes nothing."""
    require(rules.can_set_morning_packs(actor))
    list(Agency.objects.select_for_update(no_key=True).filter(pk=actor.agency_id))
    row = PackSetting.objects.filter(agency_id=actor.agency_id).first()
    if row is not None and row.is_on == is_on:
        return row
    row = row or PackSetting(agency_id=actor.agency_id)
    row.is_on, row.changed_at, row.changed_by = is_on, at, actor.label
    row.save()
    detail = {"note": "bật" if is_on else "tắt"}
    label = "Lập bộ dự phòng mỗi sáng"
    audit.record(
        actor, "documents.set_morning_packs", "agency", actor.agency_id, label, at, home=actor.agency_id, detail=detail
    )
    return row


def make_morning_packs(on: date, at: datetime, make: Maker) -> int:
    """Make and keep the packs of every agency that wants them; one that was made today is made anew."""
    count = 0
    for agency in Agency.objects.filter(pk__in=packs.agencies_with_morning_packs()).order_by("pk"):
        for office in packs.offices_on(agency.pk, on):
            pack = packs.kept_pack(office, on, at)
            for ending, content in make(pack).items():
                shelf.keep(agency.key, f"{pack.name}.{ending}", content)
            count += 1
        shelf.sweep(agency.key, at)
        _tell(agency.pk, on, at)
    return count


def kept_files(actor: Actor) -> list[shelf.KeptFile]:
    """What was kept for the agency in the last mornings, the newest first."""
    require(rules.can_take_pack(actor))
    return shelf.kept(Agency.objects.get(pk=actor.agency_id).key)[:12]


def _tell(agency_id: int, on: date, at: datetime) -> None:
    clerks = queries.role_posts(agency_id, Role.CLERK, on)
    day = timezone.localtime(at)
    text = f"Bộ dự phòng ngày {on:%d/%m/%Y} đã lập lúc {day:%H:%M}. Tải về máy của mình để dùng khi mất điện, mất mạng."
    notices.tell(agency_id, clerks, "pack", text, ADDRESS, f"pack:{agency_id}:{on:%Y%m%d}", at)
