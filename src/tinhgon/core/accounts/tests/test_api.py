"""One's own account over the API."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache

from tinhgon.core.accounts.models import ApiToken, User
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(province) -> Caller:
    cache.clear()
    return Caller(province, "vanthu.tinhuy", base="/me")


def test_who_calls_and_the_preferences(clerk):
    me = ok(clerk.get())
    assert (me["title"], me["channel"], me["theme"]) == ("Văn thư", "api", "light")
    assert "register" in me["duties"]
    assert ok(clerk.patch("", {"theme": "dark"}))["uses_hotkeys"] is True
    assert ok(clerk.patch("", {"uses_hotkeys": False}))["theme"] == "dark"
    assert_problem(clerk.patch("", {"theme": "xanh"}), 422)


def test_tokens_are_looked_through_and_revoked_by_their_owner(clerk, province):
    other = Caller(province, "chanhvp.tinhuy", base="/me")
    (row,) = ok(clerk.get("/tokens"))
    assert (row["id"], row["scopes"], row["revoked_at"]) == (clerk.token.pk, ["read", "write"], None)
    assert row["last_used_at"] is not None
    assert "digest" not in row
    assert_problem(other.delete(f"/tokens/{clerk.token.pk}"), 404)
    assert ok(clerk.get())
    ok(clerk.delete(f"/tokens/{clerk.token.pk}"), 204)
    assert_problem(clerk.get(), 401)


def test_use_of_a_token_is_noted_once_an_hour(clerk, django_assert_num_queries):
    ok(clerk.get())
    first = ApiToken.objects.get(pk=clerk.token.pk).last_used_at
    ok(clerk.get())
    assert ApiToken.objects.get(pk=clerk.token.pk).last_used_at == first is not None


def test_sessions_are_ended_by_their_owner(clerk, province):
    browser = province.client("vanthu.tinhuy")
    browser.get("/")
    row = ok(clerk.get("/sessions"))[0]
    assert UserSession.objects.get(pk=row["id"]).user == User.objects.get(username="vanthu.tinhuy")
    assert_problem(Caller(province, "chanhvp.tinhuy", base="/me").delete(f"/sessions/{row['id']}"), 404)
    ok(clerk.delete(f"/sessions/{row['id']}"), 204)
    assert browser.get("/").status_code == 302
    assert ok(clerk.get("/sessions")) == []


def test_a_given_password_opens_no_api_before_it_is_changed(clerk, province):
    client = province.client("vanthu.tinhuy")
    assert ok(client.get("/api/v1/me"))["channel"] == "web"
    User.objects.filter(username="vanthu.tinhuy").update(must_change_password=True)
    assert "đổi mật khẩu" in assert_problem(client.get("/api/v1/me"), 403)["detail"]
    assert ok(clerk.get()), "a token was made with a password of one's own"
