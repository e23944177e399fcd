"""Pages of the acts on units and on delegated authority: a form, the act, back to where it shows."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from tinhgon.organisation import actions, forms, queries, rules
from tinhgon.organisation.views import forming
from tinhgon.organisation.views.structure import actor_or_404


@login_required
@forming.form_page
def new_unit(request: HttpRequest) -> HttpResponse:
    """Found a unit."""
    actor, now = forming.manager(request), timezone.now()
    initial = {"starts_on": actor.on, "parent": request.GET.get("thuoc")}
    return forming.page(
        request,
        forms.NewUnitForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.create_unit(
            actor, form.new(), form.cleaned_data["starts_on"], now, territory_id=form.cleaned_data["territory"]
        ),
        title="Thành lập đơn vị",
        button="Thành lập",
        done="Đã thành lập đơn vị.",
        back=reverse("organisation:tree"),
    )


@login_required
@forming.form_page
def change_unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Rename, move or re-staff a unit from a day on."""
    actor, now = forming.manager(request), timezone.now()
    unit = forming.unit_of(actor, public_id)
    version = forming.there(queries.version_on(unit.pk, actor.on))
    names = ("name", "short_name", "symbol", "agency_code", "establishment", "order")
    initial = {name: getattr(version, name) for name in names}
    initial |= {"parent": version.parent_id, "body_type": version.body_type_id, "starts_on": actor.on}
    return forming.page(
        request,
        forms.UnitForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.change_unit(actor, unit.pk, form.new(), form.cleaned_data["starts_on"], now),
        title=f"Đổi thông tin {version.name}",
        button="Ghi phiên bản mới",
        done="Đã ghi phiên bản mới của đơn vị.",
        back=forming.unit_url(unit),
        effect="Tên, vị trí cũ còn nguyên cho đến ngày có hiệu lực; văn bản đã ban hành không đổi.",
    )


@login_required
@forming.form_page
def end_unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a unit that nobody works in and nothing stands under."""
    actor = forming.manager(request)
    unit = forming.unit_of(actor, public_id)
    version = forming.there(queries.version_on(unit.pk, actor.on))
    return forming.ending(
        request,
        actor,
        partial(actions.end_unit, actor, unit.pk),
        title=f"Kết thúc hoạt động {version.name}",
        done="Đã ghi ngày kết thúc hoạt động.",
        back=forming.unit_url(unit),
        effect="Đơn vị không bị xoá: cơ cấu của mọi ngày trước đó vẫn xem được. Vị trí trống kết thúc cùng ngày.",
    )


@login_required
@forming.form_page
def withdraw_version(request: HttpRequest, public_id: UUID, version_id: int) -> HttpResponse:
    """Take back a change that has not begun."""
    actor = forming.manager(request)
    unit = forming.unit_of(actor, public_id)
    versions = list(queries.versions_of(unit.pk))
    version = forming.there(next((row for row in versions if row.pk == version_id), None))
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_version, actor, version.pk),
        title=f"Rút lại: {version.name} từ {version.starts_on:%d/%m/%Y}",
        done="Đã rút lại thay đổi chưa có hiệu lực.",
        back=reverse("organisation:tree") if version.pk == versions[-1].pk else forming.unit_url(unit),
        effect="Chỉ rút được việc chưa đến ngày hiệu lực. Nhật ký giữ lý do và nội dung đã rút.",
    )


@login_required
@forming.form_page
def withdraw_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back an end that has not come."""
    actor = forming.manager(request)
    unit = forming.unit_of(actor, public_id)
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_end, actor, unit.pk),
        title="Rút lại việc kết thúc đơn vị",
        done="Đã rút lại. Đơn vị tiếp tục hoạt động.",
        back=forming.unit_url(unit),
    )


@login_required
@forming.form_page
def delegate(request: HttpRequest) -> HttpResponse:
    """Give authority: one's own, or as the organisation officer writes it down."""
    actor, now = actor_or_404(request), timezone.now()
    return forming.page(
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
@forming.form_page
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take authority back."""
    actor, now = actor_or_404(request), timezone.now()
    row = forming.there(queries.delegation(actor.agency_id, delegation_id))
    if not rules.can_end_delegation(actor, row.from_post):
        raise Http404
    return forming.page(
        request,
        forms.EndDelegationForm(request.POST or None, actor=actor, initial={"ends_on": actor.on}),
        lambda form: actions.end_delegation(actor, row.pk, form.cleaned_data["ends_on"], now),
        title=f"Kết thúc giao quyền cho {row.to_post.title}",
        button="Kết thúc",
        done="Đã kết thúc giao quyền.",
        back=reverse("organisation:delegations"),
    )


@login_required
@forming.form_page
def withdraw_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take back authority that has not begun."""
    actor = actor_or_404(request)
    row = forming.there(queries.delegation(actor.agency_id, delegation_id))
    if not rules.can_end_delegation(actor, row.from_post):
        raise Http404
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_delegation, actor, row.pk),
        title=f"Rút lại giao quyền cho {row.to_post.title}",
        done="Đã rút lại giao quyền.",
        back=reverse("organisation:delegations"),
    )
