"""Acts on the organisation: each asks its rule, writes dated rows and history, and is the same act when repeated."""

from tinhgon.organisation.actions.accounts import (
    Slip,
    create_account,
    issue_slips,
    lock_account,
    reset_second_factor,
    unlock_account,
)
from tinhgon.organisation.actions.bodies import (
    NewBody,
    NewOffice,
    change_body,
    change_office,
    end_body,
    end_office,
    open_body,
    open_office,
    withdraw_body,
)
from tinhgon.organisation.actions.books import NewBook, end_book, end_term, open_book, open_year, set_book, start_term
from tinhgon.organisation.actions.delegations import NewDelegation, delegate, end_delegation, withdraw_delegation
from tinhgon.organisation.actions.imports import ImportReport, RowError, import_tables
from tinhgon.organisation.actions.people import (
    NewAppointment,
    appoint,
    appoint_named,
    change_person,
    create_person,
    end_appointment,
    withdraw_appointment,
)
from tinhgon.organisation.actions.posts import NewPost, change_post, create_post, end_post, withdraw_post
from tinhgon.organisation.actions.runs import forget_files, import_tried, perform, start_import
from tinhgon.organisation.actions.seals import NewSeal, end_seal, hand_over_seal, register_seal
from tinhgon.organisation.actions.turning import apply_due_versions
from tinhgon.organisation.actions.units import (
    NewUnit,
    change_unit,
    create_unit,
    end_unit,
    withdraw_end,
    withdraw_version,
)

__all__ = [
    "ImportReport",
    "NewAppointment",
    "NewBody",
    "NewBook",
    "NewDelegation",
    "NewOffice",
    "NewPost",
    "NewSeal",
    "NewUnit",
    "RowError",
    "Slip",
    "apply_due_versions",
    "appoint",
    "appoint_named",
    "change_body",
    "change_office",
    "change_person",
    "change_post",
    "change_unit",
    "create_account",
    "create_person",
    "create_post",
    "create_unit",
    "delegate",
    "end_appointment",
    "end_body",
    "end_book",
    "end_delegation",
    "end_office",
    "end_post",
    "end_seal",
    "end_term",
    "end_unit",
    "forget_files",
    "hand_over_seal",
    "import_tables",
    "import_tried",
    "issue_slips",
    "lock_account",
    "open_body",
    "open_book",
    "open_office",
    "open_year",
    "perform",
    "register_seal",
    "reset_second_factor",
    "set_book",
    "start_import",
    "start_term",
    "unlock_account",
    "withdraw_appointment",
    "withdraw_body",
    "withdraw_delegation",
    "withdraw_end",
    "withdraw_post",
    "withdraw_version",
]
