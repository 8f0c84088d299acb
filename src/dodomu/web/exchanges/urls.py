"""Addresses of exchanges: rounds, lists, matching, signatures, arrivals."""

from __future__ import annotations

from django.urls import path

from dodomu.web.cards import CARDS
from dodomu.web.exchanges import (
    arrivals,
    arrivals_later,
    at_work,
    conflict,
    deciding,
    lists,
    matching,
    panels,
    rounds,
    search,
    signing,
)
from dodomu.web.people.panels import PANELS

CARDS.append(at_work.card)
if panels.lines not in PANELS:
    PANELS.append(panels.lines)

urlpatterns = [
    path("exchanges", rounds.rounds, name="exchanges"),
    path("exchanges/new", rounds.new_round, name="exchanges-new"),
    path("exchanges/<int:pk>", rounds.round_page, name="exchanges-round"),
    path("exchanges/<int:pk>/stages/new", rounds.new_stage, name="exchanges-stage-new"),
    path("exchanges/<int:pk>/officers", rounds.let_in, name="exchanges-officers"),
    path("exchanges/<int:pk>/lists/new", lists.new_list, name="exchanges-list-new"),
    path("exchanges/<int:pk>/lists/new/<int:upload_pk>/columns", lists.columns, name="exchanges-list-columns"),
    path("exchanges/<int:pk>/arrivals", arrivals.board, name="exchanges-arrivals"),
    path("exchanges/<int:pk>/arrivals/marks", arrivals_later.marks, name="exchanges-arrivals-marks"),
    path("exchanges/<int:pk>/arrivals/<int:line_pk>", arrivals.arrival, name="exchanges-arrival"),
    path("exchanges/lists/<int:pk>/match", matching.match, name="exchanges-match"),
    path("exchanges/lists/<int:pk>/match/progress", matching.progress, name="exchanges-progress"),
    path("exchanges/lists/<int:pk>/match/undo", deciding.undo, name="exchanges-undo"),
    path("exchanges/lists/<int:pk>/match/<int:number>", matching.line, name="exchanges-line"),
    path("exchanges/lists/<int:pk>/match/<int:number>/decide", deciding.decide, name="exchanges-decide"),
    path("exchanges/lists/<int:pk>/match/<int:number>/hold", matching.hold, name="exchanges-hold"),
    path("exchanges/lists/<int:pk>/match/<int:number>/search", search.search, name="exchanges-search"),
    path("exchanges/lists/<int:pk>/match/<int:number>/write", search.write, name="exchanges-write"),
    path("exchanges/lists/<int:pk>/match/<int:number>/conflict", conflict.conflict, name="exchanges-conflict"),
    path("exchanges/lists/<int:pk>/match/<int:number>/offer", search.offer, name="exchanges-offer"),
    path("exchanges/lists/<int:pk>/match/<int:number>/more", search.more, name="exchanges-more"),
    path("exchanges/lists/<int:pk>/review", signing.review, name="exchanges-review"),
    path("exchanges/lists/<int:pk>/sign", signing.sign, name="exchanges-sign"),
    path("exchanges/lists/<int:pk>/done", signing.done, name="exchanges-done"),
    path("exchanges/lists/<int:pk>/send-back", signing.send_back, name="exchanges-send-back"),
    path("exchanges/lists/<int:pk>/undo-signing", signing.undo_signing, name="exchanges-undo-signing"),
    path("exchanges/lists/<int:pk>/withdraw", lists.withdraw, name="exchanges-withdraw"),
    path("exchanges/lists/<int:pk>/sheet", signing.sheet, name="exchanges-sheet"),
    path("exchanges/lists/<int:pk>/export", signing.export, name="exchanges-export"),
]
