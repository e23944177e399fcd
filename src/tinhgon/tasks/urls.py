"""Addresses of this app."""

from django.urls import URLPattern, path

from tinhgon.tasks.views import acting, asking, circulating, directing, lists, task

app_name = "tasks"
urlpatterns: list[URLPattern] = [
    path("", lists.tasks, name="tasks"),
    path("xuat.xlsx", lists.export, name="export"),
    path("nhieu/", lists.bulk, name="bulk"),
    path("giao/", acting.create, name="create"),
    path("chon/<slug:kind>/", task.pick, name="pick"),
    path("lich/", lists.calendar, name="calendar"),
    path("lich/<str:secret>.ics", lists.feed, name="feed"),
    path("tep/<int:report_id>/", task.evidence, name="evidence"),
    path("tep-y-kien/<int:opinion_id>/", task.opinion_file, name="opinion_file"),
    path("cau-mau/", directing.phrases, name="phrases"),
    path("cau-mau/<int:phrase_id>/", directing.move_phrase, name="move_phrase"),
    path("van-ban/<uuid:public_id>/", directing.document_panel, name="document_panel"),
    path("but-phe/<uuid:public_id>/", directing.direct, name="direct"),
    path("de-xuat/<uuid:public_id>/", directing.propose, name="propose"),
    path("de-xuat/<uuid:public_id>/dong-y/", directing.accept_proposal, name="accept_proposal"),
    path("de-xuat/<uuid:public_id>/rut/", directing.withdraw_proposal, name="withdraw_proposal"),
    path("hoi/<uuid:public_id>/", asking.ask_about, name="ask_about"),
    path("lam-ro/<uuid:public_id>/", asking.question, name="question"),
    path("chuyen-vong/<uuid:public_id>/", circulating.circulate, name="circulate"),
    path("vong/<uuid:public_id>/", circulating.circulation, name="circulation"),
    path("vong/<uuid:public_id>/y-kien/", circulating.answer, name="answer"),
    path("vong/<uuid:public_id>/<slug:slug>/", circulating.circulation_act, name="circulation_act"),
    path("vong/<uuid:public_id>/<int:stop_id>/<slug:slug>/", circulating.stop_act, name="stop_act"),
    path("<uuid:public_id>/", task.task, name="task"),
    path("<uuid:public_id>/y-kien/", task.opinion, name="opinion"),
    path("<uuid:public_id>/<slug:slug>/", acting.act, name="act"),
]
