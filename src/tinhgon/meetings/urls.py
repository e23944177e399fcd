"""Addresses of this app."""

from django.urls import URLPattern, path

from tinhgon.meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    path("", views.schedule, name="schedule"),
    path("lich-cong-tac.pdf", views.schedule_pdf, name="schedule_pdf"),
    path("van-ban/<uuid:public_id>/", views.document_panel, name="document_panel"),
    path("van-ban/<uuid:public_id>/tra-loi/", views.answer, name="answer"),
    path("van-ban/<uuid:public_id>/gio-hop/", views.set_meeting, name="set_meeting"),
]
