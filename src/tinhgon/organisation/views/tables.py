"""The organisation as tables: import with a dry run first, export in the same shape."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, exports, forms, rules
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
    """Try a file, or import it: all of it or nothing."""
    actor = _manager(request)
    form = forms.ImportForm(request.POST or None, request.FILES or None, actor=actor)
    report = None
    is_dry_run = request.POST.get("act") != "import"
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report = actions.import_tables(actor, file.read(), file.name, timezone.now(), is_dry_run=is_dry_run)
        except Refused as refused:
            form.refuse(refused)
        else:
            if report.is_saved:
                messages.success(request, "Đã nhập toàn bộ tệp.")
                return redirect("organisation:tree")
    tables = [
        (Sheet(sheet).label, [(words, is_needed) for _, words, is_needed, _ in columns])
        for sheet, columns in SHEET_COLUMNS.items()
    ]
    rows = [(Sheet(s).label, report.new[s], report.known[s]) for s in Sheet.values] if report else []
    errors = [(Sheet(e.sheet).label if e.sheet else "", e) for e in report.errors] if report else []
    context = {"form": form, "report": report, "tables": tables, "rows": rows, "errors": errors}
    is_bad = form.is_bound and (bool(form.errors) or bool(errors))
    return render(request, "organisation/import.html", context, status=422 if is_bad else 200)


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
