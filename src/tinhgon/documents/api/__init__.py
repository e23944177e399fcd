"""Papers over the API: the same acts, the same rules, the same eyes as the pages."""

from tinhgon.documents.api.acts import router as acts
from tinhgon.documents.api.reading import router as reading
from tinhgon.documents.api.registering import router as registering

ROUTERS = (registering, reading, acts)

__all__ = ["ROUTERS"]
