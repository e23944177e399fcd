"""Working hours and days off as data."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.calendar"
    label = "office_calendar"
