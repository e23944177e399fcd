"""The number and the date of a signed paper: everything is looked up and decided first, the book's row is locked for
the last three statements. Refuses a paper that is not signed, a day that is not the paper's, and a book that is not
open."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering import queries as numbers_in_books
from tinhgon.core.numbering import rules as numbers
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules, search
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import VersionKind
from tinhgon.documents.models import Document


@transaction.atomic
def number(
    actor: Actor,
    document_id: int,
    at: datetime,
    *,
    on: date | None = None,
    reserved_number: int | None = None,
    reserved_suffix: str = "",
) -> Document:
    """Give the signed paper its number and date, together; a second click gives the same number back
    (NĐ 30/2020 điều 15; HD 05-HD/VPTW 3.1). `reserved_suffix` is the letter of an inserted number (12a)."""
    document = papers.locked(actor, document_id, alone=True)
    if document.entry_id:
        return document
    require(rules.can_number(actor, document))
    today = timezone.localdate(at)
    ground = queries.numbering_ground(document, today)
    if ground is None:
        raise Refused("Văn bản thiếu chủ thể ban hành hoặc loại văn bản. Trả lại người soạn thảo để bổ sung.")
    day = _date_of(document, ground.date_rule, on, today)
    book = ground.book
    if book is None:
        raise Refused(
            f"{ground.body_name} chưa có sổ cho loại {ground.type_name} ngày {today:%d/%m/%Y}. Mở sổ cho loại "
            f"{ground.book_code} rồi cấp số."
            + (" Văn bản nội bộ không có sổ thì phát hành không số." if document.flow == Flow.INTERNAL else "")
        )
    entry = None
    if reserved_number is not None:
        for_ids = [document.drafter.principal_id] if document.drafter else []
        # A number given on paper while the system was down keeps the day it was given: it stands on the paper so.
        hand = None if reserved_suffix else numbers_in_books.given_by_hand(book.pk, reserved_number, today)
        given_on = hand.given_on if hand else today
        entry = numbering.take_number(
            actor, book, given_on, reserved_number, at, suffix=reserved_suffix, for_ids=for_ids
        )
        day = given_on if hand and ground.date_rule == "numbering" else day
    shown = numbers.printed(entry.number, entry.suffix) if entry else numbering.PRINTED
    code = rules.code(ground.rule_set, shown, ground.symbol, day.year)
    detail = {"code": code, "issued_on": day, "book": book.name}
    changes = {
        "entry_id": entry.pk if entry else numbering.ENTRY,
        "book_id": book.pk,
        "register_number": entry.number if entry else numbering.NUMBER,
        "registered_at": at,
        "number": shown,
        "symbol": ground.symbol,
        "code": code,
        "code_key": search.code_key(code),
        "issued_on": day,
    }
    if entry is not None:
        return lifecycle.advance(actor, document, "number", at, detail=detail, **changes)
    # The year is part of a normative number: a paper signed in December is numbered in December's series.
    series_on = day if ground.is_normative else today
    return lifecycle.advance_with_number(actor, document, "number", at, book, series_on, detail=detail, **changes)


def _date_of(document: Document, date_rule: str, on: date | None, today: date) -> date:
    """The day of the paper by its rule (office-practice A 6): signing or numbering; never a day already gone."""
    if date_rule == "numbering":
        if on is not None and on != today:
            raise Refused(
                f"Ngày văn bản là ngày cấp số ({today:%d/%m/%Y}); không ghi lùi hoặc ghi trước ngày.", field="on"
            )
        return today
    evidence = document.versions.filter(kind=VersionKind.SIGNED).order_by("-ordinal").first()
    signed_on = (evidence.verification if evidence else {}).get("signed_on")
    if not signed_on:
        raise Refused("Chưa ghi ngày ký. Ghi nhận chữ ký trước khi cấp số.")
    day = date.fromisoformat(signed_on)
    if on is not None and on != day:
        raise Refused(f"Ngày văn bản là ngày ký ({day:%d/%m/%Y}); không ghi ngày khác.", field="on")
    return day
