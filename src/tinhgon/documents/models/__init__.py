"""Papers with all that belongs to them, groups of recipients, changes of the visibility matrix."""

from tinhgon.documents.models.addressing import GroupMember, RecipientGroup
from tinhgon.documents.models.papers import (
    ApprovalRoute,
    ApprovalStep,
    Check,
    Comment,
    Delivery,
    Document,
    DocumentType,
    Recipient,
    Relation,
    SearchText,
    Upload,
    Version,
    VisibilityRule,
)
from tinhgon.documents.models.rights import ReadersRun, RightsBound, RightsChange
from tinhgon.documents.models.saved_views import SavedView

__all__ = [
    "ApprovalRoute",
    "ApprovalStep",
    "Check",
    "Comment",
    "Delivery",
    "Document",
    "DocumentType",
    "GroupMember",
    "ReadersRun",
    "Recipient",
    "RecipientGroup",
    "Relation",
    "RightsBound",
    "RightsChange",
    "SavedView",
    "SearchText",
    "Upload",
    "Version",
    "VisibilityRule",
]
