"""What this app puts into the shell, and the buttons of a paper's page: the acts its state allows and those upper apps
registered, each with the answer of its rule. Knows no page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import rules as numbering
from tinhgon.core.verdict import YES, Verdict
from tinhgon.core.web import choices as web
from tinhgon.documents import queries, rules
from tinhgon.documents.choices import IncomingState as I
from tinhgon.documents.choices import OutgoingState as O
from tinhgon.documents.models import Document
from tinhgon.documents.queries import briefing, from_below, returning
from tinhgon.organisation.choices import Duty


@dataclass(frozen=True)
class Act:
    key: str
    label: str
    icon: str
    states: tuple[str, ...]
    rule: Callable[[Actor, Document], Verdict]
    is_primary: bool = False
    is_danger: bool = False
    is_post: bool = False
    hotkey: str = ""


@dataclass(frozen=True)
class Button:
    key: str
    label: str
    icon: str
    url: str
    verdict: Verdict
    is_primary: bool = False
    is_danger: bool = False
    is_post: bool = False
    hotkey: str = ""


def _can_decide(actor: Actor, document: Document) -> Verdict:
    step = queries.current_step(actor, document)
    return rules.can_decide(actor, step) if step else rules.no("Không còn bước nào chờ ý kiến.")


def _can_return(actor: Actor, document: Document) -> Verdict:
    is_approved = document.state == O.APPROVED
    return rules.can_return_approved(actor, document) if is_approved else _can_decide(actor, document)


def _can_prepare(actor: Actor, document: Document) -> Verdict:
    step = queries.step_on_desk(actor, document)
    return rules.can_prepare(actor, step, document) if step else rules.no("Không chờ lãnh đạo nào của đồng chí.")


def _can_close(actor: Actor, document: Document) -> Verdict:
    may = queries.reasons_to_close(actor, document)
    return YES if may else rules.no("Không có lý do nào mà vị trí này được kết thúc xử lý.")


def _can_draft(actor: Actor, document: Document) -> Verdict:
    return rules.can_draft(actor)


def _can_open_brief(actor: Actor, document: Document) -> Verdict:
    """Whoever reads the draft reads its phiếu trình; before there is one, who may write it."""
    may_write = rules.can_write_brief(actor, document)
    return may_write if may_write or briefing.last_brief(document) is None else YES


def _can_take_over(actor: Actor, document: Document) -> Verdict:
    verdict = rules.can_take_over(actor, document)
    if not verdict or from_below.files_to_take(document):
        return verdict
    return rules.no("Không có dự thảo kèm theo nào chưa tiếp nhận.")


def _can_settle_returns(actor: Actor, document: Document) -> Verdict:
    verdict = rules.can_settle_returns(actor, document)
    return verdict if not verdict or returning.open_returns(document) else rules.no("Không nơi nào trả lại văn bản.")


BEFORE_ISSUE = (O.DRAFT, O.APPROVED, O.SIGNED, O.NUMBERED)
ACTS = (
    Act("submit", "Trình", "send", (O.DRAFT,), rules.can_submit, is_primary=True, hotkey="T"),
    Act("brief", "Phiếu trình", "file-check", (O.DRAFT, O.SUBMITTED), _can_open_brief),
    Act("take_over_draft", "Tiếp nhận dự thảo", "file-import", (I.REGISTERED, I.DIRECTED), _can_take_over),
    Act("add_version", "Phiên bản mới", "upload", (O.DRAFT,), rules.can_edit_draft),
    Act("approve", "Đồng ý", "check", (O.SUBMITTED,), _can_decide, is_primary=True),
    Act("sign", "Ghi nhận chữ ký", "writing-sign", (O.APPROVED,), rules.can_sign_by_hand, is_primary=True),
    Act("sign", "Thay bản quét đã ký", "replace", (O.SIGNED,), rules.can_sign_by_hand),
    Act("number", "Cấp số", "number", (O.SIGNED,), rules.can_number, is_primary=True),
    Act("issue", "Phát hành", "send", (O.NUMBERED,), rules.can_issue, is_primary=True),
    Act("issue", "Phát hành không số", "send", (O.SIGNED,), rules.can_issue),
    Act("recipients", "Nơi nhận", "address-book", BEFORE_ISSUE, rules.can_set_recipients),
    Act("attach", "Tệp kèm theo", "paperclip", (O.DRAFT, I.REGISTERED, I.DIRECTED), rules.can_attach),
    Act("open_poll_on", "Lấy ý kiến thành viên", "checklist", (O.DRAFT,), _can_draft),
    Act("send_back", "Trả lại", "corner-up-left", (O.SUBMITTED, O.APPROVED), _can_return),
    Act("prepare_opinion", "Chuẩn bị ý kiến", "pencil", (O.SUBMITTED,), _can_prepare),
    Act("signers", "Ký liên tịch", "users", (O.DRAFT, O.APPROVED), rules.can_set_signers),
    Act("add_step", "Thêm bước", "plus", (O.SUBMITTED,), rules.can_add_step),
    Act("pull_back", "Rút lại", "arrow-back-up", (O.SUBMITTED,), rules.can_pull_back),
    Act("abandon", "Bỏ dự thảo", "trash", (O.DRAFT,), rules.can_edit_draft, is_danger=True),
    Act("replace", "Thay thế", "replace", (O.ISSUED, O.WITHDRAWN), _can_draft, is_post=True),
    Act("dispatch", "Gửi bản giấy", "mail", (O.NUMBERED, O.ISSUED), rules.can_dispatch),
    Act("settle_returns", "Đã xử lý trả lại", "check", (O.ISSUED,), _can_settle_returns),
    Act("withdraw", "Thu hồi", "arrow-back", (O.ISSUED,), rules.can_withdraw, is_danger=True),
    Act("register_arrived", "Vào sổ", "check", (I.ARRIVED,), rules.can_refuse, is_primary=True),
    Act("refuse", "Trả lại bên gửi", "corner-up-left", (I.ARRIVED,), rules.can_refuse),
    Act("correct", "Sửa đăng ký", "edit", (I.REGISTERED, I.DIRECTED, I.CLOSED), rules.can_correct),
    Act("close", "Kết thúc", "archive", (I.REGISTERED, I.DIRECTED), _can_close),
    Act("pass_on", "Chuyển tiếp", "share-3", (I.REGISTERED, I.DIRECTED, I.CLOSED), rules.can_pass_on),
    Act("reopen", "Mở lại", "arrow-back-up", (I.CLOSED,), rules.can_reopen),
    Act("reply", "Soạn trả lời", "message-reply", (I.REGISTERED, I.DIRECTED, I.CLOSED), _can_draft),
)  # fmt: skip


# Whose turn it is where no single post is waited for: a person with several posts acts in one that has this duty.
_NEXT_DUTY: dict[str, str] = {
    O.DRAFT: Duty.DRAFT,
    O.APPROVED: Duty.NUMBER,
    O.SIGNED: Duty.NUMBER,
    O.NUMBERED: Duty.NUMBER,
    I.ARRIVED: Duty.REGISTER,
    I.REGISTERED: Duty.DIRECT,
    I.DIRECTED: Duty.DIRECT,
}


def next_duty(document: Document) -> str:
    """The duty that the main act of a paper's page needs; "" where its way has ended."""
    if document.state == I.REGISTERED and document.waits_for_id is None:
        return Duty.REGISTER
    return _NEXT_DUTY.get(document.state, "")


