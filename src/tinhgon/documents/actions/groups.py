"""Groups of recipients an agency keeps: saved from the lines of a paper, changed from a day on, never rewritten for the
days before. Refuses names and members that say nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions.issuing import RecipientLine
from tinhgon.documents.models import GroupMember, RecipientGroup


@transaction.atomic
def keep_group(actor: Actor, name: str, lines: Sequence[RecipientLine], at: datetime) -> RecipientGroup:
    """Keep these recipients as the agency's group of a name. A group there already changes from today: who is not
    among them any more ends, who is new begins."""
    require(rules.can_keep_groups(actor))
    name = " ".join(name.split())[:150]
    if not name:
        raise Refused("Đặt tên nhóm, ví dụ: Các sở, ban, ngành.", field="group_name")
    wanted = {_key(line): line for line in lines if line.body_id or line.name.strip()}
    if not wanted:
        raise Refused("Nhóm chưa có nơi nhận nào. Thêm dòng rồi lưu nhóm.", field="group_name")
    today = timezone.localdate(at)
    group, is_new = RecipientGroup.objects.select_for_update().get_or_create(
        agency_id=actor.agency_id, name_key=vntext.search_fold(name), defaults={"name": name}
    )
    held = {(m.body_id, vntext.search_fold(m.name)): m for m in queries.members_on(group.pk, today)}
    for key, member in held.items():
        if key not in wanted:
            member.ends_on = today
            member.save(update_fields=["ends_on"])
    GroupMember.objects.bulk_create(
        GroupMember(
            group=group,
            ordinal=ordinal,
            body_id=line.body_id,
            name="" if line.body_id else line.name.strip()[:300],
            starts_on=today,
        )
        for ordinal, (key, line) in enumerate(wanted.items(), 1)
        if key not in held
    )
    detail = {"members": len(wanted), "is_new": is_new}
    audit.record(
        actor, "documents.keep_group", "recipient_group", group.pk, name, at, home=actor.agency_id, detail=detail
    )
    return group


@transaction.atomic
def drop_group(actor: Actor, group_id: int, at: datetime) -> None:
    """Forget a group; papers already sent keep their recipients."""
    require(rules.can_keep_groups(actor))
    group = RecipientGroup.objects.filter(pk=group_id, agency_id=actor.agency_id).first()
    if group is None:
        raise Refused("Nhóm nơi nhận không còn. Tải lại trang.", code="not_found")
    name, pk = group.name, group.pk
    group.delete()
    audit.record(actor, "documents.drop_group", "recipient_group", pk, name, at, home=actor.agency_id)


def _key(line: RecipientLine) -> tuple[int | None, str]:
    return line.body_id, "" if line.body_id else vntext.search_fold(line.name.strip())
