"""Papers over the API: the same acts, the same rules, the same eyes as the pages. One router, because two methods of
one address must stand in one."""

from tinhgon.documents.api import acts, registering
from tinhgon.documents.api.reading import router

__all__ = ["acts", "registering", "router"]
