"""Addresses of the cases."""

from __future__ import annotations

from django.urls import path

import dodomu.web.people.numbers  # noqa: F401 - makes <person:…> known to the addresses
from dodomu.web.cards import CARDS
from dodomu.web.people.panels import PANELS
from dodomu.web.reintegration import (
    appointments,
    care,
    care_acts,
    care_paper,
    case,
    cases,
    choice,
    cohort,
    consents,
    documents,
    facilities,
    followup,
    letterheads,
    letters,
    own_pages,
    panels,
    social,
    team,
)

if panels.case not in PANELS:
    PANELS.append(panels.case)
CARDS.extend(card for card in (followup.own_card, followup.team_card) if card not in CARDS)
CARDS.extend(card for card in (cohort.card, team.card) if card not in CARDS)

urlpatterns = [
    path("cases", cases.cases, name="cases"),
    path("cases/<int:key>/accept", cases.accept, name="case-accept"),
    path("cases/<int:key>/reopen", cases.reopen, name="case-reopen"),
    path("people/<person:number>/case", case.case, name="person-case"),
    path("people/<person:number>/case/officer", case.officer, name="person-case-officer"),
    path("people/<person:number>/case/basis", case.basis, name="person-case-basis"),
    path("people/<person:number>/case/close", case.close, name="person-case-close"),
    path("people/<person:number>/case/reopen", case.reopen, name="person-case-reopen"),
    path("people/<person:number>/case/move/<slug:act>", case.move, name="person-case-move"),
    path("people/<person:number>/case/place", case.place, name="person-case-place"),
    path("people/<person:number>/case/leave", case.leaving, name="person-case-leave"),
    path("people/<person:number>/case/tasks/new", case.task_new, name="person-task-new"),
    path("people/<person:number>/case/tasks/<int:key>", case.task, name="person-task"),
    path("people/<person:number>/case/appointments/new", appointments.appointment_new, name="person-appointment-new"),
    path("people/<person:number>/case/appointments/<int:key>", appointments.appointment, name="person-appointment"),
    path("people/<person:number>/case/override", appointments.override_new, name="person-override"),
    path("overrides/<int:key>", appointments.override, name="override"),
    path("people/<person:number>/documents", documents.documents, name="person-documents"),
    path("people/<person:number>/documents/<int:key>", documents.document, name="person-document"),
    path("people/<person:number>/documents/<int:key>/letter", letters.letter_new, name="person-letter-new"),
    path("people/<person:number>/documents/<int:key>/words", letters.words, name="person-letter-words"),
    path("people/<person:number>/letters/<int:key>.pdf", letters.letter, name="person-letter"),
    path("setup/letterheads", letterheads.letterheads, name="setup-letterheads"),
    path("setup/letterheads/<int:key>", letterheads.letterhead, name="setup-letterhead"),
    path("people/<person:number>/care", care.care, name="person-care"),
    path("people/<person:number>/care/plan", care.plan_write, name="person-care-plan"),
    path("people/<person:number>/care/answer", care.plan_answer, name="person-care-answer"),
    path("people/<person:number>/care/steps/new", care_acts.step_new, name="person-care-step-new"),
    path("people/<person:number>/care/steps/<int:key>/<slug:act>", care_acts.step_move, name="person-care-step"),
    path("people/<person:number>/care/print", care_paper.paper, name="person-care-print"),
    path("people/<person:number>/care/fhir", care_paper.fhir_bundle, name="person-care-fhir"),
    path("people/<person:number>/care/copy", care_paper.copy, name="person-care-copy"),
    path("people/<person:number>/care/withdraw", care.agreement_back, name="person-care-withdraw"),
    path("people/<person:number>/care/goals/new", care_acts.goal_new, name="person-care-goal-new"),
    path("people/<person:number>/care/goals/<int:key>", care_acts.goal_end, name="person-care-goal"),
    path("people/<person:number>/care/team/join", care_acts.team_join, name="person-care-join"),
    path("people/<person:number>/care/team/new", care_acts.member_new, name="person-care-member-new"),
    path("people/<person:number>/care/team/<int:key>/end", care_acts.member_end, name="person-care-member-end"),
    path("people/<person:number>/care/psychologist", care_acts.psychologist, name="person-care-psychologist"),
    path("people/<person:number>/care/conclusions/new", care_acts.conclusion_new, name="person-care-conclusion-new"),
    path(
        "people/<person:number>/care/conclusions/<int:key>/<slug:act>",
        care_acts.conclusion_move,
        name="person-care-conclusion",
    ),
    path("people/<person:number>/social", social.social, name="person-social"),
    path("people/<person:number>/social/new", social.issue_new, name="person-social-new"),
    path("people/<person:number>/social/<int:key>/<slug:act>", social.issue_move, name="person-social-move"),
    path("people/<person:number>/next", choice.choice, name="person-next"),
    path("people/<person:number>/next/talk", choice.talk_new, name="person-next-talk"),
    path("people/<person:number>/next/decision", choice.decision_new, name="person-next-decision"),
    path("people/<person:number>/next/order", choice.order_new, name="person-next-order"),
    path("leaflets/<slug:version>", choice.leaflet, name="leaflet"),
    path("people/<person:number>/consents", consents.consents, name="person-consents"),
    path("people/<person:number>/consents/hand-over", consents.take_over, name="person-consents-hand-over"),
    path(
        "people/<person:number>/consents/relatives/<int:key>", consents.about_relative, name="person-consent-relative"
    ),
    path("people/<person:number>/consents/new", consents.consent_new, name="person-consent-new"),
    path("people/<person:number>/consents/sheet", consents.sheet, name="person-consents-sheet"),
    path("people/<person:number>/days", own_pages.days, name="person-days"),
    path("people/<person:number>/access", own_pages.access, name="person-access"),
    path("people/<person:number>/followup", followup.followup, name="person-followup"),
    path("people/<person:number>/followup/new", followup.contact_new, name="person-followup-new"),
    path("people/<person:number>/followup/<int:key>", followup.contact, name="person-followup-contact"),
    path("team", team.team, name="team"),
    path("team/<int:pk>/cases", team.cases, name="team-cases"),
    path("team/deputies/new", team.deputy_new, name="team-deputy"),
    path("team/deputies/<int:pk>/end", team.deputy_end, name="team-deputy-end"),
    path("after", cohort.all_cohorts, name="cohorts"),
    path("after/<int:pk>", cohort.cohort, name="cohort"),
    path("after/<int:pk>/csv", cohort.cohort_csv, name="cohort-csv"),
    path("facilities", facilities.facilities, name="facilities"),
    path("facilities/<slug:code>", facilities.facility, name="facility"),
]
