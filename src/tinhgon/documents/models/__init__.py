"""Papers with all that belongs to them, originals on paper, groups of recipients, changes of the visibility matrix."""

from tinhgon.documents.models.addressing import GroupMember, RecipientGroup
from tinhgon.documents.models.answering import AnnexForm, Answer, AnswerRequest, OpinionItem
from tinhgon.documents.models.approving import ApprovalRoute, ApprovalStep, Check, Comment
from tinhgon.documents.models.briefing import Brief, BriefOpinion, BriefPaper, TakenOver
from tinhgon.documents.models.closing import Closing, ClosingReason
from tinhgon.documents.models.envelopes import Dispatch, Envelope
from tinhgon.documents.models.granting import GrantPaper, GrantTerm, ReadingGrant
from tinhgon.documents.models.handing import Batch, BatchLine
from tinhgon.documents.models.interruptions import Interruption, SheetRow
from tinhgon.documents.models.inviting import Invitation
from tinhgon.documents.models.joint import JointSigner
from tinhgon.documents.models.minutes import ClerkMinutes
from tinhgon.documents.models.originals import LabelFormat, LabelPrint, Original, OriginalMove
from tinhgon.documents.models.packs import PackSetting
from tinhgon.documents.models.papers import Document, DocumentType, Version
from tinhgon.documents.models.passing import Passed, Passing
from tinhgon.documents.models.polling import Poll, PollMember, PollRule
from tinhgon.documents.models.relating import Relation
from tinhgon.documents.models.rights import ReadersRun, RightsBound, RightsChange, VisibilityRule
from tinhgon.documents.models.saved_views import SavedView, SharedView
from tinhgon.documents.models.searching import SearchText
from tinhgon.documents.models.sending import Delivery, Recipient
from tinhgon.documents.models.uploads import Upload

__all__ = [
    "AnnexForm",
    "Answer",
    "AnswerRequest",
    "ApprovalRoute",
    "ApprovalStep",
    "Batch",
    "BatchLine",
    "Brief",
    "BriefOpinion",
    "BriefPaper",
    "Check",
    "ClerkMinutes",
    "Closing",
    "ClosingReason",
    "Comment",
    "Delivery",
    "Dispatch",
    "Document",
    "DocumentType",
    "Envelope",
    "GrantPaper",
    "GrantTerm",
    "GroupMember",
    "Interruption",
    "Invitation",
    "JointSigner",
    "LabelFormat",
    "LabelPrint",
    "OpinionItem",
    "Original",
    "OriginalMove",
    "PackSetting",
    "Passed",
    "Passing",
    "Poll",
    "PollMember",
    "PollRule",
    "ReadersRun",
    "ReadingGrant",
    "Recipient",
    "RecipientGroup",
    "Relation",
    "RightsBound",
    "RightsChange",
    "SavedView",
    "SearchText",
    "SharedView",
    "SheetRow",
    "TakenOver",
    "Upload",
    "Version",
    "VisibilityRule",
]
