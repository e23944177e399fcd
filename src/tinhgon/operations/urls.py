"""Addresses of the watch pages; included at the root, without a prefix."""

from django.urls import path

from tinhgon.operations import views

app_name = "operations"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
