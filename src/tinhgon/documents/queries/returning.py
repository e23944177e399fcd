"""What recipients gave back and nobody has dealt with yet."""

from tinhgon.documents.choices import DeliveryState
from tinhgon.documents.models import Delivery, Document


def open_returns(document: Document, *, also_settled: bool = False) -> list[Delivery]:
    """Of one paper, the first that came back first; `also_settled` with what somebody dealt with already."""
    rows = document.deliveries.filter(state=DeliveryState.REFUSED)
    if not also_settled:
        rows = rows.filter(settled_at=None)
    return list(rows.select_related("recipient").order_by("changed_at", "pk"))
