"""Who may do what with the numbers of a book, and why not. Asks the duties of the post acted in, and the book."""

from datetime import date

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import choices
from tinhgon.core.numbering.choices import EntryState, Flow, PeriodKind
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.verdict import YES, Verdict, no

READING = frozenset({choices.REGISTER, choices.NUMBER, choices.CLOSE_BOOK})


def can_read_books(actor: Actor) -> Verdict:
    """The registers are open to those who keep them or close them, nobody else."""
    if actor.duties & READING:
        return YES
    return no("Sổ đăng ký dành cho văn thư và người khoá sổ.")


def can_read_book(actor: Actor, book: Book) -> Verdict:
    if book.agency_id != actor.agency_id or book.is_secret:
        return no("Không tìm thấy sổ.")
    return can_read_books(actor)


def _may(actor: Actor, book: Book, duty: str, words: str) -> Verdict:
    if book.agency_id != actor.agency_id:
        return no("Sổ thuộc cơ quan khác. Chọn vị trí công tác ở cơ quan đó rồi làm lại.")
    if duty not in actor.duties:
        return no(f"Vị trí {actor.title} chưa được giao việc “{words}”.")
    return YES


def can_reserve(actor: Actor, book: Book) -> Verdict:
    if book.flow != Flow.OUTGOING:
        return no("Số đến chỉ được cấp khi vào sổ, không giữ chỗ.")
    return _may(actor, book, choices.NUMBER, "Cấp số, phát hành")


def can_hold(book: Book, holder_id: int) -> Verdict:
    """A book may name the one post that holds reserved numbers."""
    if book.reservation_holder_id not in (None, holder_id):
        return no("Sổ này chỉ giữ chỗ số cho vị trí đã định khi mở sổ. Chọn vị trí đó.")
    return YES


def can_void(actor: Actor, book: Book, entry: Entry) -> Verdict:
    if entry.state != EntryState.RESERVED:
        return no("Chỉ bỏ được số đang giữ chỗ.")
    return _may(actor, book, choices.NUMBER, "Cấp số, phát hành")


def can_mark_elsewhere(actor: Actor, book: Book) -> Verdict:
    """Only Party secrets share the ordinary series (HD 05-HD/VPTW 3.1.1c); State secrets have books of their own."""
    if book.flow != Flow.OUTGOING or book.period_kind != PeriodKind.TERM:
        return no("Sổ này không dùng chung dãy số với hệ thống độc lập. Văn bản mật có sổ riêng ở hệ thống đó.")
    return _may(actor, book, choices.NUMBER, "Cấp số, phát hành")


def can_insert(actor: Actor, book: Book) -> Verdict:
    if book.flow == Flow.INCOMING:
        return no("Số đến chạy liên tục trong năm, không chèn số (NĐ 30/2020/NĐ-CP điều 22).")
    if not book.allows_inserting:
        return no("Sổ này không cho chèn số. Lấy số tiếp theo của sổ.")
    return _may(actor, book, choices.INSERT_NUMBER, "Chèn số")


def can_record_by_hand(actor: Actor, book: Book) -> Verdict:
    """The one way in which a number is named and not taken: it was given on paper while the system was down."""
    if book.flow == Flow.INCOMING:
        return _may(actor, book, choices.REGISTER, "Tiếp nhận, vào sổ")
    return _may(actor, book, choices.NUMBER, "Cấp số, phát hành")


def can_close(actor: Actor, book: Book, period: Period) -> Verdict:
    if period.closed_at:
        return no("Sổ này đã khoá.")
    return _may(actor, book, choices.CLOSE_BOOK, "Khoá sổ")


def is_early_to_close(period: Period, on: date) -> bool:
    """Numbers of `on` would still go into the period: closing it now stops them."""
    return period.starts_on <= on and (period.ends_on is None or on < period.ends_on)


def printed(number: int, suffix: str = "") -> str:
    """A number as it stands on paper: two digits at least (NĐ 30/2020 Annex I), with the letter of an inserted one."""
    return f"{number:02d}{suffix}"
