"""Directions and tasks over the API: the same acts, the same rules, the same eyes as the pages."""

from tinhgon.tasks.api import asking, circulating, doing, giving, together
from tinhgon.tasks.api.reading import router

__all__ = ["asking", "circulating", "doing", "giving", "router", "together"]
