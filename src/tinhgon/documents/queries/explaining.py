"""Why a person reads a paper, or does not, in words: the rows of the matrix, the steps of handling, who stands in for
whom. Knows the columns of a paper that decide it; never says what the paper is about."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.rules import Option
from tinhgon.documents import rules, search
from tinhgon.documents.choices import OutgoingState, Scope
from tinhgon.documents.models import Document, VisibilityRule
from tinhgon.documents.queries import granting, rights
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post, RolePrincipal, Unit

_CANDIDATES = 20


@dataclass(frozen=True)
class Explanation:
    """`reasons` says why he reads it, or, when he does not, why not."""

    person: str
    reads: bool
    reasons: list[str]


def papers_to_explain(actor: Actor, words: str) -> list[Document]:
    """Papers of the agency by address or number. A restricted one is found by its address alone, which only its
    readers have: a number must not tell that it exists (office-practice A 4)."""
    rows = Document.objects.filter(agency_id=actor.agency_id)
    public_id = _public_id(words)
    if public_id is not None:
        return list(rows.filter(public_id=public_id))
    key = search.code_key(words)
    if not key:
        return []
    return list(rows.filter(code_key=key, is_restricted=False).order_by("-pk")[:_CANDIDATES])


def _public_id(words: str) -> UUID | None:
    for part in reversed(words.strip().rstrip("/").split("/")):
        try:
            return UUID(part)
        except ValueError:
            continue
    return None


def people_to_pick(actor: Actor) -> list[Option]:
    """People who hold a post in the agency today."""
    held: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    rows = organisation.appointments(actor.on).filter(post__agency_id=actor.agency_id)
    for row in rows.select_related("person", "post").order_by("person__sort_key", "kind"):
        held.setdefault(row.person.principal_id, []).append(row.post.title)
        names[row.person.principal_id] = row.person.full_name
    return [Option(pk, name, ", ".join(held[pk])) for pk, name in names.items()]


def explanation(document: Document, person_id: int, at: datetime) -> Explanation | None:
    """Why the person (a principal's id) reads the paper at a moment; None when there is no such person."""
    on = timezone.localdate(at)
    name = rights.principal_names([person_id], on).get(person_id, "")
    if not name:
        return None
    user_id = User.objects.filter(principal_id=person_id).values_list("pk", flat=True).first()
    target = organisation.actor(user_id, on, at=at) if user_id else None
    if target is None:
        return Explanation(name, False, ["Không giữ vị trí nào hoặc chưa có tài khoản, nên không xem văn bản nào."])
    reads = bool(rules.can_see(target, document))
    found = _reasons(target, document, on) + granting.reasons(target, document)
    if document.waits_for_id in target.desk_ids and not document.is_restricted:
        found.append("Thư ký giúp việc: văn bản đang chờ lãnh đạo mình giúp việc; chỉ xem, chuẩn bị khi còn chờ.")
    if reads:
        late = "Bảng quyền vừa thay đổi, danh sách người xem đang được tính lại. Xem lại sau ít phút."
        return Explanation(name, True, found or [late])
    if found:
        return Explanation(name, False, ["Sẽ xem được khi tính lại xong danh sách người xem:", *found])
    return Explanation(name, False, _why_not(target, document, on))


def _reasons(target: Actor, document: Document, on: date) -> list[str]:
    """What of the chain, of the unit and of the matrix shows the paper to the person."""
    ways = _ways(target, on)
    found = [
        f"{ways[principal]}: {words}"
        for principal in sorted(target.principals & set(document.chain_ids))
        for words in _chain(document, principal)
    ]
    unit = document.owner_unit
    if unit is not None and not document.is_restricted and unit.principal_id in target.principals:
        found.append(f"{ways[unit.principal_id]}: đơn vị đang giữ văn bản.")
    found += [
        f"{ways[rule.principal_id]}: theo bảng quyền, {rights.in_words(rule, on, ways[rule.principal_id])}"
        f" (từ {rule.starts_on:%d/%m/%Y}, duyệt: {rule.approved_by or 'chưa ghi'})."
        for rule, unit_id in _rules_of(target, on)
        if not why_row_hides(rule, document, unit_id)
    ]
    return found


def _ways(target: Actor, on: date) -> dict[int, str]:
    """How the person comes to each of his principals."""
    ids = list(target.principals)
    names = rights.principal_names(ids, on)
    units = dict(Unit.objects.filter(principal_id__in=ids).values_list("principal_id", "pk"))
    roles = set(RolePrincipal.objects.filter(principal_id__in=ids).values_list("principal_id", flat=True))
    own = {post.principal_id: post.in_place_of for post in organisation.posts_of(target.user_id or 0, on)}
    found = {}
    for principal in ids:
        name = names.get(principal, "")
        if principal in own:
            found[principal] = f"Đang {own[principal]}" if own[principal] else f"Vị trí {name}"
        elif principal in roles:
            found[principal] = f"Vai trò {name}"
        elif principal in units:
            is_own = units[principal] in target.headed_unit_ids
            found[principal] = f"Phụ trách {name}" if is_own else f"Kế thừa từ {name}"
        else:
            found[principal] = "Đích danh"
    return found


def _chain(document: Document, principal: int) -> list[str]:
    """The steps of handling that name a principal."""
    found = []
    if document.drafter is not None and document.drafter.principal_id == principal:
        found.append("người soạn thảo.")
    steps = document.steps.select_related("post").filter(post__principal_id=principal)
    found += [f"bước {step.ordinal} của tuyến trình ({step.get_kind_display().lower()})." for step in steps]
    if principal in (
        document.lead_post.principal_id if document.lead_post else None,
        document.lead_unit.principal_id if document.lead_unit else None,
    ):
        found.append("chủ trì xử lý.")
    if document.is_restricted and not found:
        found.append("có tên trong danh sách được xem văn bản hạn chế.")
    return found or ["được trình, giao, phối hợp hoặc chuyển đến trong quá trình xử lý."]


def _rules_of(target: Actor, on: date) -> list[tuple[VisibilityRule, int | None]]:
    """The rows in force that name the person's principals, with the unit of a post."""
    rows = VisibilityRule.objects.filter(organisation.in_force(on), principal_id__in=target.principals)
    found = list(rows.select_related("body", "field").order_by("pk"))
    units = dict(
        Post.objects.filter(principal_id__in=[r.principal_id for r in found]).values_list("principal_id", "unit_id")
    )
    return [(rule, units.get(rule.principal_id)) for rule in found]


def why_row_hides(rule: VisibilityRule, document: Document, unit_id: int | None) -> str:
    """Why a row in force does not show a paper; empty when it does. The same answer as the compiled readers'."""
    if rule.agency_id != document.agency_id:
        return "chỉ áp dụng cho văn bản của cơ quan khác"
    if rule.flow and rule.flow != document.flow:
        return f"chỉ gồm {Flow(rule.flow).label.lower()}"
    if document.is_restricted and not rule.includes_restricted:
        return "không gồm văn bản hạn chế"
    if rule.scope == Scope.REGISTER and not document.is_incoming and document.state in _BEFORE_CLERK:
        return "sổ đăng ký không gồm dự thảo chưa ký"
    if rule.scope in (Scope.REGISTER, Scope.BODY):
        is_other = rule.body_id is not None and rule.body_id != document.issuing_body_id
        return "chỉ gồm văn bản của chủ thể ban hành khác" if is_other else ""
    if rule.scope == Scope.FIELD:
        return "" if rule.field_id is not None and rule.field_id == document.field_id else "chỉ gồm lĩnh vực khác"
    if rule.scope == Scope.UNIT:
        is_own = unit_id is not None and unit_id == document.owner_unit_id
        return "" if is_own else "chỉ gồm văn bản do đơn vị mình giữ"
    return "chỉ gồm vụ việc được ghi tên"


_BEFORE_CLERK = (OutgoingState.DRAFT, OutgoingState.SUBMITTED, OutgoingState.ABANDONED)


def _why_not(target: Actor, document: Document, on: date) -> list[str]:
    found = ["Không có tên trong quá trình xử lý: chưa được trình, giao, phối hợp hoặc chuyển đến."]
    if document.is_restricted:
        found.append("Văn bản hạn chế: chỉ vị trí có tên và quyền ghi rõ “cả văn bản hạn chế” xem được.")
    ways, rows = _ways(target, on), _rules_of(target, on)
    found += [
        f"{ways[rule.principal_id]}: quyền “{rights.SCOPE_WORDS[rule.scope].lower()}” {why}."
        for rule, unit_id in rows
        for why in [why_row_hides(rule, document, unit_id)]
    ]
    if not rows:
        found.append("Bảng quyền hiện không có dòng nào cho vị trí, đơn vị, vai trò của người này.")
    return found
