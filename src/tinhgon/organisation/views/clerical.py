"""Pages of issuing bodies, clerical offices and the register of seals."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinhgon.core.actor import Actor
from tinhgon.organisation import actions, forms, queries, rules
from tinhgon.organisation.views import forming
from tinhgon.organisation.views.structure import actor_or_404


def reader(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not rules.can_see_clerical_side(actor):
        raise Http404
    return actor


def _bodies() -> dict[str, Any]:
    url = reverse("organisation:bodies")
    return {"back": url, "crumb": "Chủ thể, văn thư", "crumb_url": url}


def _seals() -> dict[str, Any]:
    url = reverse("organisation:seals")
    return {"back": url, "crumb": "Con dấu", "crumb_url": url}


@login_required
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Who issues papers under its own name, and the clerical offices that serve them."""
    actor = reader(request)
    bodies = forming.part(request, queries.bodies(actor.agency_id))
    context = {
        "bodies": queries.bodies_with_versions(bodies.object_list),
        "page": bodies,
        "offices": forming.part(request, queries.offices(actor.agency_id), "trang_vt"),
        "can_manage": rules.can_manage(actor),
        "today": actor.on,
    }
    return render(request, "organisation/bodies.html", context)


@login_required
@forming.form_page
def new_body(request: HttpRequest) -> HttpResponse:
    """Set up an issuing body."""
    actor, now = forming.manager(request), timezone.now()
    return forming.page(
        request,
        forms.BodyForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.open_body(actor, form.new(), form.cleaned_data["starts_on"], now),
        title="Lập chủ thể ban hành",
        button="Lập",
        done="Đã lập chủ thể ban hành. Việc tiếp theo: mở sổ, ghi con dấu.",
        **_bodies(),
    )


@login_required
@forming.form_page
def change_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """A new letterhead from a day on."""
    actor, now = forming.manager(request), timezone.now()
    body = forming.there(queries.body(actor.agency_id, body_id))
    initial = {name: getattr(body, name) for name in ("name", "parent_name", "symbol", "place", "rule_set")}
    return forming.page(
        request,
        forms.BodyChangeForm(request.POST or None, actor=actor, initial=initial | {"starts_on": actor.on}),
        lambda form: actions.change_body(actor, body.pk, form.new(), form.cleaned_data["starts_on"], now),
        title=f"Đổi tên, ký hiệu {body.name}",
        button="Ghi thay đổi",
        done="Đã ghi thay đổi.",
        effect="Văn bản đã ban hành giữ nguyên tên cũ. Thay đổi của ngày sau tự có hiệu lực khi đến ngày.",
        **_bodies(),
    )


@login_required
@forming.form_page
def end_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """A body issues nothing any more."""
    actor = forming.manager(request)
    body = forming.there(queries.body(actor.agency_id, body_id))
    return forming.ending(
        request,
        actor,
        partial(actions.end_body, actor, body.pk),
        title=f"Kết thúc {body.name}",
        done="Đã ghi ngày kết thúc.",
        effect="Sổ và con dấu của chủ thể này phải kết thúc trước hoặc cùng ngày.",
        **_bodies(),
    )


