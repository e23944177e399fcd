"""Who writes a phiếu trình, what it lacks to go up, which option an opinion may choose; who takes over a draft from
below and lays files beside a paper. Decides over loaded rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import BriefDecision, BriefState, IncomingState, OutgoingState, VersionKind
from tinhgon.documents.models import Brief, Document, TakenOver, Version
from tinhgon.documents.rules.papers import can_correct, can_edit_draft, has_duty, is_drafter
from tinhgon.organisation.choices import Duty

MOST_OPTIONS, LONGEST = 10, 20_000
# A draft has to be a text that can be worked on; its picture is none.
DRAFT_MEDIA = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
CAME_BACK = (BriefState.RETURNED, BriefState.CHANGES)


def can_write_brief(actor: Actor, document: Document) -> Verdict:
    """The drafter; while the paper is going up what he writes is the next version of it."""
    if document.is_incoming:
        return no("Phiếu trình đi kèm dự thảo. Tiếp nhận dự thảo, hoặc soạn dự thảo trước.")
    if document.is_joint_copy:
        return no("Phiếu trình của văn bản liên tịch do cơ quan chủ trì soạn.")
    if document.state not in (OutgoingState.DRAFT, OutgoingState.SUBMITTED):
        return no("Văn bản đã được duyệt nên phiếu trình không sửa được nữa.")
    return is_drafter(actor, document)


def missing_from(brief: Brief, *, is_from_below: bool, came_back: bool) -> list[tuple[str, str]]:
    """What has to be filled in before it goes up: (field, what to do)."""
    found = []
    if not brief.summary.strip():
        found.append(("summary", "Ghi tóm tắt nội dung trình."))
    if not brief.options:
        found.append(("options", "Chưa có phương án. Ghi ít nhất một phương án, kể cả khi chỉ có một."))
    elif brief.proposed is None:
        found.append(("options", "Chọn phương án đề xuất."))
    if not brief.proposal.strip():
        found.append(("proposal", "Ghi kiến nghị: đề nghị lãnh đạo quyết định việc gì."))
    if is_from_below and not brief.appraisal.strip():
        found.append(("appraisal", "Dự thảo do nơi khác trình: ghi ý kiến thẩm định."))
    if came_back and not brief.changes.strip():
        found.append(("changes", "Lần trước có ý kiến: ghi đã tiếp thu, giải trình thế nào."))
    return found


def is_sound_choice(brief: Brief, decision: str, option: int | None, words: str) -> Verdict:
    """To agree is to agree with what is proposed; another option means another draft."""
    if decision not in BriefDecision.values:
        return no("Chọn đồng ý, đồng ý có sửa, hoặc trả lại.")
    if option is not None and not 1 <= option <= len(brief.options):
        return no("Phương án này không có trong phiếu trình.")
    if decision == BriefDecision.AGREED and option not in (None, brief.proposed):
        return no("Chọn phương án khác với đề xuất thì dự thảo phải sửa theo. Bấm “Đồng ý, có sửa”.")
    if decision != BriefDecision.AGREED and not words.strip():
        is_change = decision == BriefDecision.CHANGES
        return no("Ghi cần sửa gì." if is_change else "Nêu lý do trả lại để người soạn thảo biết cần sửa gì.")
    return YES


def has_ground(origin: TakenOver | None) -> Verdict:
    """A paper built on a proposal that was called back goes no further up."""
    if origin is None or origin.recalled_at is None:
        return YES
    return no(
        f"{origin.drafting_agency} đã thu hồi tờ trình. Lý do: {origin.recalled_reason}. "
        "Bỏ dự thảo này; có tờ trình mới thì tiếp nhận lại."
    )


def can_take_over(actor: Actor, proposal: Document) -> Verdict:
    """A specialist who handles the incoming paper makes its draft this body's (office-practice B 17)."""
    if not proposal.is_incoming:
        return no("Chỉ tiếp nhận dự thảo từ văn bản đến.")
    if proposal.state == IncomingState.RECALLED:
        return no("Bên trình đã thu hồi văn bản này.")
    if proposal.state not in (IncomingState.REGISTERED, IncomingState.DIRECTED):
        return no("Chỉ tiếp nhận dự thảo khi văn bản đã vào sổ và chưa giải quyết xong.")
    return has_duty(actor, Duty.DRAFT, proposal.agency_id)


def is_draft_file(version: Version) -> Verdict:
    if version.kind != VersionKind.ANNEX:
        return no("Chọn tệp dự thảo kèm theo, không phải chính tờ trình.")
    if version.blob.media_type not in DRAFT_MEDIA:
        return no(
            f"“{version.file_name}” không phải DOCX hoặc PDF nên không làm dự thảo được. "
            "Đề nghị bên trình gửi lại, hoặc văn thư chuyển sang DOCX rồi thêm tệp kèm theo."
        )
    return YES


def can_attach(actor: Actor, document: Document) -> Verdict:
    """Files beside a draft by its drafter; beside a paper that came on paper or by e-mail by the clerk."""
    if document.is_incoming:
        if document.state not in (IncomingState.REGISTERED, IncomingState.DIRECTED):
            return no("Chỉ thêm tệp kèm theo khi văn bản đã vào sổ và chưa giải quyết xong.")
        if document.source_id is not None:
            return no("Văn bản điện tử giữ nguyên như bên gửi đã gửi, không thêm tệp.")
        return can_correct(actor, document)
    if document.is_joint_copy:
        return no("Tệp kèm theo của văn bản liên tịch do cơ quan chủ trì thêm.")
    return can_edit_draft(actor, document)


def option_lines(options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Options as they are kept: lines without words are left out; a single one is the one that is proposed."""
    rows = [
        {"text": str(row.get("text", "")).strip(), "is_proposed": bool(row.get("is_proposed"))}
        for row in options
        if str(row.get("text", "")).strip()
    ]
    if len(rows) == 1:
        rows[0]["is_proposed"] = True
    return rows
