"""Addresses of the press office. They stand before the public ones, whose figures/<slug> would take figures/manage."""

from __future__ import annotations

from django.urls import path

from dodomu.web.cards import CARDS
from dodomu.web.figures import (
    corrections,
    definitions,
    documents,
    feeds,
    findings,
    machines,
    office,
    requests,
    statements,
    waiting,
)

CARDS.append(waiting.card)

urlpatterns = [
    path("figures/manage", office.figures, name="figures-manage"),
    path("figures/manage/new", office.new, name="figure-new"),
    path("figures/manage/new/<slug:slug>", office.draft, name="figure-draft"),
    path("figures/manage/<int:pk>", office.figure, name="figure-manage"),
    path("figures/manage/<int:pk>/edit", office.edit, name="figure-edit"),
    path("figures/manage/<int:pk>/propose", office.propose, name="figure-propose"),
    path("figures/manage/<int:pk>/publish", office.publish, name="figure-publish"),
    path("figures/manage/<int:pk>/send-back", office.send_back, name="figure-send-back"),
    path("figures/manage/<int:pk>/approve-held", office.approve_held, name="figure-approve-held"),
    path("figures/manage/<int:pk>/withdraw", office.withdraw, name="figure-withdraw"),
    path("figures/manage/<int:pk>/correct", corrections.of_figure, name="figure-correct"),
    path("figures/manage/definitions", definitions.definitions, name="figures-definitions"),
    path("figures/manage/definitions/new", definitions.define, name="figures-define"),
    path("figures/manage/definitions/<slug:slug>", definitions.new_version, name="figures-definition"),
    path("figures/manage/corrections", corrections.corrections, name="figures-corrections"),
    path("figures/manage/corrections/<int:pk>", corrections.correction, name="figures-correction"),
    path("figures/manage/corrections/<int:pk>/edit", corrections.edit, name="figures-correction-edit"),
    path("figures/manage/corrections/<int:pk>/propose", corrections.propose, name="figures-correction-propose"),
    path("figures/manage/corrections/<int:pk>/issue", corrections.issue, name="figures-correction-issue"),
    path("figures/manage/corrections/<int:pk>/send-back", corrections.send_back, name="figures-correction-send-back"),
    path("figures/manage/corrections/<int:pk>/drop", corrections.drop, name="figures-correction-drop"),
    path("figures/manage/requests", requests.requests, name="figures-requests"),
    path("figures/manage/requests/<int:pk>", requests.one_request, name="figures-request"),
    path("figures/manage/requests/<int:pk>/letter", requests.letter_page, name="figures-request-letter"),
    path("figures/manage/requests/<int:pk>/tell", requests.tell, name="figures-request-tell"),
    path("figures/manage/requests/<int:pk>/acknowledge", requests.acknowledge, name="figures-request-acknowledge"),
    path("figures/manage/requests/<int:pk>/refuse", requests.refuse, name="figures-request-refuse"),
    path("figures/manage/requests/<int:pk>/lost", requests.lost, name="figures-request-lost"),
    path("figures/manage/corrections/<int:pk>/tell", requests.tell_all, name="figures-correction-tell"),
    path("figures/manage/documents", documents.documents, name="figures-documents"),
    path("figures/manage/documents/new", documents.new, name="figures-document-new"),
    path("figures/manage/documents/feed", feeds.feed, name="figures-document-feed"),
    path("figures/manage/documents/<int:pk>", documents.document, name="figures-document"),
    path("figures/manage/documents/<int:pk>/again", documents.again, name="figures-document-again"),
    path("figures/manage/documents/<int:pk>/numbers/<int:mention>", documents.confirm, name="figures-mention"),
    path("figures/manage/statements", statements.statements, name="figures-statements"),
    path("figures/manage/statements/<slug:key>", statements.statement, name="figures-statement"),
    path("figures/manage/statements/<slug:key>/quoted", statements.quoted, name="figures-statement-quoted"),
    path("figures/manage/statements/<slug:key>/correct", corrections.of_statement, name="figures-statement-correct"),
    path("figures/manage/checks", findings.findings, name="figures-checks"),
    path("figures/manage/checks/<slug:key>", findings.finding, name="figures-finding"),
    path("figures/manage/checks/<slug:key>/explain", findings.explain, name="figures-finding-explain"),
]

plain_patterns = [path("api/documents", machines.documents, name="api-documents")]
