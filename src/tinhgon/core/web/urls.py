"""Addresses of the shell itself."""

from django.urls import URLPattern

app_name = "web"
urlpatterns: list[URLPattern] = []
