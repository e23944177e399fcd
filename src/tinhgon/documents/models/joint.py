"""Who signs a joint paper besides the body that leads it: in order, each agency with its own row of the paper over the
same bytes (docs/adr, joint papers)."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document
from tinhgon.organisation.models import IssuingBody, Post


class JointSigner(models.Model):
    # The row of the body that leads and gives the number.
    document = models.ForeignKey(Document, models.PROTECT, related_name="joint_signers")
    ordinal = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=choices.SignerState.choices, default=choices.SignerState.WAITING)
    # The row of the paper in the signer's own agency, once the draft has reached it.
    copy = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="joint_turn")
    # The text that was signed: another text is another paper, and the signature void for it.
    content_sha256 = models.CharField(max_length=64, blank=True)
    signer_name = models.CharField(max_length=100, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "ordinal"], name="joint_signer_ordinal_unique"),
            models.UniqueConstraint(fields=["document", "agency"], name="joint_signer_once_per_agency"),
            models.CheckConstraint(
                condition=Q(state__in=choices.SignerState.values), name="joint_signer_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | (~Q(content_sha256="") & Q(signed_on__isnull=False)),
                name="joint_signer_signed_a_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.body_id} {self.state}"
