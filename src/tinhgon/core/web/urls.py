"""Addresses of the shell itself."""

from django.urls import path

from tinhgon.core.web import views

app_name = "web"
urlpatterns = [
    path("muc-luc/", views.menu, name="menu"),
    path("phien/", views.session, name="session"),
    path("phien/da-dang-nhap/", views.session_back, name="session_back"),
    path("vi-tri/", views.choose_post, name="choose_post"),
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/cach-nhan/", views.letters, name="letters"),
    path("thong-bao/da-doc/", views.mark_read, name="mark_read"),
    path("thong-bao/<int:notice_id>/", views.open_notice, name="open_notice"),
    path("tro-giup/", views.guides, name="guides"),
    path("tro-giup/<slug:key>/", views.guide, name="guide"),
    path("tro-giup/<slug:key>/huong-dan.pdf", views.guide_pdf, name="guide_pdf"),
    path("tro-giup/<slug:key>/hinh/<str:name>", views.guide_picture, name="guide_picture"),
]
