"""Acts on directions and tasks: giving, directing, doing, deciding, reminding."""

from tinhgon.tasks.actions.asking import answer_question, ask, ask_about
from tinhgon.tasks.actions.bulk import BulkReport, Failure, accept_each, recognise_each, urge_each
from tinhgon.tasks.actions.circulating import (
    answer,
    circulate,
    move_reader,
    skip_reader,
    urge_readers,
    withdraw_circulation,
)
from tinhgon.tasks.actions.deciding import cancel, clarify, decide_extension, reassign, recognise, send_back
from tinhgon.tasks.actions.directing import direct
from tinhgon.tasks.actions.doing import accept, ask_extension, report_done, report_progress, return_task
from tinhgon.tasks.actions.feeds import renew_feed
from tinhgon.tasks.actions.files import Attachment
from tinhgon.tasks.actions.giving import create, pass_on
from tinhgon.tasks.actions.phrases import drop_phrase, keep_phrase, move_phrase
from tinhgon.tasks.actions.proposing import accept_proposal, propose, withdraw_proposal
from tinhgon.tasks.actions.reminding import digest, remind
from tinhgon.tasks.actions.speaking import give_opinion, urge

__all__ = [
    "Attachment",
    "BulkReport",
    "Failure",
    "accept",
    "accept_each",
    "accept_proposal",
    "answer",
    "answer_question",
    "ask",
    "ask_about",
    "ask_extension",
    "cancel",
    "circulate",
    "clarify",
    "create",
    "decide_extension",
    "digest",
    "direct",
    "drop_phrase",
    "give_opinion",
    "keep_phrase",
    "move_phrase",
    "move_reader",
    "pass_on",
    "propose",
    "reassign",
    "recognise",
    "recognise_each",
    "remind",
    "renew_feed",
    "report_done",
    "report_progress",
    "return_task",
    "send_back",
    "skip_reader",
    "urge",
    "urge_each",
    "urge_readers",
    "withdraw_circulation",
    "withdraw_proposal",
]
