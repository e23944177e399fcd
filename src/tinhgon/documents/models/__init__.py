"""Papers with all that belongs to them, and groups of recipients."""

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
    "Recipient",
    "RecipientGroup",
    "Relation",
    "SavedView",
    "SearchText",
    "Upload",
    "Version",
    "VisibilityRule",
]
