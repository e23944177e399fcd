"""Pages of the acts on the organisation: a form, the act, back to where it shows. A refusal stands in the form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, forms, queries, rules
from tinhgon.organisation.views.structure import actor_or_404

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _manager(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not rules.can_manage(actor):
        raise Http404
    return actor


def _unit(actor: Actor, public_id: UUID) -> Any:
    found = queries.unit(actor.agency_id, public_id)
    if found is None:
        raise Http404
    return found


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    form: forms.ActForm,
    act: Callable[[Any], Any],
    *,
    title: str,
    button: str,
    done: str,
    back: str,
    effect: str = "",
) -> HttpResponse:
    """Show the form, or act and go back; nothing typed is lost on a refusal."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back, "effect": effect}
    return render(request, "organisation/form.html", context, status=422 if form.is_bound else 200)


def _unit_url(unit: Any) -> str:
    return reverse("organisation:unit", args=[unit.public_id])


@login_required
@form_page
def new_unit(request: HttpRequest) -> HttpResponse:
    """Found a unit."""
    actor, now = _manager(request), timezone.now()
    initial = {"starts_on": actor.on, "parent": request.GET.get("thuoc")}
    return _page(
        request,
        forms.UnitForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.create_unit(actor, form.new(), form.cleaned_data["starts_on"], now),
        title="Thành lập đơn vị",
        button="Thành lập",
        done="Đã thành lập đơn vị.",
        back=reverse("organisation:tree"),
    )


@login_required
@form_page
def change_unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Rename, move or re-staff a unit from a day on."""
    actor, now = _manager(request), timezone.now()
    unit = _unit(actor, public_id)
    version = _there(queries.version_on(unit.pk, actor.on))
    names = ("name", "short_name", "symbol", "agency_code", "establishment", "order")
    initial = {name: getattr(version, name) for name in names}
    initial |= {"parent": version.parent_id, "body_type": version.body_type_id, "starts_on": actor.on}
    return _page(
        request,
        forms.UnitForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.change_unit(actor, unit.pk, form.new(), form.cleaned_data["starts_on"], now),
        title=f"Đổi thông tin {version.name}",
        button="Ghi phiên bản mới",
        done="Đã ghi phiên bản mới của đơn vị.",
        back=_unit_url(unit),
        effect="Tên, vị trí cũ còn nguyên cho đến ngày có hiệu lực; văn bản đã ban hành không đổi.",
    )


@login_required
@form_page
def end_unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a unit that nobody works in and nothing stands under."""
    actor, now = _manager(request), timezone.now()
    unit = _unit(actor, public_id)
    version = _there(queries.version_on(unit.pk, actor.on))
    return _page(
        request,
        forms.EndForm(request.POST or None, actor=actor),
        lambda form: actions.end_unit(actor, unit.pk, at=now, **form.cleaned_data),
        title=f"Kết thúc hoạt động {version.name}",
        button="Kết thúc",
        done="Đã ghi ngày kết thúc hoạt động.",
        back=_unit_url(unit),
        effect="Đơn vị không bị xoá: cơ cấu của mọi ngày trước đó vẫn xem được. Vị trí trống kết thúc cùng ngày.",
    )


@login_required
@form_page
def new_post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a post in a unit."""
    actor, now = _manager(request), timezone.now()
    unit = _unit(actor, public_id)
    return _page(
        request,
        forms.PostForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.create_post(actor, form.new(unit.pk), form.cleaned_data["starts_on"], now),
        title="Lập vị trí công tác",
        button="Lập vị trí",
        done="Đã lập vị trí.",
        back=_unit_url(unit),
    )


@login_required
@form_page
def appoint(request: HttpRequest, post_id: int) -> HttpResponse:
    """Put a person into a post."""
    actor, now = _manager(request), timezone.now()
    post = _there(queries.post(actor.agency_id, post_id))

    def act(form: forms.AppointForm) -> None:
        data = form.cleaned_data
        actions.appoint_named(actor, data["person"], form.new(post.pk), now, is_new=data["is_new"], email=data["email"])

    return _page(
        request,
        forms.AppointForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        act,
        title=f"Bố trí người vào vị trí {post.title}",
        button="Bố trí",
        done="Đã bố trí.",
        back=_unit_url(post.unit),
    )


@login_required
@form_page
def end_appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Let a person leave a post."""
    actor, now = _manager(request), timezone.now()
    row = _there(queries.appointment(actor.agency_id, appointment_id))
    return _page(
        request,
        forms.EndForm(request.POST or None, actor=actor, initial={"ends_on": actor.on}),
        lambda form: actions.end_appointment(actor, row.pk, at=now, **form.cleaned_data),
        title=f"{row.person.full_name} thôi giữ vị trí {row.post.title}",
        button="Ghi ngày kết thúc",
        done="Đã ghi ngày kết thúc.",
        back=_unit_url(row.post.unit),
    )


@login_required
@form_page
def delegate(request: HttpRequest) -> HttpResponse:
    """Give authority: one's own, or as the organisation officer writes it down."""
    actor, now = actor_or_404(request), timezone.now()
    return _page(
        request,
        forms.DelegateForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.delegate(actor, form.new(), now),
        title="Giao quyền ký, quyền thay",
        button="Giao quyền",
        done="Đã giao quyền.",
        back=reverse("organisation:delegations"),
        effect="Thừa uỷ quyền phải bằng văn bản, có thời hạn, không uỷ quyền lại (NĐ 30/2020/NĐ-CP điều 13).",
    )


@login_required
@form_page
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take authority back."""
    actor, now = actor_or_404(request), timezone.now()
    row = _there(queries.delegation(actor.agency_id, delegation_id))
    if not rules.can_end_delegation(actor, row.from_post):
        raise Http404
    return _page(
        request,
        forms.EndDelegationForm(request.POST or None, actor=actor, initial={"ends_on": actor.on}),
        lambda form: actions.end_delegation(actor, row.pk, form.cleaned_data["ends_on"], now),
        title=f"Kết thúc giao quyền cho {row.to_post.title}",
        button="Kết thúc",
        done="Đã kết thúc giao quyền.",
        back=reverse("organisation:delegations"),
    )