def buttons(actor: Actor, document: Document) -> list[Button]:
    """What may be done now: what cannot be taken back first, the main act last, far from it. A refused act is left out,
    save for the main one: that shows whom or what it waits for."""
    found = [
        Button(
            act.key,
            act.label,
            act.icon,
            reverse(f"documents:{act.key}", args=[document.public_id]),
            act.rule(actor, document),
            act.is_primary,
            act.is_danger,
            act.is_post,
            act.hotkey,
        )
        for act in ACTS
        if document.state in act.states
    ]
    for registered in web.page_actions("document"):
        verdict = registered.verdict(actor, document)
        # What upper apps do is left out for those whose duty it is not; the others see what it waits for.
        if not verdict and not (document.is_incoming and actor.may(Duty.DIRECT)):
            continue
        found.append(
            Button(
                registered.key,
                registered.label,
                registered.icon,
                reverse(registered.url_name, args=[document.public_id]),
                verdict if isinstance(verdict, Verdict) else YES,
                registered.is_primary,
                hotkey=registered.hotkey,
            )
        )
    kept = (row for row in found if row.verdict or row.is_primary)
    return sorted(kept, key=lambda row: (not row.is_danger, row.is_primary))


def _works_with_papers(actor: Actor) -> bool:
    return bool(actor.agencies_where(Duty.DRAFT, Duty.APPROVE, Duty.NUMBER, Duty.REGISTER, Duty.DIRECT))


def _keeps_books(actor: Actor) -> bool:
    return bool(numbering.can_read_books(actor))


def _handles_paper(actor: Actor) -> bool:
    return bool(rules.can_handle_paper(actor))


def _approves(actor: Actor) -> bool:
    return bool(actor.agencies_where(Duty.APPROVE) or actor.desk_ids)


def _keeps_rights(actor: Actor) -> bool:
    return bool(rules.can_read_rights(actor))


def _poll_counts(actor: Actor) -> dict[str, tuple[int, bool]]:
    waiting = queries.poll_count(actor, timezone.now())
    return {"polls": (waiting, waiting > 0)}


def _incoming_counts(actor: Actor) -> dict[str, tuple[int, bool]]:
    return queries.incoming_counts(actor, timezone.now())


NAV = (
    web.Nav(
        "incoming",
        "Văn bản đến",
        "inbox",
        "documents:incoming",
        20,
        is_visible=_works_with_papers,
        is_on_phone=True,
        phone_label="Văn bản",
    ),
    web.Nav("outgoing", "Văn bản đi", "send", "documents:outgoing", 30, is_visible=_works_with_papers),
    web.Nav("books", "Sổ văn bản", "book", "documents:books", 45, is_visible=_keeps_books),
    web.Nav("batches", "Chuyển giao, ký nhận", "transfer", "documents:batches", 46, is_visible=_works_with_papers),
    web.Nav("envelopes", "Bì không bóc", "mail", "documents:envelopes", 48, is_visible=_handles_paper),
    web.Nav("pile", "Quét xấp giấy", "qrcode", "documents:pile", 47, is_visible=_handles_paper),
    web.Nav("approvals", "Trình ký", "signature", "documents:approvals", 40, is_visible=_approves, is_on_phone=True),
    web.Nav("polls", "Lấy ý kiến", "checklist", "documents:polls", 42, is_visible=_works_with_papers),
    web.Nav(
        "rights", "Quyền xem", "shield-lock", "documents:rights", 310, group="Tổ chức, cán bộ", is_visible=_keeps_rights
    ),
)


def fill_slots() -> None:
    web.NAV.extend(NAV)
    web.SEARCH[:] = ["documents:search"]
    web.NAV_COUNTS.append(_incoming_counts)
    web.NAV_COUNTS.append(queries.outgoing_counts)
    web.NAV_COUNTS.append(_poll_counts)
