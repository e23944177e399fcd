"""Pages of books, numbers and statutory registers: read or closed by those who keep them, to others not there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import actions, rules
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.request import number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports
from tinhgon.documents import rules as papers
from tinhgon.documents.forms import registers as forms
from tinhgon.documents.queries import registers as queries

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def _reader(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if not actor or not rules.can_read_books(actor):
        raise Http404
    return actor


def _page(request: HttpRequest, book_id: int) -> tuple[Actor, queries.BookPage]:
    actor = _reader(request)
    page = queries.book_page(actor, book_id)
    if page is None:
        raise Http404
    return actor, page


def _sheet(request: HttpRequest, period_id: int, kind: str) -> tuple[Actor, queries.Sheet, forms.SpanForm]:
    actor = _reader(request)
    form = forms.SpanForm(request.GET or None, label_suffix="")
    sheet = queries.sheet(actor, period_id, kind, form.span())
    if sheet is None:
        raise Http404
    return actor, sheet, form


@login_required
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """The books of the agency one acts for."""
    reader = _reader(request)
    context = {
        "rows": queries.books(reader),
        "takes_packs": papers.can_take_pack(reader.seated_with("register", "number")),
    }
    return render(request, "documents/books.html", context)


@login_required
@require_safe
def book(request: HttpRequest, book_id: int) -> HttpResponse:
    """A book: periods, next number, what is reserved, and the acts on its numbers."""
    actor, page = _page(request, book_id)
    return _show(request, actor, page)


def _show(request: HttpRequest, actor: Actor, page: queries.BookPage, status: int = 200, **bound: Any) -> HttpResponse:
    context = {
        "page": page,
        "can_reserve": rules.can_reserve(actor, page.book),
        "can_mark_elsewhere": rules.can_mark_elsewhere(actor, page.book),
        "can_insert": rules.can_insert(actor, page.book),
        "may_close": "close_book" in actor.duties,
        "may_void": "number" in actor.duties,
        "reserve_form": forms.ReserveForm(actor=actor, auto_id="giu-%s"),
        "insert_form": forms.InsertForm(actor=actor, auto_id="chen-%s"),
        "elsewhere_form": forms.ElsewhereForm(auto_id="doc-lap-%s", label_suffix=""),
        **bound,
    }
    return render(request, "documents/register_book.html", context, status=status)


def _act(
    request: HttpRequest, book_id: int, name: str, make: Callable[[Actor], Any], act: Callable[..., Any], done: str
) -> HttpResponse:
    """One act on a book's numbers; a refusal stands in its form on the book's page."""
    actor, page = _page(request, book_id)
    form = make(actor)
    if form.is_valid():
        try:
            entry = act(actor, page.book, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, done.format(entry))
            return redirect("documents:book", book_id)
    return _show(request, actor, page, 422, **{name: form})


@login_required
@require_POST
def reserve(request: HttpRequest, book_id: int) -> HttpResponse:
    """Keep the next number for a named holder."""
    key, now = request.POST.get("request_key", "")[:64], timezone.now()
    return _act(
        request,
        book_id,
        "reserve_form",
        lambda actor: forms.ReserveForm(request.POST, actor=actor, auto_id="giu-%s"),
        lambda actor, book, form: actions.reserve(actor, book, actor.on, now, request_key=key, **form.holder_values()),
        "Đã giữ chỗ số {}.",
    )


@login_required
@require_POST
def mark_elsewhere(request: HttpRequest, book_id: int) -> HttpResponse:
    """Mark the next number as given on the isolated system."""
    key, now = request.POST.get("request_key", "")[:64], timezone.now()
    return _act(
        request,
        book_id,
        "elsewhere_form",
        lambda actor: forms.ElsewhereForm(request.POST, auto_id="doc-lap-%s", label_suffix=""),
        lambda actor, book, form: actions.mark_elsewhere(
            actor, book, actor.on, form.cleaned_data["slip"], now, request_key=key
        ),
        "Đã ghi số {} là số đã cấp tại hệ thống độc lập.",
    )


@login_required
@require_POST
def insert(request: HttpRequest, book_id: int) -> HttpResponse:
    """Open an inserted number for a named holder."""
    now = timezone.now()
    return _act(
        request,
        book_id,
        "insert_form",
        lambda actor: forms.InsertForm(request.POST, actor=actor, auto_id="chen-%s"),
        lambda actor, book, form: actions.insert(
            actor,
            book,
            actor.on,
            now,
            number=form.cleaned_data["number"],
            suffix=form.cleaned_data["suffix"],
            **form.holder_values(),
        ),
        "Đã mở số chèn {}.",
    )


@login_required
@require_POST
def void(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Give up a reserved number with a reason."""
    actor = _reader(request)
    book_id = numbering.entry_book_id(actor.agency_id, entry_id)
    if book_id is None:
        raise Http404
    try:
        entry = actions.void(actor, entry_id, request.POST.get("reason", ""), timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Đã bỏ số {entry}. Sổ ghi lý do ở đúng chỗ của số.")
    return redirect("documents:book", book_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, period_id: int) -> HttpResponse:
    """Khoá sổ: the numbers in front of the person, then the confirmation."""
    actor = _reader(request)
    period = numbering.period(actor.agency_id, period_id)
    if period is None or "close_book" not in actor.duties:
        raise Http404
    problem = ""
    if request.method == "POST":
        seen = number_in(request.POST.get("last_number", ""))
        try:
            actions.close(actor, period_id, timezone.now(), last_number=-1 if seen is None else seen)
        except Refused as refused:
            problem = refused.reason
            period = numbering.period(actor.agency_id, period_id) or period
        else:
            messages.success(request, f"Đã khoá {period.book.name} ({period.label}).")
            return redirect("documents:book", period.book_id)
    context = {
        "period": period,
        "problem": problem,
        "verdict": rules.can_close(actor, period.book, period),
        "is_early": rules.is_early_to_close(period, actor.on),
    }
    return render(request, "documents/register_close.html", context, status=422 if problem else 200)


@login_required
@require_safe
def register(request: HttpRequest, period_id: int, kind: str) -> HttpResponse:
    """A statutory register on screen, a page of numbers at a time."""
    actor, sheet, form = _sheet(request, period_id, kind)
    rows, cursor = queries.page(actor, sheet, request.GET.get("sau", ""))
    count = queries.count(sheet)
    context = {
        "sheet": sheet,
        "form": form,
        "rows": rows,
        "cursor": cursor,
        "kind": kind,
        "kinds": queries.kinds(sheet.book),
        "count": count,
        "volumes": range(1, queries.volumes(count) + 1),
        "is_continued": "sau" in request.GET,
    }
    return render(request, "documents/register_page.html", context)


@login_required
@require_safe
def register_file(request: HttpRequest, period_id: int, kind: str, extension: str) -> HttpResponse:
    """The same register as XLSX, or as PDF to be signed for and bound; a long one volume by volume (`?tap=`)."""
    if extension not in ("xlsx", "pdf"):
        raise Http404
    actor, sheet, _ = _sheet(request, period_id, kind)
    name = f"so-van-ban-{kind}-{period_id}"
    if extension == "xlsx":
        content, media_type = exports.register_xlsx(sheet, queries.rows(actor, sheet)), XLSX
    else:
        volume, last = request.GET.get("tap", "1"), queries.volumes(queries.count(sheet))
        if not volume.isdecimal() or len(volume) > 5 or not 1 <= int(volume) <= last:
            raise Http404
        words = f"Tập {volume}/{last}" if last > 1 else ""
        rows = queries.rows(actor, sheet, int(volume))
        content, media_type = exports.register_pdf(sheet, rows, timezone.now(), actor.name, volume=words), PDF
        name += f"-tap-{volume}" if last > 1 else ""
    response = HttpResponse(content, content_type=media_type)
    disposition = "inline" if extension == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{extension}"'
    return response
