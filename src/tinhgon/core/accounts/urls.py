"""Addresses of one's own account, beside those of django-allauth."""

from django.urls import path

from tinhgon.core.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("giao-dien/", views.theme, name="theme"),
    path("phim-tat/", views.hotkeys, name="hotkeys"),
    path("ma-truy-cap/", views.tokens, name="tokens"),
    path("ma-truy-cap/<int:token_id>/thu-hoi/", views.revoke_token, name="revoke_token"),
]
