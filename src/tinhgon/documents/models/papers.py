"""Papers: one row per agency and paper, incoming or outgoing, with its versions. Who may read a row is `reader_ids`,
compiled from the visibility matrix and the handling chain; one paper in two agencies is two rows over one blob
(decision 6)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book, Entry
from tinhgon.core.storage.models import Blob
from tinhgon.documents import choices
from tinhgon.organisation.models import ClericalOffice, IssuingBody, Post, Unit, WorkField


class DocumentType(models.Model):
    """A type of paper of a rule set: NĐ 30/2020 Annex III, 399-QĐ/TW and HD 05-HD/VPTW, normative papers."""

    rule_set = models.CharField(max_length=10)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    has_code_in_symbol = models.BooleanField(default=True)
    # Which day is the paper's date: signing (Party), adoption, numbering (State) — office-practice A 6.
    date_rule = models.CharField(max_length=10, default="numbering")
    legal_basis = models.CharField(max_length=200, blank=True)
    confidence = models.CharField(max_length=1, default="A")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    # Symbols of the bodies that may issue it; empty: any body whose rule set has the type.
    for_symbols = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "code", "name", "starts_on"], name="document_type_unique")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def printed_name(self) -> str:
        """What stands on the paper: a normative decision is printed “QUYẾT ĐỊNH” like any other."""
        return self.name.removesuffix(choices.NORMATIVE_SUFFIX)


class Document(models.Model):
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="documents")
    flow = models.CharField(max_length=8, choices=Flow.choices)
    state = models.CharField(max_length=12)
    issuing_body = models.ForeignKey(IssuingBody, models.PROTECT, null=True, blank=True, related_name="documents")
    clerical_office = models.ForeignKey(ClericalOffice, models.PROTECT, null=True, blank=True, related_name="+")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="owned_documents")
    field = models.ForeignKey(WorkField, models.PROTECT, null=True, blank=True, related_name="+")
    # As it stands on the paper (NĐ 30 Annex VI part II); blank where the paper has none.
    type = models.ForeignKey(DocumentType, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=11, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80, blank=True)
    code_key = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    parent_issuer = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=1000)
    signer_name = models.CharField(max_length=100, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=12, blank=True, choices=choices.Urgency.choices)
    circulation_mark = models.CharField(max_length=60, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    copies = models.PositiveIntegerField(null=True, blank=True)
    to_places = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=500, blank=True)
    # Arrival and number in the book.
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="document")
    book = models.ForeignKey(Book, models.PROTECT, null=True, blank=True, related_name="+")
    register_number = models.PositiveIntegerField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    # Two deadlines are two fields (office-practice A 9).
    reply_due_at = models.DateTimeField(null=True, blank=True)
    # Handling columns, written by `tasks` through an act of this app (decision 8).
    due_at = models.DateTimeField(null=True, blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    waits_for = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    progress = models.PositiveSmallIntegerField(default=0)
    handling = models.CharField(max_length=5, blank=True, choices=choices.HandlingClass.choices)
    handled_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.CharField(max_length=300, blank=True)
    # Reading.
    is_restricted = models.BooleanField(default=False)
    chain_ids = ArrayField(models.IntegerField(), default=list, blank=True)
    reader_ids = ArrayField(models.IntegerField(), default=list, blank=True)
    # Where it came from, and what was done to it.
    source = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies_elsewhere")
    content_sha256 = models.CharField(max_length=64, blank=True)
    needs_text_recognition = models.BooleanField(default=False)
    is_declared_not_secret = models.BooleanField(default=False)
    draft_ordinal = models.PositiveSmallIntegerField(default=0)
    request_key = models.CharField(max_length=64, blank=True)
    drafter = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=300)
    # What another paper has done to the effect of this one, where a list has asked (`queries.put_marks`).
    mark: choices.Mark | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(flow=Flow.INCOMING, state__in=choices.IncomingState.values)
                | (~Q(flow=Flow.INCOMING) & Q(state__in=choices.OutgoingState.values)),
                name="document_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["arrived", "refused", "recalled"]) | ~Q(flow="incoming") | ~Q(entry=None),
                name="document_registered_has_number",
            ),
            # No number before signature (office-practice C 24).
            models.CheckConstraint(
                condition=Q(flow=Flow.INCOMING)
                | Q(state__in=choices.WITH_NUMBER)
                | Q(entry=None, register_number=None, number=""),
                name="document_number_after_signature",
            ),
            # A double click or a retried request is the same act.
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="document_request_once"
            ),
            # What was given back or called back may come again.
            models.UniqueConstraint(
                fields=["agency", "source"],
                condition=Q(flow="incoming") & ~Q(state__in=["refused", "recalled"]),
                name="document_held_once",
            ),
        ]
        indexes = [
            GinIndex(fields=["reader_ids"], name="document_readers"),
            # Lists are walked from the newest paper back, and readers are known without a look at the row.
            models.Index(
                fields=["agency", "flow", "-id"], include=["state", "reader_ids"], name="document_newest_readers"
            ),
            models.Index(
                fields=["-id"],
                include=["state", "reader_ids"],
                name="document_sent_readers",
                condition=~Q(flow=Flow.INCOMING),
            ),
            models.Index(fields=["agency", "flow", "state", "-id"], name="document_by_state"),
            models.Index(fields=["agency", "code_key"], name="document_by_code"),
            # Papers on their way out are few, whatever the office has sent in all its years.
            models.Index(
                fields=["state", "-id"],
                name="document_on_its_way",
                condition=~Q(flow=Flow.INCOMING) & Q(state__in=choices.ON_ITS_WAY),
            ),
            # So are urgent ones that nobody has taken up; they are looked at every minute.
            models.Index(
                fields=["state", "id"],
                name="document_urgent_waiting",
                condition=Q(flow=Flow.INCOMING, state__in=["arrived", "registered"]) & ~Q(urgency=""),
            ),
            models.Index(fields=["content_sha256"], name="document_by_content"),
            models.Index(fields=["waits_for", "due_at"], name="document_waiting"),
            models.Index(fields=["lead_unit", "handling", "due_at"], name="document_by_lead_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}".strip()

    @property
    def label(self) -> str:
        """How history and notices name the paper; of a restricted one nothing is said."""
        if self.is_restricted:
            return f"Văn bản hạn chế {self.register_number or ''}".strip()
        return f"{self.shown_code} · {self.subject}"[:400]

    @property
    def shown_code(self) -> str:
        """The number as printed; before signature there is none, and drafts read so everywhere (office-practice
        C 24). A paper inside the office may go out without."""
        if self.code or self.is_incoming or self.state in choices.WITH_NUMBER:
            return self.code or "Không số"
        return f"Dự thảo lần {self.draft_ordinal or 1} · {self.type.code}" if self.type else "Dự thảo"

    @property
    def state_label(self) -> str:
        return choices.STATES.get(self.state, self.state)

    @property
    def register_label(self) -> str:
        """The place in the book as people say it: 1.204, or 12a where the number was inserted."""
        if self.register_number is None:
            return ""
        letters = "" if self.is_incoming else self.number.lstrip("0123456789")
        return f"{self.register_number:,}".replace(",", ".") + letters

    @property
    def is_joint_copy(self) -> bool:
        """Whether this is the row of a joint paper in the agency of one who signs it; `source` is the lead's."""
        return self.source_id is not None and not self.is_incoming

    @property
    def is_incoming(self) -> bool:
        return self.flow == Flow.INCOMING


class Version(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=8, choices=choices.VersionKind.choices)
    ordinal = models.PositiveSmallIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    # What was read from the file: {field: {"value", "confidence", "page", "box", "text"}}.
    reading = models.JSONField(default=dict, blank=True)
    verification = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind", "ordinal"], name="version_ordinal_unique")]

    def __str__(self) -> str:
        return self.file_name