@login_required
@forming.form_page
def withdraw_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Take back a letterhead, or a body, that has not begun."""
    actor = forming.manager(request)
    body = forming.there(queries.body(actor.agency_id, body_id))
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_body, actor, body.pk),
        title=f"Rút lại thay đổi của {body.name}",
        done="Đã rút lại thay đổi chưa có hiệu lực.",
        **_bodies(),
    )


@login_required
@forming.form_page
def new_office(request: HttpRequest) -> HttpResponse:
    """Set up a clerical office."""
    actor, now = forming.manager(request), timezone.now()
    return forming.page(
        request,
        forms.OfficeForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.open_office(actor, form.new(), form.cleaned_data["starts_on"], now),
        title="Lập bộ phận văn thư",
        button="Lập",
        done="Đã lập bộ phận văn thư.",
        **_bodies(),
    )


@login_required
@forming.form_page
def change_office(request: HttpRequest, office_id: int) -> HttpResponse:
    """Which bodies a clerical office serves."""
    actor, now = forming.manager(request), timezone.now()
    office = forming.there(queries.office(actor.agency_id, office_id))
    initial = {"bodies": [body.pk for body in office.bodies.all()]}
    return forming.page(
        request,
        forms.OfficeBodiesForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.change_office(actor, office.pk, tuple(form.cleaned_data["bodies"]), now),
        title=f"{office.name} phục vụ ai",
        button="Ghi",
        done="Đã ghi phạm vi phục vụ.",
        **_bodies(),
    )


@login_required
@forming.form_page
def end_office(request: HttpRequest, office_id: int) -> HttpResponse:
    """End a clerical office."""
    actor = forming.manager(request)
    office = forming.there(queries.office(actor.agency_id, office_id))
    return forming.ending(
        request,
        actor,
        partial(actions.end_office, actor, office.pk),
        title=f"Kết thúc {office.name}",
        done="Đã ghi ngày kết thúc.",
        **_bodies(),
    )


@login_required
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """The register of seals: who keeps each, since when."""
    actor = reader(request)
    page = forming.part(request, queries.seals(actor.agency_id))
    rows = queries.seal_rows(page.object_list)
    context = {"rows": rows, "page": page, "can_manage": rules.can_manage(actor), "today": actor.on}
    return render(request, "organisation/seals.html", context)


@login_required
@forming.form_page
def new_seal(request: HttpRequest) -> HttpResponse:
    """Enter a seal."""
    actor, now = forming.manager(request), timezone.now()
    return forming.page(
        request,
        forms.SealForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.register_seal(actor, form.new(), form.cleaned_data["starts_on"], now),
        title="Ghi con dấu vào sổ",
        button="Ghi",
        done="Đã ghi con dấu.",
        **_seals(),
    )


@login_required
@forming.form_page
def hand_over_seal(request: HttpRequest, seal_id: int) -> HttpResponse:
    """Give a seal into other hands."""
    actor, now = forming.manager(request), timezone.now()
    seal = forming.there(queries.seal(actor.agency_id, seal_id))

    def act(form: forms.HandOverForm) -> None:
        data = form.cleaned_data
        actions.hand_over_seal(actor, seal.pk, data["keeper"], data["starts_on"], now, legal_basis=data["legal_basis"])

    return forming.page(
        request,
        forms.HandOverForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        act,
        title=f"Bàn giao {seal.name}",
        button="Ghi bàn giao",
        done="Đã ghi bàn giao con dấu.",
        **_seals(),
    )


@login_required
@forming.form_page
def withdraw_hand_over(request: HttpRequest, seal_id: int) -> HttpResponse:
    """Take back a hand-over whose day has not come."""
    actor = forming.manager(request)
    seal = forming.there(queries.seal(actor.agency_id, seal_id))
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_hand_over, actor, seal.pk),
        title=f"Rút lại lần bàn giao {seal.name}",
        done="Đã rút lại. Người đang giữ tiếp tục giữ con dấu.",
        effect="Chỉ rút được lần bàn giao chưa đến ngày. Nhật ký giữ lý do và biên bản đã ghi.",
        **_seals(),
    )


@login_required
@forming.form_page
def end_seal(request: HttpRequest, seal_id: int) -> HttpResponse:
    """Take a seal out of use."""
    actor = forming.manager(request)
    seal = forming.there(queries.seal(actor.agency_id, seal_id))
    return forming.ending(
        request,
        actor,
        partial(actions.end_seal, actor, seal.pk),
        title=f"Thu hồi {seal.name}",
        button="Ghi thu hồi",
        done="Đã ghi thu hồi con dấu.",
        effect="Ghi căn cứ: biên bản nộp lại, hủy, hoặc thông báo mất con dấu.",
        **_seals(),
    )
