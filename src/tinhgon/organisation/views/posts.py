"""Pages of posts and of who holds them."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinhgon.organisation import actions, forms, queries, rules
from tinhgon.organisation.views import forming
from tinhgon.organisation.views.structure import actor_or_404, looking_at


def _post_url(post_id: int) -> str:
    return reverse("organisation:post", args=[post_id])


@login_required
@require_safe
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """A post on a day: what it is, who holds it, who stands in, and everybody who ever held it."""
    actor = actor_or_404(request)
    found = forming.there(queries.post(actor.agency_id, post_id))
    form, on = looking_at(request, actor)
    versions = queries.post_versions(found)
    version = queries.post_version_on(found, on)
    context = {
        "form": form,
        "on": on,
        "post": found,
        "version": version or versions[0],
        "is_there": version is not None,
        "versions": versions,
        "unit_name": queries.unit_names([found.unit_id], on).get(found.unit_id, ""),
        "rows": queries.appointments_to(found.pk),
        "roles": queries.role_labels((version or versions[0]).roles),
        "acting": queries.acting_for(found.pk, on),
        "can_manage": rules.can_manage(actor),
        "today": actor.on,
        "may_withdraw": versions[0].starts_on > actor.on,
    }
    return render(request, "organisation/post.html", context)


@login_required
@forming.form_page
def new_post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a post in a unit."""
    actor, now = forming.manager(request), timezone.now()
    unit = forming.unit_of(actor, public_id)
    return forming.page(
        request,
        forms.PostForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        lambda form: actions.create_post(actor, form.new(unit.pk), form.cleaned_data["starts_on"], now),
        title="Lập vị trí công tác",
        button="Lập vị trí",
        done="Đã lập vị trí.",
        back=forming.unit_url(unit),
    )


@login_required
@forming.form_page
def appoint(request: HttpRequest, post_id: int) -> HttpResponse:
    """Put a person into a post."""
    actor, now = forming.manager(request), timezone.now()
    post = forming.there(queries.post(actor.agency_id, post_id))

    def act(form: forms.AppointForm) -> None:
        data = form.cleaned_data
        actions.appoint_named(actor, data["person"], form.new(post.pk), now, is_new=data["is_new"], email=data["email"])

    return forming.page(
        request,
        forms.AppointForm(request.POST or None, actor=actor, initial={"starts_on": actor.on}),
        act,
        title=f"Bố trí người vào vị trí {post.title}",
        button="Bố trí",
        done="Đã bố trí.",
        back=_post_url(post.pk),
    )


@login_required
@forming.form_page
def end_appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Let a person leave a post."""
    actor, now = forming.manager(request), timezone.now()
    row = forming.there(queries.appointment(actor.agency_id, appointment_id))
    return forming.page(
        request,
        forms.EndForm(request.POST or None, actor=actor, initial={"ends_on": actor.on}),
        lambda form: actions.end_appointment(actor, row.pk, at=now, **form.cleaned_data),
        title=f"{row.person.full_name} thôi giữ vị trí {row.post.title}",
        button="Ghi ngày kết thúc",
        done="Đã ghi ngày kết thúc.",
        back=_post_url(row.post_id),
    )


@login_required
@forming.form_page
def change_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Title, headcount, roles from a day on."""
    actor, now = forming.manager(request), timezone.now()
    post = forming.there(queries.post(actor.agency_id, post_id))
    names = ("title", "job_position", "headcount", "roles", "is_head", "is_deputy", "order")
    initial = {name: getattr(post, name) for name in names} | {"starts_on": actor.on}
    return forming.page(
        request,
        forms.PostForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.change_post(actor, post.pk, form.new(post.unit_id), form.cleaned_data["starts_on"], now),
        title=f"Thay đổi vị trí {post.title}",
        button="Ghi thay đổi",
        done="Đã ghi thay đổi của vị trí.",
        back=_post_url(post.pk),
        effect="Chức danh, số lượng cũ còn nguyên cho những ngày trước. Thay đổi từ ngày sau có hiệu lực khi đến ngày.",
    )


@login_required
@forming.form_page
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """End a post, with or without its holders."""
    actor, now = forming.manager(request), timezone.now()
    post = forming.there(queries.post(actor.agency_id, post_id))
    return forming.page(
        request,
        forms.EndPostForm(request.POST or None, actor=actor),
        lambda form: actions.end_post(actor, post.pk, at=now, **form.cleaned_data),
        title=f"Kết thúc vị trí {post.title}",
        button="Kết thúc",
        done="Đã ghi ngày kết thúc của vị trí.",
        back=_post_url(post.pk),
        effect="Quyền ký đã giao từ hoặc cho vị trí này kết thúc cùng ngày. Con dấu phải bàn giao trước.",
    )


@login_required
@forming.form_page
def withdraw_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take back a change of a post, or a post, that has not begun."""
    actor = forming.manager(request)
    post = forming.there(queries.post(actor.agency_id, post_id))
    is_all = post.starts_on > actor.on and post.ends_on is None
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_post, actor, post.pk),
        title=f"Rút lại thay đổi của vị trí {post.title}",
        done="Đã rút lại thay đổi chưa có hiệu lực.",
        back=forming.unit_url(post.unit) if is_all else _post_url(post.pk),
    )


@login_required
@forming.form_page
def withdraw_appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Take back an appointment, or its end, that has not come."""
    actor = forming.manager(request)
    row = forming.there(queries.appointment(actor.agency_id, appointment_id))
    what = "bố trí" if row.starts_on > actor.on else "việc thôi giữ vị trí của"
    return forming.withdrawing(
        request,
        actor,
        partial(actions.withdraw_appointment, actor, row.pk),
        title=f"Rút lại {what} {row.person.full_name}, {row.post.title}",
        done="Đã rút lại.",
        back=_post_url(row.post_id),
    )
