"""Everything that can be done to a case. Each act is one transaction with its ledger entry."""

from dodomu.reintegration.actions.appointments import (
    approve_override,
    ask_override,
    cancel_appointment,
    finish_appointment,
    move_appointment,
    plan_appointment,
    refuse_override,
)
from dodomu.reintegration.actions.care import conclude, offer_psychologist, withdraw_conclusion
from dodomu.reintegration.actions.cases import (
    accept_case,
    assign_officer,
    begin_follow_up,
    close_case,
    expect_cases,
    open_cases,
    release_cases,
    reopen_case,
    set_return_basis,
    withdraw_cases,
)
from dodomu.reintegration.actions.checklists import publish_checklist, set_category, set_responsible
from dodomu.reintegration.actions.choice import decide, inform, record_order
from dodomu.reintegration.actions.consents import answer_consent, answer_level, hand_over_choices
from dodomu.reintegration.actions.copies import add_copy, open_copy, withdraw_copy
from dodomu.reintegration.actions.documents import move_document, set_document_due
from dodomu.reintegration.actions.entitlements import (
    confirm_entitlement,
    load_entitlements,
    propose_entitlement,
    refuse_entitlement,
    sign_entitlement,
)
from dodomu.reintegration.actions.facilities import (
    add_facility,
    change_facility,
    close_facility,
    reopen_facility,
    set_places,
)
from dodomu.reintegration.actions.followup import add_contact, hold_contact, miss_contact
from dodomu.reintegration.actions.issues import (
    accept_entitlements,
    decline_entitlement,
    move_issue,
    open_issue,
    renew_issue,
)
from dodomu.reintegration.actions.letter_batches import ask_for_letters
from dodomu.reintegration.actions.letters import keep_words, open_letters, set_letterhead, write_letter
from dodomu.reintegration.actions.meetings import cancel_meeting, excuse, invite, plan_meeting, record_meeting
from dodomu.reintegration.actions.officers import end_deputy, hand_over, name_deputy
from dodomu.reintegration.actions.plans import (
    add_step,
    answer_plan,
    hand_copy,
    move_goal,
    move_step,
    set_goal,
    withdraw_agreement,
    write_plan,
)
from dodomu.reintegration.actions.proofs import set_proof
from dodomu.reintegration.actions.reception import note_reception
from dodomu.reintegration.actions.stays import admit, leave, transfer
from dodomu.reintegration.actions.tasks import add_task, drop_task, finish_task, move_task, reopen_task
from dodomu.reintegration.actions.team import add_member, end_member, join_team

__all__ = [
    "accept_case",
    "accept_entitlements",
    "add_contact",
    "add_copy",
    "add_facility",
    "add_member",
    "add_step",
    "add_task",
    "admit",
    "answer_consent",
    "answer_level",
    "answer_plan",
    "approve_override",
    "ask_for_letters",
    "ask_override",
    "assign_officer",
    "begin_follow_up",
    "cancel_appointment",
    "cancel_meeting",
    "change_facility",
    "close_case",
    "close_facility",
    "conclude",
    "confirm_entitlement",
    "decide",
    "decline_entitlement",
    "drop_task",
    "end_deputy",
    "end_member",
    "excuse",
    "expect_cases",
    "finish_appointment",
    "finish_task",
    "hand_copy",
    "hand_over",
    "hand_over_choices",
    "hold_contact",
    "inform",
    "invite",
    "join_team",
    "keep_words",
    "leave",
    "load_entitlements",
    "miss_contact",
    "move_appointment",
    "move_document",
    "move_goal",
    "move_issue",
    "move_step",
    "move_task",
    "name_deputy",
    "note_reception",
    "offer_psychologist",
    "open_cases",
    "open_copy",
    "open_issue",
    "open_letters",
    "plan_appointment",
    "plan_meeting",
    "propose_entitlement",
    "publish_checklist",
    "record_meeting",
    "record_order",
    "refuse_entitlement",
    "refuse_override",
    "release_cases",
    "renew_issue",
    "reopen_case",
    "reopen_facility",
    "reopen_task",
    "set_category",
    "set_document_due",
    "set_goal",
    "set_letterhead",
    "set_places",
    "set_proof",
    "set_responsible",
    "set_return_basis",
    "sign_entitlement",
    "transfer",
    "withdraw_agreement",
    "withdraw_cases",
    "withdraw_conclusion",
    "withdraw_copy",
    "write_letter",
    "write_plan",
]
