"""What people type about directions, tasks, circulations and questions."""

from tinhgon.tasks.forms.asking import QuestionAnswerForm, QuestionForm
from tinhgon.tasks.forms.circulating import CirculateForm, CirculationAnswerForm, MoveReaderForm
from tinhgon.tasks.forms.work import (
    AnswerForm,
    AssigningForm,
    ClarifyForm,
    CreateForm,
    DirectionForm,
    DoneForm,
    ExtensionForm,
    OpinionForm,
    PassOnForm,
    PhraseForm,
    PlainForm,
    ProgressForm,
    ProposalForm,
    ReasonForm,
    ReassignForm,
    TaskForm,
    UrgeForm,
)

__all__ = [
    "AnswerForm",
    "AssigningForm",
    "CirculateForm",
    "CirculationAnswerForm",
    "ClarifyForm",
    "CreateForm",
    "DirectionForm",
    "DoneForm",
    "ExtensionForm",
    "MoveReaderForm",
    "OpinionForm",
    "PassOnForm",
    "PhraseForm",
    "PlainForm",
    "ProgressForm",
    "ProposalForm",
    "QuestionAnswerForm",
    "QuestionForm",
    "ReasonForm",
    "ReassignForm",
    "TaskForm",
    "UrgeForm",
]
