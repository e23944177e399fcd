"""Addresses of this app."""

from django.urls import URLPattern, path

from tinhgon.tasks import views

app_name = "tasks"
urlpatterns: list[URLPattern] = [
    path("", views.tasks, name="tasks"),
    path("giao/", views.create, name="create"),
    path("lich/", views.calendar, name="calendar"),
    path("lich/<str:secret>.ics", views.feed, name="feed"),
    path("tep/<int:report_id>/", views.evidence, name="evidence"),
    path("van-ban/<uuid:public_id>/", views.document_panel, name="document_panel"),
    path("but-phe/<uuid:public_id>/", views.direct, name="direct"),
    path("de-xuat/<uuid:public_id>/", views.propose, name="propose"),
    path("de-xuat/<uuid:public_id>/dong-y/", views.accept_proposal, name="accept_proposal"),
    path("<uuid:public_id>/", views.task, name="task"),
    path("<uuid:public_id>/<slug:slug>/", views.act, name="act"),
]
