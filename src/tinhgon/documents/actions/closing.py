"""The end of a paper's handling and taking it up again (office-practice B 20): with a reason of the agency's list, by
whom it allows, n papers with n replies. Refuses a reason that is not his, a reply that answers nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import papers, relating
from tinhgon.documents.choices import LEAD, HandlingClass
from tinhgon.documents.models import Closing, ClosingReason, Document
from tinhgon.organisation.choices import Duty

OTHER, REPLIED = "other", "replied"
MOST = 200


@dataclass(frozen=True)
class Terms:
    """What an agency says about a reason."""

    name: str
    who: tuple[str, ...]
    needs_note: bool = False
    needs_reply: bool = False
    is_counted: bool = True
    legal_basis: str = ""
    is_off: bool = False


@dataclass(frozen=True)
class NotClosed:
    document: Document
    reason: str


@transaction.atomic
def close(
    actor: Actor,
    document_id: int,
    note: str,
    at: datetime,
    *,
    kind: str = OTHER,
    replies: Iterable[int] = (),
) -> Document:
    """End the handling without a reply, or with the papers that answer it; what it counts as the reason says."""
    document = papers.locked(actor, document_id)
    reason = reason_named(actor, kind)
    require(rules.can_close_with(actor, document, reason))
    note = words(note) if note.strip() or reason.needs_note else ""
    for reply in replies:
        relating.answered_by(actor, document, reply, at)
    if reason.needs_reply and not queries.replies_to(actor, document):
        raise Refused("Chọn văn bản trả lời, hoặc chọn lý do khác.", field="replies")
    return end(actor, document, reason, note, at)


def end(
    actor: Actor, document: Document, reason: ClosingReason, note: str, at: datetime, *, words_only: bool = False
) -> Document:
    """The last step of closing a locked paper, for acts that have asked their own rule; `words_only` where the note
    says the reason itself."""
    is_said = words_only or reason.code == OTHER
    label = f"{reason.name}: {note}" if note and not is_said else note or reason.name
    Closing.objects.create(document=document, reason=reason, label=reason.name, note=note[:300], at=at, by=actor.label)
    return lifecycle.advance(
        actor,
        document,
        "close",
        at,
        detail={"reason": label},
        closing_reason=label[:300],
        handling=rules.class_after(reason, document.handling),
        handled_at=document.handled_at or at,
        waits_for_id=None,
    )


def close_together(
    actor: Actor,
    document_ids: Sequence[int],
    note: str,
    at: datetime,
    *,
    kind: str = OTHER,
    replies: Iterable[int] = (),
) -> tuple[int, list[NotClosed]]:
    """Close several papers with one reason and the same replies, each in a post of its agency; what could not be
    closed says why."""
    wanted = list(dict.fromkeys(document_ids))
    if len(wanted) > MOST:
        raise Refused(f"Mỗi lần kết thúc không quá {MOST} văn bản.", field="also")
    done, failures, answers = 0, [], list(replies)
    found = {row.pk: row for row in queries.visible_to(actor).filter(pk__in=wanted)}
    for pk in wanted:
        if pk not in found:
            continue
        try:
            close(actor.seated_for(found[pk].agency_id), pk, note, at, kind=kind, replies=answers)
        except Refused as refused:
            failures.append(NotClosed(found[pk], refused.reason))
        else:
            done += 1
    return done, failures


@transaction.atomic
def reopen(actor: Actor, document_id: int, reason: str, at: datetime) -> Document:
    """Take up a closed paper again; when and why it was closed stays in history."""
    document = papers.locked(actor, document_id)
    require(rules.can_reopen(actor, document))
    reason = words(reason)
    handling = HandlingClass.OPEN if document.handling == HandlingClass.DONE else document.handling
    Closing.objects.filter(document=document, reopened_at=None).update(reopened_at=at)
    return lifecycle.advance(
        actor,
        document,
        "reopen",
        at,
        detail={"reason": reason, "handled_at": document.handled_at},
        closing_reason="",
        handling=handling,
        handled_at=None,
    )


@transaction.atomic
def set_closing_reason(actor: Actor, code: str, terms: Terms, at: datetime) -> ClosingReason:
    """The agency's own words and rights for a reason from now on; papers closed before keep the row they had."""
    require(rules.can_set_closing_reasons(actor))
    before = next((row for row in queries.closing_reasons(actor) if row.code == code), None)
    name = " ".join(terms.name.split())[:120]
    who = [code for code in (LEAD, *Duty.values) if code in terms.who]
    if not name:
        raise Refused("Ghi tên lý do.", field="name")
    if not who and not terms.is_off:
        raise Refused("Chọn ít nhất một vai được kết thúc với lý do này.", field="who")
    if code == OTHER and terms.is_off:
        raise Refused("“Lý do khác” luôn dùng được để không văn bản nào kẹt lại. Sửa người được dùng.", field="is_off")
    if before is None and code:
        raise Refused("Không tìm thấy lý do này.", code="not_found")
    code = code or queries.free_closing_code(actor, name)
    rows = ClosingReason.objects.select_for_update().filter(agency_id=actor.agency_id, code=code, ends_on=None)
    rows.update(ends_on=actor.on)
    values = {
        "name": name,
        "who": who,
        "needs_note": terms.needs_note or code == OTHER,
        "needs_reply": terms.needs_reply,
        "is_counted": terms.is_counted,
        "legal_basis": terms.legal_basis.strip()[:300],
        "order": before.order if before else 45,
        "ends_on": actor.on if terms.is_off else None,
    }
    made, _ = ClosingReason.objects.update_or_create(
        agency_id=actor.agency_id, code=code, starts_on=actor.on, defaults=values
    )
    audit.record(
        actor,
        "documents.set_closing_reason",
        "closing_reason",
        made.pk,
        name,
        at,
        home=actor.agency_id,
        detail={"was": before.who if before else [], "is": who, "is_off": terms.is_off},
    )
    return made


def words(text: str) -> str:
    """The words of a reason, one line."""
    reason = " ".join(text.split())
    if not reason:
        raise Refused("Nêu lý do.", code="invalid", field="reason")
    if len(reason) > 300:
        raise Refused("Lý do dài quá 300 ký tự. Rút gọn lại.", code="invalid", field="reason")
    return reason


def reason_named(actor: Actor, code: str) -> ClosingReason:
    """A reason of the agency's list. Raises Refused for one that is not in use."""
    found = next((row for row in queries.closing_reasons(actor) if row.code == code), None)
    if found is None:
        raise Refused("Lý do này không còn dùng. Chọn lý do khác.", code="invalid", field="kind")
    return found


def reason_or_other(actor: Actor, code: str) -> ClosingReason:
    """The same for acts that say the reason themselves: one not in use is "other", which always is."""
    rows = {row.code: row for row in queries.closing_reasons(actor)}
    return rows.get(code) or rows[OTHER]
