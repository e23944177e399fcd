"""How one paper stands to another, from which day: also to a paper that is not in this installation. A relation made in
error is withdrawn and stays readable; whether it is in force, readers decide by the state of the paper that says so."""

from django.db import models
from django.db.models import Q

from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document


class Relation(models.Model):
    from_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="relations")
    to_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="related_from")
    kind = models.CharField(max_length=12, choices=choices.RelationKind.choices)
    # The other paper where it is not here, as people call it: number, symbol, day, who issued it.
    outside = models.CharField(max_length=300, blank=True)
    # Which part of the paper is meant ("khoản 2 Điều 5"); the rest stays in force when `is_partial`.
    note = models.CharField(max_length=300, blank=True)
    is_partial = models.BooleanField(default=False)
    # Empty until the paper that says so is issued, where it names no day of its own.
    effective_on = models.DateField(null=True, blank=True)
    # The last day of an extended effect.
    until_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=300, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_document", "to_document", "kind"], condition=Q(withdrawn_at=None), name="relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_document=None) | ~Q(to_document=None), name="relation_has_a_paper"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="relation_withdrawn_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
