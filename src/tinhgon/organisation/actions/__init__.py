"""Acts on the organisation: each asks its rule, writes dated rows and history, and is the same act when repeated."""

from tinhgon.organisation.actions.delegations import NewDelegation, delegate, end_delegation
from tinhgon.organisation.actions.imports import ImportReport, RowError, import_tables
from tinhgon.organisation.actions.posts import (
    NewAppointment,
    NewPost,
    appoint,
    appoint_named,
    create_person,
    create_post,
    end_appointment,
)
from tinhgon.organisation.actions.units import NewUnit, change_unit, create_unit, end_unit

__all__ = [
    "ImportReport",
    "NewAppointment",
    "NewDelegation",
    "NewPost",
    "NewUnit",
    "RowError",
    "appoint",
    "appoint_named",
    "change_unit",
    "create_person",
    "create_post",
    "create_unit",
    "delegate",
    "end_appointment",
    "end_delegation",
    "end_unit",
    "import_tables",
]
