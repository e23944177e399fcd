"""Books (sổ), their periods, and the numbers in them. A book belongs to an issuing body; State books run per
calendar year (NĐ 30/2020 art. 15), Party books per type and committee term (HD 05-HD/VPTW), incoming books are one
yearly series. The number is the entry; which paper it stands for is `documents`' affair."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.numbering.choices import EntryState, Flow, PeriodKind, RegisterKind


class Book(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="books")
    body = models.ForeignKey(Principal, models.PROTECT, related_name="books", limit_choices_to={"kind": "body"})
    clerical_office = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    flow = models.CharField(max_length=8, choices=Flow.choices)
    # Type codes that share the series; empty means every type without a book of its own.
    type_codes = models.JSONField(default=list, blank=True)
    period_kind = models.CharField(max_length=4, choices=PeriodKind.choices, default=PeriodKind.YEAR)
    is_secret = models.BooleanField(default=False)
    allows_inserting = models.BooleanField(default=False)
    # The one post that may hold reserved numbers; empty: whoever is named when reserving.
    reservation_holder = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    legal_basis = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(flow__in=Flow.values), name="book_flow_is_known"),
            models.UniqueConstraint(fields=["agency", "body", "flow", "name"], name="book_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """A run of numbers from 1: a year or a term. The row that `take` locks."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="periods")
    label = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "starts_on"], name="period_start_unique_in_book"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="period_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.label}"


class Entry(models.Model):
    """A number in a book. Used ones point at nothing here: the document points at its entry."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=10, choices=EntryState.choices)
    holder = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    holder_label = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=300)
    # A double click or a retried request takes one number.
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="entry_request_once"
            ),
            models.UniqueConstraint(fields=["period", "number", "suffix"], name="entry_number_unique_in_period"),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=EntryState.USED) | ~Q(reason="") | Q(state=EntryState.ELSEWHERE),
                name="entry_reserved_or_void_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "expires_at"]),
            # A day of a register, however long the book is.
            models.Index(fields=["period", "taken_at"], name="entry_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.suffix}"

    @property
    def is_inserted(self) -> bool:
        """Số chèn: stands between two numbers given before it."""
        return self.suffix != ""


class HandEntry(models.Model):
    """What is known of a number that was given on paper while the system was down (docs/adr, numbers of an
    interruption): `is_gap` for one that nobody used, passed over by a higher one."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="by_hand")
    # The interruption in words: why, from when until when.
    words = models.CharField(max_length=300)
    given_on = models.DateField()
    # The number that stands on the paper, where the book could not keep it and gave the next one.
    used_number = models.PositiveIntegerField(null=True, blank=True)
    is_gap = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.entry}: {self.words}"


class RegisterForm(models.Model):
    """The columns of a statutory register, as data of a rule set; "" is for every rule set without its own."""

    kind = models.CharField(max_length=12, choices=RegisterKind.choices)
    rule_set = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=100)
    # [{"key", "heading", "width", "align"}] in the order they are printed.
    columns = models.JSONField()
    legal_basis = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "rule_set", "starts_on"], name="register_form_unique"),
            models.CheckConstraint(condition=Q(kind__in=RegisterKind.values), name="register_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.title
