"""Addresses of this app."""

from django.urls import URLPattern, path

from tinhgon.roster import views

app_name = "roster"
urlpatterns: list[URLPattern] = [
    path("", views.roster, name="roster"),
    path("lich-truc.xlsx", views.export, name="export"),
    path("nhap/", views.import_sheet, name="import"),
    path("goi-khan/", views.ladder, name="ladder"),
    path("<int:shift_id>/bo/", views.withdraw, name="withdraw"),
    path("van-ban/<uuid:public_id>/", views.document_panel, name="document_panel"),
]
