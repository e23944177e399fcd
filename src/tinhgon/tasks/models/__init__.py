"""Rows of people's work, by subject."""

from tinhgon.tasks.models.asking import Question
from tinhgon.tasks.models.circulating import Circulation, CirculationStop
from tinhgon.tasks.models.work import (
    CalendarFeed,
    Direction,
    Extension,
    Opinion,
    Participant,
    QuickPhrase,
    Report,
    Task,
    Urge,
)

__all__ = [
    "CalendarFeed",
    "Circulation",
    "CirculationStop",
    "Direction",
    "Extension",
    "Opinion",
    "Participant",
    "Question",
    "QuickPhrase",
    "Report",
    "Task",
    "Urge",
]
