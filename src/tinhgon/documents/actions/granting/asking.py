"""Asking that somebody reads for a time. What is asked shows nothing of the paper; a restricted paper is named by its
address, or by a number that only the second person sees resolved. Refuses what has no reason, no end, no basis."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Holding, Principal
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import recompiling
from tinhgon.documents.actions.granting import telling
from tinhgon.documents.choices import GrantKind, GrantState, IncomingState, Scope
from tinhgon.documents.models import Document, GrantPaper, ReadingGrant
from tinhgon.documents.queries import explaining, granting, rights
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation

LONGEST_CASE_DAYS = 366


@dataclass(frozen=True)
class NewCase:
    """A case of inspection as it is asked for: `until` is its last day; `papers` are numbers or addresses."""

    name: str
    basis: str
    basis_on: date | None
    reason: str
    readers: tuple[int, ...]
    starts_on: date
    until: date
    papers: tuple[str, ...] = ()
    flow: str = ""
    unit_id: int | None = None
    issuer: str = ""
    from_on: date | None = None
    to_on: date | None = None
    includes_restricted: bool = False


@transaction.atomic
def ask_emergency(actor: Actor, paper: str, hours: int, reason: str, at: datetime) -> ReadingGrant:
    """Ask to read one paper for some hours because nobody of its readers can be reached (office-practice A 3)."""
    require(rules.can_ask_emergency(actor))
    wanted, reason = " ".join(paper.split())[:300], " ".join(reason.split())[:300]
    if not reason:
        raise Refused("Ghi vì sao phải đọc ngay và đã liên hệ những ai.", field="reason")
    longest = granting.longest_hours(actor.on)
    if not 1 <= hours <= longest:
        raise Refused(f"Truy cập khẩn cấp từ 1 đến {longest} giờ.", field="hours")
    if not wanted:
        raise Refused("Ghi số, ký hiệu như trên giấy, hoặc địa chỉ trang văn bản.", field="paper")
    recompiling.lock(actor.agency_id)
    rows = ReadingGrant.objects.filter(agency_id=actor.agency_id, asked_by_id=actor.person_id, wanted=wanted)
    if same := rows.filter(kind=GrantKind.EMERGENCY, state=GrantState.PROPOSED).first():
        return same  # a double click, or asked again while it waits
    named = explaining.papers_to_explain(actor, wanted)
    if len(named) > 1:
        raise Refused(
            "Nhiều văn bản có số này. Thêm địa chỉ trang văn bản, hoặc nhờ người duyệt cho địa chỉ.", field="paper"
        )
    if named and visible_to(actor).filter(pk=named[0].pk).exists():
        raise Refused("Đồng chí đang xem được văn bản này. Tìm theo số rồi mở.", field="paper", code="conflict")
    grant = _asked(
        actor,
        ReadingGrant(kind=GrantKind.EMERGENCY, wanted=wanted, hours=hours, reason=reason, includes_restricted=True),
        [actor.person_id or 0],
        at,
    )
    _name(grant, [paper for paper in named if paper.state != IncomingState.RECALLED])
    telling.told(actor, grant, "documents.ask_reading", at)
    return grant


@transaction.atomic
def open_case(actor: Actor, new: NewCase, at: datetime) -> ReadingGrant:
    """Ask that named inspectors read the papers of a case between two days, on a decision (office-practice A 2)."""
    require(rules.can_open_case(actor))
    starts_at, ends_at = _days(new, timezone.localdate(at), at)
    _basis(new)
    _readers(actor, new)
    papers = [_paper(actor, words, new.includes_restricted) for words in new.papers]
    by_criteria = any((new.unit_id, new.issuer.strip(), new.from_on, new.to_on))
    if bool(papers) == by_criteria:
        raise Refused(
            "Ghi văn bản của vụ việc, hoặc chọn đơn vị, cơ quan ban hành, khoảng ngày; không cả hai.", field="papers"
        )
    recompiling.lock(actor.agency_id)
    name = " ".join(new.name.split())[:200]
    rows = ReadingGrant.objects.filter(agency_id=actor.agency_id, name=name, state=GrantState.PROPOSED)
    if rows.exists():
        raise Refused("Đã có đề nghị mở vụ việc này đang chờ duyệt.", code="conflict", field="name")
    case = ReadingGrant(
        kind=GrantKind.CASE,
        name=name,
        basis=" ".join(new.basis.split())[:200],
        basis_on=new.basis_on,
        reason=" ".join(new.reason.split())[:300],
        by_criteria=by_criteria,
        flow=new.flow,
        unit_id=new.unit_id,
        issuer=" ".join(new.issuer.split())[:200],
        from_on=new.from_on,
        to_on=new.to_on,
        includes_restricted=new.includes_restricted,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    if by_criteria and granting.matching(_at_home(actor, case)).count() > granting.MOST_PAPERS:
        raise Refused("Vụ việc gồm quá nhiều văn bản. Thu hẹp đơn vị, cơ quan ban hành hoặc khoảng ngày.", field="unit")
    grant = _asked(actor, case, new.readers, at)
    _name(grant, list({paper.pk: paper for paper in papers}.values()))
    telling.told(actor, grant, "documents.open_case", at)
    return grant


@transaction.atomic
def withdraw_grant(actor: Actor, grant_id: int, at: datetime) -> ReadingGrant:
    grant, _ = telling.locked(actor, grant_id)
    require(rules.can_withdraw_grant(actor, grant))
    grant.state = GrantState.WITHDRAWN
    grant.save(update_fields=["state"])
    telling.told(actor, grant, "documents.withdraw_reading", at)
    return grant


def _at_home(actor: Actor, grant: ReadingGrant) -> ReadingGrant:
    grant.agency_id = actor.agency_id
    return grant


def _asked(actor: Actor, grant: ReadingGrant, readers: list[int] | tuple[int, ...], at: datetime) -> ReadingGrant:
    """Saved with its people, who hold nothing yet."""
    grant.principal = Principal.objects.create(agency_id=actor.agency_id, kind=PrincipalKind.GRANT)
    grant.asked_by_id, grant.asked_label, grant.asked_at = actor.person_id or 0, actor.label[:300], at
    _at_home(actor, grant).save()
    Holding.objects.bulk_create(Holding(principal=grant.principal, person_id=person) for person in sorted({*readers}))
    return grant


def _name(grant: ReadingGrant, papers: list[Document]) -> None:
    GrantPaper.objects.bulk_create(GrantPaper(grant=grant, document=paper) for paper in papers)


def _days(new: NewCase, today: date, at: datetime) -> tuple[datetime, datetime]:
    if new.starts_on < today:
        raise Refused("Vụ việc không mở lùi ngày. Chọn từ hôm nay trở đi.", field="starts_on")
    if new.until < new.starts_on:
        raise Refused("Ngày cuối phải từ ngày bắt đầu trở đi.", field="until")
    if (new.until - new.starts_on).days > LONGEST_CASE_DAYS:
        raise Refused("Một vụ việc mở tối đa một năm. Chọn ngày cuối gần hơn; cần thì mở lại.", field="until")
    if new.from_on and new.to_on and new.to_on < new.from_on:
        raise Refused("Khoảng ngày của văn bản bị ngược.", field="to_on")
    begins = timezone.make_aware(datetime.combine(new.starts_on, time.min))
    after_last = date.fromordinal(new.until.toordinal() + 1)
    return max(begins, at), timezone.make_aware(datetime.combine(after_last, time.min))


def _basis(new: NewCase) -> None:
    for field, value, words in (
        ("name", new.name, "Ghi tên vụ việc."),
        ("basis", new.basis, "Ghi số quyết định làm căn cứ."),
        ("reason", new.reason, "Ghi nội dung kiểm tra."),
    ):
        if not value.strip():
            raise Refused(words, field=field)
    if new.basis_on is None:
        raise Refused("Ghi ngày của quyết định.", field="basis_on")


def _readers(actor: Actor, new: NewCase) -> None:
    """People of the agency within the bounds of the matrix; nobody asks for what he would read himself."""
    if not new.readers:
        raise Refused("Chọn ít nhất một người kiểm tra.", field="readers")
    if actor.person_id in new.readers:
        raise Refused("Không tự mở vụ việc cho mình. Nhờ người quản lý quyền khác đề nghị.", field="readers")
    roles = granting.roles_of_people(new.readers, actor.agency_id, actor.on)
    if set(new.readers) - set(roles):
        raise Refused("Chọn người đang giữ vị trí trong cơ quan.", field="readers")
    bounds = [bound for bound in rights.bounds_on(actor.on) if bound.is_absolute]
    for found in roles.values():
        if reason := rights.crossed(bounds, found, Scope.CASE, new.includes_restricted):
            raise Refused(f"{reason} Chọn người khác.", field="readers")
    if new.flow and new.flow not in Flow.values:
        raise Refused("Luồng văn bản không có. Chọn lại.", field="flow")
    if new.unit_id is not None and not organisation.unit_names([new.unit_id], actor.on):
        raise Refused("Chọn đơn vị của cơ quan.", field="unit")


def _paper(actor: Actor, words: str, includes_restricted: bool) -> Document:
    found = explaining.papers_to_explain(actor, words)
    if len(found) != 1:
        why = "Nhiều văn bản có số" if found else "Không thấy văn bản có số"
        raise Refused(f"{why} “{words[:80]}”. Dán địa chỉ trang văn bản thay cho số.", field="papers")
    if found[0].is_restricted and not includes_restricted:
        raise Refused("Có văn bản hạn chế: đánh dấu “Cả văn bản hạn chế” nếu quyết định ghi rõ.", field="papers")
    return found[0]
