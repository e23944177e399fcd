"""The organisation with effective dates: nothing is renamed or deleted in place, everything has versions and
successors (law 6). Four dated records make an agency's clerical side: issuing body, clerical office, seal and book
(office-practice A 1). Periods are half-open: `ends_on` is the first day no longer in force."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.organisation.choices import AppointmentKind, Bloc, DelegationKind, Duty, Level, Role, RunState, SealKind


class Dated(models.Model):
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="%(class)s_ends_after_start"
            )
        ]


class AgencyProfile(models.Model):
    """What the tenant is: bloc, level and rule set decide letterhead, books and law."""

    agency = models.OneToOneField(Agency, models.PROTECT, primary_key=True, related_name="profile")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    bloc = models.CharField(max_length=5, choices=Bloc.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    rule_set = models.CharField(max_length=10, default="nd30")
    check_is_compulsory = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class BodyType(Dated):
    """A kind of body the law knows (Văn phòng, Ban Tổ chức, sở …), as data."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    bloc = models.CharField(max_length=5, choices=Bloc.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    confidence = models.CharField(max_length=1, default="C")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "level", "starts_on"], name="body_type_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Territory(models.Model):
    """A place, apart from the bodies in it (decision 2); its identity is (valid from, level, code)."""

    level = models.CharField(max_length=8, choices=Level.choices)
    code = models.CharField(max_length=10)
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["valid_from", "level", "code"], name="territory_identity")]

    def __str__(self) -> str:
        return f"{self.level} {self.code}"


class TerritoryVersion(Dated):
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="children_versions")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A body or a part of one; what it is called and where it stands is in its versions."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    principal = models.OneToOneField(Principal, models.PROTECT, related_name="unit")
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="units")

    def __str__(self) -> str:
        return str(self.public_id)


class UnitVersion(Dated):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    symbol = models.CharField(max_length=30, blank=True)
    body_type = models.ForeignKey(BodyType, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="child_versions")
    agency_code = models.CharField(max_length=35, blank=True)
    establishment = models.PositiveIntegerField(default=0)
    order = models.PositiveIntegerField(default=0)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "starts_on"], name="unit_version_start_unique"),
        ]
        indexes = [models.Index(fields=["parent", "name"], name="unit_version_place")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """Predecessor to successor; read on every request, written by a reorganisation."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    operation = models.CharField(max_length=30)
    effective_on = models.DateField()
    inherits_reading = models.BooleanField(default=True)
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "effective_on"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class IssuingBody(Dated):
    """Chủ thể ban hành: who issues papers under its own name (Tỉnh ủy, Văn phòng, UBND …)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="issuing_bodies")
    principal = models.OneToOneField(Principal, models.PROTECT, related_name="issuing_body")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="issuing_bodies")
    name = models.CharField(max_length=200)
    parent_name = models.CharField(max_length=200, blank=True)
    symbol = models.CharField(max_length=30)
    place = models.CharField(max_length=60)
    rule_set = models.CharField(max_length=10, default="nd30")

    def __str__(self) -> str:
        return self.name


class IssuingBodyVersion(Dated):
    """What an issuing body is called and where it writes from, from a day on. The body's own columns are the version
    in force; `is_applied` tells that they have been."""

    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    parent_name = models.CharField(max_length=200, blank=True)
    symbol = models.CharField(max_length=30)
    place = models.CharField(max_length=60)
    rule_set = models.CharField(max_length=10, default="nd30")
    is_applied = models.BooleanField(default=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "starts_on"], name="body_version_start_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeTerm(Dated):
    """A term of a Party committee; its books run per term (HD 05-HD/VPTW) from the day of the appointing decision."""

    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="terms")
    label = models.CharField(max_length=40)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "starts_on"], name="committee_term_start_unique"),
        ]

    def __str__(self) -> str:
        return self.label


class ClericalOffice(Dated):
    """The văn thư that serves several issuing bodies."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="clerical_offices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="clerical_offices")
    name = models.CharField(max_length=200)
    bodies = models.ManyToManyField(IssuingBody, related_name="clerical_offices")

    def __str__(self) -> str:
        return self.name


class Seal(Dated):
    """A seal in use; `registration` is its certificate of the registered sample (NĐ 99/2016/NĐ-CP)."""

    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="seals")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=SealKind.choices, default=SealKind.ROUND)
    registration = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class SealKeeping(Dated):
    """Who keeps a seal from when until when: a hand-over by minutes."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="keepings")
    post = models.ForeignKey("Post", models.PROTECT, related_name="seals_kept")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["seal", "starts_on"], name="seal_keeping_start_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.seal_id}: {self.post_id}"


class Person(models.Model):
    principal = models.OneToOneField(Principal, models.PROTECT, related_name="person")
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    full_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=400)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sort_key"])]

    def __str__(self) -> str:
        return self.full_name


class Post(Dated):
    """A job position in a unit; its roles say what its holder does here."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    principal = models.OneToOneField(Principal, models.PROTECT, related_name="post")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=150)
    job_position = models.CharField(max_length=150, blank=True)
    headcount = models.PositiveSmallIntegerField(default=1)
    is_head = models.BooleanField(default=False)
    is_deputy = models.BooleanField(default=False)
    roles = ArrayField(models.CharField(max_length=24, choices=Role.choices), default=list)
    order = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class PostVersion(Dated):
    """What a post is from a day on. The post's own columns are the version in force; `is_applied` as above."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="versions")
    title = models.CharField(max_length=150)
    job_position = models.CharField(max_length=150, blank=True)
    headcount = models.PositiveSmallIntegerField(default=1)
    is_head = models.BooleanField(default=False)
    is_deputy = models.BooleanField(default=False)
    roles = ArrayField(models.CharField(max_length=24, choices=Role.choices), default=list)
    order = models.PositiveIntegerField(default=0)
    is_applied = models.BooleanField(default=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["post", "starts_on"], name="post_version_start_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(Dated):
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.MAIN)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["person", "post", "starts_on"], name="appointment_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post}"


class Delegation(Dated):
    """Authority to sign (KT., TL., TUQ.) or to stand in; its scope is words and type codes."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="delegations")
    from_post = models.ForeignKey(Post, models.PROTECT, related_name="delegations_given")
    to_post = models.ForeignKey(Post, models.PROTECT, related_name="delegations_held")
    kind = models.CharField(max_length=10, choices=DelegationKind.choices)
    scope = models.CharField(max_length=300, blank=True)
    type_codes = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.from_post_id} → {self.to_post_id}"


class RolePrincipal(models.Model):
    """The principal that stands for a role in an agency: what the register or a leader sees is given to it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="role_principals")
    role = models.CharField(max_length=24, choices=Role.choices)
    principal = models.OneToOneField(Principal, models.PROTECT, related_name="role")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "role"], name="role_principal_unique")]

    def __str__(self) -> str:
        return self.role


class DutyGrant(Dated):
    """A role may do something in an agency, from a day on: the matrix of duties, as data."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="duty_grants")
    role = models.CharField(max_length=24, choices=Role.choices)
    duty = models.CharField(max_length=24, choices=Duty.choices)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["agency", "role", "duty", "starts_on"], name="duty_grant_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.duty}"


class ImportRun(models.Model):
    """A file on its way into the organisation: read and written by a job, looked at meanwhile by who sent it."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    user_id = models.BigIntegerField()
    post = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    is_dry_run = models.BooleanField()
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name


class WorkField(models.Model):
    """Lĩnh vực: what a paper is about; specialists may follow one."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="work_fields")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="work_field_code_unique")]

    def __str__(self) -> str:
        return self.name
