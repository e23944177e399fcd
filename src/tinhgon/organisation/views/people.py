"""Pages of persons and their accounts. A password given out is shown on this one answer and kept nowhere."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import number_in
from tinhgon.core.verdict import Refused
from tinhgon.organisation import actions, exports, forms, queries, rules
from tinhgon.organisation.views import forming
from tinhgon.organisation.views.structure import actor_or_404, looking_at

SLIPS_SALT = "organisation.slips"
SLIPS_SECONDS = 900


def _account_manager(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not rules.can_manage_accounts(actor):
        raise Http404
    return actor


@login_required
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who somebody is on a day: posts held, authority given, everything held before and to come."""
    actor = actor_or_404(request)
    found = forming.there(queries.person(actor.agency_id, person_id))
    form, on = looking_at(request, actor)
    may_manage_accounts = bool(rules.can_manage_accounts(actor))
    user = queries.account_of(found) if may_manage_accounts else None
    is_home = queries.is_home_of(found.pk, actor.agency_id, actor.on)
    context = {
        "form": form,
        "on": on,
        "person": found,
        "rows": queries.career(actor.agency_id, found.pk, on),
        "delegations": queries.stood_in_by(found.pk, actor.agency_id, on),
        "can_manage": rules.can_manage(actor),
        "may_change": rules.can_change_person(actor, is_home=is_home),
        "may_manage_accounts": may_manage_accounts,
        "user_account": user,
        "account_state": queries.account_state(user),
        "account_verdict": rules.can_manage_account(
            actor,
            found.principal_id,
            queries.roles_of(found.pk, actor.on),
            is_home=is_home,
        ),
        "may_take_over": rules.can_take_over(actor, found.full_name),
        "today": actor.on,
    }
    return render(request, "organisation/person.html", context)


@login_required
@forming.form_page
def change_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Name, e-mail address, telephone."""
    actor, now = forming.manager(request), timezone.now()
    found = forming.there(queries.person(actor.agency_id, person_id))
    initial = {"full_name": found.full_name, "email": found.email, "phone": found.phone}
    return forming.page(
        request,
        forms.PersonForm(request.POST or None, actor=actor, initial=initial),
        lambda form: actions.change_person(actor, found.pk, at=now, **form.cleaned_data),
        title=f"Sửa hồ sơ {found.full_name}",
        button="Ghi",
        done="Đã sửa hồ sơ.",
        back=reverse("organisation:person", args=[found.pk]),
    )


@login_required
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody of the agency with how they log in."""
    actor = _account_manager(request)
    return _accounts(request, actor)


def _accounts(request: HttpRequest, actor: Actor, error: str = "") -> HttpResponse:
    form = forms.AccountFilterForm(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    words, state = data.get("q", ""), data.get("trang_thai", "")
    place = number_in(request.GET.get("sau", "")) or 0
    rows, following = queries.accounts(actor.agency_id, actor.on, words, state, place, actions.MAX_SLIPS)
    context = {
        "form": form,
        "q": words,
        "state": state,
        "states": forms.AccountFilterForm.base_fields["trang_thai"].choices,  # type: ignore[attr-defined]
        "rows": rows,
        "following": following,
        "is_continued": place > 0,
        "error": error,
    }
    return render(request, "organisation/accounts.html", context, status=422 if error else 200)


@login_required
@never_cache
@require_POST
def issue_slips(request: HttpRequest) -> HttpResponse:
    """Make accounts and first passwords for the people ticked; the answer shows them once."""
    actor = _account_manager(request)
    form = forms.SlipsForm(request.POST, actor=actor)
    if not form.is_valid():
        return _accounts(request, actor, str(next(iter(form.errors.values()))[0]))
    try:
        slips = actions.issue_slips(actor, form.cleaned_data["people"], timezone.now())
    except Refused as refused:
        return _accounts(request, actor, refused.reason)
    token = signing.dumps([actor.user_id, [vars(slip) for slip in slips]], salt=SLIPS_SALT, compress=True)
    return render(request, "organisation/slips.html", {"slips": slips, "token": token})


@login_required
@never_cache
@require_POST
def slips_pdf(request: HttpRequest) -> HttpResponse:
    """The slips just shown, to print and cut; only for who made them, for a quarter of an hour."""
    actor = _account_manager(request)
    try:
        user_id, rows = signing.loads(request.POST.get("token", ""), salt=SLIPS_SALT, max_age=SLIPS_SECONDS)
    except signing.BadSignature:
        messages.error(request, "Phiếu đã quá 15 phút nên không in lại được. Phát mật khẩu lần nữa nếu cần.")
        return redirect("organisation:accounts")
    if user_id != actor.user_id:
        raise Http404
    slips = [actions.Slip(**row) for row in rows]
    content = exports.slips_pdf(actor.agency_id, slips, request.build_absolute_uri("/"), actor.on)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="phieu-tai-khoan.pdf"'
    return response


@login_required
@forming.form_page
def lock_account(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close an account."""
    actor = _account_manager(request)
    found = forming.there(queries.person(actor.agency_id, person_id))
    return forming.withdrawing(
        request,
        actor,
        partial(actions.lock_account, actor, found.pk),
        title=f"Khóa tài khoản của {found.full_name}",
        button="Khóa tài khoản",
        done="Đã khóa tài khoản. Mọi phiên và mã truy cập đã hết hiệu lực.",
        back=reverse("organisation:person", args=[found.pk]),
        effect="Người này bị đăng xuất ngay trên mọi máy. Việc đang giao không chuyển đi: phân công lại nếu cần.",
    )


@login_required
@forming.form_page
def reset_second_factor(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take away a lost second factor."""
    actor = _account_manager(request)
    found = forming.there(queries.person(actor.agency_id, person_id))
    return forming.withdrawing(
        request,
        actor,
        partial(actions.reset_second_factor, actor, found.pk),
        title=f"Gỡ xác thực hai lớp của {found.full_name}",
        button="Gỡ",
        done="Đã gỡ. Người này đăng nhập bằng mật khẩu rồi bật lại xác thực hai lớp.",
        back=reverse("organisation:person", args=[found.pk]),
        effect="Chỉ làm khi đã gặp trực tiếp hoặc xác minh được người đề nghị. Người này nhận được thông báo.",
    )


@login_required
@require_POST
def unlock_account(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open an account again, also after too many wrong passwords."""
    actor = _account_manager(request)
    found = forming.there(queries.person(actor.agency_id, person_id))
    try:
        actions.unlock_account(actor, found.pk, timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "Đã mở khóa tài khoản.")
    return redirect("organisation:person", person_id=found.pk)
