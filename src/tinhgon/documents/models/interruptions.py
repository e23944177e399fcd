"""What the office wrote on paper or in a workbook while the system was down, on its way into the books: the file as
rows, what clashes, what was decided of each, and what became of it. A row's words are gone when it is entered."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.core.numbering.models import Book, Entry
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document


class Interruption(models.Model):
    """One interruption and one file of it. The same bytes are one, unless it was dropped."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    post = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    user_id = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=8, choices=choices.InterruptionState.choices, default=choices.InterruptionState.READY
    )
    total_count = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=300)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=choices.InterruptionState.values), name="interruption_state_is_known"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interruption_ends_after_start"),
            models.UniqueConstraint(
                fields=["agency", "sha256"], condition=~Q(state="dropped"), name="interruption_file_once"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="interruption_newest")]

    def __str__(self) -> str:
        return f"{self.reason} ({self.file_name})"


class SheetRow(models.Model):
    """A line of the file: the number it was given on paper and what is to become of it."""

    interruption = models.ForeignKey(Interruption, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=31)
    line = models.PositiveIntegerField()
    book = models.ForeignKey(Book, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    # By the keys of the register's columns; {} once the row is entered or left out.
    cells = models.JSONField(default=dict)
    # [{"cell", "column", "message"}]
    errors = models.JSONField(default=list)
    # [{"kind", "words", "document"?, "row"?}]
    clashes = models.JSONField(default=list)
    decision = models.CharField(max_length=9, choices=choices.Decision.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=choices.SheetRowState.choices, default=choices.SheetRowState.WAITING)
    # What was refused when it was to be entered.
    problem = models.CharField(max_length=500, blank=True)
    # What makes the same row of another file the same.
    key = models.CharField(max_length=64, db_index=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interruption", "sheet", "line"], name="sheet_row_line_unique"),
            models.CheckConstraint(
                condition=Q(state__in=choices.SheetRowState.values), name="sheet_row_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["interruption", "state", "id"], name="sheet_row_by_state")]

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.line}"

    @property
    def needs_decision(self) -> bool:
        return self.state == choices.SheetRowState.WAITING and not self.decision and bool(self.clashes or self.errors)

    @property
    def open_decisions(self) -> frozenset[str]:
        """What may be decided of the row; a row with an error can only be left out, or mended in the file."""
        if self.errors:
            return frozenset({choices.Decision.LEAVE_OUT})
        found = frozenset(choices.Decision.values)
        for clash in self.clashes:
            found &= choices.OPEN_DECISIONS[clash["kind"]]
            if clash.get("is_slip"):
                found -= {choices.Decision.AS_USED, choices.Decision.VOID}
        return found
