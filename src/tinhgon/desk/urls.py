"""Addresses of the desk."""

from django.urls import path

from tinhgon.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("ai-dang-giu/", views.holding, name="holding"),
    path("cho-nguoi-khac/", views.waiting, name="waiting"),
    path("cho-nguoi-khac/don-doc/", views.remind, name="remind"),
    path("cho-nguoi-khac/nhac-tu-dong/", views.set_patience, name="set_patience"),
    path("nhieu-viec/", views.many, name="many"),
    path("nhieu-viec/ket-qua.xlsx", views.many_report, name="many_report"),
    path("gac-lai/<str:kind>/<uuid:public_id>/", views.snooze, name="snooze"),
    path("gac-lai/<str:kind>/<uuid:public_id>/dua-lai/", views.wake, name="wake"),
    path("o-bo-loc/", views.tiles, name="tiles"),
    path("o-bo-loc/thu-tu/", views.order_tiles, name="order_tiles"),
    path("o-bo-loc/<int:view_id>/dat/", views.put_tile, name="put_tile"),
    path("o-bo-loc/<int:view_id>/bo/", views.take_tile_off, name="take_tile_off"),
    path("cuoi-ngay/", views.end_of_day, name="end_of_day"),
    path("cuoi-ngay/trinh/", views.present, name="present"),
]
