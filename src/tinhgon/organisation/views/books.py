"""Pages of number books and committee terms; giving numbers is on the pages of the registers."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinhgon.organisation import actions, forms, queries, rules
from tinhgon.organisation.views import forming
from tinhgon.organisation.views.clerical import reader


def _books() -> dict[str, Any]:
    url = reverse("organisation:books")
    return {"back": url, "crumb": "Sổ, nhiệm kỳ", "crumb_url": url}


@login_required
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Every book of the agency and the terms of its committees."""
    actor = reader(request)
    page = forming.part(request, queries.books(actor.agency_id))
    context = {
        "rows": queries.book_rows(page.object_list, actor.on),
        "page": page,
        "terms": forming.part(request, queries.terms(actor.agency_id), "trang_nk"),
        "can_manage": rules.can_manage_books(actor),
        "today": actor.on,
        "next_year": actor.on.year + 1,
    }
    return render(request, "organisation/books.html", context)


@login_required
@forming.form_page
def new_book(request: HttpRequest) -> HttpResponse:
    """Open a book."""
    actor, now = forming.bookkeeper(request), timezone.now()
    return forming.page(
        request,
        forms.BookForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.open_book(actor, form.new(), form.cleaned_data["starts_on"], now),
        title="Mở sổ",
        button="Mở sổ",
        done="Đã mở sổ.",
        effect="Sổ của chính quyền đánh số lại theo năm (NĐ 30/2020/NĐ-CP điều 15, 22); sổ văn bản đi của Đảng theo "
        "loại văn bản và nhiệm kỳ (HD 05-HD/VPTW); sổ văn bản đến theo năm.",
        **_books(),
    )


@login_required
@forming.form_page
def set_book(request: HttpRequest, book_id: int) -> HttpResponse:
    """Inserting, and who alone holds reserved numbers."""
    actor, now = forming.bookkeeper(request), timezone.now()
    book = forming.there(queries.book(actor.agency_id, book_id))
    initial = {"allows_inserting": book.allows_inserting, "reservation_post": queries.reservation_post(book)}

    def act(form: forms.BookSettingsForm) -> None:
        data = form.cleaned_data
        actions.set_book(
            actor,
            book.pk,
            now,
            allows_inserting=data["allows_inserting"],
            reservation_post_id=data["reservation_post"],
        )

    return forming.page(
        request,
        forms.BookSettingsForm(request.POST or None, actor=actor, initial=initial),
        act,
        title=f"Quy định của {book.name}",
        button="Ghi",
        done="Đã ghi quy định của sổ.",
        effect="Số chèn do Chánh Văn phòng quyết định và hiện rõ trong sổ.",
        **_books(),
    )


@login_required
@forming.form_page
def end_book(request: HttpRequest, book_id: int) -> HttpResponse:
    """No number from a day on."""
    actor = forming.bookkeeper(request)
    book = forming.there(queries.book(actor.agency_id, book_id))
    return forming.ending(
        request,
        actor,
        partial(actions.end_book, actor, book.pk),
        title=f"Kết thúc {book.name}",
        button="Kết thúc sổ",
        done="Đã ghi ngày kết thúc sổ.",
        effect="Sổ không mất: mọi số đã cấp vẫn tra cứu, in được. Sau ngày này không cấp thêm số.",
        **_books(),
    )


@login_required
@forming.form_page
def open_year(request: HttpRequest, book_id: int) -> HttpResponse:
    """The numbers of a year begin at 1."""
    actor, now = forming.bookkeeper(request), timezone.now()
    book = forming.there(queries.book(actor.agency_id, book_id))
    return forming.page(
        request,
        forms.YearForm(request.POST or None, actor=actor, initial={"year": actor.on.year + 1}),
        lambda form: actions.open_year(actor, book.pk, form.cleaned_data["year"], now),
        title=f"Mở kỳ năm mới của {book.name}",
        button="Mở kỳ",
        done="Đã mở kỳ năm mới. Số đầu tiên là 1.",
        effect="Không mở trước cũng được: số đầu tiên của năm mới tự mở kỳ.",
        **_books(),
    )


@login_required
@forming.form_page
def new_term(request: HttpRequest) -> HttpResponse:
    """A committee's new term: its books begin at 1."""
    actor, now = forming.bookkeeper(request), timezone.now()
    return forming.page(
        request,
        forms.TermForm(request.POST or None, actor=actor),
        lambda form: actions.start_term(
            actor,
            form.cleaned_data["body"],
            form.cleaned_data["label"],
            form.cleaned_data["starts_on"],
            now,
            legal_basis=form.cleaned_data["legal_basis"],
        ),
        title="Bắt đầu nhiệm kỳ mới",
        button="Bắt đầu nhiệm kỳ",
        done="Đã ghi nhiệm kỳ mới.",
        effect="Mọi sổ theo nhiệm kỳ của cấp ủy này sang kỳ mới, số bắt đầu lại từ 1 vào ngày đó. Không hoàn tác được "
        "sau khi đã cấp số.",
        **_books(),
    )


@login_required
@forming.form_page
def end_term(request: HttpRequest, term_id: int) -> HttpResponse:
    """End a term with no other after it."""
    actor = forming.bookkeeper(request)
    term = forming.there(queries.term(actor.agency_id, term_id))
    return forming.ending(
        request,
        actor,
        partial(actions.end_term, actor, term.pk),
        title=f"Kết thúc nhiệm kỳ {term.label} của {term.body.name}",
        done="Đã ghi ngày kết thúc nhiệm kỳ.",
        effect="Dùng khi cấp ủy kết thúc hoạt động. Nếu có nhiệm kỳ sau, chỉ cần ghi nhiệm kỳ mới.",
        **_books(),
    )


@login_required
@forming.form_page
def withdraw_term(request: HttpRequest, term_id: int) -> HttpResponse:
    """Take back a term that has not begun."""
    actor = forming.bookkeeper(request)
    term = forming.there(queries.term(actor.agency_id, term_id))
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_term, actor, term.pk),
        title=f"Rút lại nhiệm kỳ {term.label} của {term.body.name}",
        done="Đã rút lại nhiệm kỳ.",
        effect="Nhiệm kỳ trước và các sổ của nhiệm kỳ đó chạy tiếp. Nếu nhiệm kỳ trước vẫn kết thúc, ghi lại ngày.",
        **_books(),
    )
