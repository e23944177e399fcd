"""The home page: what needs me now; who holds a paper; the clerk's end of the day."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.desk import actions, exports, queries, rules
from tinhgon.desk.choices import OBJECTS
from tinhgon.desk.forms import MANY_FORMS, PatienceForm, SnoozeForm
from tinhgon.documents import queries as documents
from tinhgon.documents import rules as documents_rules
from tinhgon.documents.actions import intake
from tinhgon.documents.forms.saved_views import filter_of
from tinhgon.documents.queries import handing
from tinhgon.organisation.choices import Duty
from tinhgon.tasks import actions as tasks

SHOWN = 10


@login_required
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    """What needs one now in every post held, what one waits for; `?loc=ky` narrows to a kind of work, `?vt=12` to a
    post, `?het=1` shows all of it."""
    if not request.actor:
        return render(request, "desk/no_post.html")
    actor, at = request.actor, timezone.now()
    decisions, work, clerical = queries.decisions(actor, at), queries.work(actor, at), queries.clerical(actor)
    queue = queries.queue(
        actor,
        decisions,
        work,
        clerical,
        kind=request.GET.get("loc", ""),
        post=number_in(request.GET.get("vt", "")),
        asleep=queries.snoozed(actor, at),
        shows_asleep=request.GET.get("gac") == "1",
    )
    limit = None if request.GET.get("het") == "1" else SHOWN
    drafter = actor.seated_with(Duty.DRAFT)
    context = {
        "decisions": decisions,
        "work": work,
        "clerical": clerical,
        "queue": queue,
        "many": next((act for act in actions.MANY.values() if act.kind == queue.kind), None),
        "asleep_of_others": queries.snoozed_of_others(actor, at),
        "groups": queue.groups(at, limit),
        "rest": max(0, len(queue.items) - SHOWN) if limit else 0,
        "drafts": bool(documents_rules.can_draft(drafter)),
        "drafter_query": _query_of(request, drafter),
        "clerk_query": _query_of(request, actor.seated_with(Duty.REGISTER)),
        "batches": handing.open_batches(actor),
        "tiles": queries.tiles(actor).shown,
    }
    return render(request, "desk/home.html", context)


def _query_of(request: WorkRequest, actor: Actor) -> str:
    """What a link carries to be done in another post than the one chosen."""
    return "" if actor.post_id == request.actor.post_id else f"?vi-tri={actor.post_id}"


@login_required
@require_safe
def holding(request: WorkRequest) -> HttpResponse:
    """Ai đang giữ: the papers that a part of a number names; only the answer where the dialog of the shell asks."""
    if not request.actor:
        return render(request, "desk/no_post.html", status=403)
    text = request.GET.get("q", "").replace("\x00", "").strip()
    context: dict[str, object] = {"q": text}
    try:
        context["found"] = queries.holding(request.actor, text) if text else []
    except Refused as refused:
        context["problem"] = refused.reason
    return render(request, "desk/holding.html#found" if request.htmx else "desk/holding.html", context)


@login_required
@require_POST
def many(request: WorkRequest) -> HttpResponse:
    """One act on the marked items: first what will be done and what it asks for, then (`lam`) the act and its report,
    a line for each that failed, to be tried again."""
    act, at = actions.MANY.get(request.POST.get("act", "")), timezone.now()
    if act is None or not request.actor:
        raise Http404
    keys = _marked(request)
    chosen = [i for i in queries.items_of(request.actor, at) if (i.object, i.public_id) in set(keys)]
    first = request.actor.seated(chosen[0].post_id) if chosen else request.actor
    is_sent = "lam" in request.POST
    form = MANY_FORMS[act.words](request.POST if is_sent else None, actor=first, at=at)
    context = {"act": act, "form": form, "chosen": chosen}
    try:
        if is_sent and form.is_valid():
            report = actions.do_many(request.actor, act.key, keys, form.words(), at)
            if not report.failures and not report.gone:
                messages.success(request, act.done.format(len(report.done)))
                return redirect("desk:home")
            return render(request, "desk/many_report.html", {"act": act, "report": report, "form": form})
        if not chosen:
            raise Refused("Các việc đã đánh dấu không còn chờ đồng chí, hoặc chưa đánh dấu việc nào.")
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk:home")
    return render(request, "desk/many.html", context, status=422 if is_sent else 200)


def _marked(request: WorkRequest) -> list[tuple[str, UUID]]:
    """The marked items, each as kind and id."""
    pairs = [text.partition(":") for text in request.POST.getlist("muc")]
    return list(zip([kind for kind, _, _ in pairs], _ids([text for _, _, text in pairs]), strict=True))


@login_required
@require_POST
def many_report(request: WorkRequest) -> HttpResponse:
    """The report that is on the screen, as a file."""
    titles, reasons = request.POST.getlist("ten"), request.POST.getlist("vi-sao")
    content = exports.report_xlsx(request.POST.get("nhan", "")[:100], zip(titles, reasons, strict=False))
    response = HttpResponse(content, content_type=exports.XLSX)
    response["Content-Disposition"] = f'attachment; filename="ket-qua-{timezone.localdate():%Y%m%d}.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: WorkRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Gác lại: until when and why; the work comes back by itself."""
    at, about = timezone.now(), OBJECTS.get(kind)
    item = queries.item_of(request.actor, about, public_id, at) if request.actor and about else None
    if item is None or about is None:
        raise Http404
    is_sent = request.method == "POST"
    form = SnoozeForm(request.POST if is_sent else None, actor=request.actor, at=at)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.snooze(request.actor, about, public_id, data["due"], data["reason"], at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Đã gác đến {localtime(made.until_at):%H:%M %d/%m}. Hạn của việc không đổi.")
            return redirect("desk:home")
    verdict = rules.can_snooze(item.object, item.is_at_once)
    context = {"form": form, "item": item, "verdict": verdict}
    return render(request, "desk/snooze.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def wake(request: WorkRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Đưa lại: what was put off stands in the queue again."""
    about = OBJECTS.get(kind)
    if not request.actor or about is None:
        raise Http404
    try:
        actions.wake(request.actor, about, public_id, timezone.now())
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, "Đã đưa việc trở lại danh sách.")
    return redirect("desk:home")


@login_required
@require_safe
def waiting(request: WorkRequest) -> HttpResponse:
    """Chờ người khác: what one gave or submitted, by whoever holds it, the late first."""
    if not request.actor:
        return render(request, "desk/no_post.html", status=403)
    context = {
        "waiting": queries.waiting(request.actor, timezone.now()),
        "patience": queries.patience(request.actor.agency_id, request.actor.on),
        "may_set": rules.can_set_patience(request.actor),
    }
    return render(request, "desk/waiting.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_patience(request: WorkRequest) -> HttpResponse:
    """How long a draft may stand before the desk reminds, for one urgency (`?khan=`)."""
    actor, urgency = request.actor, request.GET.get("khan", "")
    row = (
        next((row for row in queries.patience(actor.agency_id, actor.on) if row.urgency == urgency), None)
        if actor
        else None
    )
    if row is None:
        raise Http404
    at, is_sent = timezone.now(), request.method == "POST"
    initial = {"wait": row.wait, "legal_basis": row.legal_basis if row.agency_id else ""}
    form = PatienceForm(request.POST if is_sent else None, initial=initial, actor=actor, at=at)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_patience(actor, urgency, data["wait"], data["legal_basis"], at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu. Áp dụng từ lần nhắc sau.")
            return redirect("desk:waiting")
    context = {"form": form, "row": row, "verdict": rules.can_set_patience(actor)}
    return render(request, "desk/set_patience.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def remind(request: WorkRequest) -> HttpResponse:
    """Urge the doers of the marked rows, or of the one whose own button was pressed."""
    if not request.actor:
        raise Http404
    actor, note = request.actor, request.POST.get("note", "")[:500]
    marked = request.POST.getlist("one") or request.POST.getlist("viec")
    try:
        report = tasks.urge_each(actor.seated_for, _ids(marked), note, timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk:waiting")
    if report.done:
        messages.success(request, f"Đã đôn đốc {report.done} việc.")
    for failure in report.failures:
        messages.warning(request, f"{failure.title}: {failure.reason}")
    return redirect("desk:waiting")


def _ids(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError as error:
        raise Http404 from error


def _clerk(request: WorkRequest) -> Actor:
    """The person in a clerk's post, where one is held."""
    request.acting = request.actor.seated_with(Duty.REGISTER, Duty.NUMBER)
    return request.acting


@login_required
@require_safe
def end_of_day(request: WorkRequest) -> HttpResponse:
    """Cuối ngày: what the clerical office has left, a button a row, and the day's registers to print."""
    if not request.actor:
        return render(request, "desk/no_post.html", status=403)
    clerk = _clerk(request)
    found = queries.end_of_day(clerk, timezone.now())
    if found is None:
        raise Http404
    return render(request, "desk/end_of_day.html", {"day": found, "posts": documents.submit_choices(clerk)})


@login_required
@require_POST
def present(request: WorkRequest) -> HttpResponse:
    """Submit the marked papers of the end of the day to a post, or the one whose own button was pressed."""
    if not request.actor:
        raise Http404
    post = request.POST.get("post", "")
    try:
        ids = documents.paper_ids(request.actor, request.POST.getlist("one") or request.POST.getlist("paper"))
        if not ids:
            raise Refused("Đánh dấu văn bản cần trình, rồi bấm Trình.")
        done = intake.present(_clerk(request), ids, number_in(post) or 0, timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Đã trình {len(done)} văn bản." if done else "Văn bản đã trình từ trước.")
    return redirect("desk:end_of_day")


@login_required
@require_safe
def tiles(request: WorkRequest) -> HttpResponse:
    """The tiles with their numbers: the part of the home page that is asked for behind it, or the page where they are
    put, hidden and ordered."""
    if not request.actor:
        return render(request, "desk/no_post.html", status=403)
    found = queries.tiles(request.actor)
    totals = documents.incoming_totals(request.actor, [filter_of(row.view) for row in found.shown], timezone.now())
    context = {"tiles": found.shown, "others": found.others, "cap": documents.CAP}
    context["totals"] = {row.view.pk: total for row, total in zip(found.shown, totals, strict=True)}
    return render(request, "desk/tiles.html#tiles" if request.htmx else "desk/tile_page.html", context)


def _changed(request: WorkRequest, change: Callable[[Actor], None]) -> HttpResponse:
    """Do it and show the tiles; whoever dragged needs no page."""
    if not request.actor:
        raise Http404
    try:
        change(request.actor)
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.warning(request, refused.reason)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect("desk:tiles")


@login_required
@require_POST
def put_tile(request: WorkRequest, view_id: int) -> HttpResponse:
    return _changed(request, lambda actor: actions.put_tile(actor, view_id))


@login_required
@require_POST
def take_tile_off(request: WorkRequest, view_id: int) -> HttpResponse:
    return _changed(request, lambda actor: actions.take_tile_off(actor, view_id))


@login_required
@require_POST
def order_tiles(request: WorkRequest) -> HttpResponse:
    ids = [pk for text in request.POST.getlist("o") if (pk := number_in(text)) is not None]
    return _changed(request, lambda actor: actions.order_tiles(actor, ids))
