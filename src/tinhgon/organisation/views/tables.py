"""The organisation as tables: import with a dry run first, export in the same shape."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, exports, forms, queries, rules
from tinhgon.organisation.choices import SHEET_COLUMNS, Sheet
from tinhgon.organisation.views.structure import actor_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _manager(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not rules.can_manage(actor):
        raise Http404
    return actor


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Try a file, or import it: all of it or nothing. What was tried need not be chosen again."""
    actor = _manager(request)
    form = forms.ImportForm(request.POST or None, request.FILES or None, actor=actor)
    if request.method != "POST":
        return _page(request, form)
    tried, now = form.tried(), timezone.now()
    if tried is None and not form.is_valid():
        return _page(request, form)
    try:
        if tried is not None:
            run = actions.import_tried(actor, tried, now)
        else:
            file = form.cleaned_data["file"]
            is_dry_run = request.POST.get("act") != "import"
            run = actions.start_import(actor, file.read(), file.name, now, is_dry_run=is_dry_run)
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        form.refuse(refused)
        return _page(request, form)
    if run.finished_at is None:
        return redirect("organisation:import_run", public_id=run.public_id)
    return _finished(request, form, run)


def _finished(request: HttpRequest, form: forms.ImportForm, run: Any) -> HttpResponse:
    if run.report.get("is_saved"):
        messages.success(request, "Đã nhập toàn bộ tệp.")
        return redirect("organisation:tree")
    return _page(request, form, run)


def _page(request: HttpRequest, form: forms.ImportForm, run: Any = None) -> HttpResponse:
    tables = [(Sheet(sheet).label, sheet, columns) for sheet, columns in SHEET_COLUMNS.items()]
    report = run.report if run is not None else {}
    rows = [(Sheet(s).label, report["new"][s], report["known"][s]) for s in Sheet.values] if "new" in report else []
    errors = [(Sheet(e["sheet"]).label if e["sheet"] else "", e) for e in report.get("errors", [])]
    context = {"form": form, "run": run, "tables": tables, "rows": rows, "errors": errors, "report": report}
    is_bad = (form.is_bound and bool(form.errors)) or bool(errors)
    return render(request, "organisation/import.html", context, status=422 if is_bad else 200)


@login_required
@require_safe
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far a large file is, then what became of it."""
    actor = _manager(request)
    found = queries.import_run(actor, public_id)
    if found is None:
        raise Http404
    form = forms.ImportForm(actor=actor)
    if found.finished_at is not None:
        return _page(request, form, found)
    return render(request, "organisation/import_run.html", {"run": found})


@login_required
@require_safe
def template_workbook(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    _manager(request)
    response = HttpResponse(exports.template_xlsx(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-co-cau-to-chuc.xlsx"'
    return response


@login_required
@require_safe
def template_table(request: HttpRequest, sheet: str) -> HttpResponse:
    """One table to fill in."""
    _manager(request)
    if sheet not in Sheet.values:
        raise Http404
    response = HttpResponse(exports.template_csv(sheet), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mau-{sheet}.csv"'
    return response


@login_required
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """All three tables as XLSX."""
    actor = _manager(request)
    response = HttpResponse(exports.structure_xlsx(actor.agency_id), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="co-cau-to-chuc.xlsx"'
    return response


@login_required
@require_safe
def table(request: HttpRequest, sheet: str) -> HttpResponse:
    """One table as CSV."""
    actor = _manager(request)
    if sheet not in Sheet.values:
        raise Http404
    response = HttpResponse(exports.structure_csv(actor.agency_id, sheet), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sheet}.csv"'
    return response
