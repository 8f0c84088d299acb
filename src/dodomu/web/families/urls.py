"""Addresses of the families and of the messages that leave the house."""

from __future__ import annotations

from django.urls import path

import dodomu.web.people.numbers  # noqa: F401 - makes <person:…> known to the addresses
from dodomu.web.cards import CARDS
from dodomu.web.families import board, call, cards, family, outgoing, panels, relative
from dodomu.web.people.panels import PANELS

PANELS.append(panels.family)
CARDS.append(cards.to_verify)

urlpatterns = [
    path("families", board.families, name="families"),
    path("families/code", board.code, name="families-code"),
    path("families/calls/<int:key>", call.call, name="families-call"),
    path("families/calls/<int:key>/outcome", call.outcome, name="families-call-outcome"),
    path("families/calls/<int:key>/undo", call.undo, name="families-call-undo"),
    path("families/calls/<int:key>/script", call.script, name="families-call-script"),
    path("people/<person:number>/family", family.family, name="person-family"),
    path("people/<person:number>/family/new", family.relative_new, name="relative-new"),
    path("relatives/<int:key>", relative.relative, name="relative"),
    path("relatives/<int:key>/proof", relative.proof, name="relative-proof"),
    path("relatives/<int:key>/verify", relative.verify, name="relative-verify"),
    path("relatives/<int:key>/refuse", relative.refuse, name="relative-refuse"),
    path("relatives/<int:key>/contact", relative.contact, name="relative-contact"),
    path("relatives/<int:key>/telling", relative.telling, name="relative-telling"),
    path("relatives/<int:key>/withdraw", relative.withdraw, name="relative-withdraw"),
    path("relatives/<int:key>/talk", relative.talk, name="relative-talk"),
    path("outgoing", outgoing.outgoing, name="outgoing"),
    path("outgoing/<int:key>", outgoing.notice, name="outgoing-notice"),
    path("outgoing/<int:key>/recall", outgoing.recall, name="outgoing-recall"),
    path("outgoing/<int:key>/retry", outgoing.retry, name="outgoing-retry"),
]
