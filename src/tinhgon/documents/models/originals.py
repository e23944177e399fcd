"""Originals on paper: who holds each, where it stands, in how many copies, and every move it made; and the labels that
were printed for papers, so that a second print says so (office-practice B 14)."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document
from tinhgon.documents.models.sending import Recipient


class Original(models.Model):
    """Some copies of one paper that lie together: with the clerk, with a post or person of the office, or with somebody
    outside who is named."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="originals")
    copies = models.PositiveSmallIntegerField(default=1)
    holder_kind = models.CharField(max_length=7, choices=choices.HolderKind.choices, default=choices.HolderKind.CLERK)
    holder = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    # Who is outside has no principal: the name as it was given.
    holder_name = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField()
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="original_has_copies"),
            models.CheckConstraint(
                condition=Q(holder_kind="clerk", holder=None, holder_name="")
                | Q(holder_kind="inside", holder__isnull=False, holder_name="")
                | (Q(holder_kind="outside", holder=None) & ~Q(holder_name="")),
                name="original_has_one_holder",
            ),
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="original_request_once"
            ),
        ]
        indexes = [models.Index(fields=["holder", "-since"]), models.Index(fields=["agency", "-since"])]

    def __str__(self) -> str:
        return f"{self.copies} bản, {self.get_holder_kind_display()}"


class OriginalMove(models.Model):
    """One change of hands or place, in words that outlive the holder; never changed."""

    original = models.ForeignKey(Original, models.PROTECT, related_name="moves")
    how = models.CharField(max_length=6, choices=choices.MoveHow.choices)
    holder = models.CharField(max_length=300)
    place = models.CharField(max_length=120, blank=True)
    copies = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["original", "-id"])]

    def __str__(self) -> str:
        return f"{self.holder} {self.at:%d/%m/%Y}"


class LabelFormat(models.Model):
    """A size of label as it is sold: one on a roll (`columns` 1, no page of its own), or a grid on a sheet; in
    millimetres."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    width = models.FloatField()
    height = models.FloatField()
    page_width = models.FloatField()
    page_height = models.FloatField()
    columns = models.PositiveSmallIntegerField(default=1)
    rows = models.PositiveSmallIntegerField(default=1)
    left = models.FloatField(default=0)
    top = models.FloatField(default=0)
    gap_x = models.FloatField(default=0)
    gap_y = models.FloatField(default=0)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name

    @property
    def is_sheet(self) -> bool:
        return self.columns * self.rows > 1


class LabelPrint(models.Model):
    """A label was printed for a paper, or for one of its recipients: the second print is told from the first."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="label_prints")
    recipient = models.ForeignKey(Recipient, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=choices.LabelKind.choices)
    ordinal = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "kind", "recipient", "ordinal"], nulls_distinct=False, name="label_print_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} lần {self.ordinal}"
