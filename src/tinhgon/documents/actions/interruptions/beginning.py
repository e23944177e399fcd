"""A file of an interruption taken in: read, refused as a whole where it is not ours or bears a mark of secrecy, else
kept as rows with what clashes. Nothing is entered yet; the same bytes once more are the same file."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.numbering import rules as numbering_rules
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions.intake import fields
from tinhgon.documents.actions.interruptions import meaning, sheets
from tinhgon.documents.choices import SECRECY, Decision, InterruptionState, SheetRowState, secret_law
from tinhgon.documents.models import Interruption, SheetRow
from tinhgon.documents.queries import clashes


def begin_interruption(
    actor: Actor, content: bytes, file_name: str, starts_at: datetime, ends_at: datetime, reason: str, at: datetime
) -> Interruption:
    """Take in a workbook that was filled in by hand; every row is compared with the books."""
    require(rules.can_enter_interruption(actor))
    if actor.user_id is None or actor.post_id is None:
        raise Refused("Nhập lại sau gián đoạn cần một tài khoản đang giữ vị trí.", code="forbidden")
    reason = " ".join(reason.split())
    _require_span(starts_at, ends_at, reason, at)
    sha256 = hashlib.sha256(content).hexdigest()
    if same := _same(actor, sha256):
        return same
    try:
        read = sheets.read(actor, content, file_name)
    except sheets.SecretFoundError as secret:
        raise _refuse_secret(actor, sha256, secret, at) from secret
    for row in read:
        _look_at_fields(row, starts_at, ends_at, at)
    for book in {row.book.pk: row.book for row in read}.values():
        require(numbering_rules.can_record_by_hand(actor, book))
    try:
        with transaction.atomic():
            made = Interruption.objects.create(
                agency_id=actor.agency_id,
                post_id=actor.post_id,
                user_id=actor.user_id,
                starts_at=starts_at,
                ends_at=ends_at,
                reason=reason,
                file_name=file_name[:200],
                sha256=sha256,
                total_count=len(read),
                created_at=at,
                created_by=actor.label,
            )
            _keep_rows(actor, made, read)
            detail = {"count": len(read), "sha256": sha256, "reason": words_of(made)}
            record(actor, "documents.begin_interruption", made, at, detail)
    except IntegrityError as error:  # two clerks chose the same file
        if same := _same(actor, sha256):
            return same
        raise error
    return made


@transaction.atomic
def drop_interruption(actor: Actor, public_id: UUID, at: datetime) -> Interruption:
    """Give a file up before anything of it was entered; its words are gone, and it may be chosen again."""
    row = locked(actor, public_id)
    if row.state == InterruptionState.DROPPED:
        return row
    require(rules.can_drop_interruption(actor, row), code="state")
    row.state, row.finished_at = InterruptionState.DROPPED, at
    row.save(update_fields=["state", "finished_at"])
    row.rows.update(cells={}, errors=[], clashes=[], key="")
    record(actor, "documents.drop_interruption", row, at, {"count": row.total_count})
    return row


def compare(actor: Actor, interruption: Interruption) -> None:
    """Look again what clashes; a decision that is no longer open is taken back."""
    rows = list(interruption.rows.filter(state=SheetRowState.WAITING, errors=[]).select_related("book"))
    found = clashes.clashes(actor, interruption, rows)
    changed = []
    for row in rows:
        if row.clashes == found[row.pk]:
            continue
        row.clashes = found[row.pk]
        if row.decision and row.decision not in row.open_decisions:
            row.decision = row.decided_by = ""
        changed.append(row)
    SheetRow.objects.bulk_update(changed, ["clashes", "decision", "decided_by"], batch_size=500)


def locked(actor: Actor, public_id: UUID) -> Interruption:
    """The file, locked; to a stranger it does not exist."""
    row = Interruption.objects.select_for_update().filter(public_id=public_id).first()
    if row is None or not rules.can_see_interruption(actor, row):
        raise Refused("Không tìm thấy tệp này.", code="not_found")
    return row


def words_of(row: Interruption) -> str:
    """The interruption as registers and history tell it."""
    first, last = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return f"{row.reason}, {first:%H:%M %d/%m/%Y} – {last:%H:%M %d/%m/%Y}"


def record(actor: Actor, verb: str, row: Interruption, at: datetime, detail: dict[str, object]) -> None:
    """History names the file's fate, never its rows."""
    audit.record(
        actor, verb, "interruption", row.pk, f"Gián đoạn: {words_of(row)}", at, home=row.agency_id, detail=detail
    )


