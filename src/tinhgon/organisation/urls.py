"""Addresses of this app."""

from django.urls import path

from tinhgon.organisation.views import acts, structure, tables

app_name = "organisation"
urlpatterns = [
    path("", structure.tree, name="tree"),
    path("nguoi/", structure.people, name="people"),
    path("don-vi/moi/", acts.new_unit, name="new_unit"),
    path("don-vi/<uuid:public_id>/", structure.unit, name="unit"),
    path("don-vi/<uuid:public_id>/doi/", acts.change_unit, name="change_unit"),
    path("don-vi/<uuid:public_id>/ket-thuc/", acts.end_unit, name="end_unit"),
    path("don-vi/<uuid:public_id>/vi-tri/", acts.new_post, name="new_post"),
    path("vi-tri/<int:post_id>/bo-tri/", acts.appoint, name="appoint"),
    path("bo-tri/<int:appointment_id>/ket-thuc/", acts.end_appointment, name="end_appointment"),
    path("giao-quyen/", structure.delegations, name="delegations"),
    path("giao-quyen/moi/", acts.delegate, name="delegate"),
    path("giao-quyen/<int:delegation_id>/ket-thuc/", acts.end_delegation, name="end_delegation"),
    path("nhap/", tables.load, name="import"),
    path("xuat.xlsx", tables.workbook, name="workbook"),
    path("xuat/<slug:sheet>.csv", tables.table, name="table"),
]
