"""The organisation over the API: the same acts, the same rules, the same days as the pages. One router, because two
methods of one address must stand in one."""

from tinhgon.organisation.api import clerical, people, posts, tables
from tinhgon.organisation.api.structure import router

__all__ = ["clerical", "people", "posts", "router", "tables"]