def _same(actor: Actor, sha256: str) -> Interruption | None:
    rows = Interruption.objects.filter(agency_id=actor.agency_id, sha256=sha256)
    return rows.exclude(state=InterruptionState.DROPPED).first()


def _require_span(starts_at: datetime, ends_at: datetime, reason: str, at: datetime) -> None:
    if not reason:
        raise Refused("Nêu lý do gián đoạn, ví dụ mất điện, mất mạng.", field="reason")
    if len(reason) > 200:
        raise Refused("Lý do dài quá 200 ký tự. Rút gọn lại.", field="reason")
    if ends_at <= starts_at:
        raise Refused("Thời điểm kết thúc phải sau thời điểm bắt đầu gián đoạn.", field="ends_at")
    if ends_at > at:
        raise Refused("Gián đoạn chưa kết thúc theo giờ đã ghi. Kiểm tra lại ngày, giờ.", field="ends_at")


def _refuse_secret(actor: Actor, sha256: str, secret: sheets.SecretFoundError, at: datetime) -> Refused:
    """Nothing of the file is kept; history knows its hash and the law alone."""
    law = secret_law(actor.on)
    with transaction.atomic():
        audit.record(
            actor, "documents.refuse_secret", "interruption", 0, "Tệp ghi tay có dấu mật", at, home=actor.agency_id,
            detail={"sha256": sha256, "law": law},
        )  # fmt: skip
    return Refused(
        f"{secret.place} có dấu {SECRECY[secret.level]} nên không được đưa lên mạng này ({law}). Không giữ lại gì "
        "của tệp. Xoá nội dung đó, đăng ký văn bản ở sổ của hệ thống độc lập rồi chọn lại tệp.",
        code="secret",
        field="file",
    )


def _look_at_fields(row: sheets.ReadRow, starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """What registering would refuse, said of the cell."""
    if row.errors or row.is_void or row.book.flow != Flow.INCOMING:
        return
    try:
        fields.cleaned(meaning.incoming_fields(row.cells, starts_at, ends_at), at)
    except fields.BadFields as bad:
        for name, message in bad.problems.items():
            row.wrong(meaning.COLUMNS.get(name, "note"), message)


def _keep_rows(actor: Actor, made: Interruption, read: Sequence[sheets.ReadRow]) -> None:
    """The rows as they were read. What an earlier file has entered is left out at once."""
    keys = [row.key for row in read]
    before = SheetRow.objects.filter(interruption__agency_id=actor.agency_id, key__in=keys, state=SheetRowState.DONE)
    known = {row.key: row for row in before}
    rows = []
    for each, key in zip(read, keys, strict=True):
        row = SheetRow(
            interruption=made, sheet=each.sheet, line=each.line, book_id=each.book.pk, number=each.number,
            given_on=each.given_on, cells=each.cells, errors=each.errors, key=key,
        )  # fmt: skip
        if each.is_void and not each.errors:
            row.decision, row.note = Decision.VOID, str(each.cells.get("note", ""))[:300]
        if (done := known.get(key)) is not None:
            row.state, row.cells, row.errors = SheetRowState.LEFT_OUT, {}, []
            row.decision, row.note = Decision.LEAVE_OUT, "Đã ghi vào sổ từ tệp trước"
            row.entry_id, row.document_id = done.entry_id, done.document_id
        rows.append(row)
    SheetRow.objects.bulk_create(rows, batch_size=500)
    compare(actor, made)
